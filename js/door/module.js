// The module's entry: `import { start } from "omotenashi"`.
//
// Owns: nothing. In: settings. Out: a promise of the API object. Must not: name `window` or `document`
// before it has looked whether there is one: servers import it too.

import text, { bytes } from "omotenashi:wasm";
import { createApi, UsageError } from "./api.js";
import { createInstance } from "./instance.js";
import { createLife } from "./life.js";
import { createNotices } from "./notice.js";

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

/** Starts an instance and answers when it has decided. */
export async function start(settings = {}) {
  if (typeof document === "undefined") return createInert();
  const instance = createInstance({ ...settings, load_part }, () => bytes(text));
  await instance.start(settings.rules);
  return instance.api;
}

export { UsageError };
