// Many loads, each in a browser that has never seen the page.
//
// Owns: contexts, and how many at once. In: an address. Out: what was seen. Must not: judge.

import { throttle } from "../../stage/network.mjs";
import { testify } from "./eye.mjs";

/** Opens `url` in a fresh context; `look(page)` gives what is wanted of it. */
export async function visit(browser, url, condition, look = testify, begin = () => {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 } });
  try {
    const page = await context.newPage();
    await throttle(page, condition);
    const begun = await begin(page);
    await page.goto(url, { waitUntil: "load" });
    return await look(page, begun);
  } finally {
    await context.close();
  }
}

/** Calls `act` so many times, a few at once: a crowded machine is a hard test. */
export async function repeat(count, act, atOnce = 5) {
  const results = [];
  let left = count;
  const work = async () => {
    while (left-- > 0) results.push(await act());
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return results;
}
