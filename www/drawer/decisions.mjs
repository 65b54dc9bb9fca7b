// Owns: the panel "decided": for each experience, whether it shows to this visitor, and why.
// In: the rules' names, `omotenashi.explain(id)`, its decisions and exposures as they come. Out: a list.

import { el, fill } from "./dom.mjs";
import { fetchRules, half, say, sdk } from "./guide.mjs";
import { sentence } from "./reasons.mjs";

const KINDS = ["decision", "exposure", "consent"];
const CONSENT = { granted: ["はい", "yes"], denied: ["いいえ", "no"], pending: ["まだ", "not yet"] };
const PURPOSES = { personalization: ["おもてなし", "personalization"], measurement: ["計測", "measurement"], sharing: ["共有", "sharing"] };

function consentLine(om) {
  const states = om.consent();
  return el("p", { class: "stage-consent" }, say("同意：", "Consent: "),
    Object.entries(PURPOSES).map(([purpose, name]) => {
      const state = states?.[purpose] ?? "pending";
      return el("span", { class: `stage-chip is-${state}` }, `${say(...name)} ${say(...CONSENT[state])}`);
    }));
}

/** The places an experience changes; a surface takes none. */
const placesOf = ({ show = [], variants = {} }) =>
  new Set([...show, ...Object.values(variants).flatMap((variant) => variant.show ?? [])].map((entry) => entry.at ?? entry.select).filter(Boolean));

/** How many of its places others of higher priority have. */
function standingOf(experience, all) {
  const places = placesOf(experience);
  const above = all.filter((other) => other.told?.applied && other.told.variant !== "original" && (other.priority ?? 0) > (experience.priority ?? 0));
  const taken = new Set(above.flatMap((other) => [...placesOf(other)]));
  return { when: experience.when, places: places.size, yielded: [...places].filter((place) => taken.has(place)).length };
}

function row(experience, all) {
  const { id, name, priority, told } = experience;
  const applied = told?.applied === true;
  const variant = told?.variant && told.variant !== "show" ? el("span", { class: "stage-variant" }, told.variant) : null;
  return el("li", { class: applied ? "stage-decision is-on" : "stage-decision" },
    el("span", { class: "stage-mark", "aria-hidden": "true" }, applied ? "●" : "○"),
    el("div", {},
      el("b", {}, half(name ?? id)), variant,
      el("p", {}, sentence(told, standingOf(experience, all))),
      el("small", {}, [id, told?.reason, told?.at, priority && `${say("優先度", "priority")} ${priority}`].filter(Boolean).join(" · "))));
}

function list(om, rules) {
  const all = (rules.experiences ?? []).map((experience) => ({ ...experience, told: om.explain(experience.id) }));
  const fitting = all.filter(({ told }) => told?.applied).sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  const others = all.filter(({ told }) => !told?.applied);
  return [consentLine(om),
    el("p", { class: "stage-lead" }, say(`${all.length}件の施策のうち、${fitting.length}件がこのお客さまに合っています。`, `Of ${all.length} rules, ${fitting.length} ${fitting.length === 1 ? "fits" : "fit"} this visitor.`)),
    el("ul", { role: "list", class: "stage-list" }, [...fitting, ...others].map((experience) => row(experience, all)))];
}

const absent = () => el("p", { class: "stage-empty" }, say("SDK がまだ建っていません（/sdk/omotenashi.js）。店はこのまま使えます。", "The SDK is not built yet (/sdk/omotenashi.js). The shop works without it."));
const unreadable = () => el("p", { class: "stage-empty" }, say("ルールが JSON として読めないので、何も変えていません。「ルール」で直せます。", "The rules are not JSON, so nothing was changed. Mend them under “Rules”."));

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
