// The sample ratio: thousands of visits to an A/B test, in a real browser, counted by what arrived. Some
// targets come late, some never, and one variant fails in half of its visits. If any of that made a
// variant easier or harder to count, the shares would tell.
//
// Owns: how a visit is made: by the module in one long page, and by the script tag in pages of their own.
// In: the plan of trial.mjs. Out: bodies for its judgement. Must not: judge.

import assert from "node:assert/strict";
import test from "node:test";
import { human, rulesTag, tag } from "./host.mjs";
import { openModule } from "./module.mjs";
import { judge, linkOf, planOf, seedChance, toRules, toVisits } from "./trial.mjs";

const full = process.env.OMOTENASHI_FULL === "1";
/** Chance is seeded: a run can be repeated, and none fails by bad luck. */
const seed = 20261121;

/** Everything the beacons brought, once nothing more comes. */
async function collect({ posts }, page) {
  for (let before = -1; before !== posts.length; ) {
    before = posts.length;
    await page.waitForTimeout(1000);
  }
  return posts;
}

/** Runs in the page: one visit after another, each with an instance, targets and an end of its own. */
async function stay(visits) {
  const told = [];
  // A task of its own; nested timers would take four milliseconds each.
  const { port1, port2 } = new MessageChannel();
  const pause = () => new Promise((done) => ((port1.onmessage = done), port2.postMessage(0)));
  for (const { n, rules, facts, plan } of visits) {
    // Another visitor, another device; one who comes again follows upon themselves.
    if (n !== told.at(-1)?.[0]) localStorage.clear();
    const come = (when) => {
      for (const [id, ms] of Object.entries(plan))
        if (when(ms)) document.body.insertAdjacentHTML("beforeend", `<a id="${id}" href="/">${id}</a>`);
    };
    come((ms) => ms < 0);
    const om = await window.start({ rules, facts });
    come((ms) => ms === 0);
    for (let ms = 1; ms <= Math.max(...Object.values(plan), 0); ms++) {
      await pause();
      come((due) => due === ms);
    }
    await pause();
    told.push([n, om.variant("cta")]);
    // As the browser does when the visitor leaves.
    dispatchEvent(new Event("pagehide"));
    om.stop();
    document.body.replaceChildren();
    // The browser lets only so much leave at once.
    if (told.length % 25 === 0) await fetch("/");
  }
  return told;
}

test("visits in one long page, by the module", async (t) => {
  const { host, page, errors } = await openModule(t);
  await page.evaluate(seedChance, seed);
  const visits = toVisits(full ? 10_000 : 3_000).map((n) => {
    return { n, rules: toRules(n), facts: { user: { link: linkOf(n) } }, plan: planOf(n) };
  });
  const told = new Map(await page.evaluate(stay, visits));
  assert.deepEqual(errors, []);
  const posts = await collect(host, page);
  t.diagnostic(judge(posts, told));
  assertBites(posts, told);
});

/** The judgement would see failures left out, and a variant whose pages were lost. */
function assertBites(posts, told) {
  const keep = (wanted) => posts.map((body) => ({ ...body, events: body.events.filter((event) => wanted(event, body)) }));
  assert.throws(() => judge(keep(({ variant, result }) => variant !== "faulty" || result !== "failed"), told));
  const stays = (n) => told.get(n) !== "faulty" || n % 3 > 0;
  const fewer = new Map([...told].filter(([n]) => stays(n)));
  assert.throws(() => judge(keep((event, { site }) => stays(Number(site.slice(1)))), fewer), /χ²/);
}

const target = (id) => `<a id="${id}" href="/">${id}</a>`;

/** The page of a visitor. It tells its frame's owner when its last target has come. */
function toPage(n) {
  const places = Object.entries(planOf(n));
  const written = places.filter(([, ms]) => ms < 0).map(([id]) => target(id));
  const late = places
    .filter(([, ms]) => ms >= 0)
    .map(([id, ms]) => `setTimeout(() => document.body.insertAdjacentHTML("beforeend", '${target(id)}'), ${ms});`);
  const facts = JSON.stringify({ user: { link: linkOf(n) } });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>v</title>
    <script>(${seedChance})(${(seed + n * 2654435761) >>> 0})</script>${human}${rulesTag(toRules(n))}
    <script type="application/json" id="om-facts">${facts}</script>${tag.replace(">", ' data-facts="#om-facts">')}
    <body>${written.join("")}<script>${late.join("")}
    setTimeout(() => parent.postMessage([${n}, window.omotenashi.variant("cta")]), 15);</script></body>`;
}

/** Runs in the page: visits one after another in each of a few frames; gives `[visitor, variant]` of each. */
async function walk([visits, frames]) {
  const told = [];
  const lane = async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    while (visits.length) {
      const n = visits.shift();
      const ends = new AbortController();
      const answer = new Promise((resolve) => {
        const hear = ({ source, data: said }) => source === frame.contentWindow && said[0] === n && resolve(said);
        addEventListener("message", hear, { signal: ends.signal });
      });
      frame.contentWindow.location.replace(`/visit/${n}`);
      told.push(await answer);
      ends.abort();
    }
    frame.remove();
  };
  await Promise.all(Array.from({ length: frames }, lane));
  return told;
}

test("visits in pages of their own, by the script tag", async (t) => {
  // The second visit of a visitor follows the first at once: both must not be under way together.
  const visits = toVisits(full ? 1_500 : 400);
  const { host, page, errors } = await openModule(t, Object.fromEntries(visits.map((n) => [`/visit/${n}`, toPage(n)])));
  const [first, second] = [[...new Set(visits)], visits.filter((n, i) => n === visits[i - 1])];
  const told = new Map(await page.evaluate(walk, [first, 4]));
  for (const [n, variant] of await page.evaluate(walk, [second, 4])) assert.equal(variant, told.get(n), `${n} came again`);
  assert.deepEqual(errors, []);
  t.diagnostic(judge(await collect(host, page), told));
});
