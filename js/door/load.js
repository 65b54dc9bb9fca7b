// The one WebAssembly module that all instances of a file share.
//
// Owns: whether it is there. In: its bytes. Out: nothing but the moment it can be used. Must not: throw.

import { __wbg_finalize_init as finish, __wbg_get_imports as getImports } from "omotenashi:glue";

let loaded = false;

/** Calls `ready` when the module can be used: at once, or later where compiling at once is refused. */
export function load(getBytes, ready, refused) {
  const done = (instance) => {
    try {
      if (!loaded) finish(instance);
    } catch {
      return refused();
    }
    loaded = true;
    ready();
  };
  if (loaded) return ready();
  try {
    const module = new WebAssembly.Module(getBytes());
    var instance = new WebAssembly.Instance(module, getImports());
  } catch {
    return new Promise((settle) => settle(WebAssembly.instantiate(getBytes(), getImports()))).then(
      (made) => done(made.instance),
      refused,
    );
  }
  done(instance);
}
