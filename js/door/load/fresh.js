// A new instance of a build's module, compiled when the first is asked for.
//
// Owns: the compiled module. In: nothing. Out: what the build exports, and its memory. Must not: be part of
// the visitor's download, where load.js also knows what to do when compiling at once is refused.

import { createGlue } from "omotenashi:glue";
import text, { bytes } from "omotenashi:wasm";

let compiled;

/** An instance that shares nothing with others: its memory goes when it is dropped. */
export function instantiate() {
  const { get_imports, finish_start, ...exported } = createGlue();
  compiled ??= new WebAssembly.Module(bytes(text));
  const instance = new WebAssembly.Instance(compiled, get_imports());
  finish_start(instance);
  const memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
  return { ...exported, memory };
}
