// Who speaks for the visitor's consent.
//
// Owns: what the browser itself says, and the way to the file that hears all other signals. In: which signals the rules
// name, and the banner's own names of the purposes. Out: CONSENT. Must not: let silence pass for a yes: a signal that
// cannot be heard has not answered, see src/runtime/consent.rs.

import { CONSENT } from "../event.js";

/** The file leaves its function here. The number is that of the agreement between the two. */
const key = Symbol.for("omotenashi.consent.1");

/** The order to listen; a bit for each of `SIGNAL` in src/engine/words.rs. Global Privacy Control speaks of sharing alone. */
export const hear_consent = ({ at_end, listen_to, signal, tell_event, tell_fault }, load_part) => (signals, _, purposes) => {
  const say = (source, letters) => tell_event(CONSENT, source, 0, letters);
  const hear = () => {
    if (signal.aborted) return;
    if (window[key]) window[key]({ say, listen: listen_to, end: at_end }, signals, JSON.parse(purposes));
    else tell_fault("consent-unreachable");
  };
  if (signals & 2 && navigator.globalPrivacyControl) say(2, "--d");
  if (signals & 4 && navigator.doNotTrack === "1") say(3, "-dd");
  if (signals & ~6) window[key] ? hear() : load_part("consent").then(hear, hear);
};
