// Which part of the source a piece of the module came from.
//
// Owns: the mapping from function names to rooms and modules, and the division of the compressed
// size. In: a module with names. Out: rows. Must not: print.
//
// Compression does not add up: the brotli figure of a part is its share of the raw bytes, scaled to
// what the whole takes. Good enough to see where to look; the gate uses the whole.

import { functions, sections } from "../encode/section.mjs";

const generic = /(?:^|[< (&])(?:core|alloc|std|hashbrown|compiler_builtins|dlmalloc)::/;

/**
 * The module a function belongs to. A name says `crate::room::module::Type::function`, or
 * `<Type as Trait>::function`; a trailing hash goes, as do type parameters.
 */
export function part(name) {
  const plain = name
    .replace(/::h[0-9a-f]{16}(?:[._].*)?$/, "")
    .replace(/\[[0-9a-f]{16}\]/g, "")
    .replace(/^(?:&?mut |&|\*const |\*mut )/, "");
  // What is generic code for us is named by the type of ours inside it.
  const ours = plain.match(/omotenashi::((?:[a-z_0-9]+::)*)/);
  if (ours) return modules(ours[1]);
  if (/(?:wasm_bindgen|js_sys|web_sys)::|^__wbindgen|^__externref|^__wbg/.test(plain)) return "(wasm-bindgen)";
  if (generic.test(plain)) return "(Rust: core and alloc)";
  if (/^(?:mem(?:cpy|move|set|cmp|len)|strlen|__(?:mul|div|udiv|umod|mod|ash|lsh)\w+)$/.test(plain)) return "(compiler)";
  if (/^__rust|^_R.*__rust|^rust_|^__rdl/.test(plain)) return "(Rust: core and alloc)";
  if (/^[a-z_0-9]+(?: multivalue shim)?$/.test(plain)) return "web/export";
  return "(others)";
}

/** `engine::condition::compile::` → `engine/condition`: two levels are what a person can act upon. */
function modules(path) {
  const steps = path.split("::").filter(Boolean);
  return steps.slice(0, 2).join("/") || "lib";
}

/** Raw bytes for each part of the module, largest first, with its largest functions. */
export function attribute(bytes) {
  const parts = new Map();
  const add = (name, size, one) => {
    const found = parts.get(name) ?? { name, size: 0, functions: [] };
    found.size += size;
    if (one) found.functions.push(one);
    parts.set(name, found);
  };
  for (const one of functions(bytes)) add(part(one.name), one.size, one);
  for (const { id, name, start, end } of sections(bytes)) {
    if (id === 11) add("(data: texts and tables)", end - start);
    else if (id !== 10 && name !== "name") add("(types, imports, exports)", end - start);
  }
  for (const { functions } of parts.values()) functions.sort((a, b) => b.size - a.size);
  return [...parts.values()].sort((a, b) => b.size - a.size);
}
