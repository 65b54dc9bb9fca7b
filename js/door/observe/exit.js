// The visitor is about to leave.
//
// Owns: what is taken for leaving. In: a way to listen. Out: a call, each time. Must not: count; whoever listens
// decides whether once is enough.

/** Upward scrolling of so many CSS pixels per millisecond is taken for leaving, on touch. */
const fast = 2;

/** The pointer goes out at the top, or a finger swipes up fast. */
export function observeExit(listen, leave) {
  let top = 0;
  let at = 0;
  let swiped = -Infinity;
  listen(document, "mouseout", (event) => event.relatedTarget || event.clientY > 0 || leave());
  listen(document, "touchmove", ({ timeStamp }) => (swiped = timeStamp), { passive: true });
  listen(window, "scroll", ({ timeStamp }) => {
    const ms = timeStamp - at;
    // Two events a millisecond apart tell no speed.
    if (ms < 50) return;
    const speed = (top - scrollY) / ms;
    top = scrollY;
    at = timeStamp;
    // What a page scrolls by itself is no swipe.
    if (speed > fast && timeStamp - swiped < 500) leave();
  });
}
