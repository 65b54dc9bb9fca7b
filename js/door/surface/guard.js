// What a visitor does in a surface, before the page hears of it. Part of the second file.
//
// Owns: which presses and keys are for the surface alone. In: its box. Out: a call for each click in it, and for Escape;
// the end of both. Must not: keep a click from the page, or go on listening when the surface is gone.
//
// A page guards a dialog of its own by listening to the whole document. While one is open below ours, focus-trap takes
// away every click and touch beside it, also those that would close ours; to Radix each press and each Escape is one
// beside it, and so it closes; Magnific does when the key comes up again. And what scrolls a page smoothly, or keeps it
// from scrolling, takes the wheel wherever it is turned.

const stop = (event) => event.stopPropagation();

/** Calls `click` with each click in a box, and where it was, and `escape`; until what it answers is called. */
export function guard({ listen }, box, modal, click, escape) {
  const over = new AbortController();
  /** The first to hear is whoever listens to the window. What is inside of a component is the component. */
  const hear = (type, act) => {
    const meet = (event) => {
      const target = event.composedPath().slice(0, -1).find((node) => box.contains(node));
      if (target) act(event, target);
    };
    listen(window, type, meet, { capture: true, signal: over.signal });
  };
  hear("click", click);
  hear("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    stop(event);
    listen(window, "keyup", stop, { capture: true, once: true });
    escape();
  });
  // Behind a dialog nobody can be pressed or scrolled; and what has more than fits is scrolled itself.
  const isOurs = () => modal || box.scrollHeight > box.clientHeight;
  for (const type of ["pointerdown", "mousedown", "touchstart", "touchmove", "wheel"])
    listen(box, type, (event) => isOurs() && stop(event), { passive: true });
  // A component of the page has to hear its own presses; a button or a link has nobody who would.
  for (const type of ["mousedown", "touchstart"])
    hear(type, (event, target) => modal && target.closest("a,button") && stop(event));
  return () => over.abort();
}
