// Errors that a visitor meets, and copying.
//
// Owns: what counts as an error. In: events of the browser. Out: events. Must not: pass on the text of an error, the
// content of a field, or what was copied: that may be anything.

import { pathOf } from "./press.js";

/** No more are told on one page: an error may be in a loop. */
const most = 10;

const alert = "[role=alert]";

function exceptions({ changes, later, listen, tell, turned }) {
  let count = 0;
  turned(() => (count = 0));
  const say = (kind) => count++ < most && tell("exception", { kind, fatal: false });
  listen(window, "error", ({ target }) => say(target === window ? "script" : "resource"), { capture: true });
  listen(window, "unhandledrejection", () => say("promise"));
  // A form refuses all of its fields at once.
  let refused = false;
  const refuse = () => {
    if (refused) return;
    refused = true;
    later(0, () => (refused = false));
    say("field");
  };
  listen(document, "invalid", refuse, { capture: true });
  const shown = (node) => {
    const element = node.matches ? node : node.parentElement;
    const found = element && (element.closest(alert) ?? element.querySelector(alert));
    // What only tells screen readers of the next page, as frameworks do, is a pixel wide.
    return found?.hasChildNodes() && found.getBoundingClientRect().width > 1;
  };
  changes(
    (records) => {
      const nodes = records.flatMap(({ target, addedNodes }) => [...addedNodes, ...(addedNodes.length ? [] : [target])]);
      if (nodes.some((node) => node.isConnected && shown(node))) say("alert");
    },
    { childList: true, subtree: true, characterData: true },
  );
}

function copies({ describe, listen, tell }) {
  listen(document, "copy", (event) => event.isTrusted && tell("copy", describe(pathOf(event))), { capture: true });
}

export const trouble = [
  [["exception"], exceptions],
  [["copy"], copies],
];
