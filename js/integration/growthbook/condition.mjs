// GrowthBook's conditions, so that the engine gives GrowthBook's answers.
//
// Owns: the rewriting. In: a condition, and what is known of saved groups. Out: a condition in the rules
// file's language. Must not: evaluate; what a condition means is the engine's business.
//
// Two things are said differently here: to GrowthBook a missing attribute is 0 where order is asked for,
// and a saved group may be a condition of its own.

import { isObject } from "./shape.mjs";

/** Holds for nobody. */
export const nobody = { $not: {} };
/** The same as a test of one value. */
const nothing = { $in: [] };

/** Whether an object is a test: all of its keys are operators. */
export function isTest(value) {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}

const orders = {
  $lt: (operand) => 0 < operand,
  $lte: (operand) => 0 <= operand,
  $gt: (operand) => 0 > operand,
  $gte: (operand) => 0 >= operand,
};

/** Whether GrowthBook lets a missing attribute pass: it counts as 0, and so does blank text. */
const passesMissing = (name, operand) =>
  Object.hasOwn(orders, name) && ["number", "string", "boolean"].includes(typeof operand) && orders[name](Number(operand));

/** Whether a missing attribute makes a difference anywhere in a test. */
function asksMissing(test) {
  if (!isTest(test)) return false;
  return Object.entries(test).some(([name, operand]) => passesMissing(name, operand) || (name === "$not" && asksMissing(operand)));
}

/** Joins parts that must all hold, into one object where their keys allow it. */
export function all(parts) {
  const keys = parts.flatMap(Object.keys);
  if (parts.length === 1) return parts[0];
  return new Set(keys).size === keys.length ? Object.assign({}, ...parts) : { $and: parts };
}

/**
 * Rewrites conditions. `groups` answers for saved groups: `kind(id)` is "list", "none" or "broken", and
 * `condition(reference, inside)` what a `$savedGroup` stands for. `note(path)` hears of each attribute.
 */
export class Rewriter {
  constructor(groups, note = () => {}) {
    this.groups = groups;
    this.note = note;
  }

  /** A whole condition. `inside` says that its paths begin at an element of a list. */
  condition(value, inside = false) {
    if (!isObject(value)) return value;
    const parts = Object.entries(value).map(([key, operand]) => this.member(key, operand, inside));
    return parts.length ? all(parts) : {};
  }

  member(key, operand, inside) {
    if (key === "$not") return { $not: this.condition(operand, inside) };
    if (key === "$savedGroup") return this.groups.condition(operand, inside, this);
    if (["$and", "$or", "$nor"].includes(key)) {
      if (!Array.isArray(operand)) return { [key]: operand };
      return { [key]: operand.map((one) => this.condition(one, inside)) };
    }
    if (!inside) this.note(key);
    return this.test(operand, (test) => ({ [key]: test }));
  }

  /** A test of one value; `at` puts a test where the value is. */
  test(test, at) {
    if (!isTest(test)) return at(test);
    const lifted = [];
    const kept = {};
    for (const [name, operand] of Object.entries(test)) {
      if (passesMissing(name, operand)) lifted.push({ $or: [at({ [name]: operand }), at(null)] });
      else if (name === "$not" && asksMissing(operand)) lifted.push({ $not: this.test(operand, at) });
      else kept[name] = operand;
    }
    const rest = this.operators(kept);
    return all(Object.keys(rest).length ? [at(rest), ...lifted] : lifted.length ? lifted : [{}]);
  }

  /** Operators that stay where they are. None left means: holds for everybody. */
  operators(test) {
    const kept = {};
    for (const [name, operand] of Object.entries(test)) {
      const kind = /^\$(notI|i)nGroup$/.test(name) ? this.groups.kind(operand) : "list";
      if (kind === "broken" || (kind === "none" && name === "$inGroup")) return nothing;
      if (kind === "list") kept[name] = this.operand(name, operand);
    }
    return kept;
  }

  operand(name, operand) {
    if (name === "$elemMatch" && !isTest(operand)) return this.element(operand);
    if (["$all", "$alli"].includes(name) && Array.isArray(operand)) return operand.map((one) => this.inner(one));
    return ["$not", "$size", "$elemMatch"].includes(name) ? this.inner(operand) : operand;
  }

  /** A condition on an element. Were all its keys operators now, it would be a test of the element itself. */
  element(condition) {
    const made = this.condition(condition, true);
    const path = isTest(made) && Object.keys(condition).find((key) => !key.startsWith("$"));
    return path ? { ...made, [path]: { $nin: [] } } : made;
  }

  /** A test within a test. One that everybody passes must still be a test. */
  inner(test) {
    if (!isTest(test)) return test;
    const kept = this.operators(test);
    return Object.keys(kept).length ? kept : { $nin: [] };
  }
}
