// The browser's storage, which may refuse at any moment.
//
// Owns: nothing. In: keys and texts, also of a cookie. Out: texts, and one fault when it refuses; LOCKED. Must not:
// touch storage before the module asks: while consent is pending, not even a probe is made.

import { LOCKED } from "./event.js";
import { ERASE_KEY, LOAD_TEXT, LOCK, SAVE_TEXT } from "./order.js";

/** What was written under a lock has come to all other processes by then: the storage itself promises no moment. */
const spread = 300;

/** Milliseconds from what was written last to the wish to fold it. */
const rest = 5;

/** The orders that read, write and remove. */
export function createStore(life) {
  const { at_end, listen_to, signal, tell_event, tell_fault } = life;
  let release = () => {};
  /**
   * Under a lock: what is folded by now, and goes once all know that. Who has to let go before leaves it where it is: the
   * profile names it, so that nobody counts it twice; and if a process that has not heard of that writes its own, it is there.
   */
  let folded;
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
  /** Keys beside one, in order: those that its text names, those that it does not, or all. */
  const beside = (store, key, named) =>
    Object.keys(store).filter((one) => one.startsWith(key + "~") && named !== !`${store.getItem(key)}`.includes(one)).sort();
  const read_all = (store, key) =>
    JSON.stringify(Object.fromEntries(beside(store, key, false).map((one) => [one, store.getItem(one)])));
  const erase = (key, named) =>
    attempt((store) => beside(store, key, named).concat(named ? [] : key).forEach((one) => store.removeItem(one)));
  return {
    [LOAD_TEXT]: (key) => attempt((store) => (key.endsWith("~") ? read_all(store, key.slice(0, -1)) : store.getItem(key))),
    // What cannot be read again is not kept.
    [SAVE_TEXT](number, _, key, text) {
      // The name of a cookie. No browser has to take it.
      if (key[10] === "-") return (document.cookie = key + "=" + text + ";Path=/;SameSite=Lax" + (/^https/.test(origin) ? ";Secure" : ""));
      // Before another profile is written, which does not name it any more. Beside a part, which each event is, nothing lies.
      if (!key.includes("~")) erase(key, true);
      const kept = attempt((store) => (store.setItem(key, text), store.getItem(key) === text));
      if (key.includes("~")) life.kept = kept;
      return kept;
    },
    [ERASE_KEY]: (number, _, key) => (folded && /~\w+$/.test(key) ? folded.push(key) : erase(key)),
    [LOCK](number, _, name) {
      const act = () => tell_event(LOCKED);
      const hold = (done) => {
        const end = () => done((folded = clearTimeout(timer)));
        const timer = setTimeout(() => (folded.forEach((key) => erase(key)), end()), spread);
        folded = [];
        release = end;
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
      // A visitor who leaves right away never asks.
      waiting ||= setTimeout(ask, rest);
    },
  };
}
