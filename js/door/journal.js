// Every change to the page, with its way back.
//
// Owns: what was there before. In: one change to one element. Out: the page as it was, newest change
// first. Must not: need the module, or take away what the page itself has changed since.

const put = (element, name, value) =>
  value === null ? element.removeAttribute(name) : element.setAttribute(name, value);

/** A journal, and the only functions that change elements of the page. */
export function createJournal() {
  let entries = [];
  let open = [];
  let ours = new WeakSet();

  const note_back = (node, back) => {
    entries.push({ node, back });
    // A page that stays open for days: elements it has dropped need no way back.
    if (entries.length > 2000) entries = entries.filter((entry) => entry.node.isConnected);
  };

  /**
   * While the parser is inside an element its later text would grow ours. So a comment ends our
   * content; what comes after it is the page's own and joins what was there before.
   */
  const sweep_up = (parsed) => {
    for (const { end, before } of open) {
      while (end.parentNode && end.nextSibling) before.append(end.nextSibling);
      if (parsed) end.remove();
    }
    if (parsed) open = [];
  };

  return {
    note_back,
    sweep_up,
    /** Whether a node is of our making, or inside such. */
    is_ours(node) {
      while (node && !ours.has(node)) node = node.parentNode;
      return node;
    },
    /** Marks a node as of our making. */
    own_node(node) {
      ours.add(node);
    },
    /** Replaces the content of an element. */
    set_content(element, nodes) {
      const before = document.createDocumentFragment();
      // Where there is nothing of ours, there is no place to put the page's own back.
      nodes.length || nodes.push(document.createTextNode(""));
      const text = nodes.map((node) => node.nodeValue);
      if (document.readyState === "loading") {
        const end = document.createComment("");
        nodes.push(end);
        text.push("");
        open.push({ end, before });
      }
      for (const node of nodes) ours.add(node);
      before.append(...element.childNodes);
      element.append(...nodes);
      note_back(element, () => {
        const left = nodes.filter((node, i) => node.parentNode === element && node.nodeValue === text[i]);
        if (left[0]) {
          left[0].before(before);
          for (const node of left) node.remove();
        }
      });
      return true;
    },
    /** Sets an attribute, or removes it when `value` is null. */
    set_attribute(element, name, value) {
      const before = element.getAttribute(name);
      const names = element.getAttributeNames();
      const later = names.slice(names.indexOf(name) + 1);
      put(element, name, value);
      note_back(element, () => {
        if (element.getAttribute(name) !== value) return;
        put(element, name, before);
        // A removed attribute comes back at the end: those that stood after it follow.
        if (value === null)
          for (const attribute of [...element.attributes])
            if (later.includes(attribute.name)) element.setAttributeNode(element.removeAttributeNode(attribute));
      });
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
      sweep_up(true);
      for (const { back } of entries.splice(0).reverse())
        try {
          back();
        } catch {}
      ours = new WeakSet();
    },
  };
}
