// `omotenashi guide`: the whole language of rules files, as pages to read.
//
// Owns: how it is printed. In: dist/schema.json, or its Japanese. Out: Markdown on stdout. Must not: know what a member
// means; that is the schema's.

import { readFileSync } from "node:fs";
import { language } from "../check.mjs";
import { nearest } from "../nearest.mjs";
import { Refusal } from "../refusal.mjs";
import { chapters } from "./chapter.mjs";
import { rowsOf } from "./table.mjs";

const heads = {
  en: { member: "member", takes: "takes", meaning: "meaning", event: "event", when: "when it happens", properties: "properties", written: "written", becomes: "becomes", does: "what you do", follows: "what happens, and what to do" },
  ja: { member: "項目", takes: "書き方", meaning: "意味", event: "イベント", when: "いつ", properties: "プロパティ", written: "書き方", becomes: "表示", does: "すること", follows: "起きること、必要なこと" },
};
const words = {
  en: { title: "The rules of Omotenashi", example: "For example:", chapters: "Chapters", one: "One chapter alone: ", none: (name, near, names) => `no chapter \`${name}\`${near ? `, did you mean \`${near}\`?` : "."} There are: ${names.join(", ")}` },
  ja: { title: "Omotenashi のルールの書き方", example: "例：", chapters: "目次", one: "一つの章だけを見るには：", none: (name, near, names) => `\`${name}\` という章はありません。${near ? `\`${near}\` のことですか？` : ""}章は次のとおりです：${names.join("、")}` },
};

/** A cell of Markdown holds no line of its own, and no bar. */
const cell = (text) => String(text ?? "").replaceAll("|", "\\|").replaceAll("<", "&lt;");
const line = (cells) => `| ${cells.join(" | ")} |`;

function table({ title, rows, head = ["member", "takes", "meaning"], ...part }, schema, lang) {
  const found = rows ? rows.map(({ cells }) => cells.map((one) => one?.[lang] ?? one)) : rowsOf(schema, part, lang);
  const names = head.map((name) => heads[lang][name]);
  const lines = [line(names), line(names.map(() => "---")), ...found.map((cells) => line(cells.slice(0, head.length).map(cell)))];
  return `${title ? `### ${title[lang]}\n\n` : ""}${lines.join("\n")}`;
}

/** JSON as people write it: what is short stands in one line. */
function written(value, indent = "") {
  const plain = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  if (typeof value !== "object" || indent.length + plain.length <= 100) return plain;
  const inner = `${indent}  `;
  const list = Array.isArray(value);
  const lines = list ? value.map((one) => written(one, inner)) : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${written(one, inner)}`);
  return `${list ? "[" : "{"}\n${lines.map((one) => inner + one).join(",\n")}\n${indent}${list ? "]" : "}"}`;
}

const fenced = (rules) => `\`\`\`json\n${written(rules)}\n\`\`\``;

/** One chapter as Markdown. */
function chapterText(chapter, schema, lang) {
  const { title, about, example, tables } = chapter;
  const parts = [`## ${title[lang]}`, about[lang], words[lang].example, fenced(example[lang]), ...tables.map((one) => table(one, schema, lang))];
  return parts.join("\n\n");
}

/** All of it, with a list of the chapters. */
function whole(schema, lang) {
  const { title, chapters: heading, one } = words[lang];
  const list = chapters.map((chapter) => `- \`${chapter.name}\`: ${chapter.title[lang]}`);
  const first = [`# ${title}`, `${heading}:`, list.join("\n"), `${one}\`npx omotenashi guide conditions\``];
  return [...first, ...chapters.map((chapter) => chapterText(chapter, schema, lang))].join("\n\n");
}

/** Runs the command; gives the exit code. */
export async function guide(name, { lang }) {
  const spoken = language(lang);
  const file = new URL(spoken === "ja" ? "./schema.ja.json" : "./schema.json", import.meta.url);
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const chapter = chapters.find((one) => one.name === name);
  if (name && !chapter) {
    const names = chapters.map((one) => one.name);
    const near = nearest(name, names);
    throw new Refusal(words[spoken].none(name, near, names));
  }
  process.stdout.write(`${chapter ? chapterText(chapter, schema, spoken) : whole(schema, spoken)}\n`);
  return 0;
}
