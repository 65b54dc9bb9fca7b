// What the visitor is doing, kept while nodes move.
//
// Owns: nothing. In: what moves nodes, and the elements that move. Out: the same focus, selection and scrolling as
// before. Must not: scroll the page, or focus what had no focus.

import { is_parsing } from "./life.js";

/** Does something, and leaves the visitor where they were. A field that is replaced passes its focus on to one of its id. */
export function steady(act, ...boxes) {
  const { activeElement, body } = document;
  // To ask for the selection, or for scrolling, is to have the page laid out: not for somebody who has done nothing yet.
  const isNew = is_parsing() && (!activeElement || activeElement === body) && !navigator.userActivation?.hasBeenActive;
  if (isNew) return act();
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const scrolled = boxes
    .flatMap((box) => [box, ...box.querySelectorAll("*")])
    .filter((one) => one.scrollTop || one.scrollLeft)
    .map((one) => [one, one.scrollLeft, one.scrollTop]);
  act();
  if (activeElement && document.activeElement !== activeElement) {
    const heir = activeElement.isConnected ? activeElement : document.getElementById(activeElement.id);
    heir?.focus({ preventScroll: true });
  }
  if (anchorNode?.isConnected && focusNode.isConnected && selection.anchorNode !== anchorNode)
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  for (const [one, ...to] of scrolled) one.scrollTo({ left: to[0], top: to[1], behavior: "instant" });
}
