// A text of any characters as source that costs next to nothing after compression.
//
// Owns: the template literal. In: text. Out: JavaScript source text, and the byte-order
// mark that makes browsers read it alike on pages in any encoding. Must not: be inlined into HTML,
// where a NUL byte would be replaced.

/** Says "UTF-8" to every browser, also on a Shift_JIS page served without a charset. */
export const mark = "\uFEFF";

/**
 * Says to V8 (Chrome 136 and later; a comment to others) that nearly all functions run at once: they
 * are compiled beside the download instead of one by one on the main thread. A quarter of a cold start.
 */
export const hint = "//# allFunctionsCalledOnLoad\n";

/** Stands in a script where its module is to be. */
export const slot = "@omotenashi:wasm@";

/** The script with `code` in that place, whatever quotes a minifier chose. */
export function insert(script, code) {
  const parts = script.split(new RegExp(`["'\`]${slot}["'\`]`));
  if (parts.length !== 2) throw new Error(`there are ${parts.length - 1} places for the module in the script, not 1`);
  return parts.join(code);
}

const escapes = { "\\": "\\\\", "`": "\\`", $: "\\$", "\r": "\\r" };

/** A template literal: only three characters need escaping, and a dollar before a brace. */
export function literal(text) {
  return `\`${text.replace(/[\\`\r]|\$(?=\{)/g, (sign) => escapes[sign])}\``;
}
