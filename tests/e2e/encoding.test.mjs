// Pages that are not UTF-8. The script holds a module as text: read in the page's own encoding it
// would be broken. It is served without a charset, as plain hosts do.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { omotenashi, save, scratch } from "../cli/program.mjs";
import { human, openHost, rulesTag, tag } from "./host.mjs";

/** 花 as these encodings write it; é for the one without Chinese characters. */
const encodings = {
  shift_jis: { bytes: [0x89, 0xd4], text: "花" },
  "euc-jp": { bytes: [0xb2, 0xd6], text: "花" },
  "windows-1252": { bytes: [0xe9], text: "é" },
  "utf-8": { bytes: [0xe8, 0x8a, 0xb1], text: "花" },
};
const rules = { omotenashi: 1, site: "t", experiences: [{ id: "a", show: [{ select: "h1", text: "花が咲く — é" }] }] };

let host;
after(() => host.close());
before(async () => {
  host = await openHost();
});

/** JSON of ASCII alone, which means the same in every encoding. */
const ascii = (value) =>
  JSON.stringify(value).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

const markup = (head, { bytes }) =>
  Buffer.concat([
    Buffer.from(`<!doctype html><html lang="ja"><head>${head}</head><body><h1>as written</h1><p>`, "latin1"),
    Buffer.from(bytes),
    Buffer.from("</p></body></html>"),
  ]);

async function check(name, head) {
  const { text } = encodings[name];
  host.files.set("/", { body: markup(head, encodings[name]), type: `text/html; charset=${name}` });
  const guest = await host.invite();
  await guest.go("/");
  assert.equal(await guest.page.evaluate(() => document.characterSet.toLowerCase()), name);
  assert.equal(await guest.page.textContent("p"), text, "the page itself");
  assert.equal(await guest.page.textContent("h1"), "花が咲く — é");
  assert.deepEqual(guest.errors, []);
}

for (const name of Object.keys(encodings)) {
  test(`${name}: inline rules and the script`, () => check(name, human + rulesTag(ascii(rules)) + tag));

  test(`${name}: one bundle, with its rules as they were written`, async () => {
    const folder = scratch();
    save(folder, rules);
    const { code, err } = omotenashi(folder, "bundle", "rules.json", "-o", "out");
    assert.equal(code, 0, err);
    const [file] = readdirSync(join(folder, "out")).filter((path) => /\.[\da-f]{8}\.js$/.test(path));
    const body = readFileSync(join(folder, "out", file));
    host.files.set(`/${file}`, { body, type: "text/javascript" });
    await check(name, `${human}<script src="/${file}"></script>`);
  });
}
