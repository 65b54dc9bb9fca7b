// Who takes part.
//
// Owns: what each puts into <head>, and its files. In: the workload of rules.mjs. Out: contestants by
// name, in the order of the table. Must not: give anybody work that another is spared.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../js/build/place.mjs";
import { bundled, embed, inlineRules, player, rulesBeside } from "../../stage/delivery.mjs";
import { squeeze } from "../../stage/site.mjs";
import { facts, growthbook, omotenashi, swaps } from "./rules.mjs";

/** What a developer would write by hand for this one visitor. */
function swapByHand(texts) {
  const seek = () => {
    for (const [selector, text] of Object.entries(texts)) {
      const element = document.querySelector(selector);
      if (!element) continue;
      element.textContent = text;
      delete texts[selector];
    }
  };
  new MutationObserver(seek).observe(document, { childList: true, subtree: true });
}

const byHand = `(${swapByHand})(${JSON.stringify(swaps)});`;

/** Characters that do not compress below six bits, always the same. */
function noise(length) {
  let text = "";
  for (let round = 0; text.length < length; round++) text += createHash("sha512").update(`${round}`).digest("base64url");
  return text.slice(0, length);
}

/** The hand-written script with a comment that makes its download as large as `bytes`. */
export function padded(bytes) {
  const make = (length) => `${byHand}\n/*${noise(length)}*/`;
  let [low, high] = [0, bytes * 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (squeeze(make(middle)).length < bytes) low = middle + 1;
    else high = middle;
  }
  return make(low);
}

const script = '<script src="/swap.js"></script>';

/** GrowthBook's script-tag build, as its documentation has it for an inline payload. */
function growthbookTag() {
  const attributes = "{device:{type:'desktop',width:innerWidth},..." + JSON.stringify(facts).replace(/</g, "\\u003c") + "}";
  const payload = JSON.stringify(growthbook).replace(/</g, "\\u003c");
  const config = `window.growthbook_config={noStreaming:true,attributes:${attributes},payload:${payload}}`;
  const built = join(root, "node_modules/@growthbook/growthbook/dist/bundles/auto.min.js");
  return {
    head: `<script>${config}</script>\n<script src="/growthbook.js"></script>`,
    files: { "/growthbook.js": readFileSync(built) },
  };
}

/** All of them, made from what is in dist/ now. */
export function contestants() {
  const size = squeeze(player()).length;
  // The same bytes in the page as ours with inline rules, so that what differs is work.
  const data = embed("om-rules", omotenashi) + embed("om-facts", facts);
  return {
    "hand-written": { head: script, files: { "/swap.js": byHand } },
    "inert, our size": { head: data + script, files: { "/swap.js": padded(size) } },
    "ours, inline rules": inlineRules(omotenashi, facts),
    "ours, rules.js": rulesBeside(omotenashi, facts),
    "ours, bundle": bundled(omotenashi, facts),
    GrowthBook: growthbookTag(),
  };
}
