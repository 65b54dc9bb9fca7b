// What the visitor is doing, kept while nodes move.
//
// Owns: the visitor's focus, selection and scrolling before a change. In: what moves nodes, and the elements that move.
// Out: the same focus, selection and scrolling as before. Must not: scroll the page, or focus anything that had no
// focus.

import { is_parsing } from "../life.js";

/** Puts the visitor back. */
let back;

/** Where the visitor is. To ask for the selection is to have the page laid out: so once before all changes, and once after them. */
function note_visitor(activeElement) {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return () => {
    if (document.activeElement !== activeElement) {
      // A surface that has opened meanwhile has it.
      if (!activeElement || document.activeElement !== document.body) return;
      const heir = activeElement.isConnected ? activeElement : document.getElementById(activeElement.id);
      heir?.focus({ preventScroll: true });
    }
    if (anchorNode?.isConnected && focusNode.isConnected && selection.anchorNode !== anchorNode)
      selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  };
}

/** Does something; the visitor is back when all is done. A field that is replaced passes its focus on to one of its id. */
export function steady(act, ...boxes) {
  const { activeElement, body } = document;
  // Not for somebody who has done nothing yet.
  const isNew = is_parsing() && (!activeElement || activeElement === body) && !navigator.userActivation?.hasBeenActive;
  if (isNew) return act();
  back ??= note_visitor(activeElement);
  const scrolled = boxes
    .flatMap((box) => [box, ...box.querySelectorAll("*")])
    .filter((one) => one.scrollTop || one.scrollLeft)
    .map((one) => [one, one.scrollLeft, one.scrollTop]);
  act();
  for (const [one, ...to] of scrolled) one.scrollTo({ left: to[0], top: to[1], behavior: "instant" });
}

/** All is done. */
export function settle() {
  const act = back;
  back = null;
  act?.();
}
