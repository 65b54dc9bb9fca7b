// From streams back to the WebAssembly module.
//
// Owns: the crossing from text to memory; the bytes are put in order by the small module js/door/load/weave.rs, which
// follows the streams. In: text (js/encode/streams.mjs). Out: bytes. Must not: touch each byte: that took four
// milliseconds.

/** The module that a text of streams stands for. */
export function weave(text) {
  const number = (index) => text.charCodeAt(index) | (text.charCodeAt(index + 1) << 7) | (text.charCodeAt(index + 2) << 14);
  const start = number(0);
  const decoder = new Uint8Array(text.length - start);
  for (let index = decoder.length; index--; ) decoder[index] = text.charCodeAt(start + index);
  const { memory, weave } = new WebAssembly.Instance(new WebAssembly.Module(decoder)).exports;
  // Behind its own page: UTF-8 of the text, three times as long at most, and the module.
  const page = 1 << 16;
  const out = page + 3 * text.length;
  memory.grow((out + number(3)) >> 16);
  new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer, page));
  return new Uint8Array(memory.buffer, out, weave(page, out));
}
