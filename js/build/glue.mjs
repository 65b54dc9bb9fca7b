// Makes wasm-bindgen's glue as small as its module, and one for each instance of it.
//
// Owns: the rewriting of generated text. In: the glue of `--target web` and wasm-opt's map of new
// names. Out: the same program with short names, without what our browsers never need, as a function
// that gives an instance its own. Must not: guess: a text that does not have the expected form stops
// the build.

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
  // Nothing is given back singly: an instance has its memory for itself, and both go together.
  [/^const \w+Finalization = [\s\S]*?;\n/gm, ""],
  [/^ +\w+Finalization\.(un)?register\(.*\n/gm, ""],
  [/^ {4}__destroy_into_raw\(\) \{[\s\S]*?^ {4}\}\n {4}free\(\) \{[\s\S]*?^ {4}\}\n/gm, ""],
  // What a call that could not be made has put into memory: the instance ends by it anyway.
  [/^ {8}try \{\n((?: {12}.*\n)+) {8}\} catch \(e\) \{\n(?: {12}.*\n)+ {8}\}\n/gm, "$1"],
  // Comparing buffers finds a grown memory in every browser; asking whether it is detached adds nothing.
  [/cachedDataViewMemory0\.buffer\.detached === true \|\| \(cachedDataViewMemory0\.buffer\.detached === undefined && (.+?)\)\)/, "$1)"],
  // An order has room for three texts and most have none: asking the decoder costs more than the order.
  [/^ +return (decodeText\(getUint8.*\));$/m, '    return len ? $1 : "";'],
  // Nothing reads these.
  [/^let wasmModule, wasmInstance, wasm;/m, "let wasm;"],
  // Nothing was cached before the start, and it happens once.
  [/^function __wbg_finalize_init\(instance, module\) \{\n[\s\S]*?( +wasm\.__wbindgen_start\(\);\n)[\s\S]*?^\}\n/m, "function finish_start(instance) {\n    wasm = instance.exports;\n$1}\n"],
  // The ways to fetch and to compile: our module is inside the script, and js/door/load/load.js compiles it once.
  [/^async function __wbg_load\([\s\S]*$/m, ""],
];

/** One way to write a text into memory, not a second one for ASCII. A page writes few; a server writes all day. */
const shortTexts = [
  [/^ {4}if \(realloc === undefined\) \{\n([\s\S]*?)^ {4}\}\n[\s\S]*?^(?=\})/m, "$1"],
  [/, wasm\.__wbindgen_realloc\b/g, ""],
];

/** The exports that not everybody calls: who does not need not have them. */
const without = (name) => [new RegExp(`^export function ${name}\\([\\s\\S]*?^\\}\\n`, "m"), ""];

/** Drops what no browser of the baseline needs; where the glue is to be small, also what only makes it faster. */
export function trimGlue(glue, { small, player, reader }) {
  const more = [small ? shortTexts : [], player ? [without("read_rules")] : [], reader ? [] : [without("tidy_memory")]];
  return [...trims, ...more.flat()].reduce((text, [what, by]) => text.replace(what, by), glue);
}

/**
 * The whole program as a function: called once for each instance of the module, since what it keeps (the
 * instance, views of its memory) is that instance's alone. The compiled module is shared.
 */
export function wrapGlue(glue) {
  const head = [...glue.matchAll(/^import .*\n/gm)].map(([line]) => line).join("");
  const body = glue.replace(/^import .*\n/gm, "");
  const names = [...body.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
  for (const name of ["__wbg_get_imports", "finish_start"])
    if (!body.includes(`\nfunction ${name}(`)) throw new Stop(`glue: no function \`${name}\` found`);
  const answer = `return { ${names.join(", ")}, get_imports: __wbg_get_imports, finish_start };`;
  return `${head}export function createGlue(door) {\n${body.replace(/^export /gm, "")}\n${answer}\n}\n`;
}
