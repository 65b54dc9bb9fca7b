// The content of elements, replaced and put back.
//
// Owns: the mark that keeps the parser's text apart from ours. In: an element and new nodes. Out: the
// element with them. Must not: lose a node of the page: the same ones come back.

import { is_parsing } from "./life.js";

/** What the parser has put after the end of ours joins what was there before. */
function gather(end, before) {
  while (end?.parentNode && end.nextSibling) before.append(end.nextSibling);
}

/** Replaces content for one instance. */
export function createContent({ note_back, own_node }) {
  let open = [];
  /** Calls `keep` whenever the parser has added something, with true when it is done. */
  const while_parsing = (keep) => open.push(keep);

  return {
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
      const before = document.createDocumentFragment();
      // Where there is nothing of ours, there is no place to put the page's own back.
      if (!nodes.length) nodes.push(document.createTextNode(""));
      const end = is_parsing() && document.createComment("");
      if (end) {
        nodes.push(end);
        while_parsing((parsed) => {
          gather(end, before);
          if (parsed) end.remove();
        });
      }
      const text = nodes.map((node) => node.nodeValue);
      nodes.forEach(own_node);
      before.append(...element.childNodes);
      element.append(...nodes);
      note_back(element, () => {
        gather(end, before);
        const left = nodes.filter((node, i) => node.parentNode === element && node.nodeValue === text[i]);
        left[0]?.before(before);
        left.forEach((node) => node.remove());
      });
      return true;
    },
  };
}
