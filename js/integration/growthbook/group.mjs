// GrowthBook's saved groups: lists, or conditions with a name.
//
// Owns: their two shapes. In: the payload's `savedGroups`. Out: `lists` and `audiences`, and what a
// reference to one of them stands for. Must not: evaluate.

import { nobody } from "./condition.mjs";
import { isObject } from "./shape.mjs";

/** The values of a list, in either shape; undefined for what is no list. */
function valuesOf(entry) {
  if (Array.isArray(entry)) return entry;
  return entry?.type === "list" && Array.isArray(entry.values) ? entry.values : undefined;
}

/** Saved groups, for a `Rewriter`. With `named`, groups that are conditions become audiences. */
export class Groups {
  constructor(groups, { named = false } = {}) {
    this.groups = isObject(groups) ? groups : {};
    this.named = named;
    this.open = new Set();
  }

  entry(id) {
    return Object.hasOwn(this.groups, id) ? this.groups[id] : undefined;
  }

  /** What `$inGroup` finds under a name. */
  kind(id) {
    const entry = this.entry(id);
    if (entry === undefined) return "none";
    return valuesOf(entry) ? "list" : "broken";
  }

  /** What `{"$savedGroup": reference}` stands for. Anything unrecognised matches nobody. */
  condition(reference, inside, rewriter) {
    if (!isObject(reference) || typeof reference.id !== "string" || this.open.has(reference.id)) return nobody;
    const { id, attributeKey } = reference;
    if (attributeKey !== undefined && typeof attributeKey !== "string") return nobody;
    const entry = this.entry(id);
    if (entry?.type === "list") return this.listed(id, attributeKey ?? entry.attributeKey, entry, inside, rewriter);
    if (entry?.type !== "condition" || !isObject(entry.condition)) return nobody;
    // An element of a list is nobody that an audience could be asked of.
    if (this.named && !inside) return this.isCircle(id) ? nobody : { $audience: id };
    return this.spelled(id, entry, inside, rewriter);
  }

  listed(id, key, entry, inside, rewriter) {
    if (typeof key !== "string" || !valuesOf(entry)) return nobody;
    if (!inside) rewriter.note(key);
    return { [key]: { $inGroup: id } };
  }

  spelled(id, entry, inside, rewriter) {
    this.open.add(id);
    const condition = rewriter.condition(entry.condition, inside);
    this.open.delete(id);
    return condition;
  }

  /** The groups that a group's condition names, itself and others. */
  uses(id) {
    const found = [];
    const walk = (value) => {
      if (value === null || typeof value !== "object") return;
      if (isObject(value.$savedGroup)) found.push(value.$savedGroup.id);
      Object.values(value).forEach(walk);
    };
    walk(this.entry(id)?.condition);
    return found.filter((name) => this.entry(name)?.type === "condition");
  }

  isCircle(id) {
    const reach = (name, seen) => this.uses(name).some((next) => next === id || (!seen.has(next) && reach(next, seen.add(next))));
    return reach(id, new Set());
  }

  /** All lists, by name. */
  lists() {
    const found = Object.keys(this.groups).map((id) => [id, valuesOf(this.groups[id])]);
    return Object.fromEntries(found.filter(([, values]) => values));
  }

  /** The names of the groups that are conditions, each behind those it names. */
  conditions() {
    const order = new Set();
    const visit = (id) => {
      if (order.has(id) || this.isCircle(id)) return;
      this.uses(id).forEach(visit);
      order.add(id);
    };
    Object.keys(this.groups).filter((id) => this.entry(id)?.type === "condition").forEach(visit);
    return [...order];
  }
}
