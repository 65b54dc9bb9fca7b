// Takes out what a panic would say.
//
// Owns: the functions that Rust calls on its way into a panic, and their texts. In: a module of the
// visitor build, with names. Out: the module where each of these functions only traps. Must not: be
// used where a panic handler prints: the visitor build's own handler traps without reading anything,
// so nothing can be seen to differ, and the code that would have put the sentence together goes.

import { rewriteFunctions, sections } from "./section.mjs";

/** Functions that never return, by their names in the standard library. */
const diverging = [
  /^core(?:\[\w+\])?::panicking::/,
  /^core(?:\[\w+\])?::(?:option|result)::(?:unwrap|expect)_failed/,
  /^core(?:\[\w+\])?::str::slice_error_fail/,
  /^core(?:\[\w+\])?::slice::index::slice_\w+_fail/,
  /^core(?:\[\w+\])?::slice::copy_from_slice_impl::len_mismatch_fail/,
  /^core(?:\[\w+\])?::cell::(?:lazy::)?panic_/,
  /^alloc(?:\[\w+\])?::raw_vec::(?:handle_error|capacity_overflow)/,
  /^alloc(?:\[\w+\])?::alloc::handle_alloc_error/,
  /^<?alloc(?:\[\w+\])?::vec::Vec<.*>>?::\w+::assert_failed/,
  /^__rustc(?:\[\w+\])?::(?:rust_begin_unwind|__rdl_alloc_error_handler|__rust_alloc_error_handler)/,
];

/** No locals, `unreachable`, `end`. */
const trap = Buffer.from([0x00, 0x00, 0x0b]);

/** The module with panics that only trap, and without the names of source files in its data. */
export function snipPanics(bytes) {
  const trapped = rewriteFunctions(bytes, (name) => (diverging.some((form) => form.test(name)) ? trap : undefined));
  return eraseLocations(trapped);
}

/** Where a panic would have happened: paths of source files, and the records that point at them. */
function eraseLocations(bytes) {
  const out = Buffer.from(bytes);
  const data = sections(out).find(({ id }) => id === 11);
  if (!data) return out;
  const body = out.subarray(data.start, data.end);
  const text = body.toString("latin1");
  for (const { index, 0: path } of text.matchAll(/(?:\/[\w.@+-]+)+\/[\w-]+\.rs|src\/[\w/-]+\.rs/g))
    body.fill(0, index, index + path.length);
  return out;
}
