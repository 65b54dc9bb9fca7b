// Where a value falls, and where a redirect leads: what can be asked without rules.
//
// Owns: nothing. In: plain values. Out: plain values. Must not: read rules.

import { shared } from "omotenashi:server";
import { need } from "./usage.mjs";

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
