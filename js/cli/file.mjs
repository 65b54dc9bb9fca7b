// The rules file on disk.
//
// Owns: reading and writing, and the sentences for what can go wrong with either. In: a path. Out: text.
// Must not: know what rules mean.

import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "./refusal.mjs";

const reasons = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder",
  EACCES: "no permission",
  EPERM: "no permission",
  ENOTDIR: "a part of the path is no folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
  EEXIST: "a file is in the way",
};

const because = (error) => reasons[error.code] ?? error.message;

/** The file's text, without a byte-order mark. What is in another encoding would arrive as question marks. */
export function readText(path) {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Refusal(`${path}: ${because(error)}`);
  }
  const text = bytes.toString("utf8");
  if (isUtf8(bytes)) return text.replace(/^\uFEFF/, "");
  const line = text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
  throw new Refusal(`${path}:${line}: this file is not in UTF-8; save it as UTF-8`, 1);
}

/** Writes a file, and the folders it is in. */
export function write(path, content) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new Refusal(`${path}: cannot be written: ${because(error)}`);
  }
}

/** A hash as content security policies and `integrity` write it. */
export const digest = (algorithm, content) =>
  `${algorithm}-${createHash(algorithm).update(content).digest("base64")}`;
