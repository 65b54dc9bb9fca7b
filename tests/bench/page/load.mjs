// One load of one page, in a browser that has never seen it.
//
// Owns: the context and its end. In: an address and a condition. Out: what the page noted. Must not:
// reuse anything of an earlier load.

import { throttle } from "../../stage/network.mjs";
import { swaps } from "./rules.mjs";

/** Long enough for the slowest to have swapped, on the slowest line. */
const patience_ms = 20_000;

/** In the page: its notes, and how long the swap took once the last script was there. A swap that did not last is none. */
function collect(texts) {
  for (const [selector, text] of Object.entries(texts))
    if (document.querySelector(selector).textContent !== text) throw new Error(`${selector} has not its text`);
  const scripts = performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "script");
  const { noted } = window;
  return { ...noted, here: noted.swap - Math.max(...scripts.map(({ responseEnd }) => responseEnd)) };
}

/** Loads `url`; `around(page, work)` may watch from outside. */
export async function load(browser, url, condition, around = (_, work) => work()) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await throttle(page, condition);
    return await around(page, async () => {
      await page.goto(url, { waitUntil: "load", timeout: patience_ms });
      await page.waitForFunction(() => window.noted.swap && window.noted.paint, null, { timeout: patience_ms });
      return page.evaluate(collect, swaps);
    });
  } finally {
    await context.close();
  }
}
