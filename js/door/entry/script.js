// The script tag's entry.
//
// Owns: `window.omotenashi`. In: the tag's data attributes, the queue that was there before, its
// `settings`. Out: the API object in the queue's place. Must not: do anything when it is there already.

import text, { bytes } from "omotenashi:wasm";
import { createInstance, isAddress } from "../instance.js";
import { read_wish } from "../wish.js";

const before = window.omotenashi;
if (!before?.explain) {
  // Also where a page has set an object, and not a list.
  const queue = Array.isArray(before) ? before : Object.assign([], before);
  // An element of the name `currentScript`, which may be a visitor's own markup, hides the property: what it says is not the
  // site's. And script optimisers run scripts later and by other means.
  const tags = [document.currentScript, document.querySelector("script[data-rules],script[src*=omotenashi]")];
  const tag = tags.find((one) => one instanceof HTMLScriptElement);
  // Settings name files that are run: what somebody has got onto the prototype of all objects is none of them.
  const { late, reveal, settings: given } = { ...queue, __proto__: null };
  const settings = { base: tag?.src, late, reveal, ...tag?.dataset, ...given, __proto__: null };
  // A module's address is no script address that Trusted Types ask about, and it takes this script's nonce along.
  settings.load_part = (name, file = settings[name] ?? `omotenashi.${name}.js`) => import(new URL(file, settings.base || location));

  const begin = () => {
    const { api, start, notices } = createInstance(settings, () => bytes(text));
    window.omotenashi = api;
    const isRules = (call) => call?.[0] === "rules";
    const all = queue.filter(isRules);
    api.push(...queue.filter((call) => !isRules(call)));
    const { rules } = settings;
    if (import.meta.read !== false && rules) {
      if (isAddress(rules) && tag && !tag.async && !tag.defer)
        notices.tell_site("problem", '{"code":"rules-url-blocking","pointer":""}');
      start(rules);
    }
    // What a player is handed is for js/door/observe/collect.js.
    if (import.meta.read !== false) api.push(...all);
    else start(all.at(-1)?.[1]);
  };

  if (import.meta.read === false && (read_wish() ?? "off") !== "off") {
    // Whoever tries things out gets the reader, and the rules as they are written. What the page calls until then
    // waits. It has no `explain`, by which the other script recognises a running instance.
    window.omotenashi = Object.assign(queue, { settings, value: (key, fallback = null) => fallback });
    for (const name of ["variant", "profile"]) queue[name] = () => null;
    for (const name of ["track", "identify", "consent", "on", "import", "forget", "stop"])
      queue[name] = (...values) => void queue.push([name, ...values]);
    settings.load_part("preview", settings.base?.replace(/\.js(?=$|[?#])/, ".preview.js")).catch(begin);
  } else begin();
}
