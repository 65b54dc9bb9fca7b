// The script tag's entry.
//
// Owns: `window.omotenashi`. In: the tag's data attributes, the queue that was there before, its
// `settings`. Out: the API object in the queue's place. Must not: do anything when it is there already.

import text, { bytes } from "omotenashi:wasm";
import { createInstance, isAddress } from "./instance.js";

/** A build that checks nothing plays only the rules of its bundle, which come right before it: nobody has looked at others. */
const check = import.meta.check !== false;

const before = window.omotenashi;
if (!before?.explain) {
  const queue = Array.isArray(before) ? before : [];
  // Script optimisers run scripts later and by other means.
  const tag = document.currentScript ?? document.querySelector("script[data-rules],script[src*=omotenashi]");
  const { late, reveal } = queue;
  const settings = { late, reveal, ...tag?.dataset, ...queue.settings };
  // A module's address is no script address that Trusted Types ask about, and it takes this script's nonce along.
  settings.load_part = (name) => import(new URL(settings[name] ?? `omotenashi.${name}.js`, tag?.src || location));
  const { api, start, notices } = createInstance(settings, () => bytes(text));
  window.omotenashi = api;
  const isRules = (call) => call?.[0] === "rules";
  const all = queue.filter(isRules);
  api.push(...queue.filter((call) => !isRules(call)));
  const { rules } = settings;
  if (check && rules) {
    if (isAddress(rules) && tag && !tag.async && !tag.defer)
      notices.tell_site("problem", '{"code":"rules-url-blocking","pointer":""}');
    start(rules);
  }
  api.push(...(check ? all : all.slice(-1)));
}
