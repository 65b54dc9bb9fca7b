// Makes wasm-bindgen's glue as small as its module.
//
// Owns: the rewriting of generated text. In: the glue of `--target web` and wasm-opt's map of new
// names. Out: the same program with short names, without what our browsers never need. Must not:
// guess: a text that does not have the expected form stops the build.

import { Stop } from "./step.mjs";

const own = "./bound_bg.js";

/** Gives imports and exports the names that `--minify-imports-and-exports-and-modules` chose. */
export function renameGlue(glue, map) {
  const imports = new Map(map.imports.map(([from, name, to]) => [`${from} ${name}`, to]));
  const exports = new Map(map.exports);
  return mergeSnippets(renameImports(renameExports(glue, exports), imports), imports);
}

function renameExports(glue, exports) {
  return glue.replace(/\bwasm\.(\w+)/g, (_, name) => {
    if (!exports.has(name)) throw new Stop(`glue: the module does not export \`${name}\``);
    return `wasm.${exports.get(name)}`;
  });
}

/** `        __wbg_name_0123: …` inside the import object; what the module no longer imports goes. */
function renameImports(glue, imports) {
  const open = "const import0 = {\n        __proto__: null,\n";
  const start = glue.indexOf(open);
  const end = glue.indexOf("\n    };\n    return {", start);
  if (start < 0 || end < 0) throw new Stop("glue: no import object found");
  const entries = glue.slice(start + open.length, end + 1).split(/^(?= {8}\w+: )/m);
  const kept = entries.flatMap((entry) => {
    const name = entry.trimStart().split(":", 1)[0];
    const to = imports.get(`${own} ${name}`);
    return to ? [entry.replace(name, to)] : [];
  });
  const wanted = [...imports.keys()].filter((key) => key.startsWith(`${own} `)).length;
  if (kept.length !== wanted) throw new Stop(`glue: ${wanted} imports wanted, ${kept.length} found`);
  return `${glue.slice(0, start)}const import0 = {\n${kept.join("")}@SNIPPETS@${glue.slice(end + 1)}`;
}

/** One import module `a` for everything: functions of js/door files join the import object. */
function mergeSnippets(glue, imports) {
  let text = glue;
  let entries = "";
  const spaces = new Map([...glue.matchAll(/^import \* as (import\d+) from "(.+?)"/gm)].map((m) => [m[2], m[1]]));
  for (const [key, to] of imports) {
    const [from, name] = key.split(" ");
    if (from === own) continue;
    if (!spaces.has(from)) throw new Stop(`glue: no import of ${from} found`);
    entries += `        ${to}: ${spaces.get(from)}.${name},\n`;
  }
  text = text.replace("@SNIPPETS@", () => entries);
  const answer = /return \{\n +__proto__: null,\n( +".+?": import\d+,\n)+ +\};/;
  if (!answer.test(text)) throw new Stop("glue: no returned imports found");
  return text.replace(answer, "return { a: import0 };");
}

/**
 * What the glue carries for hosts below our baseline, or for uses we do not have. Each is dropped
 * where it is found; each costs between 20 and 150 bytes of the visitor's download.
 */
const trims = [
  // `encodeInto` exists in every browser of the baseline.
  [/if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?\n\}\n/, ""],
  // Safari's decoder fails after 2 GB of text: no page decodes that much through us.
  [/numBytesDecoded \+= bytes\.length;\n\s+if \(numBytesDecoded >= [\s\S]*?\n    \}\n/, ""],
  [/let numBytesDecoded = 0;\n/, ""],
  [/const MAX_SAFARI_DECODE_BYTES = \d+;\n/, ""],
  // FinalizationRegistry is older than the baseline.
  [/\(typeof FinalizationRegistry === 'undefined'\)\s+\? \{.*?\}\s+: /g, ""],
  [/^if \(Symbol\.dispose\) .*\n/gm, ""],
  // `stop()` gives the memory back; an instance that is dropped without it goes with its page.
  [/^const \w+Finalization = [\s\S]*?;\n/gm, ""],
  [/^ +\w+Finalization\.(un)?register\(.*\n/gm, ""],
  [/ {4}__destroy_into_raw\(\) \{\n([\s\S]*?) {8}return ptr;\n {4}\}\n {4}free\(\) \{\n.*\n/g, "    free() {\n$1"],
  // One way to write a text into memory, not a second one for ASCII: the browser's is fast for both.
  [/^ {4}if \(realloc === undefined\) \{\n([\s\S]*?)^ {4}\}\n[\s\S]*?^(?=\})/m, "$1"],
  [/, wasm\.__wbindgen_realloc\b/g, ""],
  // Comparing buffers finds a grown memory in every browser; asking whether it is detached adds nothing.
  [/cachedDataViewMemory0\.buffer\.detached === true \|\| \(cachedDataViewMemory0\.buffer\.detached === undefined && (.+?)\)\)/, "$1)"],
  // Nothing reads these.
  [/^let wasmModule, wasmInstance, wasm;/m, "let wasm;"],
  [/^ +wasmInstance = instance;\n/m, ""],
  [/^ +wasmModule = module;\n/m, ""],
  // The asynchronous start, which fetches a file: our module is inside the script.
  [/^async function __wbg_load\([\s\S]*?^(?=function initSync)/m, ""],
  [/^let __wbg_init_promise;[\s\S]*$/m, "export { initSync, __wbg_finalize_init, __wbg_get_imports };\n"],
  // We call it in the one way that is not deprecated.
  [/^function initSync\(module\) \{[\s\S]*?const imports =/m, "function initSync({ module }) {\n    if (wasm) return wasm;\n    const imports ="],
];

/** Drops what no browser of the baseline needs. */
export function trimGlue(glue) {
  return trims.reduce((text, [what, by]) => text.replace(what, by), glue);
}
