// The author build's door, in browsers and in Node.
//
// Owns: starting its wasm. In: nothing. Out: whatever `src/author` exports. Must not: be part of
// the visitor's download.

import { initSync } from "omotenashi:glue";
import text, { bytes } from "omotenashi:wasm";

initSync({ module: bytes(text) });

export * from "omotenashi:glue";
