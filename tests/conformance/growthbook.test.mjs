// GrowthBook's own cases, which its SDKs in fifteen languages are held to, through `omotenashi/node` alone.
//
// Owns: which section is asked how, and the list of divergences. In: cases.json beside the checkout, or where
// OMOTENASHI_SUITES says. Out: verdicts. Must not: pass over a case in silence.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../js/build/place.mjs";
import { Engine, bucket, destination, importGrowthBook, matches } from "../../dist/node.mjs";
import { feature, redirects, run, sticky } from "./growthbook.mjs";

const suites = process.env.OMOTENASHI_SUITES ?? join(root, "../shared/suites");
const file = join(suites, "growthbook/cases.json");

/** What differs, by section and case, and why. A divergence that vanishes fails, too. */
const divergences = {};

const near = (found, wanted, name) => {
  assert.equal(found.length, wanted.length, name);
  found.forEach((one, index) => assert.ok(Math.abs(one - wanted[index]) < 1e-8, `${name}: ${found} for ${wanted}`));
};

/** The variant of a lone experiment for a visitor, by number; -1 for none. */
function chosen(experiment, attributes, url) {
  const variations = experiment.variations ?? [{}, {}];
  const { rules } = importGrowthBook({ experiments: [{ key: "x", ...experiment, variations }] });
  const engine = new Engine(rules);
  const found = engine.decide({ attributes, url }).get(rules.experiences[0].id);
  engine.free();
  return { ...found, index: Object.keys(rules.experiences[0].variants).indexOf(found.variant) };
}

/** Somebody who falls on each of these points of the line, under the seed `x` and the second hash. */
function visitorsAt(points) {
  const found = new Map();
  for (let id = 0; found.size < points.size; id++) {
    const at = bucket("x", `v${id}`, 2);
    if (points.has(at) && !found.has(at)) found.set(at, `v${id}`);
  }
  return found;
}

function rangesOf(experiment) {
  const { rules } = importGrowthBook({ experiments: [{ key: "x", ...experiment }] });
  return Object.values(rules.experiences[0].ranges);
}

/** That the engine puts people where the ranges say. */
function agrees(experiment, wanted, name) {
  for (let id = 0; id < 50; id++) {
    const at = bucket("x", `${id}`, 1);
    const index = wanted.findIndex(([from, to]) => at >= from && at < to - 1e-8);
    assert.equal(chosen(experiment, { id: `${id}` }).index, index, `${name}, at ${at}`);
  }
}

/** How each section is asked: a function that throws where the answer is another. */
const sections = {
  evalCondition: ([name, condition, attributes, wanted, groups]) =>
    assert.equal(matches(condition, attributes, groups), wanted, name),

  hash: ([seed, value, version, wanted]) => assert.equal(bucket(seed, value, version), wanted),

  getBucketRange([name, [count, coverage, weights], wanted]) {
    const experiment = { variations: Array(count).fill({}), coverage, ...(weights && { weights }) };
    near(rangesOf(experiment).flat(), wanted.flat(), name);
    agrees(experiment, wanted, name);
  },

  getEqualWeights([count, wanted]) {
    near(rangesOf({ variations: Array(Math.max(0, count)).fill({}) }).map(([from, to]) => to - from), wanted, `${count}`);
  },

  chooseVariation([name, at, ranges, wanted]) {
    const id = visitorsAt(new Set([at])).get(at);
    const variations = Array(ranges.length).fill({});
    assert.equal(chosen({ variations, ranges, hashVersion: 2 }, { id }).index, wanted, name);
  },

  getQueryStringOverride([name, key, url, count, wanted]) {
    const variations = Array(count).fill({});
    // Nobody is in it but who asks to be.
    const { index, reason } = chosen({ key, variations, coverage: 0 }, { id: "1" }, url);
    assert.deepEqual([index < 0 ? null : index, reason === "forced"], [wanted, wanted !== null], name);
  },

  inNamespace([name, id, namespace, wanted]) {
    assert.equal(chosen({ namespace }, { id }).index >= 0, wanted, name);
  },

  run([name, context, experiment, value, inExperiment, hashUsed]) {
    assert.deepEqual(run(context, experiment), { value, inExperiment, hashUsed }, name);
  },

  feature: ([name, context, key, wanted]) => assert.deepEqual(feature(context, key), wanted, name),

  contextualBandit: ([name, context, key, wanted]) => assert.deepEqual(feature(context, key), wanted, name),

  stickyBucket([name, context, seeds, key, wanted, docs]) {
    assert.deepEqual(sticky(context, seeds, key), { result: wanted, docs }, name);
  },

  urlRedirect: ([name, context, wanted]) => assert.deepEqual(redirects(context, destination), wanted, name),

  async decrypt([name, encryptedFeatures, decryptionKey, wanted]) {
    const { rules, problems } = await importGrowthBook({ encryptedFeatures }, { decryptionKey });
    const codes = problems.map(({ code }) => code);
    if (wanted === null) return assert.deepEqual(codes, ["decrypt"], name);
    let features;
    try {
      features = JSON.parse(wanted);
    } catch {
      return assert.deepEqual(codes, ["encrypted-json"], name);
    }
    assert.deepEqual({ rules, codes }, { rules: importGrowthBook({ features }).rules, codes: [] }, name);
  },
};

const skip = existsSync(file) ? false : `no suite at ${file}`;
const cases = skip ? {} : JSON.parse(readFileSync(file, "utf8"));

test("the suite is here, and is the one that was read", { skip }, () => {
  assert.equal(cases.specVersion, "0.8.0");
  const count = Object.entries(cases).reduce((sum, [name, rows]) => sum + (Array.isArray(rows) && name !== "contextualBandit" ? rows.length : 0), 0);
  assert.equal(count, 482);
});

test("every section is asked", { skip }, () => {
  const names = Object.keys(cases).filter((name) => Array.isArray(cases[name]));
  assert.deepEqual(names.sort(), Object.keys(sections).sort());
});

for (const [name, ask] of Object.entries(sections))
  test(`GrowthBook's cases: ${name}`, { skip }, async (t) => {
    const failed = [];
    for (const row of cases[name]) {
      const title = `${name}: ${typeof row[0] === "string" ? row[0] : JSON.stringify(row)}`;
      try {
        await ask(row);
      } catch (error) {
        failed.push(title);
        if (!Object.hasOwn(divergences, title)) console.error(`${title}\n${error.message}`);
      }
    }
    t.diagnostic(`${cases[name].length - failed.length} of ${cases[name].length}`);
    assert.deepEqual(failed, Object.keys(divergences).filter((title) => title.startsWith(`${name}: `)));
  });
