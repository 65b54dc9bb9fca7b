// What the visitor pays attention to: how far, for how long, and when no longer.
//
// Owns: when a visitor is active, and what is really seen. In: movements, sizes, time. Out: events. Must not: count
// time in which nobody is there, or what is covered.

import { observeExit } from "./exit.js";
import { clickable, pathFrom, pathOf } from "./press.js";

/** A visitor who does nothing for this long, in milliseconds, is not there. */
const idle = 30000;
const doings = ["pointermove", "pointerdown", "keydown", "scroll", "wheel", "touchstart"];

const now = () => performance.now();

const plays = () => [...document.querySelectorAll("video,audio")].some((one) => !one.paused && !one.muted);

/** Calls with each second in which the visitor is active. */
function eachSecond({ every, listen }, act) {
  let last = now();
  for (const type of doings) listen(document, type, () => (last = now()), { capture: true, passive: true });
  every(1000, () => {
    if (!document.hidden && (now() - last < idle || plays())) act();
  });
}

function engagement({ tell, turned, ...site }) {
  let all = 0;
  let told = 0;
  turned(() => (all = told = 0));
  eachSecond(site, () => {
    all++;
    if (![10, 30, 60, 180].includes(all)) return;
    tell("user_engagement", { engagement_time_msec: all * 1000, seconds: all - told });
    told = all;
  });
}

/** Whether half of an element, or of the window, is seen of it, and its middle is not covered. */
function isSeen(element) {
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const [x0, x1, y0, y1] = [Math.max(left, 0), Math.min(right, innerWidth), Math.max(top, 0), Math.min(bottom, innerHeight)];
  if (x1 <= x0 || y1 <= y0) return false;
  const half = (x1 - x0) * (y1 - y0) * 2 >= width * height || (y1 - y0) * 2 >= innerHeight;
  if (!half || element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) === false) return false;
  const over = element.getRootNode().elementFromPoint((x0 + x1) / 2, (y0 + y1) / 2);
  return over === null || element.contains(over) || over.contains(element);
}

function elements({ find, slots, tell, turned, ...site }) {
  const seen = {};
  turned(() => slots.forEach(([name]) => (seen[name] = 0)));
  eachSecond(site, () => {
    for (const [name, parts] of slots) {
      if (!find(parts).some(isSeen)) continue;
      seen[name] = (seen[name] ?? 0) + 1;
      if ([1, 5, 10, 30, 60].includes(seen[name])) tell("element_view", { slot: name, seconds: seen[name] });
    }
  });
}

function depths({ listen, tell, turned }) {
  let told = 0;
  turned(() => (told = 0));
  listen(
    window,
    "scroll",
    () => {
      // A page that is shorter than the one before goes to its top by itself.
      if (scrollY <= 0) return;
      const percent = ((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100;
      for (const mark of [25, 50, 75, 90, 100]) {
        // The last pixel may be a part of one.
        if (mark <= told || percent < mark - 0.1) continue;
        told = mark;
        tell(mark === 90 ? "scroll" : "scroll_depth", { percent_scrolled: mark });
      }
    },
    { passive: true },
  );
}

function inactivity({ later, listen, tell }) {
  let stop = () => {};
  const begin = () => {
    stop();
    if (!document.hidden) stop = later(idle, () => (plays() ? begin() : tell("inactivity", { seconds: idle / 1000 })));
  };
  for (const type of [...doings, "visibilitychange"]) listen(document, type, begin, { capture: true, passive: true });
  begin();
}

function exit({ listen, tell, turned }) {
  let told = false;
  turned(() => (told = false));
  observeExit(listen, () => {
    if (!told) tell("exit_intent");
    told = true;
  });
}

/** The pointer moves on a thing as if it could not decide: it neither rests nor goes nor presses. */
function hesitation({ describe, listen, tell, turned }) {
  let done = new WeakSet();
  let thing;
  let since = 0;
  let last = 0;
  turned(() => (done = new WeakSet()));
  const move = (event) => {
    const path = pathFrom(pathOf(event), clickable);
    const at = now();
    if (event.pointerType === "touch" || path[0] !== thing || at - last > 1000) since = at;
    thing = path[0];
    last = at;
    if (!thing || done.has(thing) || at - since < 3000) return;
    done.add(thing);
    tell("hesitation", describe(path));
  };
  listen(document, "pointermove", move, { capture: true, passive: true });
  listen(document, "pointerdown", () => (since = now()), { capture: true, passive: true });
}

export const attention = [
  [["user_engagement"], engagement],
  [["element_view"], elements],
  [["scroll", "scroll_depth"], depths],
  [["inactivity"], inactivity],
  [["exit_intent"], exit],
  [["hesitation"], hesitation],
];
