// Random visitors of applications that random experiences change: no page error that is not there without us, no
// node twice, and `stop()` leaves what the frameworks have made, byte for byte. `npm run soak` does it longer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost } from "../e2e/host.mjs";
import { frameworks, installApp } from "./app.mjs";
import { compare } from "./random.mjs";

const [visits, deeds] = process.env.OMOTENASHI_SOAK ? [20, 200] : [3, 30];
/** Another one for other visitors: a run that fails says which. */
const first = Number(process.env.OMOTENASHI_SEED ?? 308);

let site;
before(async () => (site = await openHost()));
after(() => site.close());

for (const name of Object.keys(frameworks))
  test(`${name}: ${visits} visits of ${deeds} deeds each, by chance`, async () => {
    const open = await installApp(site, name);
    for (let seed = first; seed < first + visits; seed++) {
      const { experiences, with: ours, without } = await compare(site, (path, head) => open(path, { head }), seed, deeds);
      const story = `seed ${seed}: ${JSON.stringify(experiences)}`;
      assert.deepEqual(ours.errors, without.errors, story);
      assert.equal(ours.doubled, 0, story);
      assert.equal(ours.html, without.html, story);
    }
  });
