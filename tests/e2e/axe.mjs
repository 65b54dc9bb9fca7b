// What axe-core finds wrong with a page as it stands.
//
// Owns: nothing. In: a page. Out: findings, each with the elements it is about; empty is good. Must not: leave a rule out.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every violation, also of best practices, in the page and in open shadow roots. */
export async function axe(page, within) {
  // Evaluated, not inserted: a policy of the page has no say.
  await page.evaluate(source);
  return page.evaluate(async (selector) => {
    // What is still fading in has no final colours.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    const { violations } = await window.axe.run(selector ?? document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message)}`).join(" | ")}`);
  }, within);
}
