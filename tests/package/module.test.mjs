// What the visitor's module holds, and what it must not.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { part } from "../../js/build/attribution.mjs";
import { literal, mark } from "../../js/encode/literal.mjs";
import { numberFunctions, unnumberFunctions } from "../../js/build/order.mjs";
import { dist, work } from "../../js/build/place.mjs";
import { Reader, functions, sections } from "../../js/encode/section.mjs";
import { toStreams } from "../../js/encode/streams.mjs";
import { decoder } from "../../js/build/wasm.mjs";
import { count, Tally } from "../../js/build/tally.mjs";

const wasm = readFileSync(join(work, "visitor", "module.wasm"));
const named = readFileSync(join(work, "visitor", "names.wasm"));

test("it holds no path of the machine it was built on, and no sentence for a panic", () => {
  const found = wasm.toString("latin1").match(/[\w/.-]+\.rs\b|\.cargo|\/rustc\/|out of range/g);
  assert.equal(found, null);
});

test("it holds no code that formats values", () => {
  const found = functions(named).filter(({ name }) => /core(\[\w+\])?::fmt::|::unicode::/.test(name));
  const size = found.reduce((sum, one) => sum + one.size, 0);
  // What is left are the stumps that a table still points at.
  assert.ok(size <= 100, found.map(({ name }) => name).join("\n"));
});

test("it begins with three pages of memory at most: the stack, the data, the heap's first", () => {
  const { body } = sections(wasm).find(({ id }) => id === 5);
  const reader = new Reader(body);
  reader.number();
  reader.byte();
  assert.ok(reader.number() <= 3);
});

test("the script is the module's streams, behind a byte-order mark", () => {
  const script = readFileSync(join(dist, "omotenashi.js"), "utf8");
  assert.ok(script.startsWith(mark));
  assert.equal(script.split(literal(toStreams(wasm, readFileSync(decoder)))).length, 2);
});

test("a literal reads back as the same text, whatever it is", () => {
  const all = Array.from({ length: 0xd800 }, (_, at) => String.fromCharCode(at)).join("");
  const nasty = "`${a}\\`\r\n\r$$`{$\\u0041</script><!--";
  // Read as a script would be; `eval` is the test's, not the product's.
  for (const text of [all + all, nasty]) assert.equal((0, eval)(literal(text)), text);
});

test("every function has a place of its own among those like it, and its name again afterwards", () => {
  const small = readFileSync(join(work, "lean", "player", "names.wasm"));
  const numbered = numberFunctions(small);
  // Those of wasm-opt's own making have none.
  const places = functions(numbered).flatMap(({ name }) => /^\d{5}/.exec(name)?.map(Number) ?? []);
  const named = functions(small).filter(({ name }) => !/^function \d+$/.test(name));
  assert.equal(new Set(places).size, named.length);
  assert.ok(Math.max(...places) < functions(small).length);
  assert.ok(unnumberFunctions(numbered).equals(small));
});

test("sizes are told of the room that a function lives in", () => {
  const rooms = {
    "omotenashi::engine::json::reader::Reader::value::h0123456789abcdef": "engine/json",
    "<omotenashi::runtime::Runtime as core::ops::drop::Drop>::drop::h0123456789abcdef": "runtime",
    "core::ptr::drop_in_place<omotenashi::engine::change::edit::Edit>::h0123456789abcdef": "engine/change",
    "alloc::vec::Vec<T,A>::push::h0123456789abcdef": "(Rust: core and alloc)",
    "wasm_bindgen::convert::closures::_::invoke::h0123456789abcdef": "(wasm-bindgen)",
    "omotenashi_explain multivalue shim": "web/export",
  };
  for (const [name, room] of Object.entries(rooms)) assert.equal(part(name), room, name);
});

test("the closing line counts every runner", () => {
  const cargo = "test result: ok. 3 passed; 0 failed; 0 ignored\n\ntest result: FAILED. 4 passed; 2 failed; 0 ignored\n";
  assert.deepEqual(count(cargo), { passed: 7, failed: 2 });
  assert.deepEqual(count("\u001b[34mℹ tests 5\u001b[39m\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\n"), { passed: 4, failed: 1 });
  const tally = new Tally();
  tally.add("a lint", { code: 0, out: "" });
  tally.add("a lint that fails", { code: 1, out: "" });
  tally.add("a runner that died", { code: 1, out: "test result: ok. 3 passed; 0 failed" });
  assert.deepEqual([tally.passed, tally.failed], [4, 2]);
});
