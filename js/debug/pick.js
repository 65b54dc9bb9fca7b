// Picking an element of the page, by pointer or by keyboard.
//
// Owns: the time between the wish to pick and the pick. In: the layer for the frame. Out: the element, or nothing. Must
// not: let a click through to the page, or go on after Escape.

import { make } from "./dom.js";
import { say } from "./say.js";
import { selectorOf } from "./selector.js";

const moves = {
  ArrowUp: (element) => element.parentElement,
  ArrowDown: (element) => element.firstElementChild,
  ArrowLeft: (element) => element.previousElementSibling,
  ArrowRight: (element) => element.nextElementSibling,
};

const pickable = (element) => element && document.body.contains(element) && !element.localName.startsWith("omotenashi-");

/** Lets somebody pick; answers with the element, or undefined. */
export function pick(root) {
  const frame = make("div", { className: "frame active pick" }, make("span"));
  const hint = make("div", { className: "hint", role: "status" });
  root.append(frame, hint);
  const ends = new AbortController();
  let current = document.querySelector("h1") ?? document.body.firstElementChild ?? document.body;

  const show = (element) => {
    current = element;
    const { left, top, width, height } = element.getBoundingClientRect();
    frame.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
    frame.classList.toggle("low", top < 22);
    frame.firstChild.textContent = selectorOf(element);
    hint.textContent = `${selectorOf(element)} · ${say("Click, or arrow keys and Enter. Escape ends.", "クリック、または矢印キーと Enter。Esc で終了。")}`;
  };
  show(current);

  return new Promise((done) => {
    const end = (element) => {
      ends.abort();
      frame.remove();
      hint.remove();
      done(element);
    };
    const listen = (type, act) =>
      addEventListener(
        type,
        (event) => {
          event.preventDefault();
          event.stopImmediatePropagation();
          act(event);
        },
        { capture: true, signal: ends.signal },
      );
    const under = ({ clientX, clientY }) => document.elementsFromPoint(clientX, clientY).find(pickable);
    listen("pointermove", (event) => under(event) && show(under(event)));
    for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup"]) listen(type, () => {});
    listen("click", (event) => end(under(event)));
    listen("keydown", ({ key }) => {
      if (key === "Escape") end();
      else if (key === "Enter") end(current);
      else {
        const next = moves[key]?.(current);
        if (!pickable(next)) return;
        next.scrollIntoView({ block: "nearest" });
        show(next);
      }
    });
  });
}
