// The one data layer that a page's tags share.
//
// Owns: the one hook on its `push`, even where two of our files listen. In: a reader. Out: every entry, beginning with
// those already there. Must not: touch a prototype, keep an entry from other readers, or let an error out.

/** The hook carries its readers under this name. The number is that of the agreement between our files. */
const key = Symbol.for("omotenashi.layer.1");

function createHook(layer) {
  const before = layer.push;
  const own = Object.hasOwn(layer, "push");
  const readers = new Set();
  const hook = function (...entries) {
    const answer = before.apply(this, entries);
    for (const read of readers) entries.forEach(read);
    return answer;
  };
  hook[key] = (reader) => {
    readers.add(reader);
    return () => {
      readers.delete(reader);
      if (readers.size || layer.push !== hook) return;
      if (own) layer.push = before;
      else delete layer.push;
    };
  };
  layer.push = hook;
  return hook;
}

/** Calls `read` with every entry, and answers with the end of that. */
export function readLayer(read) {
  let layer;
  const ends = [() => document.removeEventListener("DOMContentLoaded", join)];
  const reader = (entry) => {
    try {
      read(entry);
    } catch {}
  };
  function join() {
    if (layer && layer === window.dataLayer) return;
    layer = window.dataLayer ??= [];
    [...layer].forEach(reader);
    ends.push((layer.push[key] ? layer.push : createHook(layer))[key](reader));
  }
  join();
  // A page that is still parsed may put another in its place, as older instructions of tag managers have it.
  document.addEventListener("DOMContentLoaded", join);
  return () => ends.forEach((end) => end());
}
