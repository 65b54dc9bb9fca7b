// What the linker knows about a module: who refers to whom.
//
// Owns: reading the `linking` and `reloc.*` sections that `--emit-relocs` leaves in. In: bytes. Out:
// functions, data symbols and the references between them. Must not: change anything.
// Source: WebAssembly tool conventions, "Linking".

import { Reader, importedFunctions, sections } from "../encode/section.mjs";

const undefinedSymbol = 0x10;
const explicitName = 0x40;

/** Relocations that point at a function, directly or through the table. */
const toFunction = new Set([0, 1, 2, 12, 26]);
/** Relocations that point at data; these carry an addend, as do 8 and 9. */
const toData = new Set([3, 4, 5, 11, 21, 23]);
const withAddend = new Set([...toData, 8, 9]);

/** The symbol table: `{ function }` by index, `{ segment, offset, size }` for data, `{}` for the rest. */
function symbols(body) {
  const reader = new Reader(body);
  reader.name();
  reader.number();
  while (reader.at < body.length) {
    const kind = reader.byte();
    const part = new Reader(reader.slice(reader.number()));
    if (kind === 8) return Array.from({ length: part.number() }, () => symbol(part));
  }
  return [];
}

function symbol(reader) {
  const kind = reader.byte();
  const flags = reader.number();
  const isDefined = !(flags & undefinedSymbol);
  if (kind === 1) {
    reader.name();
    return isDefined ? { segment: reader.number(), offset: reader.number(), size: reader.number() } : {};
  }
  const index = reader.number();
  if (kind !== 3 && (isDefined || flags & explicitName)) reader.name();
  return kind === 0 ? { function: index } : {};
}

/** The relocations of one section: `{ at, type, symbol }`, offsets from the section's beginning. */
function relocations(bytes, name) {
  const part = sections(bytes).find((one) => one.name === name);
  if (!part) return [];
  const reader = new Reader(part.body);
  reader.name();
  reader.number();
  return Array.from({ length: reader.number() }, () => {
    const one = { type: reader.byte(), at: reader.number(), symbol: reader.number() };
    if (withAddend.has(one.type)) reader.number();
    return one;
  });
}

/** Where each function's body lies in the code section: `{ function, start, end }`. */
function functionRanges(bytes) {
  const reader = new Reader(sections(bytes).find(({ id }) => id === 10).body);
  const first = importedFunctions(bytes);
  return Array.from({ length: reader.number() }, (_, index) => {
    const length = reader.number();
    const start = reader.at;
    reader.slice(length);
    return { function: first + index, start, end: reader.at };
  });
}

/** Each segment: where its bytes begin in the data section, and its address in memory. */
function segments(bytes) {
  const reader = new Reader(sections(bytes).find(({ id }) => id === 11).body);
  return Array.from({ length: reader.number() }, () => {
    // Active, memory 0: `i32.const`, the address, `end`.
    if (reader.number() !== 0 || reader.byte() !== 0x41) throw new Error("an unexpected kind of data segment");
    const address = reader.number();
    reader.byte();
    const length = reader.number();
    const start = reader.at;
    reader.slice(length);
    return { start, address };
  });
}

/** The range that holds an offset; `ranges` are sorted and do not overlap. */
function holding(ranges, at) {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (at < ranges[middle].start) high = middle - 1;
    else if (at >= ranges[middle].end) low = middle + 1;
    else return ranges[middle];
  }
}

/**
 * The graph: `functions` and `data` are ranges of their sections, each with `to`, the ranges it
 * refers to; data also with its address. Throws where the module was not linked with `--emit-relocs`.
 */
export function references(bytes) {
  const linking = sections(bytes).find(({ name }) => name === "linking");
  if (!linking) throw new Error("the module has no linking section");
  const table = symbols(linking.body);
  const functions = functionRanges(bytes).map((range) => ({ ...range, to: [] }));
  const starts = segments(bytes);
  const data = dataRanges(table, starts);
  const first = importedFunctions(bytes);
  const target = ({ type, symbol: index }) => {
    const found = table[index];
    if (toFunction.has(type)) return functions[found.function - first];
    return toData.has(type) && found.segment !== undefined ? data.of.get(key(found, starts)) : undefined;
  };
  const connect = (ranges, name) => {
    for (const one of relocations(bytes, name)) {
      const to = target(one);
      if (to) holding(ranges, one.at)?.to.push(to);
    }
  };
  connect(functions, "reloc.CODE");
  connect(data.ranges, "reloc.DATA");
  return { functions, data: data.ranges, first };
}

const key = ({ segment, offset }, starts) => starts[segment].start + offset;

/** Data symbols as ranges; symbols that overlap (aliases, merged ends) become one. */
function dataRanges(table, starts) {
  const all = table
    .filter((one) => one.segment !== undefined && starts[one.segment] !== undefined)
    .map((one) => ({ start: key(one, starts), end: key(one, starts) + one.size, address: starts[one.segment].address + one.offset }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const ranges = [];
  const of = new Map();
  for (const one of all) {
    const last = ranges.at(-1);
    if (last && one.start < last.end) last.end = Math.max(last.end, one.end);
    else ranges.push({ ...one, to: [] });
    of.set(one.start, ranges.at(-1));
  }
  return { ranges, of };
}
