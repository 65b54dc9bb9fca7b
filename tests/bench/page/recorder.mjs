// What a page notes about itself while it loads, before anybody else's script.
//
// Owns: `window.noted`. In: nothing. Out: the moment of the swap, the first paint of the h1, long
// tasks. Must not: cost one contestant more than another.

import { wanted } from "./rules.mjs";

function record(text) {
  const noted = (window.noted = { swap: 0, paint: 0, original: false, blocked: 0, longest: 0 });
  const h1 = () => document.querySelector("h1");
  new MutationObserver((_, observer) => {
    if (h1()?.textContent !== text) return;
    noted.swap = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true, characterData: true });
  const each = (type, act) =>
    new PerformanceObserver((list) => list.getEntries().forEach(act)).observe({ type, buffered: true });
  each("element", (entry) => {
    noted.paint = entry.renderTime;
    // When that frame's rendering was over on the main thread: a later swap is not in it.
    noted.original = !noted.swap || (entry.paintTime || entry.renderTime) < noted.swap;
  });
  each("longtask", ({ duration }) => {
    noted.blocked += duration - 50;
    noted.longest = Math.max(noted.longest, duration);
  });
}

/** The script's text. */
export const recorder = `(${record})(${JSON.stringify(wanted)})`;
