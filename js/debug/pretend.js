// A preview: the page as somebody else would see it, and nothing comes of it.
//
// Owns: what is pretended, and that nothing is counted, stored or sent. In: the table of orders, a wish, rules as text.
// Out: the same table with other answers; rules. Must not: keep a no from erasing, or from being remembered; or let the
// moment that is pretended make anything old: whoever sends the link is not who is asked.

import { isCookie } from "../door/kept.js";
import { ERASE_KEY, IS_BOT, LEAVE_FOR, LOAD_TEXT, LOCK, NOW_MS, PUSH_DATA, READ_TEXT, SAVE_TEXT, SEND_BATCH, TELL_SITE } from "../door/order.js";

/** What would be counted. The page's listeners may send it on, so they do not hear of it. */
const counted = /^(exposure|goal)$/;

/** An answer about consent that holds so much longer. */
function prolong(text, ms) {
  try {
    const answer = JSON.parse(text);
    return JSON.stringify({ ...answer, until: answer.until + ms });
  } catch {
    return text;
  }
}

/** Which purpose a key is of; the answer itself is of none. */
const purposeOf = (key) => (key.endsWith(".consent") ? "" : key.endsWith(".outbox") ? "measurement" : "personalization");

/** While the clock is moved: a way to erase what a no is about, or all once the visitor is to be forgotten, and nothing else. */
function createHold(api) {
  const { forget } = api;
  const held = [];
  let forgotten = false;
  api.forget = () => {
    forgotten = true;
    forget();
  };
  const heed = () => {
    const states = api.consent() ?? {};
    const no = Object.keys(states).filter((purpose) => states[purpose] === "denied");
    for (const [purpose, act] of held.splice(0)) if (forgotten || (purpose ? no.includes(purpose) : no.length)) act();
  };
  return (key, act) => {
    held.push([purposeOf(key), act]);
    // At work the module does not answer.
    queueMicrotask(heed);
  };
}

/** Storage that is read and not written, except by a no. `offset` is by how much the clock is moved; 0 where it is not. */
function pretendStorage(orders, offset, record, api) {
  const { [ERASE_KEY]: erase, [LOAD_TEXT]: load, [SAVE_TEXT]: save } = orders;
  const hold = offset ? createHold(api) : (key, act) => act();
  orders[LOAD_TEXT] = (key) => {
    // What waits to be sent must not be taken for this page's.
    if (key.endsWith(".outbox")) return null;
    const found = load(key);
    return found && key.endsWith(".consent") ? prolong(found, offset) : found;
  };
  // An experiment asks whether the visitor will be known again. Here that does not matter.
  orders[SAVE_TEXT] = (number, extra, key, text) => {
    // So a cookie is erased.
    if (isCookie(key)) text.includes(";Max-Age=0") && hold(key, () => save(number, extra, key, text));
    else if (key.endsWith(".consent") && text.includes('"denied"')) return save(number, extra, key, prolong(text, -offset));
    else record.saved(key, text);
    return 1;
  };
  // A part goes once it is in the profile, and here it never is.
  orders[ERASE_KEY] = (number, extra, key) => /~\w+$/.test(key) || hold(key, () => erase(number, extra, key));
}

/** Answers orders as a preview does. */
export function pretend(orders, { forced, at }, record, api) {
  const { [READ_TEXT]: read, [TELL_SITE]: tell } = orders;
  const offset = Number.isNaN(at) ? 0 : at - Date.now();
  api.forced = JSON.stringify(forced);
  orders[READ_TEXT] = (path) => (path === "omotenashi.forced" ? api.forced : read(path));
  orders[TELL_SITE] = (number, extra, kind, json) => {
    if (counted.test(kind)) record.hold(kind, json);
    else tell(number, extra, kind, json);
  };
  pretendStorage(orders, offset, record, api);
  orders[PUSH_DATA] = orders[SEND_BATCH] = orders[LOCK] = () => {};
  orders[IS_BOT] = () => false;
  orders[LEAVE_FOR] = (element, way, name, url) => {
    if (url) record.leadTo(url);
    return way >= 0;
  };
  if (offset) orders[NOW_MS] = () => Date.now() + offset;
}

/** Rules in which audiences are as the wish says, and what is to be as it was is not shown. */
export function rewrite(text, { audiences, forced }) {
  try {
    const rules = JSON.parse(text);
    for (const [name, is] of Object.entries(audiences))
      if (rules.audiences && name in rules.audiences) rules.audiences[name] = is ? {} : { $nor: [{}] };
    for (const one of rules.experiences ?? [])
      if (forced[one.id] === "original" && !("original" in (one.split ?? {}))) one.status = "draft";
    return Object.keys(audiences).length || Object.values(forced).includes("original") ? JSON.stringify(rules) : text;
  } catch {
    // What is wrong with it, the reader says.
    return text;
  }
}
