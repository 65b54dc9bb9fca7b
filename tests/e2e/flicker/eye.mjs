// Sees, from within the page, what was painted.
//
// Owns: `window.seen`. In: nothing. Out: every text the heading had in any frame while it was visible,
// and how wide it was when it was painted first. Must not: change the page.

function watch() {
  const seen = (window.seen = { frames: [], count: 0, width: null });
  // Nothing but microtasks comes between this callback and the paint of the same frame.
  const look = () => {
    const h1 = document.querySelector("h1");
    if (h1 && getComputedStyle(h1).visibility === "visible") {
      seen.count++;
      if (seen.frames.at(-1) !== h1.textContent) seen.frames.push(h1.textContent);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  // Element Timing says how large the text was in its first paint: no clocks to compare.
  const note = (list) => list.getEntries().forEach((entry) => (seen.width ??= entry.intersectionRect.width));
  new PerformanceObserver(note).observe({ type: "element", buffered: true });
}

/** The script's text: the first in the page. */
export const eye = `(${watch})()`;

/** Waits until the heading was painted and reads `seen`, with the width the heading has now as `final`. */
export async function testify(page) {
  await page.waitForFunction(() => window.seen.width !== null && window.seen.count > 3, null, { polling: 50 });
  return page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector("h1"));
    return { ...window.seen, final: range.getBoundingClientRect().width };
  });
}
