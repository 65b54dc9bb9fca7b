// One payload and its visitors, asked of both.
//
// Owns: how each is asked. In: a `Random`. Out: pairs of answers with their question. Must not: judge.

import { GrowthBook } from "@growthbook/growthbook";
import { Engine, importGrowthBook } from "../../../dist/node.mjs";
import { groups as savedGroups } from "./condition.mjs";
import { documents, experiment, features, visitor } from "./experiment.mjs";

const experimentsInFile = 30;
const featuresInFile = 12;
const visitorsInFile = 24;

const rounded = (bucket) => (bucket === undefined || bucket === null ? null : Math.round(bucket * 10000));

/** GrowthBook's answers. It remembers what it assigned, so each experiment gets an instance of its own. */
function theirs(payload, attributes, docs) {
  const stickyBucketService = { getAllAssignments: async () => docs, saveAssignments: async () => {} };
  const make = () =>
    new GrowthBook({
      attributes,
      savedGroups,
      features: payload.features,
      ...(docs && { stickyBucketAssignmentDocs: structuredClone(docs), stickyBucketService }),
    });
  const ran = payload.experiments.map((one) => {
    const { inExperiment, variationId, bucket } = make().run(one);
    return [inExperiment ? variationId : -1, "force" in one || !inExperiment ? null : rounded(bucket)];
  });
  return [...ran, ...Object.keys(payload.features).map((id) => make().evalFeature(id).value)];
}

/** Ours, of everything at once. */
function ours(payload, imported, engine, attributes, docs) {
  const { assignments } = docs ? importGrowthBook(payload, { sticky: docs }) : imported;
  const decisions = engine.decide({ attributes, assignments });
  const ran = payload.experiments.map((one, index) => {
    const { variant, bucket } = decisions.get(one.key);
    const at = Object.keys(imported.rules.experiences[index].variants).indexOf(variant);
    return [at, "force" in one || at < 0 ? null : rounded(bucket)];
  });
  return [...ran, ...Object.keys(payload.features).map((id) => decisions.flag(id).value)];
}

/** Every answer of one file: `{ name, theirs, ours, question, problems }`. */
export function compareFile(random, take) {
  const experiments = Array.from({ length: experimentsInFile }, (_, index) => experiment(random, `e${index}`));
  const payload = { experiments, features: features(random, featuresInFile), savedGroups };
  const sticky = random.chance(0.5);
  const imported = importGrowthBook(payload, { sticky });
  const engine = new Engine(imported.rules);
  const broken = engine.problems.filter(({ severity }) => severity === "error");
  for (let left = visitorsInFile; left; left--) {
    const attributes = visitor(random);
    const docs = sticky ? documents(random, attributes, experiments) : undefined;
    const [one, other] = [theirs(payload, attributes, docs), ours(payload, imported, engine, attributes, docs)];
    const names = [...experiments.map(({ key }) => key), ...Object.keys(payload.features)];
    names.forEach((name, index) => take({ name, theirs: one[index], ours: other[index], question: { payload, attributes, docs }, broken, imported }));
  }
  engine.free();
}
