// What happens on the page, apart from changes to its elements.
//
// Owns: the listeners for clicks, addresses, leaving and coming back, other tabs, moments. In: browser
// events. Out: events for the module. Must not: patch the page's functions or read its forms.

import { CHANGED, CLICKED, DUE, HIDDEN, MOVED, SHOWN } from "../event.js";
import { createEcho } from "./label.js";

/** What says only where a visitor comes from. Many pages take it out of the address, and stay the same page. */
const is_origin = (part) => /^(utm_|\w*clid=)/.test(part);

/** What some routers keep behind the #: `#/cart`, `#!/cart`; `#/` is what they make of nothing. No place on a page is called so. */
const route = /^#!?\/.+/;

/** Tells when path, query or route change. Nothing announces `pushState` everywhere: so clicks and changes ask. */
function createCompass(life) {
  const read = () => location.pathname + location.search.split(/[?&]/).filter((part) => part && !is_origin(part)) + route.exec(location.hash);
  let address = read();
  let href = location.href;
  return () => {
    if (life.paused) return;
    const before = href;
    href = location.href;
    if (address !== (address = read())) life.tell_event(MOVED, 0, 0, before);
  };
}

/**
 * The order to report a moment: so many milliseconds, and the document is parsed. For all others there is the
 * second file, which is then loaded for every variant alike.
 */
export function createMoments(life, { note_back }, wait_for) {
  return (number, ms, kind, at, every) => {
    let wanted = true;
    const come = () => wanted && life.tell_event(DUE, number);
    note_back(document, () => (wanted = false));
    if (kind && at && !life.is_selector(at)) return;
    if (kind) return wait_for(kind, at, ms, come, every);
    const timer = setTimeout(life.when_parsed, ms, come);
    note_back(document, () => clearTimeout(timer));
  };
}

/** Listens to the page for one instance. */
export function createObserver(life) {
  const { listen_to, tell_event, when_parsed } = life;
  const check_address = createCompass(life);
  let selectors = [];

  const is_echo = createEcho();
  /** What the click before, or the one it is the echo of, has reached: that it has. */
  let reached = [];
  const click = (event) => {
    const path = event.composedPath();
    if (!is_echo(path[0])) reached = [];
    const is_in = (selector) => path.some((node) => node.matches?.(selector));
    selectors.forEach((selector, index) => {
      if (!is_in(selector) || reached.includes(index)) return;
      reached.push(index);
      tell_event(CLICKED, index);
    });
    setTimeout(check_address);
  };
  for (const type of ["popstate", "hashchange"]) listen_to(window, type, check_address);
  if (window.navigation) listen_to(navigation, "currententrychange", check_address);
  listen_to(window, "pagehide", () => tell_event(HIDDEN));
  listen_to(window, "pageshow", (event) => event.persisted && tell_event(SHOWN, 1));
  listen_to(document, "visibilitychange", () => tell_event(document.hidden ? HIDDEN : SHOWN));
  // To listen opens all storages of the browser: not before the first picture. What came before that is read again.
  when_parsed(() => {
    listen_to(window, "storage", ({ key, newValue }) => {
      if (!key || key.startsWith("omotenashi.")) tell_event(CHANGED, +(newValue !== null), 0, key ?? "", newValue ?? "");
    });
    document.prerendering || tell_event(SHOWN);
  });
  // Before the page can stop it.
  listen_to(document, "click", click, { capture: true });

  return {
    check_address,
    /** The order to report clicks on a selector; index 0 begins a new list. */
    watch_clicks(index, _, selector) {
      if (!index) selectors = [];
      // An invalid selector leaves a hole, since the index is that of the goal.
      if (life.is_selector(selector)) selectors[index] = selector;
    },
  };
}
