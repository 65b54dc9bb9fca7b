// Owns: a textarea with line numbers, a jump to a line, and marks on lines with problems.

import { el, fill } from "./dom.mjs";

/** An editor of plain text. `oninput` is called after every change. */
export function createLines({ label, oninput }) {
  const numbers = el("div", { class: "stage-numbers", "aria-hidden": "true" });
  const area = el("textarea", { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", "aria-label": label });
  let marked = new Set();

  function draw() {
    const count = area.value.split("\n").length;
    fill(numbers, ...Array.from({ length: count }, (_, i) => el("span", { class: marked.has(i + 1) ? "is-wrong" : null }, String(i + 1))));
    numbers.scrollTop = area.scrollTop;
  }

  area.addEventListener("scroll", () => {
    numbers.scrollTop = area.scrollTop;
  });
  area.addEventListener("input", () => {
    draw();
    oninput(area.value);
  });

  return {
    element: el("div", { class: "stage-editor" }, numbers, area),
    text: () => area.value,
    set(text) {
      area.value = text;
      draw();
    },
    mark(lines) {
      marked = new Set(lines);
      draw();
    },
    /** Puts the cursor at a place and scrolls there. Lines and columns count from 1. */
    jump(line, column = 1) {
      const before = area.value.split("\n").slice(0, line - 1);
      const start = before.reduce((sum, each) => sum + each.length + 1, 0);
      const length = area.value.split("\n")[line - 1]?.length ?? 0;
      area.focus();
      area.setSelectionRange(start + Math.min(column - 1, length), start + length);
      const height = area.scrollHeight / area.value.split("\n").length;
      area.scrollTop = Math.max(0, (line - 4) * height);
      area.scrollLeft = 0;
    },
  };
}
