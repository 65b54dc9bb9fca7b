// A surface beside an element of the page goes where that goes. Part of the second file.
//
// Owns: whether it still has its place, and its way to a new one: pages discard elements and render the same ones anew,
// above all when going back, where the address changes before the page does. In: how a place is found, and taken. Out:
// its end. Must not: draw or count anything again, come back after somebody has closed it, or fight with the page for
// ever.

/** So often in so many milliseconds: then the page has its way. The watch for its target tells the site. */
const most = 25;
const span = 1000;

/** Keeps `host` by what `find` finds, until what it answers is called; `find` is given what to call when it has to wait. */
export function stay({ listen }, host, find, put) {
  const over = new AbortController();
  const { signal } = over;
  const times = [];
  let place, parent;
  /** A copy of the page is being made, or somebody has closed it. */
  let away;

  const take = (found) => {
    put((place = found));
    parent = host.parentNode;
    // That was ours.
    observer.takeRecords();
  };
  const look = () => {
    if (away || signal.aborted || (host.isConnected && place.isConnected)) return;
    const found = find(look);
    if (!found) return;
    const now = performance.now();
    if (times.push(now) > most && now - times.shift() < span) end();
    else take(found);
  };
  const observer = new MutationObserver((records) => {
    if (away || host.isConnected) return look();
    const here = records.filter(({ target }) => target === parent);
    const nodes = here.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
    // What is taken alone, and nothing else with it, somebody has closed.
    away = nodes.length && nodes.every((node) => node === host);
    look();
  });
  const end = () => {
    over.abort();
    observer.disconnect();
  };
  // Turbo and htmx copy the page they leave, as it was written; js/door/show/watch.js hears of that first, and of the page
  // that follows: a new one ends all that was shown on the one before.
  const leave = () => {
    away = true;
    if (document.body.contains(host)) host.remove();
  };
  const come = () => {
    away = false;
    look();
  };
  const hear = (type, act) => listen(document, type, act, { signal });

  take(find());
  observer.observe(document, { childList: true, subtree: true });
  hear("turbo:before-cache", leave);
  hear("turbo:render", come);
  hear("htmx:beforeHistorySave", () => {
    leave();
    queueMicrotask(come);
  });
  return end;
}
