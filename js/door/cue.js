// Moments: what the page and the visitor do, for which a surface may wait.
//
// Owns: the meaning of the words of `when` that need an eye on the page. In: a word, a selector, a number.
// Out: a call, once. Must not: read a form, or go on looking when the moment has come.

import { hydrated } from "./hydrate.js";

/** Calls `act` once `ms` have passed without `stop`. */
function createTimer(ms, act) {
  let timer;
  return {
    start() {
      clearTimeout(timer);
      timer = setTimeout(act, ms);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Whether an event happened in what a selector matches; also inside an open shadow root. */
const inside = (event, selector) =>
  event.composedPath().find((node) => node.matches?.(selector) && !node.contains(event.relatedTarget));

/** Waits until an element is there. */
function appear({ back }, selector, ms, come) {
  const look = () => {
    const found = document.querySelector(selector);
    if (found) observer.disconnect();
    return found && (come(found), true);
  };
  const observer = new MutationObserver(look);
  if (look()) return;
  observer.observe(document, { childList: true, subtree: true, attributes: true });
  back(document, () => observer.disconnect());
}

/** Half of it is seen, or it fills half of the window, for so long. */
function view(page, selector, ms, come) {
  appear(page, selector, ms, (element) => {
    const timer = createTimer(ms, () => {
      observer.disconnect();
      come();
    });
    const look = ([{ intersectionRatio, intersectionRect }]) =>
      intersectionRatio >= 0.5 || intersectionRect.height * 2 >= innerHeight ? timer.start() : timer.stop();
    const observer = new IntersectionObserver(look, { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] });
    observer.observe(element);
    page.back(document, () => {
      observer.disconnect();
      timer.stop();
    });
  });
}

/** Something begins and lasts for so long. */
const lasts = (begin, end) => ({ listen, back }, selector, ms, come) => {
  const timer = createTimer(ms, come);
  listen(document, begin, (event) => inside(event, selector) && timer.start());
  listen(document, end, (event) => inside(event, selector) && timer.stop());
  back(document, timer.stop);
};

const cues = {
  appear,
  view,
  hover: lasts("pointerover", "pointerout"),
  focus: lasts("focusin", "focusout"),
  click: ({ listen }, selector, ms, come) =>
    listen(document, "click", ({ target }) => target.closest?.(selector) && come(), { capture: true }),
  /** Milliseconds in which the page was seen. */
  active({ listen, back }, selector, ms, come) {
    let left = ms;
    let since = Date.now();
    let timer = document.hidden ? 0 : setTimeout(come, left);
    listen(document, "visibilitychange", () => {
      clearTimeout(timer);
      if (document.hidden) left -= Date.now() - since;
      else timer = setTimeout(come, left);
      since = Date.now();
    });
    back(document, () => clearTimeout(timer));
  },
  idle({ listen, back }, selector, ms, come) {
    const timer = createTimer(ms, come);
    for (const type of ["pointermove", "pointerdown", "keydown", "scroll", "wheel", "touchstart"])
      listen(document, type, timer.start, { capture: true, passive: true });
    timer.start();
    back(document, timer.stop);
  },
  /** A percentage of the page. One that does not scroll is seen whole. */
  scroll({ listen }, selector, percent, come) {
    const look = () => ((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100 >= percent && come();
    listen(window, "scroll", look, { passive: true });
    look();
  },
  /** A form was begun, left, and not sent. */
  abandon({ listen, back }, selector, ms, come) {
    let begun = false;
    const timer = createTimer(ms || 10000, () => begun && come());
    const when = (type, act) => listen(document, type, (event) => inside(event, selector) && act(), { capture: true });
    when("input", () => (begun = true));
    when("submit", () => (begun = false));
    when("focusin", timer.stop);
    when("focusout", timer.start);
    back(document, timer.stop);
  },
  /** Frameworks tell nobody: so every frame looks. */
  hydrated({ back }, element, ms, come) {
    let wanted = true;
    const look = () => wanted && (hydrated(element) ? come() : requestAnimationFrame(look));
    look();
    back(document, () => (wanted = false));
  },
  return({ listen }, selector, ms, come) {
    let left = document.hidden;
    listen(document, "visibilitychange", () => (document.hidden ? (left = true) : left && come()));
  },
};

/** Calls `come` once when the moment has come. */
export function awaitCue(page, kind, selector, number, come) {
  let once = () => {
    once = () => {};
    come();
  };
  cues[kind](page, selector, number, () => once());
}
