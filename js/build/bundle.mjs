// From modules to the files of `dist/`.
//
// Owns: esbuild and the two virtual modules `omotenashi:glue` (what wasm-bindgen made) and
// `omotenashi:wasm` (the module itself: a default export, the encoded text, and `bytes()`).
// In: an entry and a flavour. Out: one file. Must not: be imported before npm packages are there
// (it loads esbuild when called).

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { hint, insert, literal, mark, slot } from "../encode/literal.mjs";
import { toStreams } from "../encode/streams.mjs";
import { root, work } from "./place.mjs";
import { decoder, folder, has } from "./wasm.mjs";

/** The oldest browsers that get more than the original page. */
export const browsers = ["chrome114", "edge114", "firefox102", "safari16.4"];

const woven = `export default ${JSON.stringify(slot)};
    export { weave as bytes } from "./js/door/load/weave.js";`;

const decoders = {
  streams: woven,
  none: woven,
  base64: `export default ${JSON.stringify(slot)};
    export function bytes(text) {
      if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
      // Not by its bare name: Parcel would put a Buffer of 28 KB into the page.
      if (globalThis.Buffer) return globalThis.Buffer.from(text, "base64");
      const raw = atob(text), out = new Uint8Array(raw.length);
      for (let i = 0; i < out.length; i++) out[i] = raw.charCodeAt(i);
      return out;
    }`,
};

const encoders = {
  /** A player: the command line writes the module in its place, once it has the rules. */
  none: () => JSON.stringify(slot),
  streams: (bytes) => literal(toStreams(bytes, readFileSync(decoder))),
  base64: (bytes) => JSON.stringify(Buffer.from(bytes).toString("base64")),
};

/** Resolves the virtual modules, and glue's copies of js/door files to the files themselves. */
function plugin(flavour, encoding) {
  return {
    name: "omotenashi",
    setup(build) {
      build.onResolve({ filter: /^omotenashi:glue$/ }, () => ({ path: join(folder(flavour), "glue.js") }));
      build.onResolve({ filter: /^omotenashi:wasm$/ }, () => ({ path: "wasm", namespace: "omotenashi" }));
      // The module loads them when they are needed; whoever bundles the module finds them beside.
      build.onResolve({ filter: /^\.\/omotenashi\.(surface|consent|observe|debug)\.js$/ }, ({ path }) => ({ path, external: true }));
      // A copy would be a second module with a second state.
      build.onResolve({ filter: /^\.\/snippets\// }, ({ path }) => ({
        path: join(root, path.replace(/^\.\/snippets\/[^/]+\//, "")),
      }));
      build.onLoad({ filter: /.*/, namespace: "omotenashi" }, () => ({ contents: decoders[encoding], resolveDir: root }));
    },
  };
}

/** Bundles `entry` with one flavour of the module inside and writes it to `to`; `html` is whether the script makes elements. */
export async function bundle({ entry, to, flavour, encoding, options, html = true }) {
  const esbuild = await import("esbuild");
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    // Private to the glue; never seen by page code.
    mangleProps: /^(__(wbg|destroy|wrap)_|[a-z]+_[a-z_]+$)/,
    define: {
      ...Object.fromEntries(["read", "past", "more"].map((part) => [`import.meta.${part}`, `${has(flavour, part)}`])),
      "import.meta.html": `${html}`,
    },
    plugins: [plugin(flavour, encoding)],
    ...options,
  });
  const wasm = readFileSync(join(folder(flavour), "module.wasm"));
  const text = insert(outputFiles[0].text, encoders[encoding](wasm)).trimEnd();
  mkdirSync(dirname(to), { recursive: true });
  // The literal needs the mark; a module is UTF-8 by definition.
  writeFileSync(to, (encoding === "streams" ? mark + hint : "") + text);
  const [{ inputs }] = Object.values(metafile.outputs);
  writeFileSync(shares(to), JSON.stringify(inputs));
}

/** Bundles a file that is loaded on demand: a script and a module alike. It finds the server build beside itself. */
export async function bundlePart({ entry, to }) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [entry],
    outfile: to,
    bundle: true,
    minify: true,
    charset: "ascii",
    external: ["./omotenashi.server.js"],
    format: "iife",
    target: browsers,
    legalComments: "none",
    logLevel: "warning",
  });
}

/** Where esbuild's account of a bundle is: bytes for each file that went into it. */
export const shares = (to) => join(work, `${basename(to)}.json`);

/** What people may read in a stack trace: short, with its names. */
const readable = { bundle: true, minifyWhitespace: true, minifySyntax: true, charset: "utf8", legalComments: "none", logLevel: "warning" };

/** The builds that programs load. */
const beside = { "omotenashi:author": "./author.mjs", "omotenashi:server": "./omotenashi.server.js" };

/** Bundles the entry for workers: the engine is inside, its module and the author build are not. */
export async function bundleEdge({ entry, to }) {
  const esbuild = await import("esbuild");
  const instead = { "omotenashi:author": "js/node/silent.mjs", "omotenashi:server": "js/door/entry/server.js", "../load/fresh.js": "js/node/given.mjs" };
  const resolving = {
    name: "edge",
    setup(build) {
      build.onResolve({ filter: /^omotenashi:(author|server)$|\/fresh\.js$/ }, ({ path }) => ({ path: join(root, instead[path]) }));
    },
  };
  await esbuild.build({
    ...readable,
    entryPoints: [entry],
    outfile: to,
    platform: "neutral",
    target: "es2022",
    plugins: [resolving, plugin("server", "none")],
  });
}

/** Bundles a program for Node: the minified stub is inside, the author build is loaded from beside it. */
export async function bundleProgram({ entry, to, stub }) {
  const esbuild = await import("esbuild");
  const virtual = {
    name: "omotenashi",
    setup(build) {
      build.onResolve({ filter: /^omotenashi:(author|server)$/ }, ({ path }) => ({ path: beside[path], external: true }));
      build.onResolve({ filter: /^omotenashi:stub$/ }, () => ({ path: stub, namespace: "stub" }));
      build.onLoad({ filter: /.*/, namespace: "stub" }, async ({ path }) => {
        const options = { minify: true, charset: "utf8", target: browsers };
        const { code } = await esbuild.transform(readFileSync(path, "utf8"), options);
        return { contents: code, loader: "text" };
      });
    },
  };
  await esbuild.build({
    ...readable,
    entryPoints: [entry],
    outfile: to,
    platform: "node",
    target: "node20",
    format: "esm",
    plugins: [virtual],
  });
}
