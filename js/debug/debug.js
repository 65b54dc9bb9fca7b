// The debug file: previews and the inspector. It comes when the address asks for it (js/door/wish.js), for nobody else.
//
// Owns: the order in which a wish is granted. In: an instance that has not begun. Out: the instance, begun; a badge.
// Must not: use a name that the first file has shortened, or store anything.

import { takeWish } from "./address.js";
import { createBadge } from "./badge.js";
import { createInspector } from "./inspector.js";
import { pretend, rewrite } from "./pretend.js";
import { createRecord } from "./record.js";
import { review } from "./review.js";

/** Read once, when the first instance begins: later the address does not say it any more. A bundle in one piece runs this file unasked. */
let wish;

/** Begins an instance as the address wishes. The first on a page has the badge. */
function attach(settings, text, api, orders, toElement, run) {
  wish ??= takeWish();
  const record = createRecord({ settings, text, api, orders, toElement });
  if (wish.preview) pretend(orders, wish, record, api);
  if (!document.querySelector("omotenashi-debug")) {
    const inspector = createInspector(record, wish);
    createBadge({ wish, record, inspector, wrong: review(wish, record.rules) });
    if (wish.debug) inspector.open();
  }
  // A late script changes nothing for a visitor; whoever previews has waited for it.
  api.late = false;
  record.running = wish.preview ? rewrite(text, wish) : text;
  run(record.running);
  record.begun();
}

window[Symbol.for("omotenashi.debug.1")] = attach;
