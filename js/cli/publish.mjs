// What of a rules file may be public, and how it travels inside a script.
//
// Owns: what is left out (names, notes, drafts, what is over) and the embedding. In: rules as text, or as a
// value. Out: JavaScript text. Must not: change what a visitor would get.

/** JavaScript would put names that are numbers first, and the order of variants says who gets which. */
const number = /^(?=\d+$)/;

/** Rules as a value whose members keep the order of the text. */
export const toValue = (text) =>
  JSON.parse(text.replace(/"([^"\\]*(?:\\.[^"\\]*)*)"(?=(\s*:)?)/g, (all, word, name) => (name && number.test(word) ? `"\\u0000${word}"` : all)));

/** The same as text again. */
export const toText = (rules) => JSON.stringify(rules).replace(/(?<=[{,]")\\u0000(?=\d+":)/g, "");

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

/** An experience, or a rule of a flag. */
const quiet = (one) => without(one, "name", "note", "status");

/** All that is known of one that does not run: whoever asks for it has to be told so. */
const silent = ({ id, version, status, schedule }) => ({ id, version, status, schedule, show: [] });

function quietFlag({ rules, ...flag }, now) {
  return { ...without(flag, "note"), rules: rules?.filter((one) => alive(one, now)).map(quiet) };
}

/** The experiences that others ask for by id. */
function named(value, found = new Set()) {
  if (value === null || typeof value !== "object") return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "$variant") Object.keys(inner ?? {}).forEach((id) => found.add(id.replace("\0", "")));
    if (key === "when") for (const moment of ["shown", "clicked", "closed"]) found.add(inner?.[moment]);
    named(inner, found);
  }
  return found;
}

/** Sound rules as a visitor needs them, and how many experiences were left out. */
export function publish(rules, now = Date.now()) {
  const found = without(rules, "$schema");
  const all = rules.experiences ?? [];
  const running = all.filter((one) => alive(one, now));
  if (rules.flags) found.flags = Object.fromEntries(Object.entries(rules.flags).map(([id, flag]) => [id, quietFlag(flag, now)]));
  const asked = named([running, found.flags, rules.audiences, rules.stages]);
  if (rules.experiences) found.experiences = all.flatMap((one) => (alive(one, now) ? quiet(one) : asked.has(one.id) ? silent(one) : []));
  return { rules: found, left: all.length - running.length };
}

const escapes = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\u2028": "\\u2028", "\u2029": "\\u2029" };

/** A string literal in single quotes (JSON is full of double ones), safe in HTML as well. */
export const quote = (text) =>
  `'${text.replace(/[\\'\n\r\u2028\u2029]/g, (sign) => escapes[sign]).replace(/<(?=[/!])/g, "\\x3c")}'`;

/** The script line that hands rules to whatever is or will be `window.omotenashi`; by `unshift`, before any that wait there. */
export const push = (rules, how = "push") =>
  `(window.omotenashi=window.omotenashi||[]).${how}(["rules",${quote(toText(rules))}]);`;

/** A tag's attribute value. */
export const attribute = (value) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
