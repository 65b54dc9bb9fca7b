// The edge's entry where WebAssembly may not be compiled: the same answers as in Node, from a module that was handed over.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { dist, root } from "../../js/build/place.mjs";
import { Engine, bucket, matches } from "../../dist/node.mjs";

const rules = JSON.parse(readFileSync(join(root, "www/rules.json"), "utf8"));
const visitors = Array.from({ length: 60 }, (_, index) => ({
  id: `visitor-${index}`,
  now: 1_800_000_000_000 + index * 3_600_000,
  url: `https://shop.example/${index % 2 ? "item/3" : ""}?utm_campaign=${index % 3 ? "spring" : ""}`,
  language: index % 2 ? "ja" : "en",
  attributes: { user: { tier: index % 4 ? "gold" : null, name: "花子" }, "visit.number": index % 5 },
}));

/** What a worker's host does: it has compiled the module, and lets nobody else. Prints what the program returns. */
function atTheEdge(program) {
  const text = `
    import { readFileSync } from "node:fs";
    const module = new WebAssembly.Module(readFileSync(${JSON.stringify(join(dist, "engine.wasm"))}));
    const { Module } = WebAssembly;
    const refuse = () => { throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder"); };
    WebAssembly.Module = new Proxy(Module, { construct: refuse });
    WebAssembly.compile = WebAssembly.instantiate = refuse;
    for (const name of ["process", "Buffer", "setImmediate", "require"]) delete globalThis[name];
    const edge = await import(${JSON.stringify(pathToFileURL(join(dist, "edge.mjs")).href)});
    const said = (act) => { try { return act(); } catch ({ name, code, message }) { return { name, code, message }; } };
    console.log(JSON.stringify(await (${program})({ ...edge, module, said })));`;
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", text], { encoding: "utf8", maxBuffer: 1e8 });
  assert.equal(done.status, 0, done.stderr.slice(-600));
  return JSON.parse(done.stdout);
}

test("it answers as Node does", () => {
  const found = atTheEdge(`({ Engine, use, bucket, matches, module }) => {
    use(module);
    const engine = new Engine(${JSON.stringify(rules)});
    const visitors = ${JSON.stringify(visitors)};
    return {
      all: visitors.map((visitor) => { const { experiences, flags } = engine.decide(visitor); return { experiences, flags }; }),
      why: engine.explain(engine.decide(visitors[0]) && ${JSON.stringify(rules.experiences[0].id)}),
      more: [bucket("seed", "id"), matches({ a: { $gt: 1 }, b: { $in: ["x"] } }, { a: 2, b: "x" })],
    };
  }`);
  const engine = new Engine(rules);
  const all = visitors.map((visitor) => {
    const { experiences, flags } = engine.decide(visitor);
    return { experiences, flags };
  });
  engine.decide(visitors[0]);
  const plain = (value) => JSON.parse(JSON.stringify(value));
  assert.deepEqual(found.all, plain(all));
  assert.ok(new Set(all.map((one) => JSON.stringify(one))).size > 5, "visitors differ");
  assert.deepEqual(found.why, plain(engine.explain(rules.experiences[0].id)));
  assert.deepEqual(found.more, [bucket("seed", "id"), matches({ a: { $gt: 1 }, b: { $in: ["x"] } }, { a: 2, b: "x" })]);
});

test("what is missing is said", () => {
  const found = atTheEdge(`({ Engine, use, importGrowthBook, module, said }) => [
    said(() => new Engine("{}")), said(() => use(new Uint8Array(8))), said(() => use(module)),
    said(() => new Engine("{}").problems), said(() => new Engine("{}").dataSheet()),
    said(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    said(() => importGrowthBook({ features: { x: { defaultValue: true } } }).rules.flags.x.default),
  ]`);
  const [early, bytes, used, problems, sheet, compiled, imported] = found;
  assert.equal(compiled.name, "CompileError", "as a worker would");
  assert.deepEqual([early.code, used, imported], ["usage.edge-module", null, true]);
  assert.match(early.message, /import module from "omotenashi\/engine\.wasm"/);
  assert.match(bytes.message, /use\(module\): expected the WebAssembly\.Module of omotenashi\/engine\.wasm, got/);
  assert.match(problems.message, /engine\.problems is not there at the edge.* npx omotenashi check/);
  assert.match(sheet.message, /npx omotenashi data/);
});

test("it imports nothing", () => {
  const text = readFileSync(join(dist, "edge.mjs"), "utf8");
  const specifiers = [...text.matchAll(/\b(?:from|import\(?)\s*"([^"]+)"/g)].map(([, name]) => name);
  // In the sentence that says how.
  assert.deepEqual(specifiers.filter((name) => name !== "omotenashi/engine.wasm"), []);
  assert.doesNotMatch(text, /\brequire\(|node:/);
});
