// Google Consent Mode, version 2.
//
// Owns: the meaning of Google's defaults. In: `consent` commands of the data layer, beginning with those already there.
// Out: letters. Must not: take a default of `denied` for a no. Source:
// developers.google.com/tag-platform/security/guides/consent

import { readLayer } from "../observe/layer.js";

const keys = ["personalization_storage", "analytics_storage", "ad_user_data"];

/**
 * Reads `consent` commands. A default of `denied` is what a banner sets before the visitor has chosen:
 * nothing was said yet. A default for some regions may not be about this visitor: its `granted` does not
 * count, and its `denied` keeps a general default from granting. While `wait_for_update` runs, nothing is
 * granted. After an update, defaults mean nothing.
 */
function createReader({ say, end }) {
  const denied = {};
  const granted = {};
  const updated = {};
  let timer;
  const letter = (key) => {
    if (updated[key]) return updated[key][0];
    if (denied[key] || (granted[key] && timer)) return "p";
    return granted[key] ? "g" : "-";
  };
  const tell = () => say(keys.map(letter).join(""));
  const stop = () => (timer = clearTimeout(timer));
  end(stop);
  tell();
  return ([command, kind, states]) => {
    if (command !== "consent" || !/^(default|update)$/.test(kind)) return;
    for (const key of keys) {
      const state = states[key];
      if (!/^(granted|denied)$/.test(state)) continue;
      if (kind === "update") updated[key] = state;
      else if (state === "denied") denied[key] = 1;
      else if (!states.region) granted[key] = 1;
    }
    if (kind === "update" || states.wait_for_update) stop();
    if (kind === "default" && states.wait_for_update)
      timer = setTimeout(() => {
        stop();
        tell();
      }, states.wait_for_update);
    tell();
  };
}

/** Reads every entry of the data layer until the end. */
export function google(ear) {
  const read = createReader(ear);
  ear.end(readLayer((entry) => read(Array.from(entry))));
}
