// A box of our own above the page: a modal dialog or a bar.
//
// Owns: one host element with a shadow root, so that neither the page's styles nor ours meet the other.
// In: a kind, nodes, labels. Out: CLOSED, when the visitor closes it. Must not: keep the visitor from closing it.

import { CLOSED } from "./event.js";
import { sanitise } from "./sanitise.js";

/**
 * Sites restyle it by `--om-…` variables on `:root`. System colours follow the visitor's dark mode, and the
 * browser's own style of a dialog keeps it inside small screens.
 */
const style = `:host{all:initial;color-scheme:light dark}
dialog,section{box-sizing:border-box;border:0;padding:1.5em 3em;background:var(--om-background,Canvas);color:var(--om-color,CanvasText);font:var(--om-font,1em/1.7 system-ui);line-break:strict;overflow-wrap:anywhere}
dialog{width:var(--om-width,30em);border-radius:var(--om-radius,.75em)}
dialog::backdrop{background:var(--om-backdrop,#0008)}
section{position:fixed;inset:var(--om-bar,0 0 auto);z-index:2147483647;max-height:50vh;overflow:auto;box-shadow:0 0 1em #0004}
.x{position:absolute;top:0;inset-inline-end:0;width:3em;height:3em;border:0;background:none;color:inherit;font:inherit}
img{max-width:100%}`;

/** The label given, or else the first heading inside. */
function name(box, label) {
  const heading = box.querySelector("h1,h2,h3,h4,h5,h6");
  if (label) box.ariaLabel = label;
  else if (heading) {
    heading.id ||= "om-" + box.localName;
    box.setAttribute("aria-labelledby", heading.id);
  }
}

/** The order to open a surface: 1 for a modal, 2 for content from a template. */
export const open_surface = ({ listen_to, tell_event }, { note_back, own_node }) => {
  let root;

  const host = () => {
    if (root?.isConnected) return root;
    const element = document.createElement("omotenashi-surface");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root = element.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    own_node(element);
    // Beside the body: a page that replaces its body, or counts its children, is not disturbed.
    document.documentElement.append(element);
    note_back(element, () => element.remove());
    return root;
  };

  return (experience, form, content, label, closeLabel) => {
    const modal = form & 1;
    const box = document.createElement(modal ? "dialog" : "section");
    const button = document.createElement("button");
    button.className = "x";
    button.ariaLabel = closeLabel;
    button.textContent = "✕";
    box.append(
      ...(form & 2 ? [document.importNode(document.querySelector(content).content, true)] : sanitise(content, box)),
      button,
    );
    name(box, label);

    const close = (event) => {
      box.remove();
      if (event) tell_event(CLOSED, experience);
    };
    listen_to(box, "close", close);
    listen_to(box, "click", (event) => {
      if (event.target.closest(".x,[data-om-close]")) modal ? box.close() : close(event);
    });
    host().append(box);
    note_back(box, close);
    if (modal) box.showModal();
    else box.role = "region";
    return true;
  };
};
