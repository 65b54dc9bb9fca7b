// GrowthBook's words for our answers.
//
// Owns: the adapter: a GrowthBook context becomes an import and a decision, and the decision one of GrowthBook's result
// objects. In: cases as GrowthBook writes them. Out: results to compare. Must not: decide: what is computed here is
// an echo of the case, or comes from `omotenashi/node`.

import { Engine, importGrowthBook, matches } from "../../dist/node.mjs";

/** A context, imported and decided. Variants are forced by their number there, by their name here. */
function decided({ attributes = {}, forcedVariations = {}, url, enabled, qaMode, ...payload }, sticky) {
  const imported = importGrowthBook(payload, { sticky });
  const { rules, assignments } = imported;
  if (enabled === false) rules.off = true;
  if (qaMode) quiet(rules, payload);
  const rulesOf = Object.values(rules.flags ?? {}).flatMap((flag) => flag.rules ?? []);
  const namesOf = (id) => Object.keys([...rules.experiences, ...rulesOf].find((one) => one.id === id)?.ranges ?? {});
  const forced = Object.fromEntries(Object.entries(forcedVariations).map(([id, index]) => [id, namesOf(id)[index] ?? `${index}`]));
  const engine = new Engine(rules);
  const decisions = engine.decide({ attributes, url, forced, assignments });
  return { imported, decisions, namesOf, problems: engine.problems, free: () => engine.free() };
}

/** In QA mode experiments run only where they are forced. */
function quiet(rules, { experiments = [] }) {
  rules.experiences.forEach((one, index) => "force" in experiments[index] || (one.status = "draft"));
  for (const { rules: list = [] } of Object.values(rules.flags ?? {}))
    for (const rule of list) if (rule.values) rule.status = "draft";
}

/** An inline experiment, as `gb.run()` takes them: `{ value, inExperiment, hashUsed }`. */
export function run(context, experiment) {
  const { decisions, namesOf, free } = decided({ ...context, experiments: [experiment] });
  const { variant, reason } = decisions.get(experiment.key);
  free();
  const inExperiment = variant !== null;
  const index = inExperiment ? namesOf(experiment.key).indexOf(variant) : 0;
  const hashUsed = inExperiment && reason !== "forced" && !("force" in experiment);
  return { value: experiment.variations[index], inExperiment, hashUsed };
}

/** The members of a rule that GrowthBook copies into the experiment it makes of it. */
const copied = ["coverage", "weights", "hashAttribute", "fallbackAttribute", "disableStickyBucketing", "bucketVersion"]
  .concat(["minBucketVersion", "namespace", "meta", "ranges", "name", "phase", "seed", "hashVersion", "filters", "condition"]);

/** Which attribute was hashed: GrowthBook takes the fallback only with sticky buckets. */
function hashed(rule, attributes, sticky) {
  const first = rule.hashAttribute || "id";
  const second = sticky && !rule.disableStickyBucketing ? rule.fallbackAttribute : undefined;
  const hashAttribute = !attributes[first] && second && attributes[second] ? second : first;
  return { hashAttribute, hashValue: attributes[hashAttribute] || "" };
}

/** The leaf of a contextual bandit that a rule of ours stands for; for who was forced, the one they would be in. */
function leaf(rule, place, hashUsed, { contextualBandits, attributes, savedGroups }) {
  const bandit = rule.contextualBanditRef && contextualBandits?.[rule.contextualBanditRef];
  if (!bandit) return undefined;
  const contexts = bandit.contexts ?? [];
  const at = hashUsed ? place : contexts.findIndex(({ condition = {} }) => matches(condition, attributes, savedGroups));
  const { leafId = -1, weights = rule.weights } = contexts[at] ?? {};
  const variationWeights = weights ?? rule.contextualVariations.map((_, __, all) => 1 / all.length);
  return { leafId, variationWeights, ...(bandit.banditVersion !== undefined && { banditVersion: bandit.banditVersion }) };
}

function experimentOf(rule, key, found, hashUsed) {
  const experiment = { key: rule.key || key, variations: rule.contextualVariations ?? rule.variations };
  for (const name of copied) if (rule[name] !== undefined) experiment[name] = rule[name];
  if (found && found.leafId !== -1) experiment.weights = found.variationWeights;
  return found && hashUsed ? { ...experiment, contextualBandit: found } : experiment;
}

