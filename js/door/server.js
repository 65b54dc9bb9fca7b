// The server build's door, in browsers and in Node.
//
// Owns: the instance that conditions share. In: calls. Out: what `src/web/server.rs` exports. Must not: be part of the
// visitor's download, or cost anything before the first call.

import { instantiate } from "./fresh.js";

/** `new Engine(rules)`: decisions without a page, from a memory of its own. */
export function Engine(rules) {
  return new (instantiate().Engine)(new TextEncoder().encode(rules));
}

/** Conditions stay compiled in this memory; where they fill it, a new one begins. */
const mostBytes = 64 * 1024 * 1024;
let common;

/** `bucket`, `destination`, `reasons` and `flagReasons` of `src/web/server.rs`, and a `matcher`. */
export function shared() {
  if (!common || common.memory.buffer.byteLength > mostBytes) {
    common = instantiate();
    common.matcher = new common.Matcher();
  }
  return common;
}
