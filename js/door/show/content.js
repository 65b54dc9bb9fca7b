// The content of elements, replaced and put back.
//
// Owns: the mark that keeps the parser's text apart from ours. In: an element and new nodes. Out: the
// element with them. Must not: lose a node of the page: the same ones come back.

import { is_parsing } from "../life.js";
import { is_frame } from "./sanitise.js";
import { steady } from "./steady.js";

/** A browser that translates puts an element in the place of each text. */
export const is_translation = (node) => node.localName === "font";

/** Replaces content for one instance. */
export function createContent({ is_ours, note_back, own_node }, { keep }, { next_of, origin_of, take_children }) {
  let open = [];
  /** All that ever replaced content: what is replaced again makes room, as the page's own does. */
  const contents = new WeakSet();
  /** Not the page's content: inserted by another change, or moved here. */
  const is_guest = (node) => is_ours(node) || origin_of(node);

  /** What the parser has put after the end of ours joins what was there before. */
  const gather = (end, before) => {
    for (let node = next_of(end), next; node; node = next) {
      next = next_of(node);
      is_guest(node) || before.append(node);
    }
  };

  /** Calls `keep` whenever the parser has added something, with true when it is done. */
  const while_parsing = (keep) => open.push(keep);

  return {
    is_guest,
    while_parsing,
    /** Puts everything in order that the parser may have disturbed. */
    sweep_up(parsed) {
      open.forEach((keep) => keep(parsed));
      if (parsed) open = [];
    },
    /**
     * Replaces the content of an element. What of ours the page has changed or taken since stays as it is.
     * While the parser is inside an element its later text would grow ours. So an empty comment ends our
     * content; what comes after it is the page's own.
     */
    set_content(element, nodes) {
      if (is_frame(element)) throw element;
      let before, text;
      // One for every filling: content that was written while the page was parsed may be written again before that is over.
      const end = document.createComment("");
      const is_other = (node) => !contents.has(node) && is_guest(node);
      const is_own = (node) => node.nodeValue === text[nodes.indexOf(node)];
      const is_intact = (node) => is_own(node) || node === end || is_other(node);
      const read = () => (text = nodes.map((node) => node.nodeValue));

      const fill = () => {
        const guests = [...element.childNodes].filter(is_other);
        before = take_children(element);
        for (const node of nodes) own_node(contents.add(node) && node);
        element.append(...nodes, ...guests);
        if (is_parsing()) nodes.at(-1).after(end);
        else end.remove();
        keep(element, "content", holds, redo, nodes);
      };

      /** An element that the page has emptied has nothing that ours could stand for. */
      const holds = () => {
        const inside = [...element.childNodes];
        if (inside.some(is_translation) && inside.every((node) => is_intact(node) || is_translation(node))) {
          nodes = inside;
          read();
        }
        return end.parentNode || inside.every(is_intact);
      };

      const redo = () => {
        const inside = [...element.childNodes];
        const first = inside.findIndex(is_own);
        if (first < 0) {
          // The page may have written its text into ours: that is its node from now on.
          nodes = nodes.map((node, i) => {
            const fresh = node.nodeValue === text[i] ? node : node.cloneNode();
            fresh.nodeValue = text[i];
            return fresh;
          });
          return fill();
        }
        const others = inside.filter((node) => !is_intact(node));
        before.prepend(...others.filter((node) => inside.indexOf(node) < first));
        before.append(...others.filter((node) => inside.indexOf(node) > first));
      };

      // Where there is nothing of ours, there is no place to put the page's own back.
      if (!nodes.length) nodes.push(document.createTextNode(""));
      const empty = () => {
        gather(end, before);
        const left = nodes.filter((node) => node.parentNode === element && is_own(node));
        left[0]?.before(before);
        left.forEach((node) => node.remove());
        end.remove();
      };
      read();
      if (is_parsing())
        while_parsing((parsed) => {
          gather(end, before);
          if (parsed) end.remove();
        });
      steady(fill);
      note_back(element, () => steady(empty));
      return true;
    },
  };
}
