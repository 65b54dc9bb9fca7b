// The file that hears consent signals: it is loaded when the rules name one that the browser does not give by itself.
//
// Owns: which signal is heard by whom, numbered in the order of `SIGNAL` in src/engine/words.rs, from 1. In: `say`,
// `listen` and `end` of js/door/consent/consent.js, the signals named, the banner's own names of the purposes. Out: one
// letter for each purpose: granted, denied, pending (it asks), or `-` (nothing to say). Must not: use a property name
// that the bundler shortens in the first file, or let an error into the page.

import { c15t, klaro, osano, vanilla } from "./banner.js";
import { google } from "./google.js";
import { gpp, tcf } from "./iab.js";

/** By number of the source; what is not here the first file hears. */
const signals = { 1: google, 4: tcf, 5: gpp, 6: vanilla, 7: klaro, 8: osano, 9: c15t };

/** A banner that is not there is looked for again, seldom in the end: it may be blocked. */
const longest = 1000;

/** A look that finds nothing, also where it fails. */
const attempt = (act) => {
  try {
    return act();
  } catch {}
};

/** What one signal may use. */
function createEar({ say, listen, end }, source, purposes) {
  const tell = (letters) => say(source, letters);
  return {
    purposes,
    end,
    attempt,
    listen,
    say: tell,
    /** Calls `meet` once with what `find` has found: now, right behind the script that brings it, or some time later. */
    await(find, meet) {
      let timer;
      let met;
      let ms = 10;
      const look = () => {
        const found = !met && attempt(find);
        if (!found) return;
        met = true;
        attempt(() => meet(found));
      };
      const lookAgain = () => {
        look();
        if (!met) timer = setTimeout(lookAgain, ms);
        ms = Math.min(ms * 2, longest);
      };
      end(() => clearTimeout(timer));
      // The event of a script does not bubble, but is there before the next script runs.
      listen(document, "load", look, { capture: true });
      lookAgain();
    },
  };
}

window[Symbol.for("omotenashi.consent.1")] = (page, named, purposes) => {
  for (const source in signals)
    if (named & (1 << (source - 1))) attempt(() => signals[source](createEar(page, +source, purposes)));
};
