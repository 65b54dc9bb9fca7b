// Owns: asking the visitor, with vanilla-cookieconsent, and telling the SDK the answer.
// In: the banner's choices. Out: `omotenashi.push(["consent", …])`.
// Must not: let anything be stored before a choice; the banner keeps the choice itself in one cookie.

import * as CookieConsent from "/vendor/cookieconsent.esm.js";
import { words } from "./consent-words.mjs";

const PURPOSES = ["personalization", "measurement", "sharing"];
const om = (window.omotenashi ||= []);

/** Tells the SDK what stands now. Called for an earlier choice too, at every page. */
function tell() {
  const states = PURPOSES.map((purpose) => [purpose, CookieConsent.acceptedCategory(purpose) ? "granted" : "denied"]);
  om.push(["consent", Object.fromEntries(states)]);
}

const categories = Object.fromEntries(PURPOSES.map((purpose) => [purpose, { enabled: false }]));

// The drawer answers for the visitor it plays; the banner stays the only one who speaks to the SDK.
window.shopConsent = CookieConsent;

await CookieConsent.run({
  mode: "opt-in",
  // A driven browser is a guest here too: the demonstration is tested by one.
  hideFromBots: false,
  revision: 1,
  cookie: { name: "hanamise_consent", expiresAfterDays: 182, sameSite: "Lax", useLocalStorage: false },
  guiOptions: { consentModal: { layout: "box wide", position: "bottom left" }, preferencesModal: { layout: "box" } },
  disablePageInteraction: false,
  categories,
  language: { default: document.documentElement.lang, translations: words },
  onConsent: tell,
  onChange: tell,
});
