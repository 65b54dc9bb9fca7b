// What the visitor has allowed, and what is kept of them here.
//
// Owns: the view of consent and of storage. In: the instance's answers, `localStorage`. Out: the view. Must not: read keys
// that are not ours.

import { isCookie, readKept, sizeOf } from "../door/kept.js";
import { make } from "./dom.js";
import { say } from "./say.js";

const states = { granted: say("granted", "同意"), denied: say("denied", "拒否"), pending: say("not asked yet", "未回答") };
const purposes = { personalization: say("Personalization", "パーソナライズ"), measurement: say("Measurement", "計測"), sharing: say("Sharing", "共有") };

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function keys() {
  const list = readKept();
  if (!list) return [make("p", { className: "aside" }, say("This browser does not allow access to its storage.", "このブラウザーの保存領域は読み取れません。"))];
  if (!list.length) return [make("p", { className: "aside" }, say("Nothing: 0 bytes.", "なし（0バイト）。"))];
  const all = sizeOf(list);
  const cookies = list.some(([key]) => isCookie(key)) ? [" and a cookie", "と Cookie"] : ["", ""];
  const count = list.filter(([key]) => !isCookie(key)).length;
  return [
    make("p", { className: "aside" }, say(`${all} bytes in ${count} keys of localStorage${cookies[0]}.`, `localStorage に${count}件${cookies[1]}、合計${all}バイト。`)),
    ...list.map(([key, text]) => make("details", { className: "entry" }, make("summary", {}, make("span", { className: "name" }, make("b", {}, key)), make("span", { className: "chip" }, `${sizeOf([[key, text]])} B`)), make("pre", { tabIndex: 0 }, readable(text)))),
  ];
}

/** Fills the view; answers with what brings it up to date. */
export function createVisitor(panel, { record, trace }) {
  const consent = make("dl");
  const kept = make("div");
  const profile = make("pre", { tabIndex: 0 });
  const attributes = make("pre", { tabIndex: 0 });
  const forget = make("button", { type: "button", on: { click: () => record.api.forget() } }, say("Forget this visitor", "この訪問者の記録を消去"));
  const part = (title, ...content) => make("div", { className: "part-of" }, make("h3", {}, title), ...content);
  panel.append(
    part(say("Consent", "同意"), consent),
    part(say("Stored on this device", "この端末に保存"), kept, forget),
    part(say("What is known about this visitor", "この訪問者について分かること"), profile),
    part(say("What the rules look at", "ルールが見る値"), attributes),
  );
  let before = "";
  return async () => {
    const said = record.api.consent() ?? {};
    consent.replaceChildren(...Object.entries(purposes).flatMap(([name, word]) => [make("dt", {}, word, said.decidedBy && make("small", {}, ` ${said.decidedBy[name]}`)), make("dd", { className: `chip ${said[name] === "granted" ? "yes" : ""}` }, states[said[name]] ?? "–")]));
    const list = JSON.stringify(readKept());
    // What is open stays open while nothing has changed.
    if (list !== before) kept.replaceChildren(...keys());
    before = list;
    profile.textContent = JSON.stringify(record.api.profile(), null, 2);
    attributes.textContent = await trace.attributes().then(
      (all) => Object.entries(all).map(([name, value]) => `${name}: ${value === null ? say("missing", "値なし") : JSON.stringify(value)}`).join("\n") || say("Nothing.", "なし。"),
      () => say("omotenashi.server.js is not beside the script.", "omotenashi.server.js がスクリプトの隣にありません。"),
    );
  };
}
