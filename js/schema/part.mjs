// Small parts of the schema that others are made of.
//
// Owns: texts, numbers, moments, and how an object is closed. In: plain values. Out: JSON Schema
// (2020-12). Must not: know what the parts are for.

export const text = { type: "string" };
export const number = { type: "number" };
export const yesOrNo = { type: "boolean" };
export const anything = true;

export const ref = (name) => ({ $ref: `#/$defs/${name}` });
export const list = (items, more = {}) => ({ type: "array", items, ...more });
export const word = (...words) => ({ enum: words });
export const map = (values) => ({ type: "object", additionalProperties: values });

/** An object with these members and no others. A description may stand in a member: `[schema, "…"]`. */
export function closed(members, required = [], more = {}) {
  const properties = {};
  for (const [name, member] of Object.entries(members)) {
    const [schema, description] = Array.isArray(member) ? member : [member];
    properties[name] = description ? { ...(schema === true ? {} : schema), description } : schema;
  }
  return { type: "object", properties, ...(required.length && { required }), additionalProperties: false, ...more };
}

/** A whole number and a unit; no more digits than a duration may have, and not nothing. */
export const duration = {
  type: "string",
  pattern: "^(?=0*[1-9])0*[0-9]{1,8}[smhdw]$",
  description: "A whole number and a unit: 30s, 20m, 2h, 7d, 4w.",
  patternErrorMessage: "Expected a whole number and a unit: 30s, 20m, 2h, 7d, 4w.",
};

/** A day of the calendar, or an instant; that the 30th of February is none, a pattern cannot say. */
export const date = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?)?$",
  // Editors say this in the pattern's stead.
  patternErrorMessage: "Expected a date such as 2026-12-01 or 2026-12-01T09:30.",
  description: "2026-12-01 or 2026-12-01T09:30, in the site's time zone unless it says Z or +09:00.",
};

/** A part of the line from 0 to 1. */
export const range = {
  type: "array",
  prefixItems: [
    { type: "number", minimum: 0, maximum: 1 },
    { type: "number", maximum: 1.000001 },
  ],
  minItems: 2,
  maxItems: 2,
};

/** A text, or texts by language. */
export const localized = { anyOf: [text, map(text)] };
