// Owns: the drawer's frame: title, counters, tabs. Each panel is an object `{ id, title, element, start, stop }`.
// Must not: know what a panel shows.

import { el } from "./dom.mjs";
import { say } from "./guide.mjs";
import { createCounters } from "./counters.mjs";
import { createDecisions } from "./decisions.mjs";
import { createBecome } from "./become.mjs";
import { createRules } from "./rules.mjs";
import { createEvents } from "./events.mjs";

const KEYS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

const tabButton = (panel, choose) =>
  el("button", { type: "button", role: "tab", id: `stage-tab-${panel.id}`, "aria-controls": `stage-${panel.id}`, onclick: () => choose(panel) }, panel.title);

function frame(panels, tabs, counters, close) {
  return el("aside", { id: "stage", class: "stage", "aria-label": say("舞台裏", "Behind the scenes") },
    el("header", { class: "stage-head" }, el("h2", { tabindex: "-1" }, say("舞台裏", "Behind the scenes")),
      el("button", { type: "button", class: "stage-close", "aria-label": say("舞台裏を閉じる", "Close"), onclick: close }, "×")),
    counters.element,
    el("div", { role: "tablist", class: "stage-tabs", "aria-label": say("舞台裏の見どころ", "Panels") }, tabs),
    panels.map((panel) => el("section", { role: "tabpanel", id: `stage-${panel.id}`, "aria-labelledby": `stage-tab-${panel.id}`, class: "stage-panel", tabindex: "0" }, panel.element)));
}

/** A drawer that is not shown yet. */
export function createStage({ close }) {
  const counters = createCounters();
  const panels = [createDecisions(), createBecome(), createRules(), createEvents()];
  const tabs = panels.map((panel) => tabButton(panel, choose));
  const element = frame(panels, tabs, counters, close);
  let current = null;

  function choose(panel) {
    if (current === panel) return;
    current?.stop();
    current = panel;
    panels.forEach((each, i) => {
      tabs[i].setAttribute("aria-selected", String(each === panel));
      tabs[i].tabIndex = each === panel ? 0 : -1;
      element.querySelector(`#stage-${each.id}`).hidden = each !== panel;
    });
    panel.start();
  }

  function move(event) {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    const at = Math.min(panels.length - 1, Math.max(0, panels.indexOf(current) + KEYS[event.key]));
    choose(panels[at]);
    tabs[at].focus();
  }

  element.querySelector("[role=tablist]").addEventListener("keydown", move);

  return {
    element,
    tab: () => current?.id,
    start({ tab, done } = {}) {
      counters.start();
      const wanted = panels.find((panel) => panel.id === tab) ?? current ?? panels[0];
      if (current === wanted) current.start();
      else choose(wanted);
      if (done) wanted.say?.(done);
    },
    stop() {
      counters.stop();
      current?.stop();
    },
  };
}
