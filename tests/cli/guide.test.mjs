// `omotenashi guide`: nothing of the language is missing in it, and its examples are true.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { dist, root } from "../../js/build/place.mjs";
import { chapters } from "../../js/cli/guide/chapter.mjs";
import { events } from "../../js/cli/guide/event.mjs";
import { omotenashi, scratch } from "./program.mjs";

const { check } = await import(join(dist, "author.mjs"));
const schema = JSON.parse(readFileSync(join(dist, "schema.json"), "utf8"));
const folder = scratch();
const guide = (...args) => omotenashi(folder, "guide", ...args);
const pages = { en: guide().out, ja: guide("--lang", "ja").out };

/** Every name that a rules file may have, wherever it stands. */
function namesOf(node, found = new Set()) {
  if (node === null || typeof node !== "object") return found;
  for (const name of Object.keys(node.properties ?? {})) found.add(name);
  for (const value of Object.values(node)) namesOf(value, found);
  return found;
}

test("every member, attribute and operator of the schema stands in it, and so does what each means", () => {
  const names = namesOf(schema);
  assert.ok(names.size > 200, `${names.size}`);
  for (const page of Object.values(pages)) {
    const missing = [...names].filter((name) => !new RegExp(`^\\| \`([^\`]*[.\\]])?${name.replace(/[$.]/g, "\\$&")}\` \\|`, "m").test(page));
    assert.deepEqual(missing, []);
    const empty = page.split("\n").filter((line) => / \|  \|$/.test(line));
    assert.deepEqual(empty.map((line) => line.split("`")[1]), ["exit_intent"], "only this event has no properties");
    assert.doesNotMatch(page, /undefined|\[object/);
  }
});

test("in Japanese nothing is left in English", () => {
  const cells = pages.ja.split("\n").filter((line) => line.startsWith("| `"));
  assert.ok(cells.length > 300);
  const english = cells.filter((line) => !/[ぁ-んァ-ヶ一-龠]/.test(line.split(" | ").slice(1).join()));
  assert.deepEqual(english.map((line) => line.split("`")[1]), ["{{cart.value:number 1}}", "{{cart.value:money JPY}}"], "digits");
});

test("each example has nothing wrong in it, and stands in its chapter as it is", () => {
  for (const { name, example } of chapters) {
    for (const lang of ["en", "ja"]) {
      const { out, code } = guide(name, "--lang", lang);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(/```json\n(.*?)```/s.exec(out)[1]), example[lang], name);
      assert.ok(pages[lang].includes(out.trimEnd()), name);
      assert.deepEqual(check(JSON.stringify(example[lang]), "en"), [], name);
    }
  }
});

test("the events that come by themselves are those of the engine", () => {
  const source = readFileSync(join(root, "src/engine/rules/observe.rs"), "utf8");
  const table = source.slice(source.indexOf("| event |"), source.indexOf("*Element*"));
  const named = [...table.matchAll(/^\/\/! \| (`[^|]*?) \|/gm)].flatMap(([, names]) => names.replaceAll("`", "").split(", "));
  assert.deepEqual(events.map(([name]) => name), named);
});

test("the help names every chapter, and a chapter that is none is answered", () => {
  const names = chapters.map(({ name }) => name);
  assert.match(guide("--help").out, new RegExp(`chapters +${names.join(", ")}\n`));
  const { code, err } = guide("condition");
  assert.deepEqual([code, err], [2, `no chapter \`condition\`, did you mean \`conditions\`? There are: ${names.join(", ")}\n`]);
  assert.equal(guide("zzz").err, `no chapter \`zzz\`. There are: ${names.join(", ")}\n`);
  assert.equal(guide("zzz", "--lang", "ja").err, `\`zzz\` という章はありません。章は次のとおりです：${names.join("、")}\n`);
  assert.match(guide("a", "b").err, /one chapter at a time, got 2/);
});
