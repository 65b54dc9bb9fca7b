// What consent sources say.
//
// Owns: the hook on the `push` of the one data layer, and the meaning of Google's defaults. In: `consent`
// commands, those already there first; Global Privacy Control. Out: CONSENT. Must not: touch a prototype,
// or keep a command from whoever else reads it.

import { CONSENT } from "./event.js";

const keys = ["personalization_storage", "analytics_storage", "ad_user_data"];

/**
 * Reads `consent` commands. A default of `denied` is what a banner sets before the visitor has chosen:
 * nothing was said yet. A default for some regions may not be about this visitor: its `granted` does not
 * count, and its `denied` keeps a general default from granting. After an update, defaults mean nothing.
 */
function createReader(tell_event) {
  const denied = {};
  const updated = {};
  const readState = (key, isUpdate, states) => {
    const state = states[key];
    if (!state) return "-";
    if (isUpdate) return (updated[key] = state)[0];
    if (state === "denied") denied[key] = 1;
    return updated[key] || (states.region && !denied[key]) ? "-" : denied[key] ? "p" : state[0];
  };
  return ([command, kind, states]) => {
    if (command === "consent" && /^(default|update)$/.test(kind))
      tell_event(CONSENT, 1, 0, keys.map((key) => readState(key, kind === "update", states)).join(""));
  };
}

/** Reads every entry of the data layer until the end. */
function hearGoogle({ at_end, tell_event }) {
  const layer = (window.dataLayer ??= []);
  const read = createReader(tell_event);
  const readAll = (entries) => {
    for (const entry of entries)
      try {
        read(Array.from(entry));
      } catch {}
  };
  const before = layer.push;
  const own = Object.hasOwn(layer, "push");
  const hook = function (...entries) {
    const answer = before.apply(this, entries);
    readAll(entries);
    return answer;
  };
  readAll(layer);
  layer.push = hook;
  at_end(() => {
    if (layer.push !== hook) return;
    if (own) layer.push = before;
    else delete layer.push;
  });
}

/** The order to listen to what the rules name. Global Privacy Control speaks of sharing alone. */
export const hear_consent = (life) => (google, gpc) => {
  if (google) hearGoogle(life);
  if (gpc && navigator.globalPrivacyControl) life.tell_event(CONSENT, 2, 0, "--d");
};