function resultOf(rule, key, { variant, sticky, hashUsed, bucket, names, found, hash }) {
  const index = names.indexOf(variant);
  const meta = rule.meta?.[index] ?? {};
  return {
    key: meta.key || `${index}`,
    featureId: key,
    inExperiment: true,
    hashUsed,
    variationId: index,
    value: (rule.contextualVariations ?? rule.variations)[index],
    ...hash,
    stickyBucketUsed: sticky,
    ...(meta.name && { name: meta.name }),
    ...(hashUsed && { bucket }),
    ...(hashUsed && found),
  };
}

/** The payload's rule that a rule of ours came from, and which of its successors it is. */
function source({ rules, origins, problems }, features, key, index) {
  const where = (at) => origins[`/flags/${key}/rules/${at}`];
  const rule = features[key].rules[Number(where(index).split("/").at(-1))];
  let first = index;
  while (first > 0 && where(first - 1) === where(index)) first--;
  const gates = (rule.parentConditions ?? []).filter(({ gate }) => gate).length;
  const isCircle = problems.some(({ code, pointer }) => code === "circle" && pointer.startsWith(where(index)));
  return { rule, ours: rules.flags[key].rules[index], place: index - first - gates, isCircle };
}

/** A feature, as `gb.evalFeature()` answers. `docs` are the visitor's sticky-bucket documents. */
export function feature(context, key, docs) {
  const { features = {}, attributes = {} } = context;
  const made = (value, source, ruleId = "", more = {}) => ({ value, on: Boolean(value), off: !value, source, ruleId, ...more });
  const { imported, decisions, namesOf, free } = decided(context, docs);
  free();
  if (!Object.hasOwn(features, key)) return made(null, "unknownFeature");
  const { value, variant, rule: index, id, sticky } = decisions.flag(key);
  if (index === null) return made(value, "defaultValue");
  const { rule, ours, place, isCircle } = source(imported, features, key, index);
  if (isCircle) return made(value, "cyclicPrerequisite");
  if (place < 0) return made(value, "prerequisite");
  if (!ours.values) return made(value, "force", rule.id);
  const { reason, bucket } = decisions.get(id);
  const hashUsed = reason !== "forced";
  const found = leaf(rule, place, hashUsed, context);
  const names = namesOf(id);
  const hash = hashed(rule, attributes, docs);
  const experimentResult = resultOf(rule, key, { variant, sticky, hashUsed, bucket, names, found, hash });
  return made(value, "experiment", rule.id, { experiment: experimentOf(rule, key, found, hashUsed), experimentResult });
}

/** A feature with sticky buckets: the experiment's result, and the documents afterwards. */
export function sticky(context, seeds, key) {
  const { attributes = {}, features } = context;
  const own = seeds.filter(({ attributeName, attributeValue }) => `${attributes[attributeName]}` === attributeValue);
  const docs = Object.fromEntries(own.map((doc) => [`${doc.attributeName}||${doc.attributeValue}`, doc]));
  const { experimentResult: result = null } = feature(context, key, docs);
  const [rule] = features[key].rules;
  if (!result?.hashUsed || rule.disableStickyBucketing) return { result, docs };
  const { hashAttribute: attributeName, hashValue } = result;
  const name = `${attributeName}||${hashValue}`;
  const assignments = { ...docs[name]?.assignments, [`${rule.key || key}__${rule.bucketVersion ?? 0}`]: result.key };
  return { result, docs: { ...docs, [name]: { attributeName, attributeValue: `${hashValue}`, assignments } } };
}

/** The redirects of a page load: GrowthBook follows the first. `destination` is where one leads. */
export function redirects(context, destination) {
  const { imported, decisions, free } = decided(context);
  const followed = imported.rules.experiences.flatMap(({ id, variants }) => {
    const [change] = variants[decisions.variant(id)]?.show ?? [];
    return change?.redirect ? [change] : [];
  });
  free();
  return followed.slice(0, 1).map(({ redirect: { to, keepQuery } }) => ({
    inExperiment: true,
    urlRedirect: to,
    urlWithParams: destination(context.url, to, keepQuery),
  }));
}
