// Owns: the button at the corner, and opening and closing the drawer. The drawer itself is loaded when first opened.
// In: clicks, Escape, `#backstage` in the address. Out: an open or closed drawer.
// Must not: store anything. While open, links of the shop carry `#backstage` along: the address is its only memory.

import { el } from "./dom.mjs";
import { say } from "./guide.mjs";

const MARK = "#backstage";
let drawer = null;

const button = el("button", { class: "stage-button", type: "button", "aria-expanded": "false", "aria-controls": "stage", onclick: toggle },
  el("span", { class: "stage-dot", "aria-hidden": "true" }), say("舞台裏", "Behind the scenes"));

const isOpen = () => document.documentElement.classList.contains("stage-open");

async function open({ focus, tab, done } = {}) {
  document.documentElement.classList.add("stage-open");
  button.setAttribute("aria-expanded", "true");
  try {
    const { createStage } = await import("./stage.mjs");
    drawer ??= createStage({ close });
  } catch {
    close();
    document.getElementById("toast").textContent = say("舞台裏を開けません。店のサーバーは動いていますか。", "It cannot be opened. Is the shop’s server running?");
    return;
  }
  if (!drawer.element.isConnected) button.before(drawer.element);
  drawer.start({ tab, done });
  if (focus) drawer.element.querySelector("h2").focus();
}

function close() {
  document.documentElement.classList.remove("stage-open");
  button.setAttribute("aria-expanded", "false");
  drawer?.stop();
  button.focus();
}

function toggle() {
  if (isOpen()) close();
  else open({ focus: true });
}

/** Lets a link of the shop carry the open drawer to the next page. */
function carry(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !isOpen() || link.origin !== location.origin || link.hash || link.pathname + link.search === location.pathname + location.search) return;
  link.hash = `${MARK}=${drawer?.tab() ?? ""}`;
}

document.addEventListener("click", carry, { capture: true });
// Also when a banner that came late has taken the focus; but what has an Escape of its own keeps it.
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && isOpen() && !target.closest("omotenashi-surface, .pm")) close();
});
document.body.append(button);
if (location.hash.startsWith(MARK)) {
  const [tab, done] = decodeURIComponent(location.hash.slice(MARK.length + 1)).split(":");
  open({ tab, done });
}
