// Pages: searched, left and returned to.
//
// Owns: the events of a page as such, except its view, which the runtime reports. In: the address. Out: events. Must
// not: store anything; it knows nothing about pages that the browser's cache has not kept.

/** A look elsewhere is short up to here, in milliseconds. */
const short = 10000;

/** What GA4 looks for. */
const usual = ["q", "s", "search", "query", "keyword"];

function searches({ settings, tell, turned }) {
  const names = Array.isArray(settings.search) ? settings.search : usual;
  const look = () => {
    const query = new URLSearchParams(location.search);
    const term = names.map((name) => query.get(name)).find(Boolean);
    if (term) tell("view_search_results", { search_term: term });
  };
  look();
  turned(look);
}

function returns({ listen, tell, turned }) {
  const left = new Map();
  let here = location.pathname;
  listen(window, "pagehide", () => left.set(here, Date.now()), { capture: true });
  turned(() => {
    const now = Date.now();
    const before = here;
    here = location.pathname;
    if (now - left.get(here) <= short) tell("back_and_forth", { page_path: here });
    if (before !== here) left.set(before, now);
    left.delete(here);
  });
}

export const view = [
  [["view_search_results"], searches],
  [["back_and_forth"], returns],
];
