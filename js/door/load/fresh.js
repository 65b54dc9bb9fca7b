// A new instance of a build's module, compiled when the first is asked for.
//
// Owns: the compiled module. In: nothing. Out: what the build exports, and its memory. Must not: be part of
// the visitor's download, where load.js also knows what to do when compiling at once is refused.

import text, { bytes } from "omotenashi:wasm";
import { open } from "./open.js";

let compiled;

/** An instance that shares nothing with others. */
export const instantiate = () => open((compiled ??= new WebAssembly.Module(bytes(text))));
