// A single condition, outside any rules file, with GrowthBook's meaning.
//
// Owns: the call. In: a condition, attributes, saved groups in either of GrowthBook's shapes. Out: yes or no. Must not:
// evaluate: the engine does.

import { GrowthBookGroups, GrowthBookRewriter } from "omotenashi:author";
import { shared } from "omotenashi:server";
import { isObject, need, toJson } from "./usage.mjs";

/** Whether a condition holds for attributes. What the engine does not understand holds for nobody. */
export function matches(condition, attributes = {}, groups = {}) {
  need(isObject(condition), "matches-condition", "matches(condition, …)", "an object", condition);
  need(isObject(attributes), "matches-attributes", "matches(…, attributes)", "an object", attributes);
  need(isObject(groups), "matches-groups", "matches(…, …, groups)", "an object", groups);
  const known = new GrowthBookGroups(groups);
  const rewritten = new GrowthBookRewriter(known).condition(condition);
  const text = toJson(rewritten, "matches-condition", "condition");
  const told = toJson(attributes, "matches-attributes", "attributes");
  return shared().matcher.matches(text, told, JSON.stringify(known.lists()), Date.now());
}
