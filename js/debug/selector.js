// A selector for an element that will still mean it after the next release.
//
// Owns: what counts as a name that somebody has given. In: an element. Out: a selector that matches it alone, and a name
// for a slot. Must not: lean on names that a build tool has made.

/** Attributes that people give to find an element again, best first. */
const given = ["data-testid", "data-test", "data-slot", "data-role", "name", "itemprop", "aria-label"];

/** Names with long numbers, hashes, or the marks of style tools change with the next build. */
const made = /\d{3}|^css-|^sc-|^jsx-|__[\w-]{5,}$|(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{8,}|^(is|has)-|[:[\]/]/i;
const lasting = (name) => name && !made.test(name);

const matches = (selector, root = document) => root.querySelectorAll(selector).length;

/** Ways to say which of its siblings an element is, best first. */
function* steps(element) {
  if (lasting(element.id)) yield `#${CSS.escape(element.id)}`;
  for (const name of given) {
    const value = element.getAttribute(name);
    if (value && value.length < 40) yield `[${name}="${CSS.escape(value)}"]`;
  }
  const classes = [...element.classList].filter(lasting);
  for (const name of classes) yield `.${CSS.escape(name)}`;
  for (const name of classes) yield `${element.localName}.${CSS.escape(name)}`;
  yield element.localName;
}

/** Which of its kind an element is among its siblings. */
function place(element) {
  const same = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === element.localName);
  return same.length > 1 ? `${element.localName}:nth-of-type(${same.indexOf(element) + 1})` : element.localName;
}

/** The shortest of the selectors tried that matches this element alone. */
export function selectorOf(element) {
  for (const step of steps(element)) if (matches(step) === 1) return step;
  // Below the nearest ancestor that has a name of its own.
  for (let above = element.parentElement; above && above !== document.documentElement; above = above.parentElement) {
    const base = [...steps(above)].find((step) => matches(step) === 1);
    if (!base) continue;
    for (const step of steps(element)) if (matches(`${base} ${step}`) === 1) return `${base} ${step}`;
    const path = [];
    for (let one = element; one !== above; one = one.parentElement) path.unshift(place(one));
    return `${base} > ${path.join(" > ")}`;
  }
  return element.localName;
}

/** A name for the slot: what the selector says, in words of the rules. */
export function nameOf(selector) {
  const words = selector.replace(/:nth-of-type\((\d+)\)/g, "-$1").match(/[\p{L}\p{N}-]+/gu) ?? ["slot"];
  return words.slice(-2).join(".").toLowerCase();
}
