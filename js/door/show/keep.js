// Makes changes again that the page takes back, but not for ever.
//
// Owns: for each node of the page how its changes are made again, and how often they were. In: whether a change holds,
// and how to make it. Out: a fault once the page has insisted too often. Must not: make a change for the first time.

/** So often in so many milliseconds: then the page has its way. */
const most = 25;
const span = 1000;

/** The keeper of one instance. */
export function createKeeper({ ask, at_end, tell_fault }) {
  /** Nothing, until something is. */
  let kept;
  /** Elements that are not where the page has put them: what happens there is seen nowhere near them. */
  const astray = new Set();

  /** Whether something may be done once more; the first no is told, and is for good. */
  const may_repeat = (state, target) => {
    const now = performance.now();
    if (!(now - state.since < span)) {
      state.since = now;
      state.count = 0;
    }
    if (state.count > most) return false;
    if (++state.count > most) {
      state.since = Infinity;
      tell_fault("change-reverted", target);
    }
    return state.count <= most;
  };

  /** The selector of an element for people. */
  const name = ({ localName, id }) => (id ? "#" + id : localName);

  /** Makes again what does not hold any more of what records tell of; `is_stirred` tells where the page has changed children. */
  const renew = (records, is_stirred) => {
    // Most of a page comes before anything is changed, and costs nothing.
    if (!kept) return;
    const states = new Set();
    const note = (node) => states.add(kept.get(node));
    for (const { target, removedNodes } of records) {
      note(target);
      removedNodes.forEach(note);
    }
    for (const { addedNodes } of records) addedNodes.forEach(note);
    astray.forEach(note);
    for (const state of states)
      for (const [holds, redo, drop] of Object.values(state?.ways ?? {}))
        if (!state.element.isConnected) drop?.();
        else if (!holds(is_stirred) && may_repeat(state, name(state.element))) redo();
  };

  const observer = new MutationObserver((records) => ask(() => renew(records)));
  at_end(() => observer.disconnect());

  return {
    may_repeat,
    renew,
    /**
     * Keeps a change to an element from now on; `key` says of what, `more` are nodes of ours that it consists of.
     * `drop` is for what is left of it when the page takes the element away.
     */
    keep(element, key, holds, redo, more = [], drop) {
      kept ??= new WeakMap();
      const state = kept.get(element) ?? { element, ways: {} };
      state.ways[key] = [holds, redo, drop];
      if (key === "place") astray.add(element);
      for (const node of [element, ...more]) {
        kept.set(node, state);
        observer.observe(node, { attributes: true, characterData: true });
      }
    },
    /** Keeps nothing any more. */
    let_go() {
      observer.disconnect();
      kept = undefined;
      astray.clear();
    },
  };
}
