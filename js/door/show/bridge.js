// Nodes that are no longer where the page has put them.
//
// Owns: the marks in their places, for a page that removes them or inserts others before them. In: an element whose
// children we have taken. Out: its own `appendChild`, `insertBefore` and the like, until the end. Must not: touch a
// prototype. React removes each node from the parent it knows, and gives up the whole page if that throws. Vue asks a
// node where it is before it inserts another there. Svelte calls methods of the node itself. Solid replaces one node by
// another. Preact uses `moveBefore`, which keeps all state, where the browser has it.

const relations = ["parentNode", "nextSibling"];

/** The bridges of one instance. */
export function createBridge({ note_back }) {
  const marks = new WeakMap();
  const homes = new WeakMap();
  const owners = new WeakMap();
  const putting = ["insertBefore", "moveBefore"].filter((name) => Element.prototype[name]);
  const [parent_of, next_of] = relations.map((name) => {
    const { get } = Object.getOwnPropertyDescriptor(Node.prototype, name);
    return (node) => get.call(node);
  });

  const origin_of = (element) => marks.get(element)?.[0];

  /** What the page has put behind a node: not what stands there for now, or stood there before it was moved on. */
  const find_next = (node) => {
    let owner;
    do owner = owners.get((node = next_of(node)));
    while (marks.has(node) || (owner && origin_of(owner) !== node));
    return owner ?? node;
  };

  /** The page's node before a place says what the page has put after it: Lit takes away all from one node to another. */
  const lead = (place) => {
    do place = place.previousSibling;
    while (marks.has(place));
    const node = place;
    if (!node || owners.has(node) || Object.hasOwn(node, "nextSibling")) return;
    Object.defineProperty(node, "nextSibling", { configurable: true, get: () => find_next(node) });
    note_back(node, () => delete node.nextSibling);
  };

  /** The parent of a node, or what the fragment stands for that it is in. */
  const home_of = (node) => homes.get(parent_of(node)) ?? parent_of(node);

  /** What is at the place of a node that is not there: in a parent, or in the fragment that stands for it. */
  const find = (node, parent) => {
    const mark = marks.get(node)?.find((mark) => home_of(mark) === parent);
    if (mark || !node || parent_of(node) === parent) return mark;
    return home_of(node) === parent ? node : undefined;
  };

  const build = (parent) => {
    if (Object.hasOwn(parent, "removeChild")) return;
    const { removeChild, insertBefore } = parent;
    parent.removeChild = (child) => {
      const place = find(child, parent);
      if (!place) return removeChild.call(parent, child);
      place.remove();
      child.remove();
      release(child);
      return child;
    };
    parent.appendChild = (node) => parent.insertBefore(node, null);
    // jQuery does that, with the parent that the node has named.
    parent.replaceChild = (node, old) => {
      parent.insertBefore(node, old);
      return node === old ? old : parent.removeChild(old);
    };
    for (const name of putting) {
      const native = parent[name];
      parent[name] = (node, next) => {
        // Solid also puts a node before itself.
        if (node === next) return node;
        // What the page moves itself stands where it puts it.
        release(node);
        const place = find(next, parent);
        // What is out of the page cannot come into it with all its state.
        if (!place) return (node.isConnected ? native : insertBefore).call(parent, node, next);
        place.before(node);
        lead(place);
        return node;
      };
    }
    note_back(parent, () => {
      for (const name of ["appendChild", "removeChild", "replaceChild", ...putting]) delete parent[name];
    });
  };

  /** Lets an element say where it stands. */
  const unveil = (element) => {
    marks.delete(element);
    for (const name of [...relations, "after", "before", "remove", "replaceWith"]) delete element[name];
  };

  /** Lets an element stand where it is. */
  const release = (element) => {
    marks.get(element)?.forEach((mark) => mark.remove());
    unveil(element);
  };

  return {
    parent_of,
    next_of,
    /** Whether a node is in the page, or in what stands for the content of an element that is. */
    is_there: (node) => node.isConnected || homes.get(node.getRootNode())?.isConnected,
    /** The mark where the page has put an element. */
    origin_of,
    lead,
    release,
    unveil,
    /** All children of an element, in a fragment that stands for it. */
    take_children(element) {
      const fragment = document.createDocumentFragment();
      homes.set(fragment, element);
      build(element);
      fragment.append(...element.childNodes);
      return fragment;
    },
    /** A mark in the place of an element, which is taken out. */
    leave_mark(element) {
      const mark = document.createComment("");
      const all = [...(marks.get(element) ?? []), mark];
      build(parent_of(element));
      relations.forEach((name, i) => {
        const get = () => {
          const place = all.find((mark) => mark.parentNode) ?? element;
          return i ? find_next(place) : home_of(place);
        };
        Object.defineProperty(element, name, { configurable: true, get });
      });
      // By these, Svelte puts another before it, and takes it away; and pages put another beside it, or in its place.
      const put = (beside, nodes) => {
        const fragment = document.createDocumentFragment();
        fragment.append(...nodes);
        element.parentNode.insertBefore(fragment, beside);
      };
      element.before = (...nodes) => put(element, nodes);
      element.after = (...nodes) => put(element.nextSibling, nodes);
      element.remove = () => {
        release(element);
        element.remove();
      };
      element.replaceWith = (...nodes) => {
        put(element, nodes);
        element.remove();
      };
      marks.set(element, all);
      owners.set(mark, element);
      // Last: where a page has frozen all prototypes, a node takes nothing of the above, and stays where it is.
      Element.prototype.replaceWith.call(element, mark);
      return mark;
    },
  };
}
