// Sorts what a module consists of by what it is, so that it compresses better.
//
// Owns: which stream an operand belongs to, and which character it is there. In: a module, and the small one that puts
// it together again. Out: text: the streams, one after the other, and the small one behind them. Must not: lose
// anything but alignment hints and padding; whatever it does not know stops the build.
//
// Opcodes, local indices, offsets and constants each repeat after a pattern of their own, and what a local or a constant
// is depends on what the next instruction does with it. One behind the other, instead of all interleaved, they take 12 %
// less after brotli. A number is one character: in UTF-8 two bytes hold eleven bits of it, where its LEB128 would be
// two characters, of three bytes. That takes another 3 %. js/door/load/weave.rs, which puts it all back, costs a tenth of both.

import { weave } from "../door/load/weave.js";
import { Reader, sections } from "./section.mjs";

const CODE = 10;
const [OPCODE, LABEL, CALL, BLOCK, LOAD, STORE, LONG, ADDRESS, I64, F64, FRAME, REST, LOCAL] = Array(13).keys();
/** Streams for each kind of a next instruction: eight opcodes are a kind, and those from 0x78 on. */
const KINDS = 16;
/** Constants of one or two bytes, behind as many streams of locals. */
const I32 = LOCAL + KINDS;
const COUNT = I32 + KINDS;
/** Where the small module is, in characters; then the size, the length before the code, and each stream, in bytes of UTF-8. */
const HEAD = 3 * (3 + COUNT);
/** With these bits turned, brotli's contexts for text tell opcodes apart: 0.1 KB. */
const TURNED = 111;
const CONSTANT = 0x41;
/** Among the opcodes, which no compiler writes today: a constant of more bytes, and one that is an address of data. */
const FAR = 0x06;
const DATA = 0x07;
/** The first address of data. */
const FIRST = 1 << 16;
/** Halves of characters, which are none. */
const isHalf = (number) => number >= 0xd800 && number < 0xe000;

/** The immediate operands of opcodes that have one number each, by stream. */
const single = new Map([
  ...[0x0c, 0x0d].map((code) => [code, LABEL]),
  [0x10, CALL],
]);
/** Those whose one operand is below 128. */
const isShort = (code) => [0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0].includes(code);
/** Opcodes without operands: control, `drop` and `select`, arithmetic, `ref.is_null`. */
const isBare = (code) => [0x00, 0x01, 0x05, 0x0f, 0x1a, 0x1b].includes(code) || (code >= 0x45 && code <= 0xc4) || code === 0xd1;

/** Most offsets are multiples of four. */
const quartered = (offset) => (offset % 4 || offset >= 1024 ? offset + 256 : offset / 4);
/** Fourteen bits with a sign: small ones of either sign are small. */
const unsigned = (value) => (value + 64) & 0x3fff;

class Sorter {
  streams = Array.from(Array(COUNT), () => []);
  /** The length of the module that comes back: every length takes four bytes, every alignment one. */
  size = 0;

  constructor(reader) {
    this.reader = reader;
  }
  /** Bytes as they are. */
  put(stream, bytes) {
    this.size += bytes.length;
    for (const byte of bytes) this.streams[stream].push(byte);
  }
  /** A number in one character. */
  sign(stream, number, length) {
    if (isHalf(number)) throw new Error(`streams: ${number} is no character`);
    this.size += length;
    this.streams[stream].push(number);
  }
  copy(stream, change = (number) => number) {
    const start = this.reader.at;
    const value = this.reader.number();
    this.sign(stream, change(value), this.reader.at - start);
    return value;
  }
  copyMore(stream, count) {
    while (count--) this.copy(stream);
  }
  /** A number of any size, byte by byte. */
  copyBytes(stream) {
    const start = this.reader.at;
    this.reader.number();
    this.put(stream, this.reader.bytes.subarray(start, this.reader.at));
  }
  frame() {
    this.reader.number();
    this.size += 4;
  }

  functions() {
    for (let left = this.copy(FRAME); left; left--) {
      this.frame();
      this.copyMore(FRAME, 2 * this.copy(FRAME));
      for (let depth = 1; depth; ) depth += this.instruction();
    }
  }

