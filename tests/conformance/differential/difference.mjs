// Where we differ from GrowthBook on purpose, told from the question alone.
//
// Owns: the list of deliberate differences, each with the leaves of a condition that it touches. In: a condition and
// attributes. Out: the names of the differences that could show. Must not: look at any answer.

const isList = Array.isArray;
const isObject = (value) => value !== null && typeof value === "object" && !isList(value);
const isInside = (value) => value !== null && typeof value === "object";
const isText = (value) => typeof value === "string";
const isBlank = (value) => isText(value) && value.trim() === "";
const isDate = (value) => isText(value) && /^\d{4}-\d\d-\d\d(T|$)/.test(value);
const isBeyond = (value) => isText(value) && /[\ud800-\udfff]/.test(value);

/** The names, what they say, and where they show: `[condition, attributes, GrowthBook's answer, ours]`. */
export const differences = {
  "null-order": {
    says: "an element of a list that is null has no order, where GrowthBook takes it for 0",
    shows: [[{ l: { $all: [{ $lt: 5 }] } }, { l: [null] }, true, false]],
  },
  "null-value": {
    says: "null is no text and no number, and neither is what is missing",
    shows: [
      [{ a: "null" }, {}, true, false],
      [{ a: 0 }, { a: null }, true, false],
      [{ a: { $regex: "^n" } }, {}, true, false],
      [{ a: { $lte: null } }, {}, true, false],
    ],
  },
  content: {
    says: "lists and objects are compared by content, and never taken for text or a number",
    shows: [
      [{ a: { $eq: [1] } }, { a: [1] }, false, true],
      [{ a: { $in: [{ x: 1 }] } }, { a: { x: 1 } }, false, true],
      [{ a: { $ne: [1] } }, { a: [1] }, true, false],
      [{ a: "1,2" }, { a: [1, 2] }, true, false],
      [{ a: { $lt: 10 } }, { a: [5] }, true, false],
      [{ a: { $regex: "object" } }, { a: {} }, true, false],
    ],
  },
  dates: {
    says: "two dates are ordered as instants, other texts by code point",
    shows: [
      [{ a: { $gt: "2026-01-01" } }, { a: "2025-12-31T23:00:00-02:00" }, false, true],
      [{ a: { $gt: "\uff5e" } }, { a: "😀" }, false, true],
    ],
  },
  problem: {
    says: "what is not understood makes the whole condition hold for nobody",
    shows: [
      [{ $not: { a: { $regx: "a" } } }, {}, true, false],
      [{ $nor: [{ a: { $regex: "(?=a)" } }] }, { a: "b" }, true, false],
      [{ a: { $not: { $in: 1 } } }, { a: 1 }, true, false],
    ],
  },
  blank: {
    says: "blank text is no number",
    shows: [
      [{ a: 0 }, { a: "" }, true, false],
      [{ a: { $lt: 5 } }, { a: " " }, true, false],
    ],
  },
};

const orders = ["$lt", "$lte", "$gt", "$gte"];
const lists = ["$in", "$nin", "$ini", "$nini"];
const types = ["string", "number", "boolean", "object", "array", "null"];
const versions = ["$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte"];
const known = [...orders, ...lists, ...versions, "$eq", "$ne", "$all", "$alli", "$regex", "$regexi", "$exists", "$type", "$size"]
  .concat(["$elemMatch", "$not", "$inGroup", "$notInGroup"]);
const shared = /\\[1-9kpPcux]|\(\?[=!<P]/;

function isPattern(text) {
  if (!isText(text) || shared.test(text)) return false;
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/** Whether a plain object looks like operators that were meant. */
const looksMeant = (value) => Object.keys(value).some((key) => key.startsWith("$") || known.includes(`$${key}`));
const isTest = (value) => isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => key.startsWith("$"));

const sound = {
  $exists: (operand) => typeof operand === "boolean",
  $type: (operand) => types.includes(operand),
  $regex: isPattern,
  $regexi: isPattern,
  $elemMatch: isObject,
  $inGroup: isText,
  $notInGroup: isText,
};
for (const name of [...lists, "$all", "$alli"]) sound[name] = isList;

function seek(value, path) {
  let at = value;
  for (const step of path.split(".")) {
    if (!at || typeof at !== "object" || !(step in at)) return null;
    at = at[step];
  }
  return at;
}

/** A plain value against one. */
function plain(wanted, value, found) {
  if (isInside(value) && ["string", "number"].includes(typeof wanted)) found.add("content");
  if (isObject(wanted) && looksMeant(wanted)) found.add("problem");
  if (value === null && (wanted === 0 || (isText(wanted) && wanted.toLowerCase() === "null"))) found.add("null-value");
  if (isBlank(value) && wanted === 0) found.add("blank");
}

function order(operand, value, found, within) {
  if (isInside(operand) || isInside(value)) found.add("content");
  if (operand === null) found.add("null-value");
  if (value === null && within) found.add("null-order");
  if (isText(operand) && isText(value)) {
    if ((isDate(operand) && isDate(value)) || isBeyond(operand) || isBeyond(value)) found.add("dates");
  } else if (isBlank(operand) || isBlank(value)) found.add("blank");
}

/** Operators that compare whole values. */
function same(operand, value, found) {
  const all = [...(isList(operand) ? operand : []), operand];
  const every = [...(isList(value) ? value : []), value];
  if (all.some(isInside) && every.some(isInside)) found.add("content");
}

function operator(name, operand, value, found, within) {
  if (!known.includes(name) || !(sound[name]?.(operand) ?? true)) return found.add("problem");
  if (orders.includes(name)) return order(operand, value, found, within);
  if (["$eq", "$ne", ...lists].includes(name)) return same(operand, value, found);
  if (name === "$not") return test(operand, value, found, within);
  if (name === "$regex" || name === "$regexi") return value === null ? found.add("null-value") : isInside(value) && found.add("content");
  return inner(name, operand, value, found);
}

/** Operators with tests inside. Those are read even where there is no element to try them on. */
function inner(name, operand, value, found) {
  const elements = isList(value) && value.length ? value : [0];
  if (name === "$size") test(operand, isList(value) ? value.length : 0, found, false);
  if (name === "$all" || name === "$alli")
    for (const wanted of operand) for (const one of elements) test(wanted, one, found, true);
  if (name !== "$elemMatch") return;
  for (const one of elements)
    if (isTest(operand)) test(operand, one, found, true);
    else walk(operand, { visitor: one, groups: {}, open: [] }, found);
}

function test(wanted, value, found, within) {
  if (!isTest(wanted)) return plain(wanted, value, found);
  for (const [name, operand] of Object.entries(wanted)) operator(name, operand, value, found, within);
}

/** A saved group stands for its condition; the lists among them hold no lists. */
function group({ id }, { visitor, groups, open }, found) {
  const { condition } = groups[id] ?? {};
  if (condition && !open.includes(id)) walk(condition, { visitor, groups, open: [...open, id] }, found);
}

function walk(condition, asked, found) {
  for (const [key, operand] of Object.entries(condition)) {
    if (key === "$not") walk(operand, asked, found);
    else if (["$and", "$or", "$nor"].includes(key)) operand.forEach((one) => walk(one, asked, found));
    else if (key === "$savedGroup") group(operand, asked, found);
    else test(operand, seek(asked.visitor, key), found, false);
  }
  return found;
}

/** The names of the differences that could show in this question. */
export const possible = (condition, visitor, groups = {}) => walk(condition, { visitor, groups, open: [] }, new Set());
