// One instance: from settings to a running module.
//
// Owns: reading rules and facts, wherever they are. In: settings. Out: the API object. Must not: decide anything, or
// let a failure out: the page stays as it is and one fault says why.

import { createApi } from "./api.js";
import { createDoor } from "./door.js";
import { load } from "./load/load.js";
import { STARTED } from "./event.js";
import { grant_wish, read_wish } from "./wish.js";

/** Whether rules are neither a value, nor their text, nor the name of an element. */
export const isAddress = (source) => typeof source === "string" && !/^\s*[#{["]/.test(source);

/** A value, or the text of the element named, or the text itself; empty for what is neither. */
function toText(source) {
  try {
    if (typeof source !== "string") return source ? JSON.stringify(source) : "";
    return source[0] === "#" ? document.querySelector(source).textContent : source;
  } catch {
    return "";
  }
}

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw response;
  return response.text();
}

/** An instance that waits for its rules. `getBytes` gives the module. */
export function createInstance(settings, getBytes) {
  const made = createDoor(settings);
  const { door, life, notices, orders } = made;
  const wish = read_wish();
  let started = false;

  const fail = (code) => {
    life.stop();
    life.tell_fault(code);
  };

  const run = (rules) =>
    load(
      getBytes,
      door,
      (core) => {
        if (life.signal.aborted) return;
        try {
          if (import.meta.read !== false) core.read_rules(rules);
          life.be_born(core);
        } catch {
          return fail("trap");
        }
        life.rules = rules;
        // What was said before counts for the first decision.
        open_door();
        const facts = toText(settings.facts);
        life.tell_event(STARTED, +!!api.late, 0, facts);
        // Their element may stand behind the script, or hold what is no JSON.
        try {
          settings.facts && JSON.parse(facts);
        } catch {
          life.tell_fault("setting-invalid", "facts");
        }
      },
      () => fail("wasm-refused"),
    );

  const begin = (rules) =>
    import.meta.read !== false && wish
      ? grant_wish(settings, rules, api, orders, life.to_element, run).catch(() => fail("debug-unreachable"))
      : run(rules);

  /** Rules that are not there: who has come with a wish is told so by the file that grants it. */
  const miss = (code) => {
    if (wish) begin("");
    fail(code);
  };

  /** Takes rules as a value, as text, as `#id` or as an address. The first rules count. */
  const start = (source) => {
    if (started) return;
    started = true;
    if (wish === "off") {
      life.stop();
      return console.info("Omotenashi is off: the address says om-off");
    }
    if (import.meta.read !== false && isAddress(source)) return fetchText(source).then(begin, () => miss("rules-unreachable"));
    const rules = toText(source);
    // A wish that reaches a player has not found the file that grants it.
    if (import.meta.read === false && wish) return fail("debug-unreachable");
    return rules || import.meta.read === false ? begin(rules) : miss("rules-missing");
  };

  const { api, open_door } = createApi(made, start);
  api.late = settings.late;
  return { api, start, notices };
}
