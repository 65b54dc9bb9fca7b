// Where things are.
//
// Owns: the paths of the repository and of its build output. In: the environment (CARGO_TARGET_DIR).
// Out: absolute paths. Must not: create or delete anything.

import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The top of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What the package ships. */
export const dist = join(root, "dist");

/** Cargo's output, wherever the caller keeps it. */
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** Our own intermediate results, beside Cargo's so that one folder holds all that can be deleted. */
export const work = join(target, "omotenashi");

/** One of the two helper programs that our own lock pins. */
export const helper = (name) => join(target, "tool", `omotenashi-${name}`);
