// Clicks: what they are on, and what they say about the visitor's patience.
//
// Owns: the events of a pointer that is pressed. In: clicks of the visitor. Out: events. Must not: read the text of
// what is clicked, or take a click that page code has made for one.

import { createEcho } from "./label.js";

const now = () => performance.now();

/** What can be clicked. */
export const clickable =
  "a[href],area[href],button,summary,label,select,input:not([type=hidden]),textarea,[onclick],[role=button],[role=link],[role=menuitem],[role=tab],[role=switch],[role=option],[role=checkbox],[role=radio]";

/** What GA4 takes for a file. */
const file = /\.(pdf|xlsx?|docx?|txt|rtf|csv|exe|key|pp[st]x?|7z|pkg|rar|gz|zip|avi|mov|mp4|mpe?g|wmv|midi?|mp3|wav|wma)$/i;

/** The nodes from the innermost out, also through open shadow roots. */
export const pathOf = (event) => event.composedPath().filter((node) => node.matches);

/** The path from the nearest that matches; empty where none does. */
export function pathFrom(path, selector) {
  const at = path.findIndex((node) => node.matches(selector));
  return at < 0 ? [] : path.slice(at);
}

/** The address that a path leads to, and the element that does. */
function linkOf(path) {
  const element = path.find((node) => node.matches("a[href],area[href]"));
  // In a drawing, `href` is no text.
  const url = element && new URL(element.getAttribute("href"), document.baseURI);
  return url && /^https?:$/.test(url.protocol) ? { element, url, link_url: url.origin + url.pathname } : undefined;
}

/** Each click of the visitor, once. The middle button, which opens a link in another tab, has a type of its own. */
function onClick({ listen }, act, types = ["click"]) {
  const isEcho = createEcho();
  const hear = (event) => {
    if (event.button > 1) return;
    const path = pathOf(event);
    const again = isEcho(path[0]);
    if (event.isTrusted && path[0] && !again) act(path, event);
  };
  for (const type of types) listen(document, type, hear, { capture: true });
}

function links({ tell, ...site }) {
  const follow = (path) => {
    const link = linkOf(path);
    if (!link) return;
    const { element, url, link_url } = link;
    const name = (key) => element.getAttribute(key) ?? undefined;
    const props = { link_url, link_domain: url.hostname, link_id: name("id"), link_classes: name("class") };
    if (url.hostname !== location.hostname) tell("click", { outbound: true, ...props });
    if (file.test(url.pathname) || element.hasAttribute("download"))
      tell("file_download", { ...props, file_name: url.pathname, file_extension: /\.(\w+)$/.exec(url.pathname)?.[1].toLowerCase() });
  };
  onClick(site, follow, ["click", "auxclick"]);
}

function elements({ describe, slot, tell, ...site }) {
  onClick(site, (path) => {
    const inner = pathFrom(path, clickable);
    if (inner.length || slot(path)) tell("element_click", { ...describe(inner.length ? inner : path), link_url: linkOf(path)?.link_url });
  });
}

function rage({ describe, tell, ...site }) {
  let row = [];
  let told = false;
  onClick(site, (path, { clientX, clientY, detail }) => {
    // A key has no place.
    if (!detail) return;
    const at = now();
    const near = row.filter(([before, x, y]) => at - before <= 1000 && Math.hypot(x - clientX, y - clientY) <= 30);
    if (!near.length) told = false;
    row = [...near, [at, clientX, clientY]];
    const selection = getSelection();
    if (row.length < 3 || told || (`${selection}` && selection.containsNode(path[0], true))) return;
    told = true;
    tell("rage_click", describe(path));
  });
}

/** Calls with when something last happened in answer, or might have. */
function createSigns({ changes, listen }) {
  let last = -Infinity;
  let pressed = [];
  const note = () => (last = now());
  const look = changes(note, { childList: true, subtree: true, attributes: true, characterData: true });
  for (const type of ["input", "change", "submit", "reset", "invalid", "toggle", "beforetoggle", "play", "pause", "seeking", "volumechange", "scroll", "copy", "fullscreenchange", "visibilitychange"])
    listen(document, type, note, { capture: true, passive: true });
  for (const type of ["blur", "popstate", "hashchange", "pagehide"]) listen(window, type, note);
  if (window.navigation) listen(navigation, "currententrychange", note);
  listen(document, "pointerdown", (event) => (pressed = pathOf(event)), { capture: true, passive: true });
  // An open component answers inside of itself.
  const enter = (event) => event.composedPath().forEach((node) => node instanceof ShadowRoot && look(node));
  for (const type of ["pointerdown", "click"]) listen(document, type, enter, { capture: true, passive: true });
  // It is no answer that the pressed element gets the focus.
  listen(document, "focusin", ({ target }) => pressed.includes(target) || note());
  return { note, since: (at) => last >= at };
}

/** Fields side by side with a thing. */
const beside = ":is(:scope,:scope>:not(form))>:is(input:not([type=hidden]),select,textarea)";

/** Whether the answer may be where we do not look: inside of a component that is closed, in a field, as that of `+` and `-`. */
const isUnseen = ([thing], [inner]) =>
  (customElements.get(inner.localName) && !inner.shadowRoot) || thing.parentElement?.querySelector(beside);

/** Whether it is for the browser to answer, outside of the document. */
function isForBrowser(path) {
  const link = path.find((node) => node.matches("a[href],area[href]"));
  if (!link) return path.some((node) => node.matches("canvas,video,audio,iframe,object,embed,select,input:not([type=button],[type=submit],[type=reset],[type=image]),textarea,label"));
  if (link.href.startsWith("javascript:")) return false;
  if (link.target || link.hasAttribute("download") || !/^http/.test(link.href)) return true;
  const here = location.href.split("#")[0];
  return link.href.split("#")[0] !== here;
}

const pointed = (path) => getComputedStyle(path[0]).cursor === "pointer";

function dead({ describe, later, tell, ...site }) {
  const signs = createSigns(site);
  let down = 0;
  site.listen(document, "pointerdown", () => (down = now()), { capture: true, passive: true });
  onClick(site, (path, event) => {
    const inner = pathFrom(path, clickable);
    if (!inner.length && !pointed(path)) return;
    const thing = inner.length ? inner : path;
    if (isUnseen(thing, path)) return;
    const at = now();
    const begun = event.detail && at - down < 2000 ? down : at;
    later(0, () => {
      // A question of the browser's own has stood there meanwhile.
      if (now() - at > 500) signs.note();
      if (isForBrowser(path) && !event.defaultPrevented) return;
      later(1000, () => signs.since(begun) || tell("dead_click", describe(thing)));
    });
  });
}

export const press = [
  [["click", "file_download"], links],
  [["element_click"], elements],
  [["rage_click"], rage],
  [["dead_click"], dead],
];
