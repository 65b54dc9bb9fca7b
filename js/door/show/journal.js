// Every change to the page, with its way back.
//
// Owns: what was there before. In: one change to one element. Out: the page as it was, newest change
// first. Must not: need the module, or take away what the page itself has changed since.

/** A page that stays open for days: with each so many changes, those to elements it has dropped are forgotten. */
const kept = 2000;

const put = (element, name, value) =>
  value === null ? element.removeAttribute(name) : element.setAttribute(name, value);

/** A removed attribute comes back at the end: all follow but those that stood before it. */
function putInPlace(element, name, value, earlier) {
  put(element, name, value);
  if (earlier)
    for (const attribute of [...element.attributes])
      if (!earlier.includes(attribute.name)) element.setAttributeNode(element.removeAttributeNode(attribute));
}

/** The ways back of one instance, and the changes to attributes. */
export function createJournal({ keep, let_go }) {
  let entries = [];
  let ours = new WeakSet();
  const sheets = {};

  const note_back = (node, back) => {
    // Not each time: a page may have more that are there.
    if (entries.push([node, back, performance.now()]) % kept < 1) entries = entries.filter(([node]) => node.isConnected);
  };

  /**
   * Changes a part of an attribute. The part alone is taken back first: a policy may forbid to set all of
   * it, and the page may have changed the rest.
   */
  const set_part = (element, name, part, holds, set, back) => {
    let before, now;
    const act = () => {
      before = element.getAttribute(name);
      set();
      now = element.getAttribute(name);
    };
    act();
    keep(element, name + part, holds, act);
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
    /** When each change was made, in milliseconds since the page began. */
    get_times: () => entries.map(([, , time]) => time),
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
      let before, earlier;
      const act = () => {
        const names = element.getAttributeNames();
        before = element.getAttribute(name);
        if (value === null && before !== null) earlier ??= names.slice(0, names.indexOf(name) + 1);
        put(element, name, value);
      };
      const holds = () => element.getAttribute(name) === value;
      act();
      // The visitor opens and closes what has it.
      if (name !== "open") keep(element, name, holds, act);
      note_back(element, () => holds() && putInPlace(element, name, before, earlier));
      return true;
    },
    /** Adds or removes a class token. */
    set_class(element, token, present) {
      const list = element.classList;
      const holds = () => list.contains(token) === present;
      const toggle = (wanted) => list.toggle(token, wanted);
      if (!holds()) set_part(element, "class", token, holds, () => toggle(present), () => toggle(!present));
      return true;
    },
    /** Sets a property of the style. Where a policy forbids style attributes, this is allowed. */
    set_style(element, name, value) {
      const { style } = element;
      const [plain, important] = value.split(/\s*!\s*(important)\s*$/i);
      if (plain && !CSS.supports(name, plain)) return false;
      const read = () => [style.getPropertyValue(name), style.getPropertyPriority(name)];
      let before, ours;
      const holds = () => read()[0] === ours;
      const set = () => {
        before = read();
        style.setProperty(name, plain, important);
        ours = read()[0];
      };
      set_part(element, "style", name, holds, set, () => holds() && style.setProperty(name, ...before));
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
    /** Takes everything back, or everything inside a node: newest first, each on its own: one that fails hinders none. */
    undo_all(box) {
      const all = entries;
      const isMeant = ([node]) => !box || box.contains(node);
      entries = all.filter((entry) => !isMeant(entry));
      let_go();
      for (const [, back] of all.filter(isMeant).reverse())
        try {
          back();
        } catch {}
      if (!box) ours = new WeakSet();
    },
  };
}
