// Owns: the panel "events": what arrived at the collector, newest first, in words, with the JSON behind.
// In: the collector's stream. Out: a list of at most 100.

import { el } from "./dom.mjs";
import { fetchRules, half, lang, say } from "./guide.mjs";

const MOST = 100;
const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

const RESULTS = { applied: ["", ""], partial: ["（一部だけ）", " (in part)"], failed: ["（見せられなかった）", " (but it could not be shown)"] };

function exposure(event, name) {
  const result = say(...(RESULTS[event.result] ?? ["", ""]));
  if (event.variant === "original") return say(`「${name}」は元のまま`, `“${name}”: left as it was`) + result;
  const which = event.variant === "show" ? "" : say(`の ${event.variant} `, ` (${event.variant})`);
  return say(`「${name}」${which}を見せた`, `Showed “${name}”${which}`) + result;
}

function goal(event, name) {
  const seconds = Math.round((event.since ?? 0) / 1000);
  const value = typeof event.value === "number" ? ` ¥${event.value.toLocaleString(lang)}` : "";
  const which = event.variant === "show" ? "" : ` ${event.variant}`;
  return say(`ゴール「${event.goal}」${value} — 「${name}」${which}から ${seconds}秒後`, `Goal “${event.goal}”${value} — ${seconds} s after “${name}”${which}`);
}

function words(event, names) {
  const name = names.get(event.experience) ?? event.experience;
  if (event.type === "exposure") return exposure(event, name);
  if (event.type === "goal") return goal(event, name);
  return event.type ?? say("未知のイベント", "an unknown event");
}

const row = (event, names) => el("li", { class: `stage-event is-${event.type}` },
  el("details", {}, el("summary", {}, el("time", {}, clock.format(event.arrived)), el("span", {}, words(event, names))),
    el("pre", { tabindex: "0" }, JSON.stringify(event, null, 2))));

/** The panel. */
export function createEvents() {
  const list = el("ul", { role: "list", class: "stage-list", "aria-live": "polite", "aria-relevant": "additions" });
  const hint = el("p", { class: "stage-lead" });
  let stream = null;
  let names = new Map();
  let last = 0;

  function describe() {
    hint.textContent = list.childElementCount === 0
      ? say("まだ何も届いていません。「はい」のあとで、見せたものと、その結果だけが届きます。", "Nothing has arrived. After a yes, only what was shown and what came of it arrives.")
      : say("店のサーバーに届いた順。押すと、そのままの JSON が開きます。", "As they arrived at the shop’s server. Press one for its JSON.");
  }

  function take({ data }) {
    const event = JSON.parse(data);
    if (event.seq <= last) return;
    last = event.seq;
    list.prepend(row(event, names));
    while (list.childElementCount > MOST) list.lastElementChild.remove();
    describe();
  }

  function lost() {
    hint.textContent = say("受け取り口につながりません。つなぎ直しています。", "The collector does not answer; trying again.");
  }

  return {
    id: "events",
    title: say("イベント", "Events"),
    element: el("div", {}, hint, list),
    async start() {
      const { rules } = await fetchRules();
      names = new Map((rules?.experiences ?? []).map(({ id, name }) => [id, half(name ?? id)]));
      describe();
      stream?.close();
      stream = new EventSource(`/collect/recent?since=${last}`);
      stream.onmessage = take;
      stream.onopen = describe;
      stream.onerror = lost;
    },
    stop() {
      stream?.close();
      stream = null;
    },
  };
}
