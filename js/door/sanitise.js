// Markup from the rules, made harmless.
//
// Owns: the list of what is allowed, and the check of addresses. In: markup, and the element it is for.
// Out: nodes of an inert document. Must not: touch the page.

/** Everything that markup from the rules may consist of. */
const elements = (
  "a article aside b blockquote br button caption code dd details div dl dt em figcaption figure footer h1 h2 h3 h4 " +
  "h5 h6 header hr i img li main mark nav ol p picture pre rp rt ruby s section small source span strong sub " +
  "summary sup table tbody td tfoot th thead time tr u ul wbr"
).split(" ");
const attributes = (
  "alt aria-hidden aria-label aria-labelledby class colspan datetime dir height hidden href hreflang id lang " +
  "loading media open role rowspan sizes src srcset start target title type width"
).split(" ");

const addresses = /href$|^(src|srcset|action|formaction|poster|data|ping|background)$/;
const schemes = /^(https?|mailto|tel|sms):$/;

/** Whether an address leads where a link may lead. */
function leadsWell(address) {
  try {
    const { protocol } = new URL(address, document.baseURI);
    return schemes.test(protocol) || protocol === location.protocol;
  } catch {
    return false;
  }
}

/** Whether an attribute may have this value: no script, no style, no address of an unsafe scheme. */
export function is_safe(name, value) {
  if (/^(on.*|style|srcdoc)$/.test(name)) return false;
  if (!addresses.test(name)) return true;
  const parts = name === "srcset" ? value.split(",").map((part) => part.trim().split(/\s/)[0]) : [value];
  return parts.every(leadsWell);
}

/** A name that would hide a property of `document` or of a form from the page's own scripts. */
const clobbers = (name, value) => name === "id" && (value in document || value in document.createElement("form"));

/** All pages and both of our files share one policy: a second of that name may not be made. */
function trust(markup) {
  const types = window.trustedTypes;
  const key = Symbol.for("omotenashi");
  if (!types) return markup;
  types[key] ??= types.createPolicy("omotenashi", { createHTML: (text) => text });
  return types[key].createHTML(markup);
}

/** The fallback for browsers without `setHTML`: removes what that would remove. */
function strip(box) {
  const walk = document.createNodeIterator(box, 129);
  for (let node; (node = walk.nextNode()); ) {
    if (node === box) continue;
    if (node.nodeType === 8 || node.namespaceURI !== box.namespaceURI || !elements.includes(node.localName)) node.remove();
    else
      for (const name of node.getAttributeNames())
        attributes.includes(name) || name.startsWith("data-") || node.removeAttribute(name);
  }
}

/** The nodes that a piece of markup stands for inside an element. */
export function sanitise(markup, element) {
  const box = document.implementation.createHTMLDocument("").createElement(element.localName);
  try {
    box.setHTML(markup, { sanitizer: { elements, attributes, comments: false, dataAttributes: true } });
  } catch {
    box.innerHTML = trust(markup);
    strip(box);
  }
  for (const inner of box.querySelectorAll("*"))
    for (const { name, value } of [...inner.attributes])
      if (!is_safe(name, value) || clobbers(name, value)) inner.removeAttribute(name);
  return [...box.childNodes];
}
