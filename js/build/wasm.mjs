// From Rust to a small wasm module and its JavaScript glue.
//
// Owns: cargo build → wasm-bindgen → wasm-opt, for each flavour of the library. In: src/ and the
// hand-written js/door files it imports. Out: `module.wasm` and `glue.js` in a folder of their own.
// Must not: bundle; that is bundle.mjs.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fresh } from "./fresh.mjs";
import { renameGlue, trimGlue } from "./glue.mjs";
import { program } from "./npm.mjs";
import { helper, root, target, work } from "./place.mjs";
import { run, step } from "./step.mjs";
import { keepExports } from "./section.mjs";

const triple = "wasm32-unknown-unknown";

/** What each flavour asks of cargo. One engine, two builds. */
export const flavours = {
  visitor: ["--no-default-features"],
  author: ["--features", "author"],
};

/** What rustc emits today, so that wasm-opt may read and write it. */
const features = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((name) => `--enable-${name}`);

const optimise = ["-Oz", ...features, "--strip-producers", "--strip-target-features"];

/** Where a flavour's module and glue are. */
export const folder = (flavour) => join(work, flavour);

/** Builds one flavour unless it is up to date. */
export async function buildWasm(flavour) {
  const to = folder(flavour);
  const inputs = ["src", "Cargo.toml", "Cargo.lock", ".cargo", "js/door", "js/build/bindgen"]
    .concat(["wasm", "glue", "section"].map((name) => `js/build/${name}.mjs`))
    .map((path) => join(root, path));
  const { out } = await run("rustc", ["--version"]);
  const outputs = [join(to, "module.wasm"), join(to, "glue.js"), join(to, "names.wasm")];
  await fresh(`wasm-${flavour}`, { inputs, words: [out, flavours[flavour]], outputs }, async () => {
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    await step(`compiling the ${flavour} build`, () => compile(flavour, to));
    await step(`shrinking the ${flavour} build`, () => shrink(to));
  });
}

async function compile(flavour, to) {
  await run("cargo", ["build", "--locked", "--release", "--lib", "--target", triple, ...flavours[flavour]]);
  const raw = join(to, "raw.wasm");
  copyFileSync(join(target, triple, "release", "omotenashi.wasm"), raw);
  const options = ["--target", "web", "--no-typescript", "--out-dir", to, "--out-name", "bound"];
  await run(helper("bindgen"), [...options, raw]);
  rmSync(raw);
}

/** wasm-opt, with short names for everything that crosses between module and glue. */
async function shrink(to) {
  const glue = readFileSync(join(to, "bound.js"), "utf8");
  const bound = join(to, "needed.wasm");
  writeFileSync(bound, keepExports(readFileSync(join(to, "bound_bg.wasm")), (name) => glue.includes(`wasm.${name}`)));
  const opt = (more) => run("node", [program("binaryen/bin/wasm-opt"), bound, ...optimise, ...more]);
  const { out } = await opt(["--minify-imports-and-exports-and-modules", "-o", join(to, "module.wasm")]);
  // The same code with its names, for those who ask what costs how much. Never shipped.
  await opt(["-g", "-o", join(to, "names.wasm")]);
  writeFileSync(join(to, "glue.js"), trimGlue(renameGlue(glue, JSON.parse(out))));
}
