// The browser's storage, which may refuse at any moment.
//
// Owns: nothing. In: keys and texts. Out: texts, and one fault when it refuses. Must not: be asked
// before the module asks: while consent is pending not even a probe is made.

import { ERASE_KEY, LOAD_TEXT, SAVE_TEXT } from "./order.js";

/** The orders that read, write and remove. */
export function createStore({ tell_fault }) {
  const attempt = (act) => {
    try {
      return act(localStorage);
    } catch ({ name }) {
      tell_fault(name === "QuotaExceededError" ? "storage-full" : "storage-unavailable");
    }
  };
  return {
    [LOAD_TEXT]: (key) => attempt((store) => store.getItem(key)),
    [SAVE_TEXT]: (number, _, key, text) => attempt((store) => (store.setItem(key, text), 1)),
    [ERASE_KEY]: (number, _, key) => attempt((store) => store.removeItem(key)),
  };
}
