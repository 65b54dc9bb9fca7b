// Moments: what the page or the visitor does that a surface may wait for.
//
// Owns: the meaning of those words of `when` for which the page has to be watched. In: a word, a selector, a number.
// Out: a call, once or every time. Must not: read a form, or go on watching when the moment has come.

import { observeExit } from "../observe/exit.js";
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

/** Calls `begin` when something becomes true, and `end` when it is no longer so. */
function createEdge(begin, end = () => {}) {
  let was = false;
  return (is) => {
    if (is !== was) is ? begin() : end();
    was = is;
  };
}

/** Tells which element a selector finds, whenever that becomes another one; nothing when there is none any more. */
function follow({ back }, selector, tell) {
  let known = null;
  const look = () => {
    const found = document.querySelector(selector);
    if (found !== known) tell((known = found));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
  back(document, () => observer.disconnect());
  look();
}

/**
 * So much of it is seen, half unless said, or what is seen of it fills as much of the window; for so long. The
 * percentage is what is left over of whole seconds.
 */
function view(page, selector, number, come) {
  const ratio = (number % 1000 || 50) / 100;
  const timer = createTimer(number - (number % 1000), come);
  const edge = createEdge(timer.start, timer.stop);
  const look = (seen) => {
    const { intersectionRatio, intersectionRect } = seen[seen.length - 1];
    edge(intersectionRatio >= ratio || intersectionRect.height >= ratio * innerHeight);
  };
  // Only a small part of an element that is higher than the window fills it.
  const threshold = [...Array(101).keys()].map((percent) => percent / 100);
  const observer = new IntersectionObserver(look, { threshold });
  follow(page, selector, (element) => {
    observer.disconnect();
    edge(false);
    if (element) observer.observe(element);
  });
  page.back(document, () => {
    observer.disconnect();
    timer.stop();
  });
}

/** Something begins and lasts for so long. */
const lasts = (begin, end) => ({ listen, back }, selector, ms, come) => {
  const timer = createTimer(ms, come);
  listen(document, begin, (event) => inside(event, selector) && timer.start());
  listen(document, end, (event) => inside(event, selector) && timer.stop());
  back(document, timer.stop);
};

/** Of the page's own and of ours; some have theirs inside of a component. A selector that is unknown matches nothing. */
const isModal = (root) => root?.querySelector(":is(:modal)");

const ours = "omotenashi-surface";

/**
 * Whether a dialog, or what fills the screen, keeps the visitor from a surface. Behind one of ours is seen what stays, and
 * a message would go before anybody could use it.
 */
export const isCovered = (kind) =>
  isModal(document) ||
  [document.elementFromPoint(1, 1), ...document.querySelectorAll(ours)].some(
    (host) => (kind === "toast" || !host?.matches(ours)) && isModal(host?.shadowRoot),
  );

/** No event tells of it, so every frame looks. */
const until = (isSo) => ({ back }, what, ms, come) => {
  let wanted = true;
  const look = () => wanted && (isSo(what) ? come() : requestAnimationFrame(look));
  look();
  back(document, () => (wanted = false));
};

/** What each word waits for, and two of our own. */
export const cues = {
  exit: ({ listen }, selector, ms, come) => observeExit(listen, come),
  appear: (page, selector, ms, come) => follow(page, selector, (element) => element && come()),
  view,
  hover: lasts("pointerover", "pointerout"),
  focus: lasts("focusin", "focusout"),
  click: ({ listen }, selector, ms, come) =>
    listen(document, "click", (event) => inside(event, selector) && come(), { capture: true }),
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
  /** A percentage of the page, or the top of an element. A page that does not scroll is seen whole. */
  scroll({ listen, back }, selector, percent, come) {
    const root = document.documentElement;
    const edge = createEdge(come);
    const look = () => {
      const rect = selector && document.querySelector(selector)?.getBoundingClientRect();
      const share = (scrollY + innerHeight) / root.scrollHeight;
      edge(selector ? rect?.top < innerHeight && rect.height > 0 : share * 100 >= percent);
    };
    // A page that draws itself is short at first, or as far down as the one before: so it is looked at when it has its
    // height, after five seconds at the latest.
    let height;
    let left = 5;
    const timer = createTimer(1000, begin);
    function begin() {
      if (left-- && !(Math.abs(height - (height = root.scrollHeight)) < innerHeight / 2)) return timer.start();
      listen(window, "scroll", look, { passive: true });
      look();
    }
    begin();
    back(document, timer.stop);
  },
  /** A form was begun and left, and neither sent nor emptied. */
  abandon({ listen, back }, selector, ms, come) {
    let begun = false;
    const timer = createTimer(ms || 10000, () => begun && come());
    const when = (type, act) => listen(document, type, (event) => inside(event, selector) && act(), { capture: true });
    when("input", () => (begun = true));
    for (const type of ["submit", "reset"]) when(type, () => (begun = false));
    when("focusin", timer.stop);
    when("focusout", timer.start);
    back(document, timer.stop);
  },
  hydrated: until(hydrated),
  uncovered: until((kind) => !isCovered(kind)),
  return({ listen }, selector, ms, come) {
    let left = document.hidden;
    listen(document, "visibilitychange", () => (document.hidden ? (left = true) : left && come()));
  },
};

/** Calls `come` when the moment has come, once unless `every`; then nothing goes on looking. */
export function awaitCue({ listen, back }, kind, selector, number, come, every) {
  const ends = [];
  const over = new AbortController();
  const page = {
    listen: (target, type, act, options) => listen(target, type, act, { ...options, signal: over.signal }),
    back(node, end) {
      ends.push(end);
      back(node, end);
    },
  };
  page.back(document, () => over.abort());
  let act = () => {
    if (!every) {
      act = () => {};
      ends.forEach((end) => end());
    }
    come();
  };
  cues[kind](page, selector, number, () => act());
}
