// The module is sent as streams; what the browser weaves from them must be the module.
//
// Owns: that nothing is lost on the way. In: the visitor build. Out: verdicts. Must not: need a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { weave } from "../../js/door/load/weave.js";
import { work } from "../../js/build/place.mjs";
import { functions, sections } from "../../js/encode/section.mjs";
import { toStreams as sort } from "../../js/encode/streams.mjs";
import { decoder } from "../../js/build/wasm.mjs";

const module = readFileSync(join(work, "visitor", "module.wasm"));
const small = readFileSync(decoder);
const toStreams = (bytes) => sort(bytes, small);
const woven = Buffer.from(weave(toStreams(module)));

test("every section but the code comes back as it was", () => {
  const others = (bytes) => sections(bytes).filter(({ id }) => id !== 10);
  const plain = ({ id, body }) => [id, body.toString("hex")];
  assert.deepEqual(others(woven).map(plain), others(module).map(plain));
});

test("every function comes back, with the same exports and imports", () => {
  const shape = (bytes) => {
    const made = new WebAssembly.Module(bytes);
    return [WebAssembly.Module.exports(made), WebAssembly.Module.imports(made), functions(bytes).length];
  };
  assert.deepEqual(shape(woven), shape(module));
});

test("streams of what came back are the same streams", () => {
  assert.deepEqual(toStreams(woven), toStreams(module));
});

test("what is not known stops the build", () => {
  // One function: `v128.const`, an instruction no module of ours has.
  const type = [1, 4, 1, 0x60, 0, 0];
  const code = [10, 6, 1, 4, 0, 0xfd, 0x0c, 0x0b];
  const strange = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 3, 2, 1, 0, ...code]);
  assert.throws(() => toStreams(strange), /0xfd is not known/);
});
