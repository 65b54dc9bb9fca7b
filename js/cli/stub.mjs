// `omotenashi stub`: the tags of the asynchronous delivery.
//
// Owns: which elements are hidden, and the policy hash of the inline script. In: a rules file and
// js/door/entry/stub.js, minified. Out: HTML on stdout. Must not: hide what no live
// experience changes, or what rules with errors would leave hidden.

import source from "omotenashi:stub";
import { sound } from "./check.mjs";
import { digest } from "./file.mjs";
import { attribute, publish, quote } from "./publish.mjs";
import { Refusal, say } from "./refusal.mjs";

/** Runs the command; gives the exit code. */
export async function stub(path, { timeout = "1500", nonce, src = "/omotenashi.js", rules = "/rules.json", lang }) {
  if (!/^\d+$/.test(timeout) || Number(timeout) > 10_000)
    throw new Refusal(`--timeout: expected milliseconds from 0 to 10000, got "${timeout}"`);
  const selectors = targets(publish(JSON.parse(await sound(path, lang))).rules);
  const script = inline(selectors, timeout);
  if (!selectors.length) say(`${path}: no experience changes an element of the page; the stub hides nothing`);
  if (!nonce) say(`Content-Security-Policy: script-src '${digest("sha256", script)}'`);
  const open = nonce ? `<script nonce="${attribute(nonce)}">` : "<script>";
  const tail = `<script async src="${attribute(src)}" data-rules="${attribute(rules)}"></script>`;
  process.stdout.write(`${open}${script}</script>\n${tail}\n`);
  return 0;
}

/** Every selector that a live experience may change, once, slots resolved. */
export function targets({ slots = {}, experiences = [] }) {
  const shows = experiences.flatMap(({ show, variants }) => [show, ...Object.values(variants ?? {}).map((one) => one?.show)]);
  const named = shows.flat().flatMap((one) => one?.at ?? one?.select ?? []);
  return [...new Set(named.map((name) => slots[name] ?? name))].filter((selector) => typeof selector === "string");
}

/** The stub with its two names replaced. `:is()` forgives a selector that is none. */
function inline(selectors, timeout) {
  const hide = selectors.length ? `:is(${selectors.join(",")})` : ":not(*)";
  const values = { OMOTENASHI_HIDE: quote(hide), OMOTENASHI_MS: timeout };
  return source.trim().replace(/OMOTENASHI_\w+/g, (name) => values[name] ?? name);
}
