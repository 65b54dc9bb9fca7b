// Tools: an element as a slot, and a report.
//
// Owns: the view of both. In: the page. Out: texts to copy. Must not: put a person into a report unasked.

import { copyButton, make } from "./dom.js";
import { pick } from "./pick.js";
import { createReport } from "./report.js";
import { say } from "./say.js";
import { nameOf, selectorOf } from "./selector.js";

const copied = [say("Copied", "コピーしました"), say("Not allowed: copy it by hand", "コピーが許可されていません。手動でコピーしてください")];

/** Picks while the panel is out of the way: what it covers can be picked, too. */
async function pickBehind(root) {
  const panel = root.querySelector(".panel");
  panel.hidden = true;
  const element = await pick(root);
  panel.hidden = false;
  return element;
}

function slotTool({ root }) {
  const name = make("input", { id: "slot-name", autocomplete: "off", spellcheck: false });
  const selector = make("input", { id: "slot-selector", autocomplete: "off", spellcheck: false });
  const count = make("p", { className: "aside", role: "status" });
  const text = () => `${JSON.stringify(name.value)}: ${JSON.stringify(selector.value)}`;
  const tell = () => {
    let found = 0;
    try {
      found = document.querySelectorAll(selector.value).length;
    } catch {}
    count.textContent = say(`${found} on this page`, `このページに ${found}個`);
  };
  selector.addEventListener("input", tell);
  const row = (label, input) => make("div", { className: "row" }, make("label", { htmlFor: input.id }, label), input);
  const result = make("div", { hidden: true }, row(say("Slot", "スロット名"), name), row(say("Selector", "セレクター"), selector), count, make("div", { className: "buttons" }, ...copyButton(say("Copy for “slots”", "slots 用にコピー"), ...copied, text, "main")));
  const start = make("button", { type: "button" }, say("Pick an element", "要素を選ぶ"));
  start.addEventListener("click", async () => {
    const element = await pickBehind(root);
    start.focus();
    if (!element) return;
    selector.value = selectorOf(element);
    name.value = nameOf(selector.value);
    result.hidden = false;
    tell();
  });
  return make("div", { className: "part-of" }, make("h3", {}, say("An element as a slot", "要素をスロットにする")), make("p", { className: "aside" }, say("Pick what a rule should change: its selector is made to last.", "ルールで変えたい要素を選ぶと、ページが変わっても崩れにくいセレクターを作ります。")), start, result);
}

function reportTool({ record, wish, trace }) {
  const box = make("input", { type: "checkbox" });
  const shown = make("pre", { tabIndex: 0, hidden: true });
  const report = async () => {
    const text = JSON.stringify(await createReport(record, wish, trace, box.checked), null, 2);
    shown.hidden = false;
    shown.textContent = text;
    return text;
  };
  return make(
    "div",
    { className: "part-of" },
    make("h3", {}, say("A report", "レポート")),
    make("p", { className: "aside" }, say("What was known and what was decided. new Engine(rules).decide(report.visitor) decides it again.", "判定に使った情報と、判定の結果です。new Engine(rules).decide(report.visitor) で再現できます。")),
    make("p", {}, make("label", {}, box, say(" With ids and what is known about the person", " ID や個人の情報も含める"))),
    make("div", { className: "buttons" }, ...copyButton(say("Copy the report", "レポートをコピー"), ...copied, report, "main")),
    shown,
  );
}

/** Fills the view. */
export function createTools(panel, context) {
  panel.append(slotTool(context), reportTool(context));
  return () => {};
}
