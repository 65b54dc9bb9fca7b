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
function padded(bytes) {
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

/**
 * Adobe's: a server has decided already and has put its answer into the page, the quickest way that its documentation
 * has ("hybrid personalization"). So it is spared the rules.
 */
function alloyTag() {
  const items = Object.entries(swaps).map(([selector, content], index) => ({
    id: `${index}`,
    schema: "https://ns.adobe.com/personalization/dom-action",
    data: { type: "setText", selector, content, prehidingSelector: selector },
  }));
  const payload = [{ id: "1", scope: "__view__", scopeDetails: { decisionProvider: "TGT", activity: { id: "1" }, characteristics: {} }, items }];
  const handle = [{ type: "personalization:decisions", eventIndex: 0, payload }];
  const answer = JSON.stringify({ requestId: "1", handle }).replace(/</g, "\\u003c");
  const settings = `{datastreamId:"1",orgId:"1@AdobeOrg",edgeDomain:"edge.invalid",clickCollectionEnabled:false,idMigrationEnabled:false,thirdPartyCookiesEnabled:false,debugEnabled:false}`;
  const queue = `!function(n,o){o.forEach(function(o){n[o]||((n.__alloyNS=n.__alloyNS||[]).push(o),n[o]=function(){var u=arguments;return new Promise(function(i,l){n.setTimeout(function(){n[o].q.push([i,l,u])})})},n[o].q=[])})}(window,["alloy"]);`;
  return {
    head: `<script>${queue}alloy("configure",${settings});alloy("applyResponse",{renderDecisions:true,responseHeaders:{},responseBody:${answer}})</script>\n<script src="/alloy.js"></script>`,
    files: { "/alloy.js": readFileSync(join(root, "node_modules/@adobe/alloy/dist/alloy.min.js")) },
  };
}

/** All of them, made from what is in dist/ now. */
export function contestants() {
  const size = squeeze(player()).length;
  const bundle = bundled(omotenashi, facts);
  const smaller = squeeze(Object.values(bundle.files).join("")).length;
  // The same bytes in the page as ours with inline rules, so that what differs is work.
  const data = embed("om-rules", omotenashi) + embed("om-facts", facts);
  return {
    "hand-written": { head: script, files: { "/swap.js": byHand } },
    "inert, our size": { head: data + script, files: { "/swap.js": padded(size) } },
    "inert, bundle's size": { head: embed("om-facts", facts) + script, files: { "/swap.js": padded(smaller) } },
    "ours, inline rules": inlineRules(omotenashi, facts),
    "ours, rules.js": rulesBeside(omotenashi, facts),
    "ours, bundle": bundle,
    GrowthBook: growthbookTag(),
    "alloy, decided by a server": alloyTag(),
  };
}
