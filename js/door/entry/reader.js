// The door of what reads the rules of a bundle, in Node.
//
// Owns: nothing. In: the text of rules without errors. Out: a picture of the memory in which they are read, for the player
// of the same build. Must not: be part of the visitor's download.

import { instantiate } from "../load/fresh.js";

/** The bytes of the memory. */
export function read(rules) {
  const { memory, read_rules, tidy_memory } = instantiate();
  read_rules(rules);
  tidy_memory();
  return new Uint8Array(memory.buffer);
}
