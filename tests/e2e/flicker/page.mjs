// The page that must never be seen as it was written.
//
// Owns: its HTML and rules. In: what goes into <head>. Out: text, whole or in pieces. Must not: hold
// anything that hides a flicker, such as a font or an image that paints late.

import { eye } from "./eye.mjs";

/** Full blocks: nothing else on the page is as black, which is what a camera can tell. */
const block = "█".repeat(9);

/** The heading as the site wrote it, in the three pieces a slow server sends. */
export const original = [block, ` ${block}`, ` ${block}`];

/** The heading the visitor must see from the first frame on. Narrower than any piece. */
export const ours = "good";

/** Two experiences; only the second is for this page. */
export const rules = {
  omotenashi: 1,
  site: "flicker",
  experiences: [
    { id: "elsewhere", where: { "page.path": "/elsewhere" }, show: [{ select: "h1", text: "wrong" }] },
    { id: "here", where: { "page.path": "/" }, show: [{ select: "h1", text: ours }] },
  ],
};

const before = (head) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>flicker</title>
<script>${eye}</script>
<style>body{margin:0;color:#888}h1{margin:20px;font:20px/1 monospace;color:#000;white-space:nowrap}</style>
${head}</head><body><p>before</p>`;

const after = `${"<p>after</p>".repeat(40)}</body></html>`;

const h1 = '<h1 elementtiming="title">';

/** The page as one answer. */
export const whole = (head) => `${before(head)}${h1}${original.join("")}</h1>${after}`;

/** The page with its heading cut in three. */
export const pieces = (head) => {
  const [first, ...rest] = original;
  return [`${before(head)}${h1}${first}`, ...rest, `</h1>${after}`];
};
