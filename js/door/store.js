// The browser's storage, which may refuse at any moment.
//
// Owns: nothing. In: keys and texts, also of a cookie. Out: texts, and one fault when it refuses; LOCKED.
// Must not: be asked before the module asks: while consent is pending not even a probe is made.

import { LOCKED } from "./event.js";
import { ERASE_KEY, LOAD_TEXT, LOCK, SAVE_TEXT } from "./order.js";

/** What was written under a lock has come to all other processes by then: the storage itself promises no moment. */
const spread = 100;

/** Milliseconds from what was written last to the wish to fold it. */
const rest = 5;

/** The orders that read, write and remove. */
export function createStore(life) {
  const { at_end, listen_to, signal, tell_event, tell_fault } = life;
  let release = () => {};
  const let_go = () => release((waiting = clearTimeout(waiting)));
  at_end(let_go);
  // With a lock in its hand no page goes into the back-forward cache.
  listen_to(window, "pagehide", let_go);
  let waiting;
  const attempt = (act) => {
    try {
      return act(localStorage);
    } catch ({ name }) {
      tell_fault(name === "QuotaExceededError" ? "storage-full" : "storage-unavailable");
    }
  };
  const beginning = (store, start) => Object.keys(store).filter((key) => key.startsWith(start)).sort();
  const read_all = (store, start) =>
    JSON.stringify(Object.fromEntries(beginning(store, start).map((key) => [key, store.getItem(key)])));
  return {
    [LOAD_TEXT]: (key) => attempt((store) => (key.endsWith("~") ? read_all(store, key) : store.getItem(key))),
    // What cannot be read again is not kept.
    [SAVE_TEXT](number, _, key, text) {
      // The name of a cookie. No browser has to take it.
      if (key[10] === "-") return (document.cookie = key + "=" + text + ";Path=/;SameSite=Lax" + (/^https/.test(origin) ? ";Secure" : ""));
      const kept = attempt((store) => (store.setItem(key, text), store.getItem(key) === text));
      if (key.includes("~")) life.kept = kept;
      return kept;
    },
    [ERASE_KEY]: (number, _, key) =>
      attempt((store) => [key, ...beginning(store, key + "~")].forEach((one) => store.removeItem(one))),
    [LOCK](number, _, name) {
      const act = () => tell_event(LOCKED);
      const hold = (done) => {
        const timer = setTimeout(done, spread);
        release = () => done(clearTimeout(timer));
        act();
      };
      const ask = async () => {
        waiting = 0;
        try {
          await navigator.locks.request(name, { signal }, () => new Promise(hold));
        } catch {}
      };
      // There are none where the page is not served safely.
      if (!navigator.locks) return act();
      // Who leaves right away never asks.
      waiting ||= setTimeout(ask, rest);
    },
  };
}
