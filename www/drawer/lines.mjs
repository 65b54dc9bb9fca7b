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
    /** Selects a line, counted from 1, and scrolls there. */
    jump(line) {
      const all = area.value.split("\n");
      const start = all.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      const text = all[line - 1] ?? "";
      area.focus();
      area.setSelectionRange(start + text.search(/\S|$/), start + text.length);
      area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / all.length));
      area.scrollLeft = 0;
    },
  };
}
