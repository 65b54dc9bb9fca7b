// Rewrites the sections of a wasm module.
//
// Owns: exports, function bodies and custom sections leaving a module, other names for functions. In: bytes and what is
// to change. Out: bytes. Must not: decide that.

import { Reader, importedFunctions, sections } from "./section.mjs";

/** LEB128; of a signed number the last byte's second bit is its sign. */
export function number(value, signed = false) {
  const out = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    out.push(value || (signed && low > 63) ? low + 128 : low);
  } while (out.at(-1) > 127);
  return out;
}

/** The module without the exports that `keep(name)` refuses: what nobody calls can then be dropped. */
export function keepExports(bytes, keep) {
  const part = sections(bytes).find(({ id }) => id === 7);
  if (!part) return bytes;
  const reader = new Reader(part.body);
  const kept = [];
  for (let left = reader.number(); left > 0; left--) {
    const start = reader.at;
    const name = reader.name();
    reader.byte();
    reader.number();
    if (keep(name)) kept.push(part.body.subarray(start, reader.at));
  }
  return replaceSection(bytes, part, Buffer.concat([Buffer.from(number(kept.length)), ...kept]));
}

/** The module with the bodies that `change(index)` gives in place of its own. */
export function rewriteFunctions(bytes, change) {
  const part = sections(bytes).find(({ id }) => id === 10);
  const reader = new Reader(part.body);
  let index = importedFunctions(bytes);
  const count = reader.number();
  const bodies = [];
  for (let left = count; left > 0; left--, index++) {
    const body = reader.slice(reader.number());
    const now = change(index) ?? body;
    bodies.push(Buffer.from(number(now.length)), now);
  }
  return replaceSection(bytes, part, Buffer.concat([Buffer.from(number(count)), ...bodies]));
}

/** The module with the names of functions that `change(name)` gives in place of their own. */
export function renameFunctions(bytes, change) {
  const part = sections(bytes).find(({ id, name }) => id === 0 && name === "name");
  const reader = new Reader(part.body);
  reader.name();
  const out = [part.body.subarray(0, reader.at)];
  while (reader.at < part.body.length) {
    const kind = reader.byte();
    const body = reader.slice(reader.number());
    const now = kind === 1 ? renamed(new Reader(body), change) : body;
    out.push(Buffer.from([kind, ...number(now.length)]), now);
  }
  return replaceSection(bytes, part, Buffer.concat(out));
}

function renamed(reader, change) {
  const count = reader.number();
  const all = Array.from({ length: count }, () => {
    const index = reader.number();
    const name = Buffer.from(change(reader.name()));
    return Buffer.from([...number(index), ...number(name.length), ...name]);
  });
  return Buffer.concat([Buffer.from(number(count)), ...all]);
}

/** The module without the custom sections that `drop(name)` picks. */
export function dropCustom(bytes, drop) {
  const gone = sections(bytes).filter(({ id, name }) => id === 0 && drop(name));
  const ends = [0, ...gone.map(({ end }) => end)];
  const starts = [...gone.map(({ start }) => start), bytes.length];
  return Buffer.concat(ends.map((end, index) => bytes.subarray(end, starts[index])));
}

/** The module with another body for a section, or without it. */
export function replaceSection(bytes, { id, start, end }, body) {
  if (!body) return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  const head = Buffer.from([id, ...number(body.length)]);
  return Buffer.concat([bytes.subarray(0, start), head, body, bytes.subarray(end)]);
}
