// The server's entry: `import { Engine } from "omotenashi/node"`.
//
// Owns: nothing. In: nothing. Out: six exports. Must not: name `window`, or anything else that a server lacks.

import { importGrowthBook } from "omotenashi:author";
import { shared } from "omotenashi:server";
import { need } from "./usage.mjs";

export { Engine } from "./engine.mjs";
export { matches } from "./condition.mjs";
export { UsageError } from "./usage.mjs";
export { importGrowthBook };

/** Where a value falls between 0 and 1 under a seed; null for an unknown version of the hash. */
export function bucket(seed, value, version = 2) {
  need(typeof seed === "string", "bucket-seed", "bucket(seed, …)", "a text", seed);
  need(typeof value === "string" || typeof value === "number", "bucket-value", "bucket(…, value)", "a text or a number", value);
  const found = shared().bucket(seed, `${value}`, version);
  return Number.isNaN(found) ? null : found;
}

/** Where a redirect leads, seen from an address; null where it leads nowhere else. */
export function destination(current, target, keepQuery = true) {
  need(typeof current === "string", "destination-current", "destination(current, …)", "a text", current);
  need(typeof target === "string", "destination-target", "destination(…, target)", "a text", target);
  return shared().destination(current, target, Boolean(keepQuery)) ?? null;
}
