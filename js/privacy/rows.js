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

const isTime = (value) => typeof value === "number" && value > 1e11;
const isEmpty = (value) => !value || (typeof value === "object" && Object.values(value).every(isEmpty));

function shown(value, say) {
  if (Array.isArray(value)) return make("ul", ...value.map((one) => make("li", shown(one, say))));
  if (value && typeof value === "object") return lines(value, say);
  if (isTime(value)) return new Intl.DateTimeFormat(say.tag, { dateStyle: "medium", timeStyle: "short" }).format(value);
  return typeof value === "number" ? new Intl.NumberFormat(say.tag).format(value) : String(value);
}

/** A list of names and values. What is empty is not there. */
export function lines(values, say) {
  const rows = Object.entries(values).filter(([, value]) => !isEmpty(value));
  return make("dl", ...rows.flatMap(([name, value]) => [make("dt", say.names[name] ?? name), make("dd", shown(value, say))]));
}
