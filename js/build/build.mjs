// `npm run build`: everything in `dist/`, from a fresh clone.
//
// Owns: the order of the steps. In: the repository. Out: dist/omotenashi.js (script tag),
// what is loaded on demand beside it (surface, consent, observe, debug, privacy, server), dist/omotenashi.mjs (module),
// dist/player (what bundles are made of), dist/author.mjs, dist/node.mjs, dist/cli.mjs, types, schema. Must not: do a
// step's work.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { halfOf } from "../cli/player.mjs";
import { fresh } from "./fresh.mjs";
import { installPackages } from "./npm.mjs";
import { dist, root } from "./place.mjs";
import { buildHelpers, installTarget } from "./rust.mjs";
import { main, started, step } from "./step.mjs";

const at = (path) => join(root, path);

/** The builds that play the rules of a bundle: their name in `dist/player`, and the flavour of which they are half. */
export const players = { lean: "lean", more: "more", whole: "visitor" };

/** The scripts they are played by: the smallest has a second, which makes no elements. */
export const playerScripts = ["plain", ...Object.keys(players)];

/** Where the module is that a script is for, as a flavour. */
export const playerFolder = (script) => `${players[halfOf(script)]}/player`;

/** The files made from a flavour of the wasm module, and how. */
function bundles({ browsers }) {
  const target = { target: browsers };
  return [
    {
      entry: at("js/door/entry/script.js"),
      to: join(dist, "omotenashi.js"),
      flavour: "visitor",
      encoding: "streams",
      options: { ...target, format: "iife" },
    },
    ...playerScripts.map((name) => ({
      entry: at("js/door/entry/script.js"),
      to: join(dist, `player/${name}.js`),
      flavour: playerFolder(name),
      encoding: "none",
      options: { ...target, format: "iife" },
      html: name !== "plain",
    })),
    ...Object.entries(players).map(([name, flavour]) => ({
      entry: at("js/door/entry/reader.js"),
      to: join(dist, `player/${name}.reader.mjs`),
      flavour: `${flavour}/reader`,
      encoding: "base64",
      options: { ...target, format: "esm" },
    })),
    {
      entry: at("js/door/entry/module.js"),
      to: join(dist, "omotenashi.mjs"),
      flavour: "visitor",
      encoding: "base64",
      options: { ...target, format: "esm" },
    },
    {
      entry: at("js/door/entry/server.js"),
      to: join(dist, "omotenashi.server.js"),
      flavour: "server",
      encoding: "base64",
      options: { ...target, format: "esm" },
    },
    {
      entry: at("js/door/entry/author.js"),
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
  const { buildDecoder, buildWasm, decoder, folder } = await import("./wasm.mjs");
  await buildDecoder();
  const bundler = await import("./bundle.mjs");
  // The author's takes longest to compile, so the others are shrunk meanwhile.
  await buildWasm(["visitor", "more", "lean", "author", "server"]);
  const tools = [at("js/build/bundle.mjs"), at("js/encode")];
  for (const one of bundles(bundler)) {
    const sources = ["js/door", "js/integration", "package-lock.json"].map(at);
    const inputs = [folder(one.flavour), decoder, ...sources, ...tools];
    await fresh("bundle", { inputs, words: one, outputs: [one.to] }, () =>
      step(`bundling ${one.to.slice(root.length + 1)}`, () => bundler.bundle(one)),
    );
  }
  await buildParts(bundler, tools);
  await buildPlayers(folder, decoder);
  await buildTypes();
  await buildSchema();
  await buildPrograms(bundler, tools);
  await buildEdge(bundler, folder("server"), tools);
}

async function buildSchema() {
  const outputs = ["schema.json", "schema.ja.json"].map((name) => join(dist, name));
  await fresh("schema", { inputs: [at("js/schema")], outputs }, async () => {
    const { schema } = await import("../schema/schema.mjs");
    const { inJapanese } = await import("../schema/japanese.mjs");
    for (const [index, one] of [schema, inJapanese(schema)].entries()) writeFileSync(outputs[index], JSON.stringify(one));
  });
}

/** The files that pages load when they are needed; the panel for visitors, where a page offers it. */
const parts = {
  surface: "js/door/surface/surface.js",
  consent: "js/door/consent/signal.js",
  observe: "js/door/observe/collector.js",
  debug: "js/debug/debug.js",
  privacy: "js/privacy/privacy.js",
};

async function buildParts({ bundlePart }, tools) {
  for (const [name, source] of Object.entries(parts)) {
    const to = join(dist, `omotenashi.${name}.js`);
    const inputs = [at("js/door"), dirname(at(source)), at("js/cli/nearest.mjs"), at("package-lock.json"), ...tools];
    await fresh("part", { inputs, words: name, outputs: [to] }, () =>
      step(`bundling dist/omotenashi.${name}.js`, () => bundlePart({ entry: at(source), to })),
    );
  }
}

/** What the command line puts a player together from, beside its script and its reader. */
async function buildPlayers(folder, decoder) {
  for (const [name, flavour] of Object.entries(players)) {
    const parts = { wasm: join(folder(flavour), "player/module.wasm"), json: join(folder(flavour), "data.json") };
    for (const [end, from] of Object.entries(parts)) {
      const to = join(dist, `player/${name}.${end}`);
      await fresh("player", { inputs: [from], outputs: [to] }, () => copyFileSync(from, to));
    }
  }
  const to = join(dist, "player/weave.wasm");
  await fresh("player", { inputs: [decoder], outputs: [to] }, () => copyFileSync(decoder, to));
}

async function buildTypes() {
  for (const name of ["omotenashi.d.ts", "node.d.ts", "edge.d.ts"]) {
    const from = at(`js/types/${name}`);
    const to = join(dist, name);
    await fresh("types", { inputs: [from], outputs: [to] }, () => copyFileSync(from, to));
  }
}

/** What runs in Node: the server entry and the command line. Both load the builds beside them. */
async function buildPrograms({ bundleProgram }, tools) {
  const stub = at("js/door/entry/stub.js");
  for (const [name, entry] of Object.entries({ "node.mjs": "js/node/node.mjs", "cli.mjs": "js/cli/cli.mjs" })) {
    const to = join(dist, name);
    const inputs = [at(entry), dirname(at(entry)), at("js/door"), at("package-lock.json"), ...tools];
    await fresh("program", { inputs, outputs: [to] }, () =>
      step(`bundling dist/${name}`, () => bundleProgram({ entry: at(entry), to, stub })),
    );
  }
}

/** What workers load that may not compile: the engine, and beside it its module as it is. */
async function buildEdge({ bundleEdge }, made, tools) {
  const entry = at("js/node/edge.mjs");
  const to = join(dist, "edge.mjs");
  const inputs = [dirname(entry), at("js/door"), at("js/integration"), join(made, "glue.js"), at("package-lock.json"), ...tools];
  await fresh("edge", { inputs, outputs: [to] }, () => step("bundling dist/edge.mjs", () => bundleEdge({ entry, to })));
  const module = join(dist, "engine.wasm");
  const from = join(made, "module.wasm");
  await fresh("edge", { inputs: [from], outputs: [module] }, () => copyFileSync(from, module));
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
