// A box of our own above the page: a modal dialog or a bar.
//
// Owns: one host element with a shadow root, so that neither the page's styles nor ours meet the other.
// In: a kind, nodes, labels. Out: CLOSED, when the visitor closes it. Must not: keep the visitor from closing it.

import { CLOSED } from "./event.js";
import { sanitise } from "./sanitise.js";

/** Sites restyle it by `--om-…` variables on `:root`. System colours follow the visitor's dark mode. */
const style = `:host{all:initial;color-scheme:light dark}
dialog,section{box-sizing:border-box;border:0;padding:1.5em;background:var(--om-background,Canvas);color:var(--om-color,CanvasText);font:var(--om-font,1rem/1.7 system-ui,sans-serif);line-break:strict;overflow-wrap:anywhere}
dialog{width:var(--om-width,26em);max-width:calc(100vw - 2em);max-height:calc(100dvh - 2em);border-radius:var(--om-radius,.75em);box-shadow:0 1em 3em #0006;overflow:auto}
dialog::backdrop{background:var(--om-backdrop,#0008)}
section{position:fixed;inset:var(--om-bar,0 0 auto);z-index:2147483647;padding:.75em 3.5em .75em 1em;box-shadow:0 0 1em #0003;max-height:50dvh;overflow:auto}
.x{position:absolute;top:.25em;inset-inline-end:.25em;min-width:2.75em;min-height:2.75em;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
:focus-visible{outline:3px solid var(--om-focus,Highlight);outline-offset:2px}
img{max-width:100%;height:auto}`;

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
