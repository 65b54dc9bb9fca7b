// A trace as something to read.
//
// Owns: the words for conditions and for what would have to be otherwise. In: a trace of the server build. Out:
// elements. Must not: know the page.

import { make } from "./dom.js";
import { say } from "./say.js";

const operators = {
  "": "=", $eq: "=", $ne: "≠", $gt: ">", $gte: "≥", $lt: "<", $lte: "≤",
  $in: say("one of", "のどれか："), $nin: say("none of", "のどれでもない："), $glob: say("like", "のパターン："), $regex: say("matches", "の正規表現："),
  $exists: say("is there:", "があるか："), $within: say("within", "以内："),
};

const marks = {
  yes: ["✓", say("holds", "成り立つ")],
  no: ["✗", say("does not hold", "成り立たない")],
  unknown: ["?", say("unknown", "不明")],
};

const json = (value) => JSON.stringify(value);

const mark = (verdict) => {
  const [sign, word] = marks[verdict] ?? marks.unknown;
  return make("span", { className: `mark ${verdict}` }, make("span", { "aria-hidden": "true" }, sign), make("span", { className: "hidden" }, `${word}${say(": ", "：")}`));
};

/** What was seen of an attribute. */
function sight({ seen, missing }) {
  if (seen !== undefined) return say(`seen ${json(seen)}`, `実際は ${json(seen)}`);
  return missing ? say("missing", "値なし") : say("unknown", "不明");
}

const wanted = ({ attribute, operator, expected }) => [
  make("code", {}, attribute),
  ` ${operators[operator] ?? operator} `,
  make("code", {}, expected?.$ref ?? json(expected)),
];

/** A condition, clause by clause. */
export function condition(part, names = []) {
  const inner = part.all ?? part.any ?? (part.not ? [part.not] : part.audience ? [part.audience] : undefined);
  // Of an audience with a problem there is nothing more to be seen.
  if (!inner && !part.attribute) return make("li", {}, mark(part.verdict), say("an audience that is wrong", "誤りのあるオーディエンス"));
  if (!inner) return make("li", {}, mark(part.verdict), ...wanted(part), make("span", { className: "seen" }, ` · ${sight(part)}`));
  const title = part.all
    ? say("all of", "すべて：")
    : part.any
      ? say("any of", "どれか：")
      : part.not
        ? say("not", "否定：")
        : `${say("audience", "オーディエンス")} ${names[part.index] ?? ""}`;
  // One part alone needs no group around it.
  if (inner.length === 1 && (part.all || part.any)) return condition(inner[0], names);
  return make("li", {}, mark(part.verdict), inner.length ? title : say("anybody, anywhere", "条件なし"), inner.length > 0 && make("ul", {}, ...inner.map((one) => condition(one, names))));
}

/** What would have to be otherwise, one line each. */
export function nearest(misses) {
  return misses.map((miss) => {
    const now = miss.attribute ? make("span", { className: "seen" }, ` · ${sight(miss)}`) : "";
    if (miss.change === "rule") return make("li", {}, make("code", {}, miss.member), say(" in the rules", "（ルールの側）"));
    if (miss.change === "tell") return make("li", {}, make("code", {}, miss.attribute), say(" would have to be known", " が分かること"));
    return make("li", {}, miss.change === "avoid" ? say("not ", "否定：") : "", ...wanted(miss), now);
  });
}

/** The line from 0 to 100 %, who is where on it, and where this visitor is. */
export function line({ split, bucket, sticky }) {
  const whole = split.length === 1 && split[0].from === 0 && split[0].to === 1;
  if (whole || !split.length) return undefined;
  const percent = (share) => `${Math.round(share * 1000) / 10}%`;
  const parts = split.map(({ variant, from, to }, index) => {
    const part = make("div", { className: `part p${index % 4}` }, variant);
    part.style.insetInlineStart = percent(from);
    part.style.width = percent(to - from);
    return part;
  });
  const words = split.map(({ variant, from, to }) => `${variant} ${percent(to - from)}`).join(", ");
  const here = bucket === undefined ? say("not drawn", "まだ振り分けていません") : say(`this visitor: ${percent(bucket)}`, `この訪問者：${percent(bucket)}`);
  const pin = make("div", { className: "pin" });
  if (bucket !== undefined) pin.style.insetInlineStart = percent(bucket);
  return make(
    "figure",
    {},
    make("div", { className: "line", role: "img", "aria-label": `${words}; ${here}` }, ...parts, bucket !== undefined && pin),
    make("figcaption", {}, make("small", {}, here, sticky ? say(" · kept from an earlier visit", " · 以前の振り分けのまま") : "")),
  );
}
