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

  const note_back = (node, back) => {
    entries.push([node, back]);
    if (entries.length > kept) entries = entries.filter(([node]) => node.isConnected);
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
      const before = element.getAttribute("class");
      const list = element.classList;
      if (list.contains(token) === present) return true;
      list.toggle(token, present);
      const now = element.getAttribute("class");
      note_back(element, () => {
        if (element.getAttribute("class") === now) return put(element, "class", before);
        list.toggle(token, !present);
        if (before === null && !list.length) element.removeAttribute("class");
      });
      return true;
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
