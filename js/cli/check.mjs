// `omotenashi check`: what is wrong with the rules, in plain sentences.
//
// Owns: how problems are printed. In: a rules file and the author build, whose `check(text, lang)`
// gives them. Out: lines or JSON; exit code 1 on errors. Must not: judge rules itself.

import { readText } from "./file.mjs";
import { Refusal, say } from "./refusal.mjs";

const languages = ["en", "ja"];

/** The language asked for, or the terminal's. */
export function language(asked) {
  if (asked && !languages.includes(asked))
    throw new Refusal(`--lang: expected ${languages.join(" or ")}, got "${asked}"`);
  const terminal = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  return asked ?? (terminal.startsWith("ja") ? "ja" : "en");
}

/** The problems of a text: `{ code, severity, pointer, line, column, message, help? }`. */
async function problems(text, lang) {
  // Loaded when it is needed: it compiles a module.
  const author = await import("omotenashi:author");
  return author.check(text, lang);
}

const isError = ({ severity }) => severity === "error";

function line(file, { severity = "error", pointer, line, column, message, code, help }) {
  return `${file}:${line}:${column}: ${severity}: ${pointer ?? ""}${pointer ? ": " : ""}${message} [${code}]${help ? `\n    ${help}` : ""}`;
}

/** Runs the command; gives the exit code. */
export async function check(path, { lang, json }) {
  const found = await problems(readText(path), language(lang));
  const errors = found.filter(isError).length;
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else for (const one of found) process.stdout.write(`${line(path, one)}\n`);
  say(summary(path, errors, found.length - errors));
  return errors ? 1 : 0;
}

function summary(path, errors, warnings) {
  if (!errors && !warnings) return `${path}: no problems`;
  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  return `${path}: ${many(errors, "error")}, ${many(warnings, "warning")}`;
}

/** The text of rules without errors; with some, it stops a command that would publish them. */
export async function sound(path, lang) {
  const text = readText(path);
  const errors = (await problems(text, language(lang))).filter(isError);
  if (errors.length) throw new Refusal(errors.map((one) => line(path, one)).join("\n"), 1);
  return text;
}
