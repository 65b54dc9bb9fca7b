// A preview: the page as somebody else would see it, and nothing comes of it.
//
// Owns: what is pretended, and that nothing is counted, stored or sent. In: the table of orders, a wish, rules as text.
// Out: the same table with other answers; rules. Must not: keep a no from erasing: that order goes through.

import { IS_BOT, LEAVE_FOR, LOAD_TEXT, LOCK, NOW_MS, PUSH_DATA, READ_TEXT, SAVE_TEXT, SEND_BATCH, TELL_SITE } from "../door/order.js";

/** What would be counted. The page's listeners may send it on, so they do not hear of it. */
const counted = /^(exposure|goal)$/;

/** Answers orders as a preview does. */
export function pretend(orders, { forced, at }, record, api) {
  const { [READ_TEXT]: read, [TELL_SITE]: tell, [LOAD_TEXT]: load, [SAVE_TEXT]: save } = orders;
  api.forced = JSON.stringify(forced);
  orders[READ_TEXT] = (path) => (path === "omotenashi.forced" ? api.forced : read(path));
  // What waits to be sent must not be taken for this page's.
  orders[LOAD_TEXT] = (key) => (key.endsWith(".outbox") ? null : load(key));
  orders[TELL_SITE] = (number, extra, kind, json) => {
    if (counted.test(kind)) record.hold(kind, json);
    else tell(number, extra, kind, json);
  };
  // An experiment asks whether the visitor will be known again. Here that does not matter.
  orders[SAVE_TEXT] = (number, extra, key, text) => {
    // So a cookie is erased.
    if (text.includes(";Max-Age=0")) return save(number, extra, key, text);
    record.saved(key, text);
    return 1;
  };
  orders[PUSH_DATA] = orders[SEND_BATCH] = orders[LOCK] = () => {};
  orders[IS_BOT] = () => false;
  orders[LEAVE_FOR] = (element, way, name, url) => {
    if (url) record.leadTo(url);
    return way >= 0;
  };
  if (!Number.isNaN(at)) {
    const offset = at - Date.now();
    orders[NOW_MS] = () => Date.now() + offset;
  }
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
