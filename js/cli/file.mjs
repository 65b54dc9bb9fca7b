// The rules file on disk.
//
// Owns: reading and writing, and the sentences for what can go wrong with either. In: a path. Out:
// text or a value. Must not: know what rules mean.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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

/** The file's text, without a byte-order mark. */
export function readText(path) {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new Refusal(`${path}: ${because(error)}`);
  }
}

/** The file's value; what is not JSON is said with line and column. */
export function readRules(path) {
  const text = readText(path);
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${path}${place(text, error.message)}: not JSON: ${reason(error.message)}`, 1);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Refusal(`${path}: expected an object, got ${kind(value)}`, 1);
  return value;
}

function kind(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

/** `:line:column` from V8's message, which says where it stopped. */
function place(text, message) {
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, at).split("\n");
  return `:${before.length}:${before.at(-1).length + 1}`;
}

const reason = (message) =>
  message.replace(/ in JSON at position.*$/s, "").replace(/^Unexpected end of JSON input$/, "the file ends too early");

/** Writes a file, and the folders it is in. */
export function write(path, content) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new Refusal(`${path}: cannot be written: ${because(error)}`);
  }
}

/** Whether a path is a folder. */
export const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** A hash as content security policies and `integrity` write it. */
export const digest = (algorithm, content) =>
  `${algorithm}-${createHash(algorithm).update(content).digest("base64")}`;
