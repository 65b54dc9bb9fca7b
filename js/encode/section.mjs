// Reads the sections of a wasm module.
//
// Owns: just enough of the binary format to list sections, functions and names. In: bytes. Out: plain
// data. Must not: know what the module is for, or change it (that is rewrite.mjs).
// Source: WebAssembly Core Specification, chapter "Binary Format".

/** Walks bytes: LEB128 numbers, names and slices. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  slice(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  name() {
    return Buffer.from(this.slice(this.number())).toString("utf8");
  }
}

/** The sections of a module, in order: `{ id, name (custom sections), body, start, end }`. */
export function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const body = reader.slice(reader.number());
    const name = id === 0 ? new Reader(body).name() : undefined;
    found.push({ id, name, body, start, end: reader.at });
  }
  return found;
}

/** How many functions a module imports; their indices come before its own. */
export function importedFunctions(bytes) {
  const part = sections(bytes).find(({ id }) => id === 2);
  if (!part) return 0;
  const reader = new Reader(part.body);
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === 0) functions++;
    skipImport(reader, kind);
  }
  return functions;
}

function skipImport(reader, kind) {
  if (kind === 0 || kind === 4) return reader.number();
  if (kind === 3) return reader.slice(2);
  if (kind === 1) reader.byte();
  const limited = reader.number();
  reader.number();
  if (limited & 1) reader.number();
}

/** Function names by index, from the name section. */
function names(bytes) {
  const part = sections(bytes).find(({ id, name }) => id === 0 && name === "name");
  const found = new Map();
  if (!part) return found;
  const reader = new Reader(part.body);
  reader.name();
  while (reader.at < part.body.length) {
    const kind = reader.byte();
    const inner = new Reader(reader.slice(reader.number()));
    if (kind !== 1) continue;
    for (let left = inner.number(); left > 0; left--) found.set(inner.number(), inner.name());
  }
  return found;
}

/** Every function a module defines: `{ name, size, body }`, sizes in bytes of the code section. */
export function functions(bytes) {
  const part = sections(bytes).find(({ id }) => id === 10);
  const reader = new Reader(part.body);
  const known = names(bytes);
  let index = importedFunctions(bytes);
  const found = [];
  for (let left = reader.number(); left > 0; left--, index++) {
    const start = reader.at;
    const body = reader.slice(reader.number());
    found.push({ name: known.get(index) ?? `function ${index}`, size: reader.at - start, body });
  }
  return found;
}

/** The functions that a module exports, and the one it starts with, by index. */
export function entryFunctions(bytes) {
  const found = [];
  for (const { id, body } of sections(bytes)) {
    const reader = new Reader(body);
    if (id === 8) found.push(reader.number());
    if (id !== 7) continue;
    for (let left = reader.number(); left > 0; left--) {
      reader.name();
      const kind = reader.byte();
      const index = reader.number();
      if (kind === 0) found.push(index);
    }
  }
  return found;
}
