// `npm run build`: everything in `dist/`, from a fresh clone.
//
// Owns: the order of the steps. In: the repository. Out: dist/omotenashi.js (script tag),
// dist/omotenashi.mjs and .d.ts (module), dist/author.mjs, dist/cli.mjs. Must not: do a step's work.

import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { fresh } from "./fresh.mjs";
import { installPackages } from "./npm.mjs";
import { dist, root } from "./place.mjs";
import { buildHelpers, installTarget } from "./rust.mjs";
import { main, started, step } from "./step.mjs";

const at = (path) => join(root, path);

/** The files made from a flavour of the wasm module, and how. */
function bundles({ browsers }) {
  const target = { target: browsers };
  return [
    {
      entry: at("js/door/script.js"),
      to: join(dist, "omotenashi.js"),
      flavour: "visitor",
      encoding: "latin",
      options: { ...target, format: "iife" },
    },
    {
      entry: at("js/door/module.js"),
      to: join(dist, "omotenashi.mjs"),
      flavour: "visitor",
      encoding: "base64",
      options: { ...target, format: "esm" },
    },
    {
      entry: at("js/door/author.js"),
      to: join(dist, "author.mjs"),
      flavour: "author",
      encoding: "base64",
      options: { ...target, format: "esm" },
    },
  ];
}

/** Builds all of `dist/`; what is up to date is left alone. */
export async function build() {
  await installPackages();
  await installTarget();
  await buildHelpers();
  const { buildWasm, folder } = await import("./wasm.mjs");
  const bundler = await import("./bundle.mjs");
  for (const flavour of ["visitor", "author"]) await buildWasm(flavour);
  const tools = ["bundle", "latin", "streams"].map((name) => at(`js/build/${name}.mjs`));
  for (const one of bundles(bundler)) {
    const inputs = [folder(one.flavour), at("js/door"), at("package-lock.json"), ...tools];
    await fresh("bundle", { inputs, words: one, outputs: [one.to] }, () =>
      step(`bundling ${one.to.slice(root.length + 1)}`, () => bundler.bundle(one)),
    );
  }
  await buildTypes();
  await buildProgram(bundler, tools);
}

async function buildTypes() {
  const from = at("js/types/omotenashi.d.ts");
  const to = join(dist, "omotenashi.d.ts");
  if (!existsSync(from)) return;
  await fresh("types", { inputs: [from], outputs: [to] }, () => copyFileSync(from, to));
}

/** The command line takes the author build along, so that the package holds one file for it. */
async function buildProgram({ bundleProgram }, tools) {
  const entry = at("js/cli/cli.mjs");
  const to = join(dist, "cli.mjs");
  const author = join(dist, "author.mjs");
  const stub = at("js/door/stub.js");
  const inputs = [at("js/cli"), stub, author, at("package-lock.json"), ...tools];
  await fresh("cli", { inputs, outputs: [to] }, () =>
    step("bundling dist/cli.mjs", () => bundleProgram({ entry, to, author, stub })),
  );
}

/** What a page downloads of a file, in bytes. */
export const compressed = (path) => squeezed(readFileSync(path));

/** The size of bytes after brotli. */
export const squeezed = (bytes) => brotliCompressSync(bytes).length;

if (started(import.meta.url))
  await main(async () => {
    await build();
    console.log(`\ndist/omotenashi.js: ${compressed(join(dist, "omotenashi.js"))} bytes (brotli)`);
  });
