// Frames around what applied, on the page itself.
//
// Owns: the frames. In: the notes of an instance, the names of experiences. Out: frames that follow their elements, and
// which experience the pointer is at. Must not: touch an element of the page, or take a click from it.

import { make } from "./dom.js";

/** Elements of each experience: what it claimed, and the surface it shows. */
function places({ claims, opened, rules, api }) {
  const list = claims.map(([index, element]) => [rules?.experiences?.[index]?.id, element]);
  for (const host of document.querySelectorAll("omotenashi-surface")) {
    const box = host.shadowRoot?.querySelector("dialog,section");
    // Asked of few: who has many experiences would wait.
    const shown = (one) => {
      const variant = opened.has(one.id) && api.variant(one.id);
      const entries = one.show ?? one.variants?.[variant]?.show ?? [];
      return variant && entries.some?.(({ surface }) => surface === box?.className);
    };
    if (box) list.push([rules?.experiences?.find?.(shown)?.id, box]);
  }
  return list.filter(([id, element]) => id !== undefined && element.isConnected);
}

/** Frames in a layer of their own; `show(false)` takes them away. */
export function createOutline(root, record, pointed) {
  const layer = make("div", { className: "frames", "aria-hidden": "true" });
  root.append(layer);
  let on = false;
  let active;
  let frames = [];

  const draw = () => {
    frames = places(record).map(([id, element]) => ({ id, element, box: make("div", { className: "frame" }, make("span", {}, id)) }));
    layer.replaceChildren(...frames.map(({ box }) => box));
  };
  const follow = () => {
    if (!on) return;
    for (const { id, element, box } of frames) {
      const { left, top, width, height } = element.getBoundingClientRect();
      box.hidden = !width && !height;
      box.style.cssText = `left:${left - 3}px;top:${top - 3}px;width:${width + 6}px;height:${height + 6}px`;
      box.className = id === active ? "frame active" : "frame";
      box.classList.toggle("low", top < 22);
    }
    requestAnimationFrame(follow);
  };
  document.addEventListener("pointermove", (event) => {
    if (!on || event.target.localName === "omotenashi-debug") return;
    const path = event.composedPath();
    const found = frames.findLast?.(({ element }) => path.includes(element));
    if (found?.id !== active) pointed(found?.id);
  });
  record.watch(() => on && draw());
  return {
    show(wanted) {
      if (on === wanted) return;
      on = wanted;
      layer.hidden = !on;
      if (!on) return;
      draw();
      follow();
    },
    /** The one that stands out. */
    mark(id) {
      active = id;
    },
    /** Brings the first place of an experience into view; says whether there is one. */
    reveal(id) {
      const found = places(record).find(([known]) => known === id);
      found?.[1].scrollIntoView({ block: "center" });
      return !!found;
    },
    /** Ids of all that have a place. */
    placed: () => new Set(places(record).map(([id]) => id)),
  };
}
