// Sticky buckets: which variation a visitor had.
//
// Owns: GrowthBook's documents. In: the documents of one visitor, the payload. Out: `assignments` for `decide`. Must
// not: decide whether one still counts: versions and blocking are the engine's.

import { variantNames, version } from "./assignment.mjs";
import { listOf } from "./shape.mjs";

/** Every experiment of a payload by its key. */
function experiments({ features, experiments }) {
  const rules = Object.entries(features).flatMap(([id, feature]) =>
    listOf(feature?.rules).map((rule) => ({ ...rule, key: rule?.key || id, variations: rule?.contextualVariations ?? rule?.variations })),
  );
  const found = new Map();
  for (const one of [...experiments, ...rules]) if (Array.isArray(one?.variations) && !found.has(one.key)) found.set(one.key, one);
  return found;
}

/** `["experiment", 3]` of `experiment__3`. */
function named(key) {
  const at = key.lastIndexOf("__");
  return [key.slice(0, at), Number(key.slice(at + 2))];
}

/** Whose document it is, to an experiment: 0 for the attribute that is hashed, 1 for the one in its place. */
function rank(one, attributeName) {
  // Without a fallback, GrowthBook looks for `id`.
  return [one.hashAttribute || "id", one.fallbackAttribute || "id"].indexOf(attributeName);
}

function read([name, key], { attributeName, attributeValue }, known) {
  const [id, bucketVersion] = named(name);
  const one = known.get(id);
  const place = one ? rank(one, attributeName) : -1;
  if (place < 0) return [];
  // Where no fallback is hashed, the value says nothing of whose it is.
  const by = place && !one.fallbackAttribute ? {} : { by: `${attributeValue}` };
  return [{ name, place, one, id, key, bucketVersion, by }];
}

function written({ one, id, key, bucketVersion, by }) {
  const index = one.variations.findIndex((_, at) => one.meta?.[at]?.key === key);
  // A variation that is gone is not had any more, but its version may still shut the visitor out.
  if (index < 0 && !(bucketVersion < one.minBucketVersion)) return [];
  const names = variantNames(one.variations, one.meta);
  const variant = index < 0 ? `gone: ${key}` : `${names["force" in one ? one.force : index]}`;
  return [{ id, version: version(bucketVersion), variant, ...by }];
}

/** What the documents say. The hashed attribute's word stands before its fallback's. `docs` is a list, or by key. */
export function assignments(docs, payload) {
  const known = experiments(payload);
  const found = Object.values(docs).flatMap((doc) => Object.entries(doc?.assignments ?? {}).flatMap((pair) => read(pair, doc, known)));
  const words = new Map();
  for (const word of found.sort((a, b) => a.place - b.place)) if (!words.has(word.name)) words.set(word.name, word);
  return [...words.values()].flatMap(written);
}
