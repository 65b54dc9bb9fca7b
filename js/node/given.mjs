// A new instance of the engine's module where no program may compile one: the host hands it over, compiled.
//
// Owns: that module. In: `use`. Out: what js/door/load/fresh.js gives elsewhere. Must not: compile.

import { open } from "../door/load/open.js";
import { UsageError, need } from "./usage.mjs";

let given;

/** Takes the module, before anything else is asked for. */
export function use(module) {
  need(module instanceof WebAssembly.Module, "edge-module", "use(module)", "the WebAssembly.Module of omotenashi/engine.wasm", module);
  given = module;
}

/** An instance that shares nothing with others. */
export function instantiate() {
  if (!given) throw new UsageError("edge-module", 'first: import module from "omotenashi/engine.wasm"; use(module);');
  return open(given);
}
