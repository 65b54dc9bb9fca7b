// The second file: boxes of our own above or in the page. It is loaded when the first surface is shown, or when one
// waits for a moment that js/door/surface/cue.js knows.
//
// Owns: what a surface is made of, and its way from opening to closing. In: an order from js/door/show/overlay.js,
// which gave it what it may use of the first file. Out: the box, and a report when the visitor closes it. Must not:
// keep the visitor from closing it, or use a property name that the bundler shortens in the first file.
//
// What its markup may do, by attributes of a button or a link, alone or together:
//
// | attribute | on a click |
// |---|---|
// | `data-om-track="name"` | the event `name`, with `surface` (its kind) and the members of `data-om-props='{"plan":"a"}'` |
// | `data-om-copy="CODE"` | CODE is copied, or without a value the text of the button; a status says so |
// | `data-om-close` | the surface closes, as the visitor's own close does |
//
// A link is followed, whatever else it does.

import { awaitCue, isCovered } from "./cue.js";
import { guard } from "./guard.js";
import { hydrated, isWanted } from "./hydrate.js";
import { watchShifts } from "./shift.js";
import { arrange } from "./spot.js";
import { style } from "./style.js";

const words = {
  en: { close: "Close", name: "Message", copied: "Copied", byHand: "Please copy: " },
  ja: { close: "閉じる", name: "お知らせ", copied: "コピーしました", byHand: "コピーしてください：" },
};

const heading = "h1,h2,h3,h4,h5,h6";

/** The words in the language of the page, which some write in capitals; of one that says none, in the browser's. */
const say = () => words[(document.documentElement.lang || navigator.language).slice(0, 2).toLowerCase()] ?? words.en;

/** The label given, or else the first heading inside, or else what it is. */
function name(box, label) {
  const title = box.querySelector(heading);
  if (!label && title) {
    title.id ||= `om-${box.className}`;
    box.setAttribute("aria-labelledby", title.id);
  } else box.setAttribute("aria-label", label || say().name);
}

/** A host element with our style. */
function createHost({ own, back }) {
  const host = document.createElement("omotenashi-surface");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  own(host);
  back(host, () => host.remove());
  return host;
}

/** The content: of a template of the page, or of the rules. */
function fill(box, { template, content }, { sanitise }) {
  if (template) box.append(document.importNode(document.querySelector(content).content, true));
  else {
    box.append(...sanitise(content, box));
    // Nothing is known of what was to be filled in.
    if (!box.textContent.trim() && !box.querySelector("img")) throw content;
  }
  const button = document.createElement("button");
  button.className = "x";
  button.type = "button";
  button.setAttribute("aria-label", say().close);
  button.textContent = "✕";
  box.append(button);
}

/** Copies the value of `data-om-copy`, or else the button's text, and says whether it could. */
async function copy(button) {
  const text = button.dataset.omCopy || button.textContent.trim();
  const there = button.nextElementSibling;
  const note = there?.className === "copied" ? there : document.createElement("span");
  note.className = "copied";
  note.setAttribute("role", "status");
  note.textContent = "";
  button.after(note);
  const copied = await Promise.resolve(navigator.clipboard?.writeText(text)).then(
    () => navigator.clipboard,
    () => {},
  );
  // Only a change inside a live region is read out.
  setTimeout(() => (note.textContent = copied ? say().copied : say().byHand + text));
}

/** The properties of an event: those of `data-om-props`, a JSON object, and which kind of surface it came from. */
function propsOf(button, surface) {
  let own;
  try {
    own = JSON.parse(button.dataset.omProps ?? "{}");
  } catch {}
  return JSON.stringify({ surface, ...own });
}

/** Screen readers read what comes into a live region, and not what it comes with. */
const announce = (box) => setTimeout(() => box.getRootNode().activeElement || box.append(...box.childNodes), 200);

/** What has the focus, also inside a shadow root: of the page, or of another surface. */
const findFocused = ({ activeElement: one }) => (one?.shadowRoot?.activeElement ? findFocused(one.shadowRoot) : one);

/** Ends a message that asks nothing, after time enough to read it; whoever points at it has more. */
function endAlone(box, close, { listen }) {
  if (box.querySelector("a,button:not(.x),input,select,textarea")) return;
  const ms = 5000 + 60 * box.textContent.length;
  const held = new Set();
  let timer;
  const begin = () => {
    clearTimeout(timer);
    if (!document.hidden && !held.size) timer = setTimeout(close, ms);
  };
  const hold = (on, off) => {
    listen(box, on, () => begin(held.add(on)));
    listen(box, off, () => begin(held.delete(on)));
  };
  hold("pointerenter", "pointerleave");
  hold("focusin", "focusout");
  // In a tab that nobody looks at it waits.
  listen(document, "visibilitychange", begin);
  begin();
}

/** Shows a dialog, from its top: who reads begins there, also when its first button is far down. */
function showDialog(box) {
  box.showModal();
  if (!box.scrollTop) return;
  box.tabIndex = -1;
  box.focus();
  box.scrollTop = 0;
}

/**
 * Opens a surface, or throws; answers with what is in the page as long as it is open. A card whose place a framework has
 * still to take over waits, and a message that nobody could press: then nothing is answered, and `again` called.
 */
export function openSurface(page, order, again) {
  const { kind } = order;
  const place = kind === "card" && document.querySelector(order.target);
  if (place && isWanted(place, page.boxes())) return awaitCue(page, "hydrated", place, 0, again);
  const { listen, back, track, touched } = page;
  const modal = kind === "modal" || kind === "spotlight";
  if (!modal && !place && isCovered(kind)) return awaitCue(page, "uncovered", kind, 0, again);
  const box = document.createElement(modal ? "dialog" : "section");
  box.className = kind;
  if (!modal) box.setAttribute("role", kind === "toast" ? "status" : "region");
  fill(box, order, page);
  name(box, order.label);

  const host = createHost(page);
  // Some pages say it on their body, beside which we stand.
  if (kind !== "card") host.dir = getComputedStyle(document.body).direction;
  const before = findFocused(document);
  const leave = arrange(host, box, kind, order.target, page);
  let open = true;
  const end = () => {
    const focused = host.shadowRoot.activeElement;
    open = false;
    leave?.();
    lower();
    host.remove();
    if (focused) before?.focus?.({ preventScroll: true });
  };
  /** 0: the visitor wants it away. 1: it has had its answer, or its time. */
  const close = (what) => {
    if (!open) return;
    end();
    if (modal) box.close();
    touched(what);
  };
  const dismiss = () => close(0);
  // These may be taken out of the page, also by us for a copy of it, and come back: js/door/surface/stay.js.
  const returns = kind === "card" || kind === "bar";
  back(returns ? document : host, end);
  listen(box, "close", dismiss);
  const click = (event, target) => {
    const button = target.closest("a,button,[data-om-track],[data-om-close],[data-om-copy]");
    const { omTrack, omCopy, omClose } = button?.dataset ?? {};
    const away = button?.className === "x";
    if (button && !away) touched(2);
    if (omTrack) track(omTrack, propsOf(button, kind));
    if (omCopy !== undefined) copy(button);
    if (away || omClose !== undefined) close(+!!omTrack);
  };
  const lower = guard(page, box, modal, click, dismiss);
  if (modal) showDialog(box);
  if (kind === "toast") {
    announce(box);
    endAlone(box, () => close(1), page);
  }
  // Also while it is away it is not to be opened once more.
  return returns ? { get isConnected() { return open; } } : host;
}

window[Symbol.for("omotenashi.surface.4")] = { open: openSurface, wait: awaitCue, hydrated, shifts: watchShifts };
