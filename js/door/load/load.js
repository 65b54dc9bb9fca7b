// The one compiled WebAssembly module, and a new instance of it for each of ours.
//
// Owns: the compiled module. In: its bytes. Out: an instance that shares nothing with others: its memory goes when it
// is dropped, and a trap in it touches no other. Must not: throw.

import { createGlue } from "omotenashi:glue";

let compiled;

/** Calls `ready` with what an instance exports: at once, or later where the browser refuses that. `door` does its orders. */
export function load(getBytes, door, ready, refused) {
  const { get_imports, finish_start, ...exported } = createGlue(door);
  const done = (instance) => {
    try {
      finish_start(instance);
    } catch {
      return refused();
    }
    ready(exported);
  };
  try {
    compiled ??= new WebAssembly.Module(getBytes());
    var instance = new WebAssembly.Instance(compiled, get_imports());
  } catch {
    return new Promise((settle) => settle(compiled ?? WebAssembly.compile(getBytes())))
      .then((module) => WebAssembly.instantiate((compiled = module), get_imports()))
      .then(done, refused);
  }
  done(instance);
}
