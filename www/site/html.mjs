// Owns: writing HTML so that a value can never become markup by accident.
// In: template literals. Out: `Markup`, which alone is written unescaped.

class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function write(value) {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(write).join("");
  return String(value).replace(/[&<>"']/g, (c) => ESCAPES[c]);
}

/** Markup from a template; values are escaped, arrays joined, null and false are nothing. */
export function html(strings, ...values) {
  return new Markup(strings.reduce((text, part, i) => text + write(values[i - 1]) + part));
}

/** A JSON block that the page's scripts read; `text` is kept as it is but for `<`. */
export function jsonBlock(id, text) {
  return new Markup(`<script type="application/json" id="${id}">${text.replace(/</g, "\\u003c")}</script>`);
}