  /** Sorts one instruction; gives by how much it changes the depth of blocks. */
  instruction() {
    const code = this.peek();
    this.opcode(code);
    if (code === 0x0b) return -1;
    if (code >= 0x02 && code <= 0x04) this.copy(BLOCK);
    else if (code >= 0x20 && code <= 0x22) this.copy(this.following(LOCAL));
    else if (code === CONSTANT) this.constant(this.following(I32), unsigned);
    else if (code === DATA) this.constant(ADDRESS, (value) => value - FIRST);
    else if (code === FAR) this.copyBytes(LONG);
    else if (code === 0x42) this.copyBytes(I64);
    else if (single.has(code)) this.copy(single.get(code));
    else if (isShort(code)) this.opcode();
    else if (code === 0x0e) this.copyMore(LABEL, this.copy(LABEL) + 1);
    else if (code === 0x11) this.copyMore(CALL, 2);
    else if (code >= 0x28 && code <= 0x3e) this.access(code < 0x36 ? LOAD : STORE);
    else if (code === 0x44) this.put(F64, this.reader.slice(8));
    else if (code === 0xfc) this.bulk();
    else if (!isBare(code)) throw new Error(`streams: opcode 0x${code.toString(16)} is not known here`);
    return code >= 0x02 && code <= 0x04 ? 1 : 0;
  }
  /** One byte among the opcodes: what is read, unless another stands for it there. */
  opcode(code = this.reader.bytes[this.reader.at]) {
    this.reader.byte();
    this.sign(OPCODE, code ^ TURNED, 1);
    return code;
  }
  /** The opcode that comes next, as it is among the opcodes. */
  peek() {
    const { bytes, at } = this.reader;
    if (bytes[at] !== CONSTANT) return bytes[at];
    const value = signed(new Reader(bytes, at + 1));
    if (value >= -8192 && value < 8192) return CONSTANT;
    return value >= FIRST && value < FIRST + 0xd800 ? DATA : FAR;
  }
  /** Which stream of several an operand is in: what is next done with it says that. */
  following(stream) {
    const { at } = this.reader;
    this.reader.number();
    const kind = Math.min(this.peek() >> 3, KINDS - 1);
    this.reader.at = at;
    return stream + kind;
  }
  constant(stream, change) {
    const start = this.reader.at;
    const value = signed(this.reader);
    this.sign(stream, change(value), this.reader.at - start);
  }
  access(stream) {
    this.reader.number();
    this.size++;
    this.copy(stream, quartered);
  }
  bulk() {
    const code = this.opcode();
    if (code > 17) throw new Error(`streams: opcode 0xfc ${code} is not known here`);
    if (code < 8) return;
    this.opcode();
    if (code % 2 === 0 && code < 15) this.opcode();
  }
}

/** Reads a number with a sign. */
function signed(reader) {
  const start = reader.at;
  const value = reader.number();
  const isNegative = reader.bytes[reader.at - 1] & 64;
  return isNegative ? value - 128 ** (reader.at - start) : value;
}

/** Longest module, in bytes: in UTF-8 it is twice as long at most, and a number of the head has 21 bits. */
export const longest = 1 << 20;

const three = (value) => [value & 127, (value >> 7) & 127, value >> 14];

/** Each number as the character that it is. */
const toText = (numbers) => Array.from(numbers, (number) => String.fromCodePoint(number)).join("");

function sort(bytes, decoder) {
  const code = sections(bytes).find(({ id }) => id === CODE);
  const sorter = new Sorter(new Reader(bytes, code.start + 1));
  sorter.put(REST, bytes.subarray(0, code.start + 1));
  sorter.frame();
  sorter.functions();
  sorter.put(REST, bytes.subarray(code.end));
  const streams = sorter.streams.map(toText);
  let start = HEAD;
  const starts = streams.map((stream) => (start += Buffer.byteLength(stream)) - Buffer.byteLength(stream));
  const all = streams.join("");
  const head = [HEAD + all.length, sorter.size, code.start + 1, ...starts].flatMap(three);
  return toText(head) + all + toText(decoder);
}

/** The streams of a module. What comes back from them is compared: nothing but hints may differ. */
export function toStreams(bytes, decoder) {
  const sorted = sort(bytes, decoder);
  const back = weave(sorted);
  if (!WebAssembly.validate(back) || sort(back, decoder) !== sorted) throw new Error("streams: the module does not come back");
  return sorted;
}
