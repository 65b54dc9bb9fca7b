// Every change to the page, with its way back.
//
// Owns: what was there before. In: one change to one element. Out: the page as it was, newest change
// first. Must not: need the module, or take away what the page itself has changed since.

/** A page that stays open for days: of so many changes, those to elements it has dropped are forgotten. */
const kept = 2000;

const put = (element, name, value) =>
  value === null ? element.removeAttribute(name) : element.setAttribute(name, value);

/** A removed attribute comes back at the end: those that stood after it follow. */
function putInPlace(element, name, value, later) {
  put(element, name, value);
  for (const attribute of [...element.attributes])
    if (later.includes(attribute.name)) element.setAttributeNode(element.removeAttributeNode(attribute));
}

/** The ways back of one instance, and the changes to attributes. */
export function createJournal() {
  let entries = [];
  let ours = new WeakSet();
  const sheets = {};

  const note_back = (node, back) => {
    entries.push([node, back]);
    if (entries.length > kept) entries = entries.filter(([node]) => node.isConnected);
  };

  /**
   * Changes a part of an attribute. The part alone is taken back first: a policy may forbid to set all of
   * it, and the page may have changed the rest.
   */
  const set_part = (element, name, act, back) => {
    const before = element.getAttribute(name);
    act();
    const now = element.getAttribute(name);
    note_back(element, () => {
      const same = element.getAttribute(name) === now;
      back();
      const left = element.getAttribute(name);
      if (same ? left !== before : before === null && !left) put(element, name, before);
    });
  };

  return {
    /** Notes how a change to a node is taken back. */
    note_back,
    /** Whether a node is of our making, or inside such. */
    is_ours(node) {
      while (node && !ours.has(node)) node = node.parentNode;
      return node;
    },
    /** Marks a node as of our making. */
    own_node(node) {
      ours.add(node);
    },
    /** Sets an attribute, or removes it when `value` is null. */
    set_attribute(element, name, value) {
      const before = element.getAttribute(name);
      const names = element.getAttributeNames();
      const later = value === null ? names.slice(names.indexOf(name) + 1) : [];
      put(element, name, value);
      note_back(element, () => element.getAttribute(name) === value && putInPlace(element, name, before, later));
      return true;
    },
    /** Adds or removes a class token. */
    set_class(element, token, present) {
      const list = element.classList;
      const toggle = (wanted) => list.toggle(token, wanted);
      if (list.contains(token) !== present) set_part(element, "class", () => toggle(present), () => toggle(!present));
      return true;
    },
    /** Sets a property of the style. Where a policy forbids style attributes, this is allowed. */
    set_style(element, name, value) {
      const { style } = element;
      const [plain, important] = value.split(/\s*!\s*(important)\s*$/i);
      if (plain && !CSS.supports(name, plain)) return false;
      const before = [style.getPropertyValue(name), style.getPropertyPriority(name)];
      let ours;
      const set = (...what) => {
        style.setProperty(name, ...what);
        ours = style.getPropertyValue(name);
      };
      const unset = () => style.getPropertyValue(name) === ours && set(...before);
      set_part(element, "style", () => set(plain, important), unset);
      return true;
    },
    /** Adds a style sheet to the page, once, and answers with its end. A constructed one needs no nonce, and leaves no node behind. */
    add_css(text) {
      if (sheets[text]) return sheets[text];
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      const lift = () => {
        delete sheets[text];
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      };
      note_back(document, lift);
      return (sheets[text] = lift);
    },
    /** Takes everything back, newest first, each on its own: one that fails hinders none. */
    undo_all() {
      for (const [, back] of entries.splice(0).reverse())
        try {
          back();
        } catch {}
      ours = new WeakSet();
    },
  };
}
