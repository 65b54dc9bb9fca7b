// Payloads with experiments and features, and visitors for them.
//
// Owns: what is generated. In: a `Random`. Out: payloads as GrowthBook's API gives them, attributes, sticky-bucket documents.
// Must not: repeat condition.mjs: conditions here are few and plain, so that every answer must be the same.

const ids = ["", "a", "1", "user-1", "日本語", "é", "e\u0301", "😀", "👩‍👩‍👧", "Ω≈ç√", "a b", "a__0", "0", "null", "x".repeat(300)];
const seeds = ["", "s", "種", "exp-1", "exp-2", "😀"];
const hashAttributes = ["id", "anonId", "company"];
const tenth = (random) => random.below(11) / 10;

/** Parts of the line, not always in order, sometimes of one another. */
const range = (random) => (random.chance(0.9) ? [tenth(random), tenth(random)].sort() : [tenth(random) - 0.2, tenth(random) + 0.1]);

function weights(random, count) {
  const parts = Array.from({ length: count }, () => random.real());
  const sum = parts.reduce((all, one) => all + one, 0);
  const near = random.pick([1, 1, 1, 0.995, 1.005, 0.5, 1.5]);
  return parts.map((one) => (one / sum) * near);
}

const filter = (random) => ({
  seed: random.pick(seeds),
  ranges: random.some(3, () => range(random)),
  ...(random.chance(0.5) && { attribute: random.pick(hashAttributes) }),
  ...(random.chance(0.5) && { hashVersion: random.pick([1, 2, 2, 3]) }),
});

const condition = (random) =>
  random.pick([{ a: { $gt: 5 } }, { a: { $lt: 5 } }, { v: { $vgte: "1.2.3" } }, { b: { $in: ["a", "b", 1, 8, "10"] } }, { "o.x": { $exists: true } }]
    .concat([{ l: { $size: { $gt: 1 } } }, { $or: [{ c: true }, { d: null }] }, { a: { $inGroup: "listed" } }, { $savedGroup: { id: "named" } }]));

/** What experiments and the rules of features have in common. */
function assignment(random, count) {
  return {
    ...(random.chance(0.5) && { hashVersion: random.pick([1, 2, 2, 2, 7]) }),
    ...(random.chance(0.5) && { seed: random.pick(seeds) }),
    ...(random.chance(0.4) && { coverage: random.pick([0, 0.1, 0.5, 0.9, 1, 1.5, -1]) }),
    ...(random.chance(0.4) && { weights: weights(random, random.chance(0.95) ? count : count + 1) }),
    ...(random.chance(0.2) && { ranges: Array.from({ length: count }, () => range(random)) }),
    ...(random.chance(0.2) && { namespace: [random.pick(["n", "名", ""]), ...range(random)] }),
    ...(random.chance(0.2) && { filters: random.some(2, () => filter(random)) }),
    ...(random.chance(0.5) && { hashAttribute: random.pick(hashAttributes) }),
    ...(random.chance(0.3) && { fallbackAttribute: random.pick(hashAttributes) }),
    ...(random.chance(0.2) && { condition: condition(random) }),
    ...(random.chance(0.6) && { meta: Array.from({ length: count }, (_, index) => ({ key: random.chance(0.9) ? `m${index}` : `${index}` })) }),
    ...(random.chance(0.2) && { bucketVersion: random.below(4) }),
    ...(random.chance(0.2) && { minBucketVersion: random.below(3) }),
    ...(random.chance(0.1) && { disableStickyBucketing: true }),
  };
}

/** An experiment with values for variations. */
export function experiment(random, key) {
  const count = 2 + random.below(4);
  const variations = Array.from({ length: count }, (_, index) => index);
  return {
    key,
    variations,
    ...assignment(random, count),
    ...(random.chance(0.05) && { status: random.pick(["draft", "stopped", "running"]) }),
    ...(random.chance(0.05) && { active: random.chance(0.5) }),
    ...(random.chance(0.05) && { force: random.below(count + 1) }),
  };
}

function rule(random, key, names) {
  const parents = random.chance(0.2) && names.length ? { parentConditions: [parent(random, names)] } : {};
  if (random.chance(0.5)) {
    const { variations, status, active, force, ...rest } = experiment(random, `${key}-x${random.below(3)}`);
    return { variations: variations.map((index) => `${key}${index}`), ...rest, ...parents };
  }
  return {
    force: random.pick([true, false, null, 0, "on", { a: 1 }]),
    ...(random.chance(0.3) && { coverage: random.pick([0, 0.1, 0.25, 0.3, 0.5, 1]) }),
    ...(random.chance(0.2) && { range: range(random) }),
    ...(random.chance(0.3) && { seed: random.pick(seeds) }),
    ...(random.chance(0.3) && { hashVersion: random.pick([1, 2, 2, 9]) }),
    ...(random.chance(0.3) && { hashAttribute: random.pick(hashAttributes) }),
    ...(random.chance(0.5) && { condition: condition(random) }),
    ...(random.chance(0.2) && { filters: random.some(2, () => filter(random)) }),
    ...parents,
  };
}

const parent = (random, names) => ({
  id: random.pick([...names, ...names, "nobody"]),
  condition: random.pick([{ value: true }, { value: { $ne: null } }, { value: { $gt: 0 } }, { value: { $lt: 1 } }, { value: null }, {}]),
  ...(random.chance(0.5) && { gate: true }),
});

/** Features, each of which may depend on those before it. */
export function features(random, count) {
  const found = {};
  for (let index = 0; index < count; index++) {
    const rules = random.some(4, () => rule(random, `f${index}`, Object.keys(found)));
    found[`f${index}`] = { ...(random.chance(0.8) && { defaultValue: random.pick([false, 0, "off"]) }), rules };
  }
  return found;
}

/** Who visits: ids that computers find hard, and ids like everybody's. */
export function visitor(random) {
  const id = () => random.pick([random.pick(ids), `${random.below(1e9)}`, random.below(1000), random.real(), random.chance(0.5), null]);
  const known = { a: random.below(12), b: random.pick(["a", "z", 1, "10"]), c: random.chance(0.5), d: null, l: [1, "a"], o: { x: 1 }, v: "1.10.0" };
  const found = Object.fromEntries(Object.entries(known).filter(() => random.chance(0.8)));
  for (const name of hashAttributes) if (random.chance(0.8)) found[name] = id();
  return found;
}

/** Sticky-bucket documents of a visitor, by key. */
export function documents(random, visitor, experiments) {
  const found = {};
  for (const attributeName of hashAttributes) {
    const value = visitor[attributeName];
    if (!value || random.chance(0.5)) continue;
    const attributeValue = typeof value === "string" ? value : JSON.stringify(value);
    const had = experiments.filter(() => random.chance(0.3));
    const assignments = Object.fromEntries(had.map(({ key }) => [`${key}__${random.below(4)}`, `m${random.below(5)}`]));
    found[`${attributeName}||${attributeValue}`] = { attributeName, attributeValue, assignments };
  }
  return found;
}
