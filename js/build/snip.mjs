// Takes out what a panic would say, and all that only a panic would need.
//
// Owns: which functions and data of a module can be reached. In: a module of the visitor build,
// linked with `--emit-relocs`. Out: the module where a panic only traps, where what cannot be
// reached any more traps too, and where data that nothing refers to is zero (wasm-opt then leaves it
// out). Must not: be used where a panic handler prints. The visitor build's own handler traps without
// reading anything, so nothing can be seen to differ.
//
// The standard library is compiled before we come: its bounds checks format sentences, and with them
// come `fmt`, tables of printable characters, paths of source files. LLVM must keep them, since it
// does not see that the handler at the end of the road ignores them.

import { references } from "./linking.mjs";
import { dropCustom, keepExports, rewriteFunctions } from "../encode/rewrite.mjs";
import { entryFunctions, functions, sections } from "../encode/section.mjs";

/**
 * Functions of the standard library that never return, as parts of their mangled names; and
 * wasm-bindgen's, which throw: a trap is an exception too, and we treat both alike.
 */
const diverging = [
  /4core9panicking\d/,
  /4core(?:6option|6result)\d+(?:unwrap|expect)_failed/,
  /4core3str\d+slice_error_fail/,
  /4core5slice5index\d+slice_\w+_fail/,
  /4core5slice\w*17len_mismatch_fail/,
  /4core4cell(?:4lazy)?\d+panic_/,
  /5alloc7raw_vec\d+(?:handle_error|capacity_overflow)/,
  /5alloc5alloc18handle_alloc_error/,
  /5alloc3vec\w*13assert_failed/,
  /7___rustc\d+(?:rust_begin_unwind|___rdl_alloc_error_handler|___rust_alloc_error_handler)/,
  /12wasm_bindgen(?:4__rt)?\d+(?:throw_str|throw_null|borrow_fail|malloc_failure)17h/,
];

const isPanic = ({ name }) => diverging.some((form) => form.test(name));

/** No locals, `unreachable`, `end`. */
const trap = Buffer.from([0x00, 0x00, 0x0b]);

/** Gives `{ bytes, functions, data }`: the module, how many functions and bytes of data went. */
export function snipPanics(bytes) {
  const graph = references(bytes);
  const list = functions(bytes);
  const panics = new Set(graph.functions.filter((_, at) => isPanic(list[at])));
  const places = new Set(locations(bytes, graph.data));
  const reached = mark(graph, entryFunctions(bytes), new Set([...panics, ...places]));
  const gone = graph.functions.filter((one) => panics.has(one) || !reached.has(one));
  const indices = new Set(gone.map((one) => one.function));
  const cut = rewriteFunctions(bytes, (index) => (indices.has(index) ? trap : undefined));
  const unread = graph.data.filter((one) => !reached.has(one) || places.has(one));
  const data = unread.reduce((sum, { start, end }) => sum + end - start, 0);
  const slim = dropCustom(erase(cut, unread), (name) => /^(?:linking$|reloc\.|\.debug)/.test(name));
  return { bytes: slim, functions: gone.length, data };
}

/**
 * What of the data only `read_rules` reaches: `{ from, spare }`, the address of the first data
 * and `[start, end]` of each piece.
 */
export function spareData(bytes) {
  const graph = references(bytes);
  const reached = reach(graph, bytes);
  const played = reach(graph, keepExports(bytes, (name) => !name.startsWith("read_rules")));
  const spare = graph.data.filter((one) => reached.has(one) && !played.has(one));
  return { from: Math.min(...graph.data.map(({ address }) => address)), spare: spare.map(({ address, start, end }) => [address, address + end - start]) };
}

/** What can be reached from the functions a module shows, without what a panic needs. */
function reach(graph, bytes) {
  const list = functions(bytes);
  return mark(graph, entryFunctions(bytes), new Set(graph.functions.filter((_, at) => isPanic(list[at]))));
}

/** Where a panic happened, as the compiler writes it: a file's name, its length, a line, a column. */
function locations(bytes, data) {
  const { body } = sections(bytes).find(({ id }) => id === 11);
  const isPath = ({ start, end }) => /^[\w./@+-]+\.rs\0?$/.test(body.toString("latin1", start, end));
  return data.filter(({ start, end, to }) => end - start === 16 && to.length === 1 && isPath(to[0]));
}

/** Everything that can be reached from the functions the module shows, not going through `ends`. */
function mark({ functions: all, first }, entries, ends) {
  const reached = new Set();
  const waiting = entries.map((index) => all[index - first]).filter(Boolean);
  while (waiting.length) {
    const one = waiting.pop();
    if (reached.has(one)) continue;
    reached.add(one);
    if (!ends.has(one)) waiting.push(...one.to);
  }
  return reached;
}

function erase(bytes, ranges) {
  const out = Buffer.from(bytes);
  const { start, end, body } = sections(out).find(({ id }) => id === 11);
  const payload = out.subarray(end - body.length, end);
  if (payload.length > end - start) throw new Error("the data section lies about its length");
  for (const range of ranges) payload.fill(0, range.start, range.end);
  return out;
}
