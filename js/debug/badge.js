// The badge: says on the page that it is a preview, of what, and how to leave it.
//
// Owns: one small box in a corner. In: a wish, what is wrong with it, the notes of the instance. Out: the box.
// Must not: cover more of the page than it needs, or hide that something of the wish was not granted.

import { addressOf } from "./address.js";
import { copyButton, createHost, make } from "./dom.js";
import { sayOutcome } from "./outcome.js";
import { choices } from "./review.js";
import { language, say } from "./say.js";
import { badgeStyle } from "./style.js";

const kinds = {
  rules: () => say("The rules cannot be read, so nothing of them is shown", "ルールを読み取れないため、何も表示していません"),
  moment: (word) => say(`“${word}” is no moment. Write it as 2027-01-05T09:00`, `「${word}」は日時として読み取れません。2027-01-05T09:00 の形で書いてください`),
  form: (word) => say(`“${word}” is not understood. Write experience:variant`, `「${word}」は読み取れません。「施策の id:バリアント」の形で書いてください`),
  experience: (word) => say(`There is no experience “${word}”`, `「${word}」という施策はありません`),
  variant: (word, at) => say(`“${at}” has no variant “${word}”`, `「${at}」に「${word}」というバリアントはありません`),
  audience: (word) => say(`There is no audience “${word}”`, `「${word}」というオーディエンスはありません`),
};

/** What cannot be granted, in a sentence. */
function sentence({ kind, word, at, meant, known }) {
  const end = meant
    ? say(`. Did you mean “${meant}”?`, `。「${meant}」のことですか？`)
    : known
      ? say(`. It has ${known.join(", ")}.`, `。使えるのは ${known.join("、")} です。`)
      : kind === "experience"
        ? say(". Drafts, and what is over, are in no bundle.", "。下書きと終了した施策は、バンドルに入りません。")
        : say(".", "。");
  return kinds[kind](word, at) + end;
}

/** The address with what was meant, where that is known for everything. */
function corrected(wish, wrong) {
  if (!wrong.length || !wrong.every(({ meant }) => meant)) return undefined;
  const forced = { ...wish.forced };
  const audiences = { ...wish.audiences };
  for (const { kind, word, at, meant } of wrong) {
    if (kind === "variant") forced[at] = meant;
    const names = { experience: forced, audience: audiences }[kind];
    if (!names) continue;
    names[meant] = names[word];
    delete names[word];
  }
  return addressOf({ ...wish, forced, audiences });
}

/** One line for each thing that is pretended, with what came of it. */
function lines({ forced, audiences, at }, record) {
  const { api, rules, way } = record;
  const all = choices(rules);
  const list = Object.entries(forced).map(([id, variant]) => {
    const one = all.find((known) => known.id === id);
    const why = one && sayOutcome(one, variant, api.explain(id), record);
    return make("li", {}, make("b", {}, id), " → ", make("b", {}, variant), why && make("small", {}, ` ${why}`));
  });
  for (const [name, is] of Object.entries(audiences))
    list.push(make("li", {}, is ? say("as ", "") : say("not in ", ""), make("b", {}, name), say("", is ? " として" : " 以外として")));
  if (!Number.isNaN(at)) list.push(make("li", {}, say("at ", ""), make("b", {}, new Date(at).toLocaleString(language))));
  if (way)
    list.push(make("li", {}, say("would lead to ", "移動先："), make("a", { href: way }, way)));
  return list;
}

/** The top of what is fixed at a point, by the page or by a surface of ours: what is asked for must not be covered. */
function topAt(x, y) {
  for (let element of document.elementsFromPoint(x, y)) {
    if (element.localName === "omotenashi-debug") continue;
    if (element.localName === "omotenashi-surface") element = element.shadowRoot?.querySelector("dialog,section") ?? element;
    // It lies above everything, and its backdrop everywhere.
    if (element.matches(":modal")) continue;
    for (; element; element = element.parentElement) if (/fixed|sticky/.test(getComputedStyle(element).position)) return element.getBoundingClientRect().top;
  }
}

/** Moves a box up above what has the lower corner, as long as there is room; else it stays. */
function keepClear(box) {
  const look = () => {
    const { width, height } = box.getBoundingClientRect();
    let up = 12;
    for (let tries = 0; tries < 4; tries++) {
      const bottom = innerHeight - up;
      const tops = [12, 12 + width / 2, 12 + width].flatMap((x) => [bottom - 1, bottom - height / 2, bottom - height].map((y) => topAt(x, y)));
      const top = Math.min(...tops.filter((one) => one !== undefined));
      if (top === Infinity) break;
      up = innerHeight - top + 8;
    }
    box.style.setProperty("--up", `${up + height + 8 < innerHeight ? up : 12}px`);
  };
  setInterval(look, 500);
  look();
}

/** Folds a box to its title and back. */
function foldButton(fold) {
  const button = make("button", { type: "button", className: "fold", "aria-expanded": "true", "aria-label": say("Details of the preview", "プレビューの詳細") }, "–");
  button.addEventListener("click", () => {
    const folded = fold();
    button.setAttribute("aria-expanded", !folded);
    button.textContent = folded ? "+" : "–";
  });
  return button;
}

const leave = () => location.reload();

/** Ends what the address wished for. */
const leaveButton = ({ preview }) => make("button", { type: "button", on: { click: leave } }, preview ? say("Leave preview", "終了") : say("Leave", "終了"));

/** Passing a preview on, and ending it. */
export const wayOut = (wish) => [
  ...(wish.preview ? copyButton(say("Copy link", "リンクをコピー"), say("Copied", "コピーしました"), say("Not allowed", "コピーできません"), () => addressOf(wish)) : []),
  leaveButton(wish),
];

/** Buttons: whoever previews can pass it on, look behind it, and leave it. */
function buttons(wish, inspector) {
  const look = make("button", { type: "button", className: "main", on: { click: () => inspector.toggle(look) } }, say("Inspect", "詳しく見る"));
  inspector.opener = look;
  return make("div", { className: "buttons" }, look, ...wayOut(wish));
}

/** Shows the badge. */
export function createBadge({ wish, record, inspector, wrong }) {
  const { root } = createHost(badgeStyle, language);
  const list = make("ul");
  const title = wish.preview ? say("Preview", "プレビュー") : say("Inspector", "インスペクター");
  const box = make(
    "section",
    { className: wish.preview ? "badge" : "badge plain", "aria-label": `Omotenashi: ${title}` },
    make("p", { className: "title" }, make("span", { className: "dot", "aria-hidden": "true" }), title, foldButton(() => box.classList.toggle("small"))),
    wish.preview && make("p", { className: "note" }, say("Nothing is counted, stored or sent.", "計測・保存・送信はしていません。")),
    list,
    wrong.length > 0 &&
      make("div", { className: "wrong", role: "alert" }, ...wrong.map((one) => make("p", {}, sentence(one))), fix(wish, wrong)),
    buttons(wish, inspector),
  );
  root.append(box);
  keepClear(box);
  inspector.badge = box;
  const draw = () => list.replaceChildren(...lines(wish, record));
  draw();
  record.watch(draw);
  document.addEventListener("DOMContentLoaded", draw);
}

function fix(wish, wrong) {
  const href = corrected(wish, wrong);
  return href && make("p", {}, make("a", { href }, say("Preview that", "そちらをプレビュー")));
}
