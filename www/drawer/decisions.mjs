// Owns: the panel "decided": for each experience, whether it shows to this visitor, and why.
// In: the rules' names, `omotenashi.explain(id)`, its decisions and exposures as they come. Out: a list.

import { el, fill } from "./dom.mjs";
import { fetchRules, half, say, sdk } from "./guide.mjs";
import { sentence } from "./reasons.mjs";

const KINDS = ["decision", "exposure", "consent"];
const CONSENT = { granted: ["はい", "yes"], denied: ["いいえ", "no"], pending: ["まだ", "not yet"] };
const PURPOSES = { personalization: ["おもてなし", "personalization"], measurement: ["測定", "measurement"], sharing: ["共有", "sharing"] };

function consentLine(om) {
  const states = om.consent();
  return el("p", { class: "stage-consent" }, say("同意：", "Consent: "),
    Object.entries(PURPOSES).map(([purpose, name]) => {
      const state = states?.[purpose] ?? "pending";
      return el("span", { class: `stage-chip is-${state}` }, `${say(...name)} ${say(...CONSENT[state])}`);
    }));
}

function row(om, { id, name, priority }) {
  const told = om.explain(id);
  const applied = told?.applied === true;
  const variant = told?.variant ? el("span", { class: "stage-variant" }, told.variant) : null;
  return el("li", { class: applied ? "stage-decision is-on" : "stage-decision" },
    el("span", { class: "stage-mark", "aria-hidden": "true" }, applied ? "●" : "○"),
    el("div", {},
      el("b", {}, half(name ?? id)), variant,
      el("p", {}, told ? sentence(told.reason) : say("この規則は、まだ読まれていません。", "This rule has not been read.")),
      el("small", {}, `${id}${told?.reason ? ` · ${told.reason}` : ""}${priority ? ` · ${say("優先", "priority")} ${priority}` : ""}`)));
}

function list(om, rules) {
  const experiences = [...(rules.experiences ?? [])].sort((a, b) => (om.explain(b.id)?.applied === true) - (om.explain(a.id)?.applied === true));
  const shown = experiences.filter(({ id }) => om.explain(id)?.applied === true).length;
  return [consentLine(om),
    el("p", { class: "stage-lead" }, say(`${experiences.length}つの規則のうち、${shown}つがこのお客さまに出ています。`, `Of ${experiences.length} rules, ${shown} ${shown === 1 ? "shows" : "show"} for this visitor.`)),
    el("ul", { role: "list", class: "stage-list" }, experiences.map((experience) => row(om, experience)))];
}

const absent = () => el("p", { class: "stage-empty" }, say("SDK がまだ建っていません（/sdk/omotenashi.js）。店はこのまま使えます。", "The SDK is not built yet (/sdk/omotenashi.js). The shop works without it."));
const unreadable = () => el("p", { class: "stage-empty" }, say("規則が JSON として読めないので、何も変えていません。「規則」で直せます。", "The rules are not JSON, so nothing was changed. Mend them under “Rules”."));

/** The panel. */
export function createDecisions() {
  const element = el("div", {}, "…");
  let leave = [];
  let rules;

  function draw() {
    const om = sdk();
    if (!om) return fill(element, absent());
    return fill(element, ...(rules ? list(om, rules) : [unreadable()]));
  }

  return {
    id: "decisions",
    title: say("判断", "Decided"),
    element,
    async start() {
      ({ rules } = await fetchRules());
      draw();
      const om = sdk();
      leave = om ? KINDS.map((kind) => om.on(kind, () => queueMicrotask(draw))) : [];
    },
    stop() {
      leave.forEach((off) => off?.());
      leave = [];
    },
  };
}
