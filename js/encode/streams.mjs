// Sorts the bytes of a module by what they are, so that they compress better.
//
// Owns: which stream an operand belongs to. In: a module, and the small one that puts it together again. Out: its
// bytes as streams, one after the other, and the small one behind them. Must not: lose anything but alignment
// hints and padding; whatever it does not know stops the build.
//
// Opcodes, local indices, offsets and constants each repeat after a pattern of their own, and what a local or a constant
// is depends on what the next instruction does with it. One behind the other, instead of all interleaved, they
// take 12 % less after brotli; js/door/weave.rs, which puts them back, costs a tenth of that.

import { weave } from "../door/weave.js";
import { Reader, sections } from "./section.mjs";

const CODE = 10;
const [OPCODE, LABEL, CALL, BLOCK, LOAD, STORE, LONG, I64, F64, FRAME, REST, LOCAL] = Array(12).keys();
/** Streams for each kind of a next instruction: eight opcodes are a kind, and those from 0x78 on. */
const KINDS = 16;
/** Constants of one or two bytes, behind as many streams of locals. */
const I32 = LOCAL + KINDS;
const COUNT = I32 + KINDS;
/** Where the small module is, in characters; then the size, the length before the code, and each stream, in bytes of UTF-8. */
const HEAD = 3 * (3 + COUNT);
/** Among the opcodes: a constant of more bytes. No opcode that compilers write today. */
const FAR = 0x06;

/** The immediate operands of opcodes that have one number each, by stream. */
const single = new Map([
  ...[0x0c, 0x0d].map((code) => [code, LABEL]),
  [0x10, CALL],
  ...[0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0].map((code) => [code, OPCODE]),
  [FAR, LONG],
  [0x42, I64],
]);
/** Opcodes without operands: control, `drop` and `select`, arithmetic, `ref.is_null`. */
const isBare = (code) => [0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b].includes(code) || (code >= 0x45 && code <= 0xc4) || code === 0xd1;

class Sorter {
  streams = Array.from(Array(COUNT), () => []);
  /** The length of the module that comes back: every length takes four bytes, every alignment one. */
  size = 0;

  constructor(reader) {
    this.reader = reader;
  }
  put(stream, bytes) {
    this.size += bytes.length;
    for (const byte of bytes) this.streams[stream].push(byte);
  }
  copy(stream, count = 1) {
    let value;
    while (count--) {
      const start = this.reader.at;
      value = this.reader.number();
      this.put(stream, this.reader.bytes.subarray(start, this.reader.at));
    }
    return value;
  }
  frame() {
    this.reader.number();
    this.size += 4;
  }

  functions() {
    for (let left = this.copy(FRAME); left; left--) {
      this.frame();
      this.copy(FRAME, 2 * this.copy(FRAME));
      for (let depth = 1; depth; ) depth += this.instruction();
    }
  }

  /** Sorts one instruction; gives by how much it changes the depth of blocks. */
  instruction() {
    const code = this.peek();
    this.reader.byte();
    this.put(OPCODE, [code]);
    if (code === 0x0b) return -1;
    if (code >= 0x02 && code <= 0x04) this.copy(BLOCK);
    else if (code >= 0x20 && code <= 0x22) this.operand(LOCAL);
    else if (code === 0x41) this.operand(I32);
    else if (single.has(code)) this.copy(single.get(code));
    else if (code === 0x0e) this.copy(LABEL, this.copy(LABEL) + 1);
    else if (code === 0x11) this.copy(CALL, 2);
    else if (code >= 0x28 && code <= 0x3e) this.access(code < 0x36 ? LOAD : STORE);
    else if (code === 0x44) this.put(F64, this.reader.slice(8));
    else if (code === 0xfc) this.bulk();
    else if (!isBare(code)) throw new Error(`streams: opcode 0x${code.toString(16)} is not known here`);
    return code >= 0x02 && code <= 0x04 ? 1 : 0;
  }
  /** The opcode that comes next, as it is among the opcodes. */
  peek() {
    const { bytes, at } = this.reader;
    const far = bytes[at] === 0x41 && bytes[at + 1] > 127 && bytes[at + 2] > 127;
    return far ? FAR : bytes[at];
  }
  /** An operand whose stream depends on what is next done with it. */
  operand(stream) {
    const start = this.reader.at;
    this.reader.number();
    const kind = Math.min(this.peek() >> 3, KINDS - 1);
    this.reader.at = start;
    this.copy(stream + kind);
  }
  access(stream) {
    this.reader.number();
    this.size++;
    this.copy(stream);
  }
  bulk() {
    const code = this.copy(OPCODE);
    if (code > 17) throw new Error(`streams: opcode 0xfc ${code} is not known here`);
    if (code > 7) this.copy(OPCODE, code % 2 || code > 14 ? 1 : 2);
  }
}

/** Longest module, in bytes: in UTF-8 it is twice as long at most, and a number of the head has 21 bits. */
export const longest = 1 << 20;

const three = (value) => [value & 127, (value >> 7) & 127, value >> 14];

/** The bytes that characters up to U+00FF take in UTF-8. */
const encoded = (bytes) => bytes.reduce((sum, byte) => sum + (byte > 127 ? 2 : 1), 0);

function sort(bytes, decoder) {
  const code = sections(bytes).find(({ id }) => id === CODE);
  const reader = new Reader(bytes, code.start + 1);
  const sorter = new Sorter(reader);
  sorter.put(REST, bytes.subarray(0, code.start + 1));
  sorter.frame();
  sorter.functions();
  sorter.put(REST, bytes.subarray(code.end));
  let start = HEAD;
  const starts = sorter.streams.map((stream) => (start += encoded(stream)) - encoded(stream));
  const all = sorter.streams.flat();
  const head = [HEAD + all.length, sorter.size, code.start + 1, ...starts].flatMap(three);
  return Buffer.from([...head, ...all, ...decoder]);
}

/** The streams of a module. What comes back from them is compared: nothing but hints may differ. */
export function toStreams(bytes, decoder) {
  const sorted = sort(bytes, decoder);
  const back = weave(sorted.toString("latin1"));
  if (!WebAssembly.validate(back) || !sort(back, decoder).equals(sorted)) throw new Error("streams: the module does not come back");
  return sorted;
}
