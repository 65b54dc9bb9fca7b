// The rules file on disk.
//
// Owns: reading and writing, and the sentences for what can go wrong with either. In: a path. Out: text.
// Must not: know what rules mean.

import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "./refusal.mjs";

const permission = { en: "no permission", ja: "アクセスする権限がありません" };
const reasons = {
  ENOENT: { en: "there is no such file", ja: "ファイルがありません" },
  EISDIR: { en: "this is a folder", ja: "ファイルではなくフォルダーです" },
  EACCES: permission,
  EPERM: permission,
  ENOTDIR: { en: "a part of the path is no folder", ja: "パスの途中がフォルダーではありません" },
  ENOSPC: { en: "the disk is full", ja: "ディスクに空きがありません" },
  EROFS: { en: "the disk is read-only", ja: "ディスクは読み取り専用です" },
  EEXIST: { en: "a file is in the way", ja: "同じ名前のファイルがあります" },
};
const encoding = {
  en: "this file is not in UTF-8; save it as UTF-8",
  ja: "文字コードが UTF-8 ではありません。UTF-8 で保存し直してください",
};

/** What the system has refused, in words. */
export const because = (error, spoken = "en") => reasons[error.code]?.[spoken] ?? error.message;

/** The file's text, without a byte-order mark. What is in another encoding would arrive as question marks. */
export function readText(path, spoken = "en") {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Refusal(`${path}: ${because(error, spoken)}`);
  }
  const text = bytes.toString("utf8");
  if (isUtf8(bytes)) return text.replace(/^\uFEFF/, "");
  const line = text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
  throw new Refusal(`${path}:${line}: ${encoding[spoken]}`, 1);
}

/** Whether both are the same file, by whatever name. */
function isSame(path, other) {
  try {
    return realpathSync(path) === realpathSync(other);
  } catch {
    return false;
  }
}

/** Writes a file, and the folders it is in; but not over the file that it was made from. */
export function write(path, content, source) {
  if (source && isSame(path, source)) throw new Refusal(`${path}: cannot be written: these are the rules themselves`);
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
