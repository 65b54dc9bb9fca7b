// Whether a framework has hydrated what the server has sent. Part of the second file.
//
// Owns: what React, Vue and Nuxt leave on their elements. In: an element. Out: yes or no. Must not: change
// anything. A site with another framework says so: it sets `data-om-hydrate="done"` on the container, or around it.

/** What a framework keeps on a node, under a name that ends by chance. */
const kept = (node, start) => node[Object.keys(node).find((key) => key.startsWith(start))];

/** React takes over each element when it has reached it, and marks it then; the root is marked before. */
function isReacted(element, { stateNode }) {
  if (stateNode.current.memoizedState.isDehydrated) return false;
  for (let node = element; node; node = node.parentNode) {
    const fiber = kept(node, "__reactFiber$");
    // Nothing inside of markup that the page gives as text is marked.
    if (fiber) return node === element || !!fiber.memoizedProps?.dangerouslySetInnerHTML;
  }
}

/** Whether an element has to wait: it is in one of these, and not taken over yet. */
export const isWanted = (element, boxes) => element.closest(boxes) && !hydrated(element);

/** Whether an element may be changed without a framework taking it for its own error. */
export function hydrated(element) {
  for (let node = element; node; node = node.parentNode) {
    const app = node.__vue_app__;
    const root = kept(node, "__reactContainer$");
    if (node.dataset?.omHydrate === "done") return true;
    if (app) return !app.$nuxt?.isHydrating;
    if (root) return isReacted(element, root);
  }
  return false;
}
