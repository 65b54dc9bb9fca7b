// Where a surface is placed, so that it covers nothing that it should not.
//
// Owns: the place of each kind. In: a host, its box, a target. Out: what is to be undone when it closes.
// Must not: leave a trace in the page's own elements.

import { awaitCue } from "./cue.js";
import { isWanted } from "./hydrate.js";
import { stay } from "./stay.js";

const isHeader = (element) => element.matches("header,nav") || element.querySelector("header,nav");

/** The site's header, where it stays at the top while the page scrolls, or will once what is above it is gone. */
function findHeader(host) {
  for (let y = 1; y < innerHeight / 3; y += 20)
    for (let element of document.elementsFromPoint(innerWidth / 2, y))
      for (; element && element !== document.body && element !== host; element = element.parentElement) {
        const { position, top: goal } = getComputedStyle(element);
        const { top, height } = element.getBoundingClientRect();
        const stays = top < 2 ? /fixed|sticky/.test(position) : position === "sticky" && parseFloat(goal) < 2 && isHeader(element);
        if (stays && height < innerHeight / 3) return { element, height, position };
      }
}

/** A bar is part of the page and pushes it down; it stays below the site's own header, however high that becomes. */
function placeBar(host, page) {
  let known;
  const put = () => {
    const { element, height = 0, position } = findHeader(host) ?? {};
    const isSticky = position === "sticky";
    if (element !== known) {
      look.disconnect();
      if ((known = element)) look.observe(element);
    }
    // The page has left room for a fixed header, which our margins move behind the bar.
    const margin = isSticky ? "" : `margin-block:${height}px -${height}px`;
    host.style.cssText = `position:sticky;top:${height}px;z-index:2147483646;--om-above:${height}px;${margin}`;
    if (!isSticky) host.nextSibling === document.body || document.body.before(host);
    else if (element.nextSibling !== host) element.after(host);
  };
  const look = new ResizeObserver(() => host.isConnected && put());
  const end = stay(page, host, () => document.documentElement, put);
  // Some headers go out of sight while the page is read, and come back: the page moves them when it hears of that, too.
  const over = new AbortController();
  const follow = () => {
    if (!known) return;
    const { bottom, height } = known.getBoundingClientRect();
    host.style.top = `${Math.max(0, Math.min(bottom, height))}px`;
  };
  for (const type of ["scroll", "transitionend", "animationend"])
    page.listen(document, type, () => setTimeout(follow), { capture: true, passive: true, signal: over.signal });
  return () => {
    over.abort();
    look.disconnect();
    end();
  };
}

/** Above a banner stand the end of the page and whatever is in a corner; above what is there, a message. */
const free = {
  banner: (height) => `padding-bottom:${height}px!important;--om-free:${height}px`,
  "slide-in": (height) => `--om-corner:${height + 8}px`,
};

/** Keeps what must not be covered for good from being so. */
function keepFree(box, kind, { css, back }) {
  let lift = () => {};
  const look = new ResizeObserver(() => {
    lift();
    lift = css(`@media screen{:root{${free[kind](box.offsetHeight)}}}`);
  });
  look.observe(box);
  const end = () => {
    look.disconnect();
    lift();
  };
  back(box, end);
  return end;
}

/** A ring around an element, and the box beside it, as CSS. */
function point(box, target) {
  const { top, bottom, left, width, height } = target.getBoundingClientRect();
  const gap = 8;
  const ring = `inset:${top - gap}px auto auto ${left - gap}px;width:${width + 2 * gap}px;height:${height + 2 * gap}px`;
  const below = bottom + 2 * gap;
  const room = innerHeight - box.offsetHeight - gap;
  const y = below <= room ? below : Math.max(gap, Math.min(room, top - box.offsetHeight - 2 * gap));
  const x = Math.max(gap, Math.min(left, innerWidth - box.offsetWidth - gap));
  return `.spotlight::backdrop{${ring}}.spotlight{margin:0;inset:${y}px auto auto ${x}px}`;
}

function light(host, box, find, page) {
  // The backdrop is the ring: nothing else can lie above the page and below the dialog.
  const sheet = new CSSStyleSheet();
  const root = host.shadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  let target, was, frame;
  /** In each frame: the page scrolls, and what comes late moves the rest of it. */
  const follow = () => {
    if (!host.isConnected) return;
    const now = target.isConnected ? point(box, target) : was;
    if (now !== was) sheet.replaceSync((was = now));
    frame = requestAnimationFrame(follow);
  };
  return stay(page, host, find, (found) => {
    target = found;
    target.scrollIntoView({ block: "center" });
    cancelAnimationFrame(frame);
    // It has no size before it is shown.
    frame = requestAnimationFrame(follow);
  });
}

/** Beside an element. A new one may have to be taken over by a framework first. */
function placeCard(host, find, page) {
  let awaited;
  const findReady = (again) => {
    const target = find();
    if (!target || !isWanted(target, page.boxes())) return target;
    if (awaited !== target) awaitCue(page, "hydrated", (awaited = target), 0, again);
  };
  return stay(page, host, findReady, (target) => {
    // A list counts its items.
    if (target.localName === "li") host.setAttribute("role", "listitem");
    // Where it stands now, also where we have put it.
    Element.prototype.after.call(target, host);
  });
}

/** Puts a surface in its place; answers with what its end takes back besides. */
export function arrange(host, box, kind, selector, page) {
  // What has no box cannot be pointed out.
  const find = () => {
    const target = document.querySelector(selector);
    return (kind !== "spotlight" || target?.getClientRects().length) && target;
  };
  if (selector && !find()) throw selector;
  host.shadowRoot.append(box);
  if (kind === "bar") return placeBar(host, page);
  if (kind === "card") return placeCard(host, find, page);
  // Beside the body: a page that replaces its body, or counts its children, is not disturbed.
  document.documentElement.append(host);
  if (free[kind]) return keepFree(box, kind, page);
  if (kind === "spotlight") return light(host, box, find, page);
}
