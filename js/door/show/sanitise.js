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

const addresses = /href$|action$|^(src|(image)?srcset|poster|data|ping|background|cite|codebase)$/;
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

/**
 * Elements that run scripts, say what scripts do, or speak for the server, and those whose text is written out as it is, so
 * that it is markup when it is read again: no rule changes anything about them.
 */
export const is_code = (element) => element.matches("script,style,base,object,embed,meta[http-equiv],xmp,plaintext,noembed,noframes,noscript");

/** As those, but only what is inside: nobody sees it. */
export const is_frame = (element) => element.localName === "iframe";

/** Whether CSS names no address of an unsafe scheme. Pictures may be written out. */
export function is_safe_css(css) {
  const plain = css.replace(/\\(?:([\da-f]{1,6})\s?|(.))/gi, (_, code, sign) => sign ?? String.fromCodePoint("0x" + code));
  const named = plain.matchAll(/(?:url|src)\(\s*["']?([^"')]*)/gi);
  return [...named].every(([, address]) => /^data:image\//i.test(address) || leadsWell(address));
}

/** Whether an attribute may have this value: no script, no style, no address of an unsafe scheme. */
export function is_safe(name, value) {
  if (/^(on.*|style|srcdoc|http-equiv)$/.test(name)) return false;
  // Also where no address is expected: an SVG animation may carry it into one.
  if (/(^|[;,])(java|vb)script:/i.test(value.replace(/[\0- ]/g, ""))) return false;
  if (!addresses.test(name)) return true;
  const parts = name.endsWith("srcset") ? value.split(",").map((part) => part.trim().split(/\s/)[0]) : [value];
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

/** Where there is no `setHTML`, or it falls short: removes what that would remove. */
function strip(box) {
  // Everything but text: comments, and processing instructions, which newer parsers make of `<?`.
  const walk = document.createNodeIterator(box, -5);
  for (let node; (node = walk.nextNode()); ) {
    if (node === box) continue;
    if (node.nodeType > 1 || node.namespaceURI !== box.namespaceURI || !elements.includes(node.localName)) node.remove();
    else if (node.hasAttribute("is")) {
      // What it was made for cannot be taken from it: the same element, made anew, comes next.
      const plain = box.ownerDocument.createElement(node.localName);
      node.removeAttribute("is");
      for (const attribute of [...node.attributes]) plain.setAttributeNode(node.removeAttributeNode(attribute));
      plain.append(...node.childNodes);
      node.replaceWith(plain);
    } else
      for (const name of node.getAttributeNames())
        attributes.includes(name) || name.startsWith("data-") || node.removeAttribute(name);
  }
}

/** The nodes that a piece of markup stands for inside an element. */
export function sanitise(markup, element) {
  if (is_frame(element)) throw element;
  const box = document.implementation.createHTMLDocument("").createElement(element.localName);
  try {
    // Some versions of Chromium leave an element what `is` has made of it.
    if (/[\s/"']is\s*=/i.test(markup)) throw 0;
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
