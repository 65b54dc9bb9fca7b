// Who gets which variation: seeds, hashes, ranges, filters, versions.
//
// Owns: the members that experiments and feature rules have in common. In: an experiment as GrowthBook has
// it. Out: members of an experience. Must not: choose a variation.

import { none, part, spread } from "./range.mjs";

/** Attributes of GrowthBook are called by their name alone; this is the default. */
const hashAttribute = (one) => one.hashAttribute || "id";

/** GrowthBook counts versions from 0. */
export const version = (number) => (Number.isInteger(number) && number > 0 ? number : 0) + 1;

/**
 * Names of the variants: the meta keys, unless one of them looks like a number or is there twice; then all are numbers.
 * Objects put their numbers first, and the order is what a number in the address means.
 */
export function variantNames(variations, meta) {
  const keys = variations.map((_, index) => `${meta?.[index]?.key || index}`);
  const isClear = new Set(keys).size === keys.length && !keys.some((key) => /^\d+$/.test(key));
  return isClear ? keys : variations.map((_, index) => `${index}`);
}

/** Whether visitors keep what they had. */
const isSticky = (one, sticky) => sticky && !one.disableStickyBucketing;

/** The attribute to be hashed, and the one to be hashed in its place. */
export function hashBy(one, { sticky, note }) {
  const paths = [hashAttribute(one)];
  // Only sticky bucketing makes GrowthBook look at the second.
  if (isSticky(one, sticky) && one.fallbackAttribute) paths.push(one.fallbackAttribute);
  paths.forEach(note);
  return paths.length === 1 ? paths[0] : paths;
}

const isKnown = (number) => number === 1 || number === 2;

/** GrowthBook's filters; one whose hash is not known lets nobody in. */
export function filters(list, { note, problems }, where) {
  return list.map(({ seed, attribute, hashVersion, ranges }, index) => {
    const used = hashVersion || 2;
    if (!isKnown(used)) problems.add("hash-version", `${where}/filters/${index}/hashVersion`, used);
    const path = attribute || "id";
    note(path);
    return { seed, hashBy: path, ...(used === 1 && { hashVersion: 1 }), ranges: isKnown(used) ? ranges.map(part) : [none] };
  });
}

/** A namespace is a filter with a hash and a seed of its own kind. */
const namespaced = ([name, from, to], by) => ({ seed: `__${name}`, hashBy: by, hashVersion: 1, ranges: [part([from, to])] });

function ranges(one, names, where, problems) {
  const used = one.hashVersion || 1;
  if (!isKnown(used)) problems.add("hash-version", `${where}/hashVersion`, used);
  const shut = !isKnown(used);
  const parts = one.ranges ?? spread(names.length, one.coverage, one.weights);
  return Object.fromEntries(names.map((name, index) => [name, shut ? none : part(parts[index] ?? none)]));
}

/**
 * `force` gives one variation to everybody who is in the experiment at all: the whole line is its own, and a
 * filter says who is in.
 */
function forced(one, names, parts, seed, by, where, problems) {
  const chosen = names[one.force];
  if (chosen === undefined) problems.add("force-range", `${where}/force`, one.force);
  const inside = Object.values(parts);
  const ranges = Object.fromEntries(names.map((name) => [name, name === chosen ? [0, 1] : none]));
  return { ranges, filter: { seed, hashBy: by, ...(one.hashVersion !== 2 && { hashVersion: 1 }), ranges: inside } };
}

/** What an experiment and an experience have in common. `names` are those of its variants. */
export function assignment(one, key, names, context, where) {
  const by = hashBy(one, context);
  const seed = one.seed || key;
  const sticky = isSticky(one, context.sticky) && isKnown(one.hashVersion || 1);
  const held = one.filters ? filters(one.filters, context, where) : one.namespace ? [namespaced(one.namespace, by)] : [];
  let parts = ranges(one, names, where, context.problems);
  if ("force" in one) {
    const { ranges: only, filter } = forced(one, names, parts, seed, by, where, context.problems);
    parts = only;
    held.push(filter);
  }
  return {
    ...(seed !== key && { seed }),
    hashBy: by,
    ...((one.hashVersion || 1) !== 2 && { hashVersion: 1 }),
    ...(one.bucketVersion > 0 && { version: version(one.bucketVersion) }),
    ...(sticky && one.minBucketVersion > 0 && { minVersion: version(one.minBucketVersion) }),
    ...(sticky ? { stay: {} } : { sticky: false }),
    ...(held.length && { filters: held }),
    ranges: parts,
  };
}
