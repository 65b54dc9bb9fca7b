// What is kept, as lines that a person can read.
//
// Owns: the shape of a profile on paper. In: what `om.profile()` gives. Out: elements. Must not: leave out what it has no
// word for: it stands there under its own name.

/** An element with text or children. */
export function make(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** What is a moment where it is large. What a site tells may be a long number of a customer. */
const times = /^(since|last|lastSeen|at|until)$/;
/** A no and a nought are something. */
const isEmpty = (value) => value == null || value === "" || (typeof value === "object" && Object.values(value).every(isEmpty));

function shown(value, say, name) {
  if (Array.isArray(value)) return make("ul", ...value.map((one) => make("li", shown(one, say))));
  if (value && typeof value === "object") return lines(value, say);
  if (times.test(name) && value > 1e11) return new Intl.DateTimeFormat(say.tag, { dateStyle: "medium", timeStyle: "short" }).format(value);
  if (name === "asks") return say.asks[value] ?? value;
  if (typeof value === "string" && say.results[name]) return say.results[name][value] ?? value;
  if (Object.hasOwn(say.purposes, name)) return say.states[value] ?? value;
  if (typeof value === "boolean") return say.truths[+value];
  return typeof value === "number" ? new Intl.NumberFormat(say.tag).format(value) : String(value);
}

/** The last part of one of our keys has a word; a cookie is named after the site. */
const nameOf = (name, say) => say.names[name.replace(/^omotenashi\..*\./, "").replace(/^omotenashi-.*/, "cookie")] ?? say.purposes[name] ?? name;

/** A list of names and values. What is empty is not there. */
export function lines(values, say) {
  const rows = Object.entries(values).filter(([, value]) => !isEmpty(value));
  return make("dl", ...rows.flatMap(([name, value]) => [make("dt", nameOf(name, say)), make("dd", shown(value, say, name))]));
}
