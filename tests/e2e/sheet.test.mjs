// The data sheet as a promise: what a browser stores and sends under rules thrown by dice is what their sheet names, for the
// purpose that it names, no more of it and no longer. OMOTENASHI_FULL=1: every piece of rules by itself and many mixtures, under
// every answer.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "../../js/build/browser.mjs";
import { dist } from "../../js/build/place.mjs";
import { claims } from "./sheet/claim.mjs";
import { faultsOf } from "./sheet/found.mjs";
import { mixture, pieces, rulesOf } from "./sheet/rules.mjs";
import { openNet } from "./sheet/visit.mjs";

const full = process.env.OMOTENASHI_FULL === "1";
const { check, sheet } = await import(pathToFileURL(join(dist, "author.mjs")));

let browser;
let net;
before(async () => (net = openNet((browser = await launch()))));
after(() => browser.close());

const both = ["personalization", "measurement"];
const saying = (...states) => Object.fromEntries(both.map((purpose, index) => [purpose, states[index]]));
const [yes, no] = [saying("granted", "granted"), saying("denied", "denied")];

/** What visitors say, and what is granted by that. */
const answers = {
  yes: { answer: yes, left: both },
  no: { answer: no, left: [] },
  silent: { left: [] },
  memory: { answer: saying("granted", "denied"), left: ["personalization"] },
  counting: { answer: saying("denied", "granted"), left: ["measurement"] },
  withdrawn: { answer: yes, then: no, grants: both, left: [] },
  later: { answer: yes, left: both },
};

/** Lets so many do their part at a time. */
async function inParallel(tasks, width = 8) {
  const queue = [...tasks];
  const next = async () => {
    while (queue.length) await queue.shift()();
  };
  await Promise.all(Array.from({ length: width }, next));
}

/** One visit: what is wrong with the sheet of these rules. */
async function faultsIn(rules, name, { reverse = false, ...more } = {}) {
  const { answer, then, grants, left } = answers[name];
  const asks = rules.consent?.mode !== "opt-out";
  const claim = claims(sheet(JSON.stringify(rules), "en"), rules);
  const seen = await net.visit(rules, { answer, then, ...more });
  // Where silence means yes, so it does until the visitor says something.
  const granted = asks ? (grants ?? left) : both;
  const kept = asks || answer ? left : both;
  const faults = faultsOf(seen, claim, { grants: new Set(granted), left: new Set(kept), later: more.later });
  // Any event that is asked for may have the number of an order, and few do.
  const never = claim.rows.filter(({ kind, purpose, used }) => reverse && purpose && kind !== "orders" && !used);
  return [...seen.errors, ...faults, ...never.map(({ what }) => `named, and never kept: ${what}`)];
}

test("each piece of rules by itself, in a browser full of it: all of it is named, and no bigger or other than said", async () => {
  const grave = ["lifetime", "campaign", "goals", "ahead", "foreign", "family", "capped", "since", "pictures"];
  const found = {};
  await inParallel(
    (full ? Object.keys(pieces) : grave).map((name) => async () => {
      const rules = rulesOf([name]);
      assert.deepEqual(check(JSON.stringify(rules), "en").filter(({ severity }) => severity === "error"), [], name);
      // Who is held out meets nothing; what shows and measures nothing keeps nothing.
      const reverse = !["holdout", "brief"].includes(name);
      const faults = await faultsIn(rules, "yes", { heavy: 105, refuses: /own|foreign/.test(name), reverse });
      if (faults.length) found[name] = faults;
    }),
  );
  assert.deepEqual(found, {});
});

test("rules thrown by dice, under every answer: what is kept and sent is named, for what was agreed to, and goes in time", async () => {
  const found = {};
  const seeds = Array.from({ length: full ? 60 : 7 }, (_, index) => index + 1);
  const names = Object.keys(answers);
  await inParallel(
    seeds.flatMap((seed) =>
      (full ? names : [names[seed % names.length]]).map((answer) => async () => {
        const { names: parts, mode, days } = mixture(seed);
        const rules = rulesOf(answer === "later" ? [...parts, "brief"] : parts, { consent: { mode } });
        const faults = await faultsIn(rules, answer, { later: answer === "later" ? days : 0 });
        if (faults.length) found[`${seed} ${answer} ${mode} ${days} ${parts}`] = faults;
      }),
    ),
  );
  assert.deepEqual(found, {});
});

test("both languages have the same rows, each about the same", () => {
  const rest = (row) => ({ ...row, what: row.what.match(/`.*`$/)?.[0], why: "", to: row.to?.match(/`.*`|^[\w.-]+\.test/)?.[0] });
  for (const names of [...Object.keys(pieces).map((name) => [name]), ...[1, 2, 3, 4, 5].map((seed) => mixture(seed).names)]) {
    const [english, japanese] = ["en", "ja"].map((language) => sheet(JSON.stringify(rulesOf(names)), language));
    assert.deepEqual(japanese.stored.map(rest), english.stored.map(rest), `${names}`);
    assert.deepEqual(japanese.sent.map(rest), english.sent.map(rest), `${names}`);
    const tables = [english, japanese].map(({ text }) => text.split("\n").filter((line) => line.startsWith("| ")).length);
    assert.equal(tables[0], tables[1]);
  }
});
