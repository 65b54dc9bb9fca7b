// `omotenashi data`: what the rules keep of a visitor, and what they send.
//
// Owns: how the sheet is printed. In: a rules file and the author build, whose `sheet(text, lang)` gives it. Out: Markdown
// or JSON on stdout. Must not: know anything that the rules do not say,
// or speak for rules that have errors.

import { language, sound } from "./check.mjs";

/** Runs the command; gives the exit code. */
export async function data(path, { lang, json }) {
  // A page about rules that cannot be read would say that nothing is kept and nothing sent.
  const text = await sound(path, lang);
  // Loaded when it is needed: it compiles a module.
  const { sheet } = await import("omotenashi:author");
  const { text: page, ...rows } = sheet(text, language(lang));
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : page);
  return 0;
}
