// What happens on the page and is no change to it.
//
// Owns: the listeners for clicks, addresses, leaving and coming back, other tabs, moments. In: browser
// events. Out: events for the module. Must not: patch the page's functions or read its forms.

import { CHANGED, CLICKED, HIDDEN, MOVED, SHOWN } from "./event.js";

/** Upward scrolling of so many CSS pixels per millisecond is taken for leaving, on touch. */
const fast = 2;

/** Listens to the page for one instance. */
export function createObserver({ listen_to, tell_event, when_parsed }, { note_back }) {
  let selectors = [];

  // Path or query. Nothing announces `pushState` in every browser: so we look after clicks and changes.
  const readAddress = () => location.pathname + location.search;
  let address = readAddress();
  let href = location.href;
  const check_address = () => {
    const before = href;
    href = location.href;
    if (address !== (address = readAddress())) tell_event(MOVED, 0, 0, before);
  };

  const click = (event) => {
    const target = event.composedPath()[0];
    selectors.forEach((selector, index) => {
      if (target.closest?.(selector)) tell_event(CLICKED, index);
    });
    setTimeout(check_address);
  };

  // Whom to call when the pointer goes out at the top, or a finger scrolls up fast.
  let leaving;
  const leave = () => leaving.forEach((come) => come());
  const observeExit = () => {
    leaving = [];
    let top = 0;
    let at = 0;
    listen_to(document, "mouseout", (event) => event.relatedTarget || event.clientY > 0 || leave());
    listen_to(window, "scroll", ({ timeStamp }) => {
      const speed = (top - scrollY) / (timeStamp - at);
      top = scrollY;
      at = timeStamp;
      if (speed > fast && matchMedia("(pointer:coarse)").matches) leave();
    });
  };

  for (const type of ["popstate", "hashchange"]) listen_to(window, type, check_address);
  if (window.navigation) listen_to(navigation, "currententrychange", check_address);
  listen_to(window, "pagehide", () => tell_event(HIDDEN));
  listen_to(window, "pageshow", (event) => event.persisted && tell_event(SHOWN, 1));
  listen_to(document, "visibilitychange", () => tell_event(document.hidden ? HIDDEN : SHOWN));
  listen_to(window, "storage", ({ key, newValue }) => {
    if (!key || key.startsWith("omotenashi.")) tell_event(CHANGED, +(newValue !== null), 0, key ?? "", newValue ?? "");
  });
  // Before the page can stop it.
  listen_to(document, "click", click, { capture: true });

  return {
    check_address,
    /** The order to report clicks on a selector; index 0 begins a new list. */
    watch_clicks(index, _, selector) {
      if (!index) selectors = [];
      selectors[index] = selector;
    },
    /** Calls `come` after so many milliseconds and once the document is parsed; below zero, on leaving. */
    await_moment(ms, come) {
      let wanted = true;
      const comeIfWanted = () => wanted && come();
      note_back(document, () => (wanted = false));
      if (ms < 0) {
        leaving ?? observeExit();
        leaving.push(comeIfWanted);
      } else {
        const timer = setTimeout(when_parsed, ms, comeIfWanted);
        note_back(document, () => clearTimeout(timer));
      }
    },
  };
}
