// `npm run size`: which part of the visitor's download costs what; `-- --plain`, `--lean`, `--more`, `--whole`: of what a
// bundle holds. `-- --record` writes today's sizes to tests/budget.json, `-- room/module` lists the functions of one part.
//
// Owns: the table. In: dist/omotenashi.js and the module with its names. Out: text. Must not: be the
// gate; that is tests/package/budget.test.mjs.

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { attribute } from "./attribution.mjs";
import { playerOf } from "../cli/player.mjs";
import { build, compressed, playerFolder, playerScripts, squeezed } from "./build.mjs";
import { shares } from "./bundle.mjs";
import { dist, root, work } from "./place.mjs";
import { main, started } from "./step.mjs";
import { toStreams } from "../encode/streams.mjs";
import { decoder } from "./wasm.mjs";

const budgetFile = join(root, "tests/budget.json");

/** What bundles of a build have in common: the rules are added to that. */
const player = (build) => playerOf(build, '{"omotenashi":1}', pathToFileURL(join(dist, "player/")));

/** What a page downloads of what the budget names, in bytes. */
export const sizeOf = async (name) => {
  const [kind, build] = name.split(" ");
  return kind === "player" ? squeezed(Buffer.from(await player(build))) : compressed(join(dist, name));
};

/** `{ goal, ceiling, recorded, growth }` in bytes of brotli for each file of `dist/`, and each player of bundles. */
export const budget = () => JSON.parse(readFileSync(budgetFile, "utf8"));

/** What the gate says about a size: a sentence, or undefined when it is within its limits. */
export function verdict(name, size, { ceiling, recorded, growth }) {
  if (size > ceiling) return `${name}: ${size} bytes, over the ceiling of ${ceiling}`;
  if (size > recorded + growth)
    return (
      `${name}: ${size} bytes, ${size - recorded} more than the ${recorded} recorded (${growth} allowed). ` +
      "If it is worth that: npm run size -- --record"
    );
}

const right = (value, width) => String(value).padStart(width);

/** Every part of the download, in raw bytes and in its share of the compressed size. */
async function parts({ name, file, flavour }) {
  const to = join(dist, file);
  const whole = await sizeOf(name);
  const inside = squeezed(toStreams(readFileSync(join(work, flavour, "module.wasm")), readFileSync(decoder)));
  const wasm = attribute(readFileSync(join(work, flavour, "names.wasm")));
  return { whole, rows: [...shared(scripts(to), whole - inside), ...shared(wasm, inside)] };
}

/** The JavaScript around the module, by file: esbuild says what each has become. */
function scripts(to) {
  const inputs = Object.entries(JSON.parse(readFileSync(shares(to), "utf8")));
  const rows = inputs.map(([path, { bytesInOutput }]) => ({ name: named(path), size: bytesInOutput }));
  return rows.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size);
}

function named(path) {
  if (path.endsWith("/glue.js")) return "js: wasm-bindgen's glue";
  return path.startsWith("omotenashi:") ? "js: the literal's quotes" : `js: ${basename(path)}`;
}

/** Divides `brotli` among rows by their raw size. */
function shared(rows, brotli) {
  const raw = rows.reduce((sum, { size }) => sum + size, 0);
  return rows.map((row) => ({ ...row, brotli: Math.round((row.size / raw) * brotli) }));
}

function table({ whole, rows }, { name }) {
  console.log(`\n${right("raw", 8)} ${right("≈ brotli", 9)} ${right("%", 4)}  part`);
  for (const { name: part, size, brotli } of rows)
    console.log(`${right(size, 8)} ${right(brotli, 9)} ${right(Math.round((brotli / whole) * 100), 4)}  ${part}`);
  const limits = budget()[name];
  console.log(`${right("", 8)} ${right(whole, 9)}  100  ${name}`);
  console.log(`\ngoal ${limits.goal}, ceiling ${limits.ceiling}, recorded ${limits.recorded}, growth allowed ${limits.growth}`);
  console.log("A part of the module is given its share by raw bytes; inlined code counts where it ended up.");
}

function list(row) {
  console.log(`\n${row.name}: ${row.size} bytes raw`);
  for (const { name, size } of row.functions ?? []) console.log(`${right(size, 8)}  ${name}`);
}

async function record() {
  const limits = budget();
  for (const [name, one] of Object.entries(limits)) one.recorded = await sizeOf(name);
  writeFileSync(budgetFile, JSON.stringify(limits, null, 2) + "\n");
  console.log("recorded in tests/budget.json");
}

if (started(import.meta.url))
  await main(async () => {
    await build();
    const words = process.argv.slice(2);
    if (words.includes("--record")) await record();
    const played = playerScripts.find((name) => words.includes(`--${name}`));
    const script = { name: "omotenashi.js", file: "omotenashi.js", flavour: "visitor" };
    const of = played ? { name: `player ${played}`, file: `player/${played}.js`, flavour: playerFolder(played) } : script;
    const found = await parts(of);
    const wanted = found.rows.filter(({ name }) => words.some((word) => name.startsWith(word)));
    if (wanted.length) wanted.forEach(list);
    else table(found, of);
  });
