// The server build's door, in browsers and in Node.
//
// Owns: the instance that conditions share. In: calls. Out: what `src/web/server.rs` exports. Must not: be part of the
// visitor's download, or cost anything before the first call.

import { instantiate } from "../load/fresh.js";

/** A text as UTF-8. Into room that is there, Chromium writes twice as fast; plain text needs no more than it has letters. */
function utf8(text) {
  const encoder = new TextEncoder();
  const room = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, room);
  if (read === text.length) return room;
  const rest = encoder.encode(text.slice(read));
  const all = new Uint8Array(written + rest.length);
  all.set(room.subarray(0, written));
  all.set(rest, written);
  return all;
}

/** `new Engine(rules)`: decisions without a page, from a memory of its own; `decisions` copies what `decide` leaves there. */
export function Engine(rules) {
  const { Engine, memory } = instantiate();
  const engine = new Engine(utf8(rules));
  const count = engine.count();
  let view = new Uint32Array(0);
  engine.decisions = (now, options) => {
    const start = engine.decide(now, options) >>> 2;
    // A memory that has grown leaves an empty view behind.
    if (!view.length) view = new Uint32Array(memory.buffer);
    return view.slice(start, start + count);
  };
  return engine;
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
