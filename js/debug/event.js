// What happens, as it happens.
//
// Owns: the list of events. In: the notes of an instance. Out: the view, newest first. Must not: drop what was held back:
// it is shown as such.

import { make } from "./dom.js";
import { language, say, sayReason } from "./say.js";

const names = {
  decision: say("Decision", "判定"),
  exposure: say("Exposure", "表示"),
  goal: say("Goal", "ゴール"),
  problem: say("Problem", "ルールの誤り"),
  fault: say("Fault", "障害"),
  value: say("Value", "値"),
  consent: say("Consent", "同意"),
};

const briefs = {
  decision: ({ id, variant, reason }) => `${id} → ${variant ?? sayReason(reason)}`,
  exposure: ({ experience, variant, result }) => `${experience} → ${variant} (${result})`,
  goal: ({ goal, experience, variant, value }) => `${goal} · ${experience} → ${variant}${value ? ` · ${value}` : ""}`,
  problem: ({ code, pointer, line }) => `${code} ${pointer ?? ""}${line ? ` : ${line}` : ""}`,
  fault: ({ code, detail }) => `${code} ${detail ?? ""}`,
  value: ({ id, value }) => `${id}: ${JSON.stringify(value)}`,
  consent: ({ personalization, measurement, sharing }) => [personalization, measurement, sharing].join(" · "),
};

function createRow({ kind, detail, held, at }) {
  return make(
    "details",
    { className: `entry event ${kind}` },
    make(
      "summary",
      {},
      make("time", {}, new Date(at).toLocaleTimeString(language)),
      make("span", { className: `chip ${/problem|fault/.test(kind) ? "bad" : ""}` }, names[kind]),
      make("span", { className: "brief" }, briefs[kind](detail ?? {}), held && make("small", {}, say(" · held back (preview)", " · 計測しません（プレビュー）"))),
    ),
    make("pre", { tabIndex: 0 }, JSON.stringify(detail, null, 2)),
  );
}

/** Fills the view; answers with what adds to it. */
export function createEvents(panel, { record }) {
  const rows = new Map();
  const none = make("p", { className: "aside" }, say("Nothing has happened yet.", "まだ何も起きていません。"));
  const log = make("div", { role: "log", "aria-label": say("Events", "イベント") });
  panel.append(none, log);
  return () => {
    none.hidden = record.events.length > 0;
    for (const [event, row] of rows)
      if (!record.events.includes(event)) {
        row.remove();
        rows.delete(event);
      }
    for (const event of record.events)
      if (!rows.has(event)) {
        const row = createRow(event);
        rows.set(event, row);
        log.prepend(row);
      }
  };
}
