// From Rust to a small wasm module and its JavaScript glue.
//
// Owns: cargo build → wasm-bindgen → wasm-opt, for each flavour of the library. In: src/ and the
// hand-written js/door files it imports. Out: `module.wasm` and `glue.js` in a folder of their own, and what plays
// bundles in two folders within that. Must not: bundle; that is bundle.mjs.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fresh } from "./fresh.mjs";
import { renameGlue, trimGlue, wrapGlue } from "./glue.mjs";
import { program } from "./npm.mjs";
import { numberFunctions, unnumberFunctions } from "./order.mjs";
import { helper, root, target, work } from "./place.mjs";
import { run, step } from "./step.mjs";
import { dropCustom, keepExports } from "../encode/rewrite.mjs";
import { snipPanics, spareData } from "./snip.mjs";

const triple = "wasm32-unknown-unknown";

/** What a flavour asks of rustc: for all, what snip.mjs reads. */
const codegen = (...words) => `target.${triple}.rustflags=${JSON.stringify(["link-arg=--emit-relocs", ...words].map((word) => `-C${word}`))}`;

/** What wasm-opt is to know in every round. */
const limits = [
  // A call compresses better than a copy of its body: 1 KB (brotli).
  "--one-caller-inline-max-function-size=20",
  // Nobody's data is at addresses below 1,024: there the stack ends. 0.2 KB.
  "--low-memory-unused",
];

/** For the visitor every byte counts. What one round leaves, the next ones find; before the last, functions are put in order. */
const small = [
  // Written anew without nesting, and put together again: 0.3 KB. What can only ever be one value is that value: up to 0.2 KB.
  ["--flatten", "--rereloop", "-Oz", "--gufa-optimizing", "-Oz", ...limits],
  ["-Oz", ...limits],
];

/**
 * One engine, five builds: what each asks of cargo and of wasm-opt. Only the author's panics speak. Those that play the rules
 * of a bundle come in two: a `reader` for the command line, and a `player` without any, whose memory begins as the
 * reader's has ended. Both are of one linked module, so that addresses mean the same in both.
 */
