// A player begins with the memory that the reader of its build has left: what travels of it, and what may not be lost.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { players } from "../../js/build/build.mjs";
import { dist } from "../../js/build/place.mjs";
import { withPicture } from "../../js/encode/picture.mjs";
import { Reader, sections } from "../../js/encode/section.mjs";

const page = 1 << 16;
/** One memory of one page, a data segment, and both exported. */
const small = Buffer.from([
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  [5, 3, 1, 0, 1],
  [7, 10, 1, 6, ...Buffer.from("memory"), 2, 0],
  [11, 7, 1, 0, 0x41, 8, 0x0b, 1, 99],
].flat());

/** The memory a module begins with. */
function begin(module) {
  const { memory } = new WebAssembly.Instance(new WebAssembly.Module(module)).exports;
  return Buffer.from(memory.buffer);
}

/** A memory with these words and texts at these addresses. */
function draw(pages, things) {
  const image = Buffer.alloc(pages * page);
  for (const [at, thing] of things) typeof thing === "number" ? image.writeUInt32LE(thing, at) : image.write(thing, at);
  return image;
}

const rest = { from: 1024, spare: [] };

test("every byte comes back, whatever gaps are between; the stack does not travel", () => {
  for (const gap of [1, 2, 62, 63, 64, 65, 66, 127, 128, 129, 5000]) {
    const places = Array.from({ length: 5 }, (_, index) => 2000 + index * (gap + 1));
    const image = draw(3, [...places.map((at) => [at, "x"]), [3 * page - 1, "z"]]);
    image.fill(7, 0, 1024);
    const found = begin(withPicture(small, image, rest, "none"));
    assert.deepEqual(found.subarray(1024), image.subarray(1024), `${gap}`);
    assert.ok(found.subarray(0, 1024).every((byte) => !byte));
  }
});

test("data that only the reader reads is left out, unless something that stays points into it, however long the way", () => {
  const spare = [[2000, 2010], [2010, 2020], [2020, 2030], [2030, 2040]];
  // From outside into the second, from there into the fourth; the first is pointed at by the third alone, which goes.
  const image = draw(2, [[2000, "aaaaaaaaaa"], [2010, "bbbbbbbbbb"], [2020, "cccccccccc"], [2030, "dddddddddd"], [page, 2015], [2012, 2039], [2024, 2003]]);
  const found = begin(withPicture(small, image, { from: 1024, spare }, "none"));
  const kept = spare.map(([start, end]) => found.subarray(start, end).equals(image.subarray(start, end)));
  assert.deepEqual(kept, [false, true, false, true]);
  assert.ok(found.subarray(2000, 2010).every((byte) => !byte));
});

test("of the rules' text stays what is referred to; an address without a length that fits refers to nothing", () => {
  const image = draw(2, [[page, '{"text":"Hello","other":"gone"}'], [2000, page + 9], [2004, 5], [2012, page + 25], [2016, 999_999]]);
  const found = begin(withPicture(small, image, rest, '{"text":"Hello","other":"gone"}'));
  assert.equal(found.toString("latin1", page, page + 31).replaceAll("\0", "."), ".........Hello.................");
});

/** Where the functions begin in the table, and how many they are. */
function table(bytes) {
  const reader = new Reader(sections(bytes).find(({ id }) => id === 9).body);
  assert.equal(reader.number(), 1);
  assert.equal(reader.number(), 0);
  assert.equal(reader.byte(), 0x41);
  const start = reader.number();
  reader.byte();
  return [start, reader.number()];
}

for (const build of Object.keys(players))
  test(`${build}: reader and player have the same functions at the same places, and no reader plays`, async () => {
    const { read } = await import(pathToFileURL(join(dist, `player/${build}.reader.mjs`)));
    const text = readFileSync(join(dist, `player/${build}.reader.mjs`), "utf8");
    const [, base64] = /"(AGFzb[\w+/=]{1000,})"/.exec(text);
    const reader = Buffer.from(base64, "base64");
    const player = readFileSync(join(dist, `player/${build}.wasm`));
    assert.deepEqual(table(player), table(reader));
    assert.ok(player.length < reader.length * 0.8, "what reads is left out");
    const data = JSON.parse(readFileSync(join(dist, `player/${build}.json`)));
    const rules = '{"omotenashi":1,"experiences":[{"id":"a","show":[{"select":"h1","text":"A text"}]}]}';
    const picture = Buffer.from(read(rules));
    assert.ok(picture.equals(Buffer.from(read(rules))), "the same rules, the same picture");
    const module = withPicture(player, picture, data, rules);
    assert.ok(WebAssembly.validate(module));
    assert.ok(module.includes("A text"));
    assert.ok(!module.includes('"experiences":['));
    // Words that only a reader knows.
    assert.ok(picture.includes("queryOverride") && !module.includes("queryOverride"));
  });
