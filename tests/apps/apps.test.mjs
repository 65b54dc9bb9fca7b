// Random visitors of applications that random experiences change: no page error that is not there without us, no
// node twice, and `stop()` leaves what the frameworks have made, byte for byte. `npm run soak` does it longer.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openHost } from "../e2e/host.mjs";
import { frameworks, installApp } from "./app.mjs";
import { heavy, installHeavy } from "./heavy.mjs";
import { compare } from "./random.mjs";

const soak = !!process.env.OMOTENASHI_SOAK;
const [visits, deeds] = soak ? [20, 200] : [3, 30];
/** Another one for other visitors: a run that fails says which. */
const first = Number(process.env.OMOTENASHI_SEED ?? 316);

const apps = [...Object.keys(frameworks).map((name) => [name, installApp]), ...Object.keys(heavy).map((name) => [name, installHeavy])];

/** One visit after the other, each with us and without. */
async function visitAll(site, name, open) {
  const from = performance.now();
  for (let seed = first; seed < first + visits; seed++) {
    const { experiences, with: ours, without } = await compare(site, (path, head) => open(path, { head }), seed, deeds, heavy[name]);
    const story = `seed ${seed}: ${JSON.stringify(experiences)}`;
    assert.deepEqual(ours.errors, without.errors, story);
    assert.equal(ours.doubled, 0, story);
    assert.equal(ours.html, without.html, story);
    if (soak) console.error(`  … ${name}: ${seed - first + 1} of ${visits} visits, ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
}

describe("random visitors", { concurrency: soak ? 3 : 1 }, () => {
  for (const [name, install] of apps)
    test(`${name}: ${visits} visits of ${deeds} deeds each, by chance`, async (t) => {
      const site = await openHost();
      t.after(() => site.close());
      const open = await install(site, name);
      if (open) await visitAll(site, name, open);
      else t.skip("not installed");
    });
});
