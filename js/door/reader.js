// The door of what reads the rules of a bundle, in Node.
//
// Owns: nothing. In: the text of rules without errors. Out: a picture of the memory in which they are read, for the player
// of the same build. Must not: be part of the visitor's download.

import { instantiate } from "./fresh.js";

/** `{ picture, core }`: the bytes of the memory, and the address in it of the instance that waits for its page. */
export function read(rules) {
  const { Omotenashi, memory, tidy_memory } = instantiate();
  const core = new Omotenashi(rules).__wbg_ptr;
  tidy_memory();
  return { picture: new Uint8Array(memory.buffer), core };
}
