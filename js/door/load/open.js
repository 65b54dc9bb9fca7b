// A new instance of a module that is compiled.
//
// Owns: nothing. In: a module of this build. Out: what the build exports, and its memory. Must not: compile, or be part of
// the visitor's download.

import { createGlue } from "omotenashi:glue";

/** An instance that shares nothing with others: its memory goes when it is dropped. */
export function open(module) {
  const { get_imports, finish_start, ...exported } = createGlue();
  const instance = new WebAssembly.Instance(module, get_imports());
  finish_start(instance);
  const memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
  return { ...exported, memory };
}
