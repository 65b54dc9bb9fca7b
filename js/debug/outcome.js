// What came of a variant on this page, where nothing is to be seen of it.
//
// Owns: the words for what it waits for, for who has its place, and for a page that does not have one. In: an experience
// as the rules have it, what is said of it, the notes. Out: a sentence, or nothing. Must not: say that of a page that is
// still being read.

import { sayMoment } from "./moment.js";
import { say, sayReason } from "./say.js";

/** Selectors of what a variant changes; none where something of it needs no place, or one that only we can look into. */
function selectorsOf(one, variant, slots) {
  const entries = [one.show ?? one.variants?.[variant]?.show ?? []].flat();
  const found = entries.map(({ select, at }) => select ?? slots?.[at]);
  return found.every((text) => typeof text === "string" && !text.includes(">>>")) ? found : [];
}

function isHere(selector) {
  try {
    return !!document.querySelector(selector);
  } catch {
    return true;
  }
}

/** Why nothing is to be seen of an experience: the reason, what it waits for, or what is not here. */
export function sayOutcome(one, variant, told, record) {
  if (!told || (variant === "original" && told.applied)) return "";
  if (!told.applied) return variant === "original" ? "" : sayReason(told.reason);
  if (record.opened.has(one.id)) return "";
  const { rules, claims, lost } = record;
  const index = rules.experiences?.indexOf(one) ?? -1;
  if (index < 0 || claims.some(([number]) => number === index)) return "";
  const [, taken] = lost.find(([number]) => number === index) ?? [];
  const rival = claims.find(([, element]) => element === taken);
  if (rival) return say(`${rules.experiences[rival[0]].id} has its place, by priority or order.`, `優先度または順番により、${rules.experiences[rival[0]].id} が同じ場所を使っています。`);
  const selectors = selectorsOf(one, variant, rules.slots);
  if (document.readyState !== "loading" && selectors.length && !selectors.some(isHere)) return say("Nothing that it changes is on this page.", "変更の対象が、このページにありません。");
  return sayMoment(one, told, record);
}