const flavours = {
  visitor: { mute: true, small: true, plays: true, effort: small, args: ["--no-default-features", "--features", "whole", "--config", codegen()] },
  more: { mute: true, small: true, plays: true, effort: small, args: ["--no-default-features", "--features", "more", "--config", codegen()] },
  lean: { mute: true, small: true, plays: true, effort: small, args: ["--no-default-features", "--config", codegen()] },
  server: {
    mute: true,
    small: false,
    // What is called once stays apart, as it does for the visitor: it may be never.
    effort: [["-O3", limits[0]]],
    // The usual threshold is 225. Most of the code runs once, while somebody waits for V8 to compile it: copies of
    // what is called do not pay. Where they do, the source says `#[inline]`, which has a threshold of its own.
    args: ["--no-default-features", "--features", "server", "--config", codegen("llvm-args=-inline-threshold=90"), "--config", "profile.release.opt-level=2"],
  },
  author: { mute: false, small: false, effort: [["-O3"]], args: ["--features", "author", "--config", "profile.release.opt-level=3"] },
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

const plain = [...features, "--strip-producers", "--strip-target-features"];

/** Whether a flavour has a part of src/engine/part.rs; a player has no reader besides. */
export function has(flavour, part) {
  const [build, kind] = flavour.split("/");
  if (part === "read") return kind !== "player";
  return build !== "lean" && (build !== "more" || part === "more");
}

/** Where a flavour's module and glue are. */
export const folder = (flavour) => join(work, flavour);

/** Builds the flavours that are not up to date: while one is shrunk, cargo compiles the next. */
export async function buildWasm(names) {
  const { out } = await run("rustc", ["--version"]);
  let compiled = Promise.resolve();
  let shrunk = Promise.resolve();
  await Promise.all(
    names.map((name) =>
      fresh(`wasm-${name}`, { ...made(name), words: [out, flavours[name]] }, () => {
        compiled = compiled.then(() => step(`compiling the ${name} build`, () => compile(name)));
        shrunk = Promise.all([compiled, shrunk]).then(() => shrinkAll(name));
        return shrunk;
      }),
    ),
  );
}

/** What a flavour is made of, and what is made of it. */
function made(name) {
  const inputs = ["src", "Cargo.toml", "Cargo.lock", ".cargo", "js/door/browser.js", "js/build/bindgen"]
    .concat(["build/wasm", "build/glue", "encode/section", "encode/rewrite", "build/linking", "build/order", "build/snip"].map((name) => `js/${name}.mjs`))
    .map((path) => join(root, path));
  const within = flavours[name].plays ? ["", "reader", "player"] : [""];
  const outputs = within.flatMap((half) => [join(folder(name), half, "module.wasm"), join(folder(name), half, "glue.js")]);
  if (flavours[name].plays) outputs.push(join(folder(name), "data.json"));
  return { inputs, outputs };
}

async function shrinkAll(name) {
  const to = folder(name);
  await step(`shrinking the ${name} build`, () => shrink(flavours[name], to));
  if (flavours[name].plays) await step(`shrinking the ${name} player`, () => divide(to));
}

/** Where the module is that puts the visitor's together. */
export const decoder = join(work, "weave.wasm");

/** Builds it: one file, no crate. */
export async function buildDecoder() {
  const source = join(root, "js/door/load/weave.rs");
  const { out } = await run("rustc", ["--version"]);
  // With "z" it would be longer, and a third slower.
  const codegen = ["opt-level=s", "panic=abort", "lto=fat", "strip=debuginfo", "link-arg=-zstack-size=1024"]
    .flatMap((word) => ["-C", word]);
  const inputs = [source, ...["build/wasm", "encode/rewrite", "encode/section"].map((name) => join(root, `js/${name}.mjs`))];
  await fresh("decoder", { inputs, words: [out], outputs: [decoder] }, async () => {
    mkdirSync(work, { recursive: true });
    await run("rustc", ["--edition=2024", `--target=${triple}`, "--crate-type=cdylib", "-D", "warnings", ...codegen, source, "-o", decoder]);
    writeFileSync(decoder, keepExports(readFileSync(decoder), (name) => name === "memory" || name === "weave"));
    await run("node", [program("binaryen/bin/wasm-opt"), decoder, ...plain, "-Oz", limits[1], "-o", decoder]);
  });
}

/** What cargo and wasm-bindgen make of a flavour, in an empty folder; the next compilation overwrites what cargo made. */
async function compile(name) {
  const to = folder(name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const { args, mute, plays } = flavours[name];
  await run("cargo", ["build", "--locked", "--release", "--lib", "--target", triple, ...args]);
  const linked = readFileSync(join(target, triple, "release", "omotenashi.wasm"));
  const raw = join(to, "raw.wasm");
  writeFileSync(raw, mute ? snipPanics(linked).bytes : linked);
  if (plays) writeFileSync(join(to, "data.json"), JSON.stringify(spareData(linked)));
  const options = ["--target", "web", "--no-typescript", "--out-dir", to, "--out-name", "bound"];
  await run(helper("bindgen"), [...options, raw]);
}

/** wasm-opt, with short names for everything that crosses between module and glue. */
async function shrink({ effort: [first, last], ...way }, to, from = to) {
  const glue = trimGlue(readFileSync(join(from, "bound.js"), "utf8"), way);
  const bound = join(to, "needed.wasm");
  writeFileSync(bound, keepExports(readFileSync(join(from, "bound_bg.wasm")), (name) => glue.includes(`wasm.${name}`)));
  // With its names, for those who ask what costs how much; what is shipped has none.
  const names = join(to, "names.wasm");
  const opt = (module, more) => run("node", [program("binaryen/bin/wasm-opt"), module, ...plain, ...more, "-g", "-o", names]);
  const { out } = await opt(bound, [...first, "--minify-imports-and-exports-and-modules"]);
  if (last) {
    writeFileSync(names, numberFunctions(readFileSync(names)));
    await opt(names, [...last, "--reorder-functions-by-name"]);
    writeFileSync(names, unnumberFunctions(readFileSync(names)));
  }
  writeFileSync(join(to, "module.wasm"), dropCustom(readFileSync(names), (name) => name === "name"));
  writeFileSync(join(to, "glue.js"), wrapGlue(renameGlue(glue, JSON.parse(out))));
}

/** The reader as it was linked, and the player: what only `read_rules` reaches is not in it. */
async function divide(to) {
  for (const [name, effort] of Object.entries({ reader: [[]], player: small })) {
    mkdirSync(join(to, name));
    await shrink({ small: true, effort, [name]: true }, join(to, name), to);
  }
}
