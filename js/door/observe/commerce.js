// What the site tells others: events of its data layer, in the form of GA4.
//
// Owns: which of them we take. In: entries of the data layer, beginning with those already there. Out: events, each
// once. Must not: take what we have pushed ourselves, or what the collectors see anyway. Source:
// developers.google.com/analytics/devguides/collection/ga4/ecommerce

import { readLayer } from "./layer.js";

const known =
  /^(view_item(_list)?|select_item|(add_to|remove_from|view)_cart|add_to_wishlist|begin_checkout|add_(shipping|payment)_info|purchase|refund|(view|select)_promotion)$/;

/** What we push ourselves. */
const ours = /^(experience_impression|experiment_viewed)$/;

/** Name and properties of an entry: `{ event, ecommerce }`, or the arguments of `gtag("event", name, properties)`. */
function read(entry) {
  if (entry?.[0] === "event") return [entry[1], entry[2]];
  if (typeof entry?.event !== "string") return [];
  const { event, ecommerce, ...rest } = entry;
  return [event, ecommerce ?? rest];
}

/** Takes events from the data layer until the end. `observed` are those that collectors give. */
export function commerce({ asked, end, isKept, name, told, track }, observed) {
  // This is the page's, not the instance's: an instance that starts after another has ended takes nothing twice. But if
  // the earlier one could keep nothing, without consent or without storage, the next takes all of it again.
  const key = Symbol.for("omotenashi.seen." + name);
  const seen = (window[key] ??= new WeakSet());
  end(() => isKept() || delete window[key]);
  end(
    readLayer((entry) => {
      if (typeof entry !== "object" || seen.has(entry)) return;
      seen.add(entry);
      const [name, props] = read(entry);
      if (typeof name !== "string" || ours.test(name) || name === "page_view" || observed.includes(name)) return;
      if (!known.test(name) && !asked.has(name)) return;
      told.add(name);
      track(name, props ?? {});
    }),
  );
}
