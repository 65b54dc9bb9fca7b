// A consent manager of the TCF, made of the IAB's own packages: a bar with three buttons.
//
// Owns: the bar, and one cookie for its answer. In: clicks; `?outside` for a visitor whom the law does not protect,
// `?settings` for a bar that comes up again. Out: `__tcfapi`. Must not: know of us.

import { CmpApi } from "@iabtechlabtcf/cmpapi";
import { GVL, TCModel, TCString } from "@iabtechlabtcf/core";

const purposes = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [i + 1, { id: i + 1, name: `${i + 1}`, description: "", illustrations: [] }]));
const list = new GVL({
  gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: "2026-01-01T00:00:00Z",
  purposes, specialPurposes: {}, features: {}, specialFeatures: {}, dataCategories: {}, stacks: {}, vendors: {},
});

/** The answer as a TC string: what the publisher itself may do. */
function encode(allowed) {
  const model = new TCModel(list);
  Object.assign(model, { cmpId: 10, cmpVersion: 1, consentScreen: 1, isServiceSpecific: true });
  model.publisherConsents.set(allowed);
  // Everything else is refused, and still the publisher's own consents count.
  return TCString.encode(model);
}

const api = new CmpApi(10, 1, true);
const stored = /tc=([^;]+)/.exec(document.cookie)?.[1];
const bar = document.body.appendChild(document.createElement("div"));
bar.id = "bar";

function choose(allowed) {
  const text = encode(allowed);
  document.cookie = `tc=${text}; path=/`;
  api.update(text, false);
}

for (const [id, allowed] of Object.entries({ yes: [1, 3, 4, 5, 6, 8], some: [1, 8], no: [] })) {
  const button = bar.appendChild(document.createElement("button"));
  button.id = button.textContent = id;
  button.onclick = () => choose(allowed);
}
const settings = bar.appendChild(document.createElement("button"));
settings.id = settings.textContent = "settings";
settings.onclick = () => api.update(/tc=([^;]+)/.exec(document.cookie)?.[1] ?? "", true);

if (location.search === "?outside") api.update(null);
else api.update(stored ?? "", !stored);
