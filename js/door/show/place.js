// Nodes in other places than the page gave them: inserted, moved, swapped, removed.
//
// Owns: where they were. In: elements, nodes of ours, a side (0 before, 1 after, 2 first, 3 last). Out: whether it was
// done. Must not: insert a second time what a page has copied, or put back what it has moved since.

import { is_translation } from "./content.js";
import { is_parsing } from "../life.js";
import { steady } from "./steady.js";

const ways = ["before", "after", "prepend", "append"];

/** The changes of place of one instance. */
export function createPlaces({ is_ours, note_back, own_node }, { is_guest, while_parsing }, { keep }, { is_there, lead, leave_mark, next_of, origin_of, parent_of, release, unveil }) {
  const arranged = new WeakMap();
  /** By change: the two that it has arranged. */
  const pairs = {};
  /** What was inserted here before: only then can what is there already be a copy of it. */
  const written = new Set();

  /** Whether a node of the page's own comes after one, where it is. */
  const is_followed = (node) => {
    do node = next_of(node);
    while (node && is_guest(node));
    return node;
  };

  /**
   * As many nodes as ours where ours would be: a page that copies its markup copies ours as well. In a list of thousands
   * each has some, so they are gone through from there, and not counted.
   */
  const neighbours = (element, side, count, place) => {
    const found = [];
    let node = [element.previousSibling, next_of(element), place.firstChild, place.lastChild][side];
    for (; node && count--; node = side % 3 ? next_of(node) : node.previousSibling) side % 3 ? found.push(node) : found.unshift(node);
    return found;
  };

  /** Puts nodes to a side of an element. While the parser is there, later text would grow ours. */
  const put = (element, side, nodes) => {
    if (is_parsing()) {
      const end = document.createComment("");
      const all = [...nodes, end];
      nodes = all;
      own_node(end);
      note_back(end, () => end.remove());
      while_parsing((parsed) => {
        if (side === 3 && end.parentNode === element && is_followed(end)) element.append(...all);
        if (parsed) end.remove();
      });
    }
    // Where it stands now: the element itself may speak of where the page has put it.
    Element.prototype[ways[side]].call(element, ...nodes);
  };

  /** Notes the way back to a mark. What the page has moved since stays there. */
  const note_way = (element, mark, again) => {
    const parent = parent_of(element);
    const is_still = () => parent_of(element) === parent;
    const origin = origin_of(element);
    const is_over = () => origin_of(element) !== origin;
    /** What the page takes away makes another the one before. */
    const follow = () => [element, mark].forEach(lead);
    const holds = () => {
      follow();
      return is_over() || (is_still() && is_there(origin));
    };
    const redo = () => {
      // With its place the page has thrown it away, or it has emptied where we had put it; or else it has moved it itself.
      if (is_still() || !parent_of(element)) origin.parentNode ? origin.replaceWith(element) : element.remove();
      release(element);
    };
    follow();
    keep(element, "place", holds, again ?? redo, [], () => {
      follow();
      // The page has taken away where we had put it.
      if (parent && !is_over() && is_there(origin)) redo();
    });
    note_back(mark, () => {
      // What the page has emptied a moment ago, ours or its own place, the keeper has not seen yet.
      if (is_still() || !parent_of(element)) steady(() => (mark.parentNode || is_over() ? mark.replaceWith(element) : element.remove()), element);
      mark.remove();
      unveil(element);
      arranged.delete(element);
    });
  };

  return {
    insert(element, side, nodes) {
      const place = side < 2 ? () => parent_of(element) : () => element;
      const text = nodes.map((node) => node.outerHTML ?? node.data).join("");
      const key = "insert" + side + text;
      let dropped;
      const write = () => {
        const there = neighbours(element, side, nodes.length, place());
        const is_copy = (node, i) => !is_ours(node) && node.isEqualNode(nodes[i]);
        if (written.has(text) && there.length && there.every(is_copy)) nodes = there;
        else put(element, side, nodes);
        written.add(text);
        nodes.forEach(own_node);
        // What is inside goes with the element, and comes back with it.
        keep(element, key, holds, write, nodes, side < 2 ? take_out : undefined);
      };
      /** What is taken alone, and nothing else with it, somebody has closed. */
      const holds = (is_stirred) => {
        const there = neighbours(element, side, nodes.length, place());
        if (there.some(is_translation) && there.every((node, i) => node === nodes[i] || is_translation(node))) nodes = there;
        return dropped || nodes.some((node) => node.isConnected) || !is_stirred || (dropped = !is_stirred(place()));
      };
      const take_out = () => nodes.forEach((node) => node.remove());
      write();
      note_back(element, take_out);
      return nodes.length > 0;
    },
    /** The two of a change as long as it holds: a selector that counts places finds others once they have moved. */
    pair_of: (key) => pairs[key]?.every((one) => one.isConnected) && arranged.get(pairs[key][0]) === pairs[key][1] && pairs[key],
    /** Moves an element to a side of another; 4 swaps them. */
    arrange: import.meta.more !== false && ((element, side, other, key) => {
      if (arranged.get(element) === other) return true;
      if (element.contains(other) || (side > 3 && other.contains(element))) return false;
      arranged.set(element, other);
      pairs[key] = [element, other];
      const move = () => {
        const mark = leave_mark(element);
        if (side < 4) put(other, side, [element]);
        else {
          const second = leave_mark(other);
          mark.after(other);
          second.after(element);
          note_way(other, second);
        }
        note_way(element, mark);
      };
      steady(move, element, other);
      return true;
    }),
    remove(element) {
      const take = () => note_way(element, leave_mark(element), again);
      const again = () => {
        release(element);
        take();
      };
      take();
      return true;
    },
  };
}
