// Nodes in other places than the page gave them: inserted, moved, swapped, taken out.
//
// Owns: where they stood. In: elements, nodes of ours, a side (0 before, 1 after, 2 first, 3 last).
// Out: whether it was done. Must not: insert twice what a page has copied, or put back what it has moved since.

import { is_parsing } from "./life.js";

const ways = ["before", "after", "prepend", "append"];

/** As many nodes as ours where ours would be: a page that copies its markup copies ours as well. */
function neighbours(element, side, count) {
  const all = [...(side < 2 ? element.parentNode : element).childNodes];
  const at = all.indexOf(element);
  const from = [at - count, at + 1, 0, all.length - count][side];
  return from < 0 ? [] : all.slice(from, from + count);
}

/** Lets two elements change places. Doing so again is the way back. */
function exchange(one, other) {
  const mark = document.createComment("");
  one.replaceWith(mark);
  other.replaceWith(one);
  mark.replaceWith(other);
}

/** The changes of place of one instance. */
export function createPlaces({ is_ours, note_back, own_node }, { while_parsing }) {
  /** Puts nodes to a side of an element. While the parser is there, later text would grow ours. */
  const put = (element, side, nodes) => {
    if (is_parsing()) {
      const end = document.createComment("");
      const all = [...nodes, end];
      nodes = all;
      note_back(end, () => end.remove());
      while_parsing((parsed) => {
        if (side === 3 && end.nextSibling && end.parentNode === element) element.append(...all);
        if (parsed) end.remove();
      });
    }
    element[ways[side]](...nodes);
  };

  /** Takes an element from its place, perhaps to another. What the page has moved since stays there. */
  const take = (element, act) => {
    const mark = document.createComment("");
    element.replaceWith(mark);
    act();
    const parent = element.parentNode;
    note_back(mark, () => (element.parentNode === parent ? mark.replaceWith(element) : mark.remove()));
    return true;
  };

  return {
    insert(element, side, nodes) {
      const there = neighbours(element, side, nodes.length);
      if (there.length && there.every((node, i) => !is_ours(node) && node.isEqualNode(nodes[i]))) nodes = there;
      else put(element, side, nodes);
      nodes.forEach(own_node);
      note_back(element, () => nodes.forEach((node) => node.remove()));
      return nodes.length > 0;
    },
    /** Moves an element to a side of another; 4 swaps them. */
    arrange(element, side, other) {
      if (element.contains(other) || (side > 3 && other.contains(element))) return false;
      if (side < 4) return take(element, () => put(other, side, [element]));
      exchange(element, other);
      note_back(element, () => element.isConnected && other.isConnected && exchange(element, other));
      return true;
    },
    remove: (element) => take(element, () => {}),
  };
}
