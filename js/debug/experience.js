// What applies and what does not, and why.
//
// Owns: one entry for each experience and flag. In: what the instance says, traces. Out: the view. Must not: say that
// something is shown because it was decided: the page's own answer comes first.

import { addressOf } from "./address.js";
import { make } from "./dom.js";
import { sayMoment } from "./moment.js";
import { choices, variantsOf } from "./review.js";
import { say, sayReason } from "./say.js";
import { condition, line, nearest } from "./why.js";

/** A part with a heading; nothing where it has no content. */
const part = (title, ...content) => content.some(Boolean) && make("div", { className: "part-of" }, make("h3", { className: "sub" }, title), ...content);

/** Links that show the page with another variant. */
function force(one, { wish, tab }) {
  const now = wish.forced[one.id];
  const link = (name, forced) => {
    const current = now === name || (name === undefined && now === undefined);
    return make(
      "li",
      {},
      make("a", { className: "button", href: addressOf({ ...wish, preview: true, debug: true, tab, forced }), "aria-current": current ? "true" : undefined }, name ?? say("as decided", "判定どおり")),
    );
  };
  const others = { ...wish.forced };
  delete others[one.id];
  return make("ul", { className: "choice" }, link(undefined, others), ...variantsOf(one).map((name) => link(name, { ...others, [one.id]: name })));
}

/** Everything that a trace holds. */
function story(trace, told, rules) {
  if (!trace) return [make("p", {}, say("There is no trace of this.", "詳しい記録はありません。"))];
  const names = Object.keys(rules.audiences ?? {});
  const differs = told && trace.reason !== told.reason;
  return [
    differs && make("p", { className: "aside" }, say("Decided now, it would be: ", "いま判定すると："), trace.sentence),
    part(say("What would make it apply", "適用されるには"), trace.nearest.length > 0 && make("ul", {}, ...nearest(trace.nearest))),
    part(say("Where", "どこで"), make("ul", { className: "tree" }, condition(trace.where, names))),
    part(say("Who", "誰に"), make("ul", { className: "tree" }, condition(trace.who, names))),
    part(say("Needs", "必要な情報"), trace.needs.length > 0 && make("p", {}, trace.needs.map((need) => `${need.attribute}: ${JSON.stringify(need.seen) ?? say("missing", "なし")}`).join(", "))),
    part(say("Split", "振り分け"), line(trace)),
    part(say("Gives way to", "優先される施策"), trace.rivals.length > 0 && make("p", {}, trace.rivals.join(", "))),
  ];
}

/** What is wrong with an experience, as the rules' reader calls it, and where. */
function faultsOf(one, { rules, events }) {
  const start = `/experiences/${rules.experiences?.indexOf(one)}`;
  const own = events.filter(({ kind, detail }) => kind === "problem" && `${detail.pointer}/`.startsWith(`${start}/`));
  return own.map(({ detail }) => ` ${detail.code}: ${detail.pointer}`).join(",");
}

/** One experience. */
function createEntry(one, context) {
  const { record, outline, trace } = context;
  const chip = make("span", { className: "chip" });
  const why = make("p", { className: "why" });
  const moment = make("p", { className: "why" });
  const body = make("div", { className: "body" });
  const inner = make("div");
  const reveal = make("button", { type: "button", on: { click: () => outline.reveal(one.id) } }, say("Show on the page", "ページ上で見る"));
  body.append(make("div", { className: "part-of" }, make("h3", { className: "sub" }, say("Force a variant (preview)", "バリアントを指定（プレビュー）")), force(one, context)), inner);
  const summary = make("summary", {}, make("span", { className: "name" }, make("b", {}, one.id), one.name && make("small", {}, one.name)), chip);
  const entry = make("details", { className: "entry" }, summary, why, moment, body);
  for (const [type, id] of [["pointerenter", one.id], ["focusin", one.id], ["pointerleave", undefined], ["focusout", undefined]])
    entry.addEventListener(type, () => outline.mark(id));

  const explain = async () => {
    inner.replaceChildren(make("p", { className: "aside" }, say("Asking …", "調べています…")));
    try {
      inner.replaceChildren(...story(await trace.explain(one.id), record.api.explain(one.id), record.rules).filter(Boolean));
    } catch {
      inner.replaceChildren(make("p", { className: "aside" }, say("omotenashi.server.js, which knows the whole trace, is not beside the script.", "詳しい記録を作る omotenashi.server.js がスクリプトの隣にありません。")));
    }
  };
  entry.addEventListener("toggle", () => entry.open && explain());
  return {
    id: one.id,
    entry,
    update(placed) {
      const told = record.api.explain(one.id);
      const applied = told?.applied;
      chip.textContent = applied ? told.variant : say("no", "適用なし");
      chip.className = applied ? "chip yes" : "chip";
      why.textContent = told ? sayReason(told.reason) + (told.at ? say(` It looked at ${told.at}.`, `（見たのは ${told.at}）`) : "") + (told.reason === "problem" ? faultsOf(one, record) : "") : say("Nothing was decided.", "判定されていません。");
      moment.textContent = sayMoment(one, told, record);
      if (placed.has(one.id)) entry.contains(reveal) || moment.after(reveal);
      else reveal.remove();
    },
  };
}

/** Fills the view; answers with what brings it up to date. */
export function createExperiences(panel, context) {
  const { record, outline } = context;
  const all = choices(record.rules).filter((one) => typeof one?.id === "string");
  const entries = all.map((one) => createEntry(one, context));
  const box = make("input", { type: "checkbox", checked: true });
  box.addEventListener("change", () => {
    context.outlined = box.checked;
    outline.show(box.checked);
  });
  const count = make("p", { className: "count", role: "status" });
  panel.append(make("div", { className: "bar" }, count, make("label", {}, box, say(" Outline on the page", " ページ上に囲みを出す"))), ...entries.map(({ entry }) => entry));
  if (!all.length) panel.append(make("p", { className: "aside" }, record.rules ? say("There are no experiences in these rules.", "このルールに施策はありません。") : say("The rules cannot be read: “Events” says why.", "ルールを読み取れません。理由は「イベント」にあります。")));
  context.point = (id) => {
    outline.mark(id);
    for (const one of entries) one.entry.classList.toggle("pointed", one.id === id);
  };
  return () => {
    const placed = outline.placed();
    entries.forEach((one) => one.update(placed));
    const shown = all.filter((one) => record.api.explain(one.id)?.applied).length;
    count.textContent = say(`${shown} of ${all.length} apply`, `${all.length}件のうち${shown}件を適用`);
  };
}
