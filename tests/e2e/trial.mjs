// A simulated A/B test: who comes, what their page holds and when, and whether the counts are fair.
//
// Owns: the plan of the visits and the statistics. In: the bodies that arrived, and what each page said
// of itself. Out: events, assertions. Must not: know how a visit is made.

import assert from "node:assert/strict";

/** Percentages; a tenth of the visitors take no part. */
const split = { original: 30, red: 30, faulty: 30 };
const names = Object.keys(split);

/** The rules of one visitor: a site of their own keeps their storage apart. */
export const toRules = (n) => ({
  omotenashi: 1,
  site: `v${n}`,
  consent: { mode: "opt-out" },
  experiences: [
    {
      id: "cta",
      version: 2,
      variants: {
        red: { show: [{ select: "#a", class: { add: ["red"] } }] },
        // Refused where the fact is a script address.
        faulty: { show: [{ select: "#b", attribute: { href: "{{user.link}}" } }] },
      },
      split,
    },
  ],
  destinations: [{ to: "beacon", url: "/collect" }],
});

/** When targets come, in milliseconds, by visitor: one of the plans in turn. -1: they are there before us. */
const plans = [
  { a: -1, b: -1 },
  { a: -1 },
  { b: -1 },
  { a: 0 },
  { b: 0 },
  { a: 6, b: 2 },
  { b: 9 },
  {},
];
export const planOf = (n) => plans[n % plans.length];
export const linkOf = (n) => (Math.floor(n / plans.length) % 2 ? "javascript:alert(1)" : "/offer");

/** The visits of so many visitors; every tenth comes twice. */
export const toVisits = (visitors) => Array.from({ length: visitors }, (_, n) => (n % 10 ? [n] : [n, n])).flat();

/**
 * Runs in the page, before anything of ours: chance from a seed, so that no test fails by bad luck
 * (mulberry32).
 */
export function seedChance(seed) {
  let state = seed | 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  crypto.getRandomValues = (array) => array.forEach((_, i) => (array[i] = draw())) ?? array;
}

/** Σ (found − expected)² / expected, for counts that should stand in the proportion of `parts`. */
function chiSquare(counts, parts) {
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  const scale = sum(counts) / sum(parts);
  return sum(counts.map((count, i) => (count - parts[i] * scale) ** 2 / (parts[i] * scale)));
}

/** χ² at p = 0.001, by degrees of freedom. */
const critical = { 2: 13.816, 3: 16.266 };

const countBy = (list, keys, toKey) => keys.map((key) => list.filter((one) => toKey(one) === key).length);
const byVariant = (exposures) => countBy(exposures, names, ({ variant }) => variant);

/** The exposures in the bodies that arrived: delivered at least once, so an id counts once. */
function read(bodies) {
  const events = bodies
    .flatMap(({ site, events: list }) => list.map((event) => ({ ...event, n: Number(site.slice(1)) })));
  for (const { type, experience, version } of events)
    assert.deepEqual([type, experience, version], ["exposure", "cta", 2]);
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** Who qualified and met a target of any variant is counted once, and nobody else is. */
function assertEveryoneOnce(exposures, told) {
  const exposed = [...told].filter(([n, variant]) => variant !== null && Object.keys(planOf(n)).length > 0);
  const wanted = new Map(exposed);
  const counted = new Set(exposures.map(({ n }) => n));
  const doubtful = [
    ...exposures.filter(({ n, variant }) => wanted.get(n) !== variant).map(({ n, variant }) => `${n} counted as ${variant}`),
    ...exposed.filter(([n]) => !counted.has(n)).map(([n, variant]) => `${n} not counted, saw ${variant}`),
  ];
  assert.deepEqual(doubtful.slice(0, 10), []);
  assert.equal(exposures.length, exposed.length, "once each");
}

function assertFair(exposures, told) {
  const entered = chiSquare(countBy([...told.values()], [...names, null], (variant) => variant), [30, 30, 30, 10]);
  assert.ok(entered < critical[3], `assigned: χ²(3) = ${entered}`);
  const counted = chiSquare(byVariant(exposures), [1, 1, 1]);
  assert.ok(counted < critical[2], `counted: χ²(2) = ${counted}`);
  plans.forEach((plan, index) => {
    const here = exposures.filter(({ n }) => n % plans.length === index);
    const found = here.length ? chiSquare(byVariant(here), [1, 1, 1]) : 0;
    assert.ok(found < critical[2], `${JSON.stringify(plan)}: χ²(2) = ${found}`);
  });
  return counted;
}

/** `told` is the variant of each visitor, as their page named it. Gives a sentence for people. */
export function judge(bodies, told) {
  const exposures = read(bodies);
  assertEveryoneOnce(exposures, told);
  const counted = assertFair(exposures, told);
  const results = (wanted) =>
    countBy(exposures.filter(({ variant }) => variant === wanted), ["applied", "partial", "failed"], ({ result }) => result);
  const [applied, , failed] = results("faulty");
  assert.ok(applied > told.size / 50 && failed > told.size / 50, `faulty: ${results("faulty")}`);
  const each = names.map((name) => `${name} ${results(name).join("+")}`).join(", ");
  return `${told.size} visitors, exposures (applied+partial+failed): ${each}; χ²(2) = ${counted.toFixed(2)}`;
}
