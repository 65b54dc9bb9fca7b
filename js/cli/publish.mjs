// What of a rules file may be public, and how it travels inside a script.
//
// Owns: what is left out (names, notes, drafts, what is over) and the embedding. In: rules as a
// value. Out: JavaScript text. Must not: change what a visitor would get.

/** More than any two time zones differ, and the day itself: what ended this long ago is over everywhere. */
const overEverywhere = 3 * 24 * 60 * 60 * 1000;

/** Whether an experience can still be shown to anybody. */
function alive({ status = "live", schedule }, now) {
  if (status !== "live") return false;
  const end = Date.parse(schedule?.to ?? "");
  return Number.isNaN(end) || now - end < overEverywhere;
}

const without = (value, ...keys) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function quietExperience(one) {
  if (!isObject(one)) return one;
  const quiet = without(one, "name", "note", "status");
  if (isObject(quiet.variants)) quiet.variants = quietEach(quiet.variants);
  return quiet;
}

const quietEach = (group) =>
  Object.fromEntries(
    Object.entries(group).map(([key, value]) => [key, isObject(value) ? without(value, "name", "note") : value]),
  );

/** The rules as a visitor needs them, and how many experiences were left out. */
export function publish(rules, now = Date.now()) {
  const quiet = without(rules, "$schema", "name", "note");
  let left = 0;
  if (Array.isArray(rules.experiences)) {
    const kept = rules.experiences.filter((one) => !isObject(one) || alive(one, now));
    left = rules.experiences.length - kept.length;
    quiet.experiences = kept.map(quietExperience);
  }
  for (const group of ["holdouts", "goals", "flags"]) if (isObject(quiet[group])) quiet[group] = quietEach(quiet[group]);
  return { rules: quiet, left };
}

const escapes = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\u2028": "\\u2028", "\u2029": "\\u2029" };

/** A string literal in single quotes (JSON is full of double ones), safe in HTML as well. */
export const quote = (text) =>
  `'${text.replace(/[\\'\n\r\u2028\u2029]/g, (sign) => escapes[sign]).replace(/<(?=[/!])/g, "\\x3c")}'`;

/** The script line that hands rules to whatever is or will be `window.omotenashi`. */
export const push = (rules) =>
  `(window.omotenashi=window.omotenashi||[]).push(["rules",${quote(JSON.stringify(rules))}]);`;

/** A tag's attribute value. */
export const attribute = (value) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
