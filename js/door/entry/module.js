// The module's entry: `import { start } from "omotenashi"`.
//
// Owns: which of several instances starts first. In: settings. Out: a promise of the API object. Must not: name
// `window` or `document` before checking that there is one: servers import it too.

import text, { bytes } from "omotenashi:wasm";
import { createApi, UsageError } from "../api.js";
import { createInstance, isAddress } from "../instance.js";
import { createLife } from "../life.js";
import { createNotices } from "../notice.js";

/** In words that bundlers understand. */
const parts = {
  surface: () => import("./omotenashi.surface.js"),
  consent: () => import("./omotenashi.consent.js"),
  debug: () => import("./omotenashi.debug.js"),
  observe: () => import("./omotenashi.observe.js"),
};
const load_part = (name) => parts[name]();

/** An instance where there is no page: it takes every call and answers null. */
function createInert() {
  const notices = createNotices();
  const nothing = () => {};
  const life = createLife(notices, nothing, nothing);
  const { api } = createApi({ life, notices }, nothing);
  api.stop();
  return api;
}

/** A promise while an instance begins: the next one waits for it. */
let turn;

/** Lets whoever waits for an instance have it, and stop it, before the next begins: the code in between is theirs. */
async function take_turn(begun) {
  try {
    await begun;
    for (let ticks = 0; ticks < 9; ticks++) await null;
  } finally {
    turn = null;
  }
}

/**
 * Starts an instance and answers when it has decided. React's StrictMode starts two at once and stops the first: each
 * begins with the page as it was. Nobody waits for rules that are still to come.
 */
export async function start(settings) {
  if (typeof document === "undefined") return createInert();
  const instance = createInstance({ ...settings, load_part }, () => bytes(text));
  while (turn) await turn;
  const rules = settings?.rules;
  const begun = instance.start(rules);
  if (!isAddress(rules)) turn = take_turn(begun);
  await begun;
  return instance.api;
}

export { UsageError };
