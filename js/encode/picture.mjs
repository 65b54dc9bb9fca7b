// A module that begins with a memory that another has left.
//
// Owns: which bytes of the memory travel. In: the picture of a memory in which rules were read, and the module of the
// same build without the reader: its data lies at the same addresses. Out: that module's bytes, with the picture in
// place of its own data. Must not: leave out what anything may point to. All that is known of the memory is that
// addresses are aligned, and that a text is its address and its length, one after the other.

import { number, replaceSection } from "./rewrite.mjs";
import { Reader, sections } from "./section.mjs";

const MEMORY = 5;
const DATA = 11;
const DATA_COUNT = 12;
const PAGE = 1 << 16;

/** A gap of zeros is worth a segment of its own from here on: that costs twelve bytes. */
const worth = 64;

/** Every aligned word between two addresses, as addresses are: more than there are addresses, and never less. */
function words(image, from, to) {
  const found = [];
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  for (let at = (from + 3) & ~3; at + 4 <= to; at += 4) found.push(view.getUint32(at, true));
  return found;
}

/** Zeroes data that only the reader reads, unless something points into it that stays. */
function lighten(image, from, spare) {
  const gaps = [[from, from], ...spare, [image.length, image.length]].sort(([a], [b]) => a - b);
  let pointers = gaps.slice(1).flatMap(([start], index) => words(image, gaps[index][1], start));
  let left = spare;
  while (pointers.length) {
    const sorted = Uint32Array.from(new Set(pointers)).sort();
    const isPointedAt = ([start, end]) => firstFrom(sorted, start) < end;
    pointers = left.filter(isPointedAt).flatMap(([start, end]) => words(image, start, end));
    left = left.filter((one) => !isPointedAt(one));
  }
  for (const [start, end] of left) image.fill(0, start, end);
}

/**
 * Zeroes what nobody refers to of the text of the rules: most of what they say is copied, and its grammar is done with.
 * What may be an address in there, but has no length behind it that fits, is of memory that nobody has written yet.
 */
function thin(image, from, text) {
  const start = image.indexOf(text);
  if (start < from) return;
  const end = start + text.length;
  const all = [words(image, from, start), words(image, end, image.length)];
  const kept = Buffer.alloc(text.length);
  for (const list of all)
    for (const [index, at] of list.entries()) {
      if (at < start || at >= end || !(at + list[index + 1] <= end)) continue;
      image.copy(kept, at - start, at, at + list[index + 1]);
    }
  kept.copy(image, start);
}

/** The first of the sorted that is not below. */
function firstFrom(sorted, least) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

/** `[address, bytes]` of all that is not zero. */
function segments(image, from) {
  const found = [];
  let at = from;
  while (at < image.length) {
    const start = at;
    let end = at;
    // Up to the next long gap; `end` is behind the last byte that is not zero.
    for (; at < image.length && at - end < worth; at++) if (image[at]) end = at + 1;
    if (end > start) found.push([start, image.subarray(start, end)]);
    while (at < image.length && !image[at]) at++;
  }
  return found;
}

/** An active segment: memory 0, `i32.const`, the address, `end`. */
const segment = ([at, bytes]) => [Buffer.from([0, 0x41, ...number(at, true), 0x0b, ...number(bytes.length)]), bytes];

function dataSection(image, from) {
  const all = segments(image, from);
  return Buffer.concat([Buffer.from(number(all.length)), ...all.flatMap(segment)]);
}

/** One memory, as large as the picture. */
function memorySection(body, pages) {
  const reader = new Reader(body, 1);
  const limited = reader.byte();
  reader.number();
  const most = limited ? [reader.number()] : [];
  return Buffer.from([1, limited, ...number(pages), ...most.flatMap((one) => number(one))]);
}

/**
 * The module that begins with a picture. `from`: the first address that is no stack; `spare`: `[start, end]` of the data
 * that only the reader reads; `text`: what was read.
 */
export function withPicture(module, picture, { from, spare }, text) {
  const image = Buffer.from(picture);
  lighten(image, from, spare);
  thin(image, from, Buffer.from(text));
  const change = {
    [MEMORY]: ({ body }) => memorySection(body, image.length / PAGE),
    [DATA]: () => dataSection(image, from),
    // Only `memory.init` needs it, which nobody uses.
    [DATA_COUNT]: () => undefined,
  };
  return sections(module).reduceRight((bytes, part) => (change[part.id] ? replaceSection(bytes, part, change[part.id](part)) : bytes), module);
}
