// The way out of the page.
//
// Owns: which answer is final. In: a body and its address, an entry for the data layer. Out: DELIVERED. Must not: try
// again; the module decides when to.

import { DELIVERED } from "./event.js";

/** The browser lets requests outlive their page only up to 64 KB in all. */
const keepBytes = 6e4;

/** A destination that has not answered by then may have taken it or not: it is tried again, as if the network had failed. */
const patience = 3e4;

/** Posts a body as plain text, which needs no preflight. */
export const send_batch =
  ({ tell_event, tell_fault }) =>
  (batch, last, url, body) => {
    const answer = (status) => {
      const refused = /^4(?!08|29)/.test(status);
      if (refused) tell_fault("beacon-refused", url);
      tell_event(DELIVERED, batch, +(refused || /^2/.test(status)));
    };
    const keepalive = body.length < keepBytes;
    try {
      if (last && !keepalive) throw 0;
      fetch(url, { method: "POST", body, keepalive, signal: AbortSignal.timeout(patience) }).then(
        // Most that lead elsewhere make a question of it, without its body; where to is for the rules to say.
        ({ status, redirected }) => answer(redirected ? 400 : status),
        () => answer(0),
      );
    } catch {
      answer(navigator.sendBeacon(url, body) ? 200 : 0);
    }
  };

/** Pushes an entry; an array becomes a `gtag` command, which is an `arguments` object. */
export function push_data(number, _, json) {
  const entry = JSON.parse(json);
  const toCommand = function () {
    return arguments;
  };
  (window.dataLayer ??= []).push(Array.isArray(entry) ? toCommand(...entry) : entry);
}
