// Skips what is up to date.
//
// Owns: a stamp for each named step, the hash of all that went into it. In: file paths and strings.
// Out: whether the step ran. Must not: trust modification times, which a checkout rewrites.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { work } from "./place.mjs";

/** Every file below a folder (or the file itself), in a stable order. */
export function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => name !== "node_modules")
    .flatMap((name) => files(join(path, name)));
}

/** One hash over the contents of files and over plain words (options, versions). */
export function hash(paths, words = []) {
  const sum = createHash("sha256");
  for (const path of paths.flatMap(files)) sum.update(path).update("\0").update(readFileSync(path));
  return sum.update(JSON.stringify(words)).digest("hex");
}

/**
 * Runs `make` unless `outputs` exist and were made from the same `inputs` and `words`.
 * Gives true when it ran.
 */
export async function fresh(name, { inputs, words = [], outputs }, make) {
  const stamp = join(work, "stamps", `${name}.${hash([], [outputs]).slice(0, 8)}`);
  const now = hash(inputs, words);
  const before = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (before === now && outputs.every((path) => existsSync(path))) return false;
  await make();
  mkdirSync(join(work, "stamps"), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
