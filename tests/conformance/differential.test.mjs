// The same questions to GrowthBook's own package and to ours: random conditions, random visitors, random experiments.
//
// Owns: the counts, and the judgement. In: OMOTENASHI_SEED for a replay of one chunk. Out: verdicts. Must not: accept a
// difference that the question does not explain.

import assert from "node:assert/strict";
import test from "node:test";
import { evalCondition } from "@growthbook/growthbook";
import { matches } from "../../dist/node.mjs";
import { attributes, condition, groups } from "./differential/condition.mjs";
import { compareFile } from "./differential/assignment.mjs";
import { differences, possible } from "./differential/difference.mjs";
import { Random } from "./differential/random.mjs";

const files = 205;
const chunks = 40;
const conditionsInChunk = 500;
const visitorsInChunk = 10;

/** The same seeds each time, so that a run can be repeated; `npm run full` takes new ones. */
const first = process.env.OMOTENASHI_FULL ? Date.now() : 20_261_122;

/** The seeds of a test, or the one to be replayed. */
const seedsOf = (count) =>
  process.env.OMOTENASHI_SEED
    ? [Number(process.env.OMOTENASHI_SEED)]
    : Array.from({ length: count }, (_, index) => (first + index * 7919) >>> 0);

/** GrowthBook tells of unknown operators on the console, and throws where an operand is null that should be an object. */
function quietly(ask) {
  const { error } = console;
  console.error = () => {};
  try {
    return ask();
  } catch {
    return "an exception";
  } finally {
    console.error = error;
  }
}

/** Asks one chunk; counts answers by whether a deliberate difference could show, and shows. */
function askConditions(seed, counts) {
  const random = new Random(seed);
  const visitors = Array.from({ length: visitorsInChunk }, () => attributes(random));
  for (let left = conditionsInChunk; left; left--) {
    const asked = condition(random);
    for (const visitor of visitors) judge(asked, visitor, seed, counts);
  }
}

function judge(asked, visitor, seed, counts) {
  const theirs = quietly(() => evalCondition(visitor, asked, groups));
  const ours = matches(asked, visitor, groups);
  counts.asked++;
  counts[theirs === true ? "yes" : "no"]++;
  if (ours === theirs) return;
  const names = possible(asked, visitor, groups);
  const question = JSON.stringify({ condition: asked, attributes: visitor });
  assert.ok(names.size > 0, `seed ${seed}: theirs ${theirs}, ours ${ours}, and nothing explains it: ${question}`);
  counts.differ++;
  for (const name of names) counts.names.set(name, (counts.names.get(name) ?? 0) + 1);
}

test("conditions: 200,000 answers, each the same or of a named difference", (t) => {
  const seeds = seedsOf(chunks);
  const counts = { asked: 0, yes: 0, no: 0, differ: 0, names: new Map() };
  for (const seed of seeds) askConditions(seed, counts);
  t.diagnostic(`seeds ${seeds[0]} … ${seeds.at(-1)}`);
  t.diagnostic(JSON.stringify({ ...counts, names: Object.fromEntries(counts.names) }));
  assert.ok([...counts.names.keys()].every((name) => Object.hasOwn(differences, name)));
  if (seeds.length === 1) return;
  assert.ok(counts.asked >= 200_000);
  // A generator whose answers are nearly all the same asks nothing.
  assert.ok(Math.min(counts.yes, counts.no) > counts.asked / 10);
  assert.ok(counts.differ < counts.asked / 10);
});

for (const [name, { says, shows }] of Object.entries(differences))
  test(`a deliberate difference: ${says}`, () => {
    for (const [asked, visitor, theirs, ours] of shows) {
      const found = [quietly(() => evalCondition(visitor, asked, {})), matches(asked, visitor, {}), [...possible(asked, visitor)]];
      assert.deepEqual(found, [theirs, ours, [name]], JSON.stringify(asked));
    }
  });

const said = (value) => JSON.stringify(value);

test("assignments: 200,000 of experiments and features, each the same", (t) => {
  const seeds = seedsOf(files);
  const counts = { asked: 0, in: 0 };
  for (const seed of seeds)
    compareFile(new Random(seed), ({ name, theirs, ours, question, broken }) => {
      counts.asked++;
      counts.in += theirs?.[0] >= 0;
      if (said(theirs) === said(ours)) return;
      const { payload, attributes, docs } = question;
      const one = payload.features[name] ?? payload.experiments.find(({ key }) => key === name);
      assert.fail(`seed ${seed}: ${name}: theirs ${said(theirs)}, ours ${said(ours)}: ${said({ one, attributes, docs, broken })}`);
    });
  t.diagnostic(`seeds ${seeds[0]} … ${seeds.at(-1)}`);
  t.diagnostic(said(counts));
  if (seeds.length === 1) return;
  assert.ok(counts.asked >= 200_000);
  assert.ok(counts.in > counts.asked / 10);
});
