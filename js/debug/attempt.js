// Trying out: another moment, other audiences, other variants.
//
// Owns: the form that makes a preview. In: rules, a wish. Out: an address to go to. Must not: pretend without saying so:
// every attempt is a preview from its first moment.

import { addressOf } from "./address.js";
import { make } from "./dom.js";
import { choices, variantsOf } from "./review.js";
import { say } from "./say.js";

/** A moment as `datetime-local` wants it, on this device's clock. */
function local(at) {
  if (Number.isNaN(at)) return "";
  const moved = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return moved.toISOString().slice(0, 16);
}

function chooser(id, label, options, chosen) {
  const select = make("select", { id }, ...options.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
  return { select, row: make("div", { className: "row" }, make("label", { htmlFor: id }, label), select) };
}

/** Fills the view. */
export function createAttempt(panel, { record, wish }) {
  const { rules } = record;
  const clock = make("input", { type: "datetime-local", id: "clock", value: local(wish.at) });
  const state = { true: "in", false: "out" };
  const audiences = Object.keys(rules?.audiences ?? {}).map((name, index) => ({
    name,
    ...chooser(`audience-${index}`, name, [["", say("as is", "そのまま")], ["in", say("is in it", "含まれる")], ["out", say("is not in it", "含まれない")]], state[wish.audiences[name]] ?? ""),
  }));
  const variants = choices(rules).map((one, index) => ({
    name: one.id,
    ...chooser(`variant-${index}`, one.id, [["", say("as decided", "判定どおり")], ...variantsOf(one).map((name) => [name, name])], wish.forced[one.id] ?? ""),
  }));
  const wanted = () => {
    const chosen = (list) => list.filter(({ select }) => select.value);
    return {
      preview: true,
      debug: true,
      tab: "try",
      moment: clock.value,
      forced: Object.fromEntries(chosen(variants).map(({ name, select }) => [name, select.value])),
      audiences: Object.fromEntries(chosen(audiences).map(({ name, select }) => [name, select.value === "in"])),
    };
  };
  const group = (title, ...rows) => rows.length > 0 && make("fieldset", {}, make("legend", {}, title), ...rows);
  const submit = (event) => {
    event.preventDefault();
    location.assign(addressOf(wanted()));
  };
  const leave = make("a", { className: "button", href: addressOf({ debug: true, tab: "try" }) }, say("Back to what is", "元に戻す"));
  panel.append(
    make("p", { className: "aside" }, say("The page is loaded anew as a preview. Nothing is counted, stored or sent.", "ページをプレビューとして読み込み直します。計測・保存・送信はしません。")),
    make(
      "form",
      { on: { submit } },
      group(say("Move the clock", "日時を変える"), make("div", { className: "row" }, make("label", { htmlFor: "clock" }, say("The time is", "日時")), clock)),
      group(say("Pretend to be in an audience", "オーディエンスを仮定する"), ...audiences.map(({ row }) => row)),
      group(say("Force variants", "バリアントを指定する"), ...variants.map(({ row }) => row)),
      make("div", { className: "buttons" }, make("button", { type: "submit", className: "main" }, say("Preview", "プレビュー")), wish.preview && leave),
    ),
  );
  return () => {};
}
