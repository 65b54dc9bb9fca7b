// The engine against others, on one workload, in Node and in Chromium, everybody in turn.
//
// Owns: the tables. In: dist/node.mjs and the peers in node_modules. Out: lines, tests/.out/engine.json. Must not: hide a
// loss: the ratio of every row is printed. `--quick` takes fewer rounds, for trying it out.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../js/build/place.mjs";
import { keep, print, ratio, summary } from "../table.mjs";
import { inBrowser } from "./browser.mjs";
import { candidates } from "./candidate.mjs";
import { loadAll, names } from "./library.mjs";
import { agree, crowd, init, warm } from "./measure.mjs";

// GrowthBook writes a log otherwise.
process.env.NODE_ENV = "production";

const quick = process.argv.includes("--quick");
const samples = quick ? 3 : 11;
const starts = quick ? 2 : 9;
const us = "omotenashi/node";
const report = {};

const micro = (ms) => (ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(2)} ms`);

/** Samples by name as a table: minimum, median, and how many times ours. */
function show(title, found) {
  const all = Object.fromEntries(Object.entries(found).map(([name, list]) => [name, summary(list)]));
  report[title] = all;
  const rows = Object.entries(all).map(([name, { min, median }]) => [name, micro(min), micro(median), ratio(min, all[us].min), ratio(median, all[us].median)]);
  print(title, ["", "min", "median", "÷ ours, min", "÷ ours, median"], rows);
}

const sizes = [
  { count: 100 },
  { count: 1_000 },
  { count: 10_000, samples: Math.min(samples, 5) },
  { count: 100, distinct: true },
  { count: 1_000, distinct: true },
  { count: 10_000, distinct: true, samples: Math.min(samples, 5) },
  { count: 1_000, moving: true },
];

/** The rows that both places have; `ask(task, options)` runs a loop there. */
async function everything(place, ask) {
  for (const size of sizes) {
    const { found, variety } = await ask("warm", { samples, ...size });
    const kind = `${size.moving ? "another visitor each time" : "the same visitor"}, ${variety} different clauses`;
    show(`${place}: ${size.count} rules; ${kind}`, found);
  }
  show(`${place}: init of 1,000 rules`, await ask("init", { count: 1_000, samples: Math.min(samples, 9) }));
  show(`${place}: 10,000 visitors × 1 rule`, await ask("crowd", { count: 10_000, samples: Math.min(samples, 7) }));
}

function alone(task, name) {
  const args = ["--expose-gc", join(root, "tests/bench/engine/alone.mjs"), task, name];
  const done = spawnSync(process.execPath, args, { encoding: "utf8", cwd: root });
  if (done.status) throw new Error(`${name}: ${done.stderr.slice(-600)}`);
  return JSON.parse(done.stdout.trim().split("\n").at(-1));
}

function coldRows(title, found) {
  show(`${title}: init and first decision, 100 rules`, pick(found, ({ first }) => first));
  show(`${title}: the same, with loading the library`, pick(found, ({ first, loading }) => first + loading));
}

const pick = (found, of) => Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list.map(of)]));

function inProcesses() {
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < starts; round++) for (const name of names) found[name].push(alone("cold", name));
  coldRows("Node, cold", found);
  const memory = Object.fromEntries(names.map((name) => [name, alone("memory", name).bytes]));
  report["Node: memory of 1,000 rules"] = memory;
  const rows = Object.entries(memory).map(([name, bytes]) => [name, Math.round(bytes / 1024), ratio(bytes, memory[us])]);
  print("Node: memory of 1,000 rules (heap and linear memory), KB", ["", "KB", "÷ ours"], rows);
}

const all = candidates(await loadAll());
agree(all);
console.log(`${Object.keys(all).length} candidates give the same answers. json-logic, sift and mingo only match; Statsig splits by SHA-256.`);
const tasks = { warm, init, crowd };
await everything("Node", (task, options) => tasks[task](all, options));
inProcesses();
await inBrowser(async ({ call, starts: start }) => {
  await call("agree");
  await everything("Chromium", call);
  coldRows("Chromium, cold", await start(1, starts));
  coldRows("Chromium, cold, CPU ×4", await start(4, starts));
});
keep("engine", report);
