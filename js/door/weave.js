// From streams back to the WebAssembly module.
//
// Owns: the order in which bytes come from streams; js/build/streams.mjs made them and says why. In: text,
// one character for each byte. Out: bytes. Must not: check anything; the build has.

/** The module that a text of streams stands for. */
export function weave(text) {
  const number = (index) => text.charCodeAt(index) | (text.charCodeAt(index + 1) << 7) | (text.charCodeAt(index + 2) << 14);
  const out = new Uint8Array(number(0));
  const code = number(3);
  // Where each stream is read: instructions, labels, functions, locals, offsets, i32, i64, f64, frames, all else.
  const at = Array.from("0123456789", (_, index) => number(6 + 3 * index));
  let end = 0;

  const put = (stream) => (out[end++] = text.charCodeAt(at[stream]++));
  /** A number in LEB128. */
  const copy = (stream) => {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = put(stream);
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const copyMore = (stream, count) => {
    while (count--) copy(stream);
  };
  /** Leaves room for a length, writes what has it, and fills it in. */
  const frame = (write) => {
    const start = (end += 4);
    write();
    for (let i = 0; i < 4; i++) out[start - 4 + i] = (((end - start) >> (7 * i)) & 127) | (i < 3 ? 128 : 0);
  };

  /** How many operands an instruction has whose opcode is 252 and a second number. */
  const operands = (code) => (code < 8 ? 0 : code % 2 || code > 14 ? 1 : 2);

  const instructions = () => {
    for (let depth = 1; depth; ) {
      const code = put(0);
      if (code > 1 && code < 5) depth += copy(0) >= 0;
      else if (code === 11) depth--;
      else if (code === 12 || code === 13) copy(1);
      else if (code === 14) copyMore(1, copy(1) + 1);
      else if (code === 16) copy(2);
      else if (code === 17) copyMore(2, 2);
      else if (code > 31 && code < 35) copy(3);
      else if ((code > 34 && code < 39) || code === 63 || code === 64 || code === 208) copy(0);
      else if (code > 39 && code < 63) {
        // Alignment is a hint that nobody needs.
        end++;
        copy(4);
      } else if (code === 65) copy(5);
      else if (code === 66) copy(6);
      else if (code === 68) for (let i = 0; i < 8; i++) put(7);
      else if (code === 252) copyMore(0, operands(copy(0)));
    }
  };

  while (end < code) put(9);
  frame(() => {
    for (let left = copy(8); left--; )
      frame(() => {
        copyMore(8, 2 * copy(8));
        instructions();
      });
  });
  while (end < out.length) put(9);
  return out;
}
