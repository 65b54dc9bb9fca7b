// A bar of three buttons in front of c15t's own store, kept in this browser alone.
//
// Owns: the bar. In: clicks. Out: `c15tStore`. Must not: know of us.

import { getOrCreateConsentRuntime } from "c15t";

const { consentStore } = getOrCreateConsentRuntime({
  mode: "offline",
  consentCategories: ["necessary", "functionality", "measurement", "marketing"],
});

for (const [id, act] of Object.entries({
  yes: () => consentStore.getState().saveConsents("all"),
  no: () => consentStore.getState().saveConsents("necessary"),
  some: () => {
    consentStore.getState().setSelectedConsent("functionality", false);
    consentStore.getState().setSelectedConsent("measurement", true);
    consentStore.getState().setSelectedConsent("marketing", false);
    consentStore.getState().saveConsents("custom");
  },
})) {
  const button = document.body.appendChild(document.createElement("button"));
  button.id = button.textContent = id;
  button.onclick = act;
}
