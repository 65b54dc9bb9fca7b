// The inspector: a panel beside the page that says what happens on it, and why.
//
// Owns: the panel, its tabs, opening and closing. In: the notes of an instance, a wish. Out: the panel. Must not: take the
// focus before somebody opens it, or cost anything while it is closed.

import { createAttempt } from "./attempt.js";
import { wayOut } from "./badge.js";
import { createHost, make } from "./dom.js";
import { createEvents } from "./event.js";
import { createExperiences } from "./experience.js";
import { createOutline } from "./outline.js";
import { panelStyle } from "./panel.js";
import { language, say } from "./say.js";
import { createTools } from "./tool.js";
import { createTrace } from "./trace.js";
import { createVisitor } from "./visitor.js";

const tabs = [
  ["experiences", say("Experiences", "施策"), createExperiences],
  ["try", say("Try", "試す"), createAttempt],
  ["visitor", say("Visitor", "訪問者"), createVisitor],
  ["events", say("Events", "イベント"), createEvents],
  ["tools", say("Tools", "ツール"), createTools],
];

/** A tab and its panel; the panel is filled when it is first shown. */
function createTab([id, name, create], select, context) {
  const tab = make("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, on: { click: () => select(id) } }, name);
  const panel = make("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}`, tabIndex: 0 });
  let update;
  return {
    id,
    tab,
    panel,
    show(is) {
      tab.setAttribute("aria-selected", is);
      tab.tabIndex = is ? 0 : -1;
      panel.hidden = !is;
      if (is) (update ??= create(panel, context))();
    },
  };
}

/** The row of tabs: arrow keys, Home and End move in it. */
function createTabs(context, first) {
  let current;
  const all = tabs.map((one) => createTab(one, select, context));
  function select(id, focus) {
    current = all.find((one) => one.id === id) ?? all[0];
    context.tab = current.id;
    all.forEach((one) => one.show(one === current));
    if (focus) current.tab.focus();
  }
  const move = (event) => {
    const at = all.indexOf(current);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    select(all[(next + all.length) % all.length].id, true);
  };
  const row = make("div", { role: "tablist", "aria-label": say("Views", "表示"), on: { keydown: move } }, ...all.map(({ tab }) => tab));
  return { row, panels: all.map(({ panel }) => panel), begin: () => select(first), update: () => current?.show(true) };
}

/** The inspector of a page. */
export function createInspector(record, wish) {
  let made;
  const inspector = {
    opener: undefined,
    badge: undefined,
    open() {
      made ??= build(record, wish, inspector);
      made.show(true);
    },
    close() {
      made?.show(false);
      inspector.opener?.focus();
    },
    toggle() {
      if (made?.isOpen()) return inspector.close();
      inspector.open();
      made.focus();
    },
  };
  return inspector;
}

function build(record, wish, inspector) {
  const { host, root } = createHost(panelStyle, language);
  const pointed = (id) => context.point?.(id);
  const context = { record, wish, root, trace: createTrace(record, wish), outline: createOutline(root, record, pointed), inspector };
  const { row, panels, begin, update } = createTabs(context, wish.tab || "experiences");
  const title = make("h2", { tabIndex: -1 }, "Omotenashi ", make("small", {}, say("Inspector", "インスペクター")));
  const close = make("button", { type: "button", className: "close", "aria-label": say("Close the inspector", "インスペクターを閉じる"), on: { click: inspector.close } }, "✕");
  const note = wish.preview && make("div", { className: "preview" }, make("p", {}, say("This is a preview: nothing is counted, stored or sent. A reload ends it.", "プレビュー中です。計測・保存・送信はしていません。再読み込みで終わります。")), make("div", { className: "buttons" }, ...wayOut(wish)));
  const panel = make("section", { className: "panel", "aria-label": say("Omotenashi inspector", "Omotenashi インスペクター") }, make("header", {}, title, close), note, row, ...panels);
  panel.addEventListener("keydown", (event) => {
    // The page may listen for keys of its own.
    event.stopPropagation();
    if (event.key === "Escape") inspector.close();
  });
  root.append(panel);
  let open = false;
  record.watch(() => open && update());
  return {
    isOpen: () => open,
    focus: () => title.focus(),
    show(wanted) {
      open = wanted;
      host.hidden = !open;
      panel.hidden = !open;
      if (inspector.badge) inspector.badge.hidden = open;
      context.outline.show(open && context.outlined !== false);
      inspector.opener?.setAttribute("aria-expanded", open);
      if (open && !panel.querySelector("[aria-selected=true]")) begin();
    },
  };
}
