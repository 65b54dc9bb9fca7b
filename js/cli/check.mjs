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

const severities = { en: { error: "error", warning: "warning" }, ja: { error: "エラー", warning: "警告" } };

/** What is quoted from a file may be somebody else's: a terminal would do what its signs order, and a build server what its lines do. */
const plain = (text) => text.replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt().toString(16).padStart(4, "0")}`);

function line(file, spoken, { severity = "error", pointer, line, column, message, code, help }) {
  const where = pointer ? `${plain(pointer)}: ` : "";
  return `${file}:${line}:${column}: ${severities[spoken][severity]}: ${where}${plain(message)} [${code}]${help ? `\n    ${plain(help)}` : ""}`;
}

/** Runs the command; gives the exit code. */
export async function check(path, { lang, json }) {
  const spoken = language(lang);
  const found = await problems(readText(path, spoken), spoken);
  const errors = found.filter(isError).length;
  if (json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else for (const one of found) process.stdout.write(`${line(path, spoken, one)}\n`);
  say(`${path}: ${summaries[spoken](errors, found.length - errors)}`);
  return errors ? 1 : 0;
}

const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const summaries = {
  en: (errors, warnings) => (errors || warnings ? `${many(errors, "error")}, ${many(warnings, "warning")}` : "no problems"),
  ja: (errors, warnings) => (errors || warnings ? `エラー ${errors}件、警告 ${warnings}件` : "問題はありません"),
};

/** The text of rules without errors; with some, it stops a command that would publish them. */
export async function sound(path, lang) {
  const spoken = language(lang);
  const text = readText(path, spoken);
  const errors = (await problems(text, spoken)).filter(isError);
  if (errors.length) throw new Refusal(errors.map((one) => line(path, spoken, one)).join("\n"), 1);
  return text;
}
