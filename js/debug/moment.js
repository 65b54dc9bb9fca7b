// When a surface comes, and what keeps it away.
//
// Owns: the words for moments and for limits. In: an experience as the rules have it, what was noted of it. Out: a
// sentence. Must not: say that a moment has come which the page has not told.

import { say } from "./say.js";

/** What each word of `when` waits for. */
const moments = {
  exit: () => say("the visitor is about to leave", "離れようとしたとき"),
  return: () => say("the visitor is back in this tab", "タブに戻ったとき"),
  navigate: () => say("the next page of this single-page application", "次の画面へ移ったとき"),
  after: (time) => say(`${time} have passed`, `${time} たったとき`),
  active: (time) => say(`the page was seen for ${time}`, `ページを ${time} 見たとき`),
  idle: (time) => say(`nothing is done for ${time}`, `${time} 操作がないとき`),
  scroll: (to) => (typeof to === "number" ? say(`${to} % of the page were seen`, `ページの ${to}% まで見たとき`) : say(`the page is scrolled to ${to}`, `${to} までスクロールしたとき`)),
  appear: (at) => say(`${at} is there`, `${at} が現れたとき`),
  view: (at, { percent = 50 }) => say(`${percent} % of ${at} are in view`, `${at} の ${percent}% が見えたとき`),
  hover: (at) => say(`the pointer is on ${at}`, `${at} にポインターがあるとき`),
  focus: (at) => say(`${at} has the focus`, `${at} にフォーカスがあるとき`),
  click: (at) => say(`a click on ${at}`, `${at} をクリックしたとき`),
  abandon: (at) => say(`the form ${at} was begun and left`, `フォーム ${at} を途中でやめたとき`),
  event: (name, { count = 1 }) => (count > 1 ? say(`the event ${name}, ${count} times`, `イベント ${name} が ${count}回`) : say(`the event ${name}`, `イベント ${name}`)),
  shown: (id) => say(`${id} was shown`, `${id} が表示されたとき`),
  clicked: (id) => say(`${id} was clicked`, `${id} がクリックされたとき`),
  closed: (id) => say(`${id} was closed`, `${id} が閉じられたとき`),
};

/** A moment in words; without one, the page is there. */
function describe(when = {}) {
  const any = Object.entries(when).filter(([word, value]) => Object.hasOwn(moments, word) && value !== false);
  const said = any.map(([word, value]) => moments[word](value, when)).join(say(", or ", "、または"));
  const more = [
    when.for && say(`for ${when.for}`, `${when.for} のあいだ`),
    when.delay && say(`then ${when.delay} more`, `その ${when.delay} 後`),
    when.every && say("every time", "毎回"),
    when.cancelOn && say(`unless ${when.cancelOn.join(", ")} comes first`, `${when.cancelOn.join("、")} が先に起きなければ`),
  ];
  return [said || say("the page is there", "ページが読み込まれたとき"), ...more.filter(Boolean)].join(say(", ", "、"));
}

/** A cap, or several. */
const caps = (frequency) =>
  [frequency ?? []].flat().map(({ atMost, per }) => (per ? `${atMost} / ${per}` : `${atMost}`)).join(say(" and ", "、かつ "));

/** What of the rules stands behind a reason that keeps a surface away. */
const limits = {
  frequency: (one) => caps(one.frequency),
  dismissed: (one) => one.dismissed,
  goal: (one) => one.until,
  cancelled: (one) => one.when?.cancelOn?.join(", "),
  gap: (one, { gap }) => gap,
  pressure: (one, { frequency }) => caps(frequency),
};

const surfaceOf = ({ show, variants = {} }) => [show, ...Object.values(variants).map((variant) => variant?.show)].flat().find((part) => part?.surface);

/** What there is to say of the surface of an experience: nothing where it has none. */
export function sayMoment(one, told, { events, opened, rules }) {
  if (!surfaceOf(one) || !told) return "";
  const limit = limits[told.reason]?.(one, rules.surfaces ?? {});
  if (limit) return say(`The rule: ${limit}.`, `ルールの設定：${limit}。`);
  if (!told.applied) return "";
  // The moment of a ghost is told by nothing but its exposure.
  const counted = events.some(({ kind, detail }) => kind === "exposure" && detail.experience === one.id);
  if (counted || opened.has(one.id)) return say("Its moment has come.", "きっかけが起きました。");
  const ghost = told.variant === "original" ? say(" Nothing is shown then: this visitor sees the original.", "そのときも表示はしません（元のページを見る側です）。") : "";
  return say(`It waits for this: ${describe(one.when)}.`, `待っているきっかけ：${describe(one.when)}。`) + ghost;
}
