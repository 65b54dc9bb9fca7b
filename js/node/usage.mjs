// Wrong use of the server entry.
//
// Owns: the error and its sentences. In: what a caller gave. Out: nothing, or a UsageError. Must not: judge rules: what
// is wrong with them is a problem, and thrown at nobody.

/** Wrong use by the calling developer; `code` says what, the message says it in a sentence. */
export class UsageError extends Error {
  name = "UsageError";
  constructor(code, message) {
    super(message);
    this.code = `usage.${code}`;
  }
}

/** What a value is, for a person. A class says its name: whoever forgot to await reads of a Promise. */
export function kind(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return value === undefined ? "nothing" : `a ${typeof value}`;
  const { name } = value.constructor ?? Object;
  return name === "Object" || !name ? "an object" : `an object of ${name}`;
}

/** Throws unless `right`. */
export function need(right, code, name, wanted, value) {
  if (!right) throw new UsageError(code, `${name}: expected ${wanted}, got ${kind(value)}`);
}

/** Whether a value has members with names. What is gone through one by one, waited for or a date has none that JSON would find. */
export const isObject = (value) =>
  value !== null && typeof value === "object" && !(Symbol.iterator in value) && typeof value.then !== "function" && !(value instanceof Date);

/** A value as JSON text; what has none (a circle, a bigint) is wrong use. */
export function toJson(value, code, name) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new UsageError(code, `${name}: cannot be written as JSON: ${error.message.split("\n")[0]}`);
  }
}
