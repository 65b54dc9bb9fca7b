// What `npm pack` makes is what people install: these tests install it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import test, { before } from "node:test";
import { transform } from "esbuild";
import { build as bundle } from "vite";
import { launch } from "../../js/build/browser.mjs";
import { rules, save } from "../cli/program.mjs";
import { install, npm } from "./installed.mjs";

let project;
let packed;
before(() => ({ project, packed } = install()));

test("it holds the script, the module, what is loaded on demand, the server entry, their types and the command line, and nothing else", () => {
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "dist/author.mjs",
    "dist/cli.mjs",
    "dist/edge.d.ts",
    "dist/edge.mjs",
    "dist/engine.wasm",
    "dist/node.d.ts",
    "dist/node.mjs",
    "dist/omotenashi.consent.js",
    "dist/omotenashi.d.ts",
    "dist/omotenashi.debug.js",
    "dist/omotenashi.js",
    "dist/omotenashi.mjs",
    "dist/omotenashi.observe.js",
    "dist/omotenashi.privacy.js",
    "dist/omotenashi.server.js",
    "dist/omotenashi.surface.js",
    ...["lean", "more"].flatMap((build) => [".js", ".json", ".reader.mjs", ".wasm"].map((end) => `dist/player/${build}${end}`)),
    "dist/player/plain.js",
    "dist/player/weave.wasm",
    ...[".js", ".json", ".reader.mjs", ".wasm"].map((end) => `dist/player/whole${end}`),
    "dist/schema.ja.json",
    "dist/schema.json",
    "js/integration/consent/README.md",
    "package.json",
  ]);
});

test("it brings no other package along", () => {
  const installed = readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."));
  assert.deepEqual(installed, ["omotenashi"]);
});

test("a server may import it", () => {
  const script = 'import { start } from "omotenashi"; const om = await start({}); om.track("a"); om.stop();';
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: project, encoding: "utf8" });
  // Not all of it: it quotes the line, and the line holds the module.
  assert.equal(done.status, 0, done.stderr.slice(-400));
});

test("npx finds its command", () => {
  save(project, rules);
  assert.match(npm(project, "exec", "--offline", "--", "omotenashi", "bundle", "rules.json", "-o", "out"), /integrity=/);
});

test("a page's files name nothing of Node's that a bundler would bring along", async () => {
  // Only free names are replaced: what is asked of `globalThis` is nobody's to bring.
  const define = Object.fromEntries(["Buffer", "process", "global", "__dirname"].map((name) => [name, `node_${name}`]));
  for (const name of ["omotenashi.mjs", ...["surface", "consent", "observe", "debug", "server"].map((part) => `omotenashi.${part}.js`)]) {
    const code = readFileSync(join(project, "node_modules/omotenashi/dist", name), "utf8");
    assert.deepEqual((await transform(code, { define, logLevel: "error" })).code.match(/\bnode_\w+/g), null, name);
  }
});

/** Serves a folder on an address of its own. */
async function serve(t, folder) {
  const types = { ".html": "text/html", ".js": "text/javascript" };
  const server = createServer(({ url }, answer) => {
    const path = join(folder, url === "/" ? "index.html" : url.split("?")[0]);
    answer.setHeader("content-type", types[extname(path)] ?? "text/plain");
    try {
      answer.end(readFileSync(path));
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

test("in a Vite project it personalises the page", async (t) => {
  const site = join(project, "site");
  mkdirSync(site);
  writeFileSync(
    join(site, "index.html"),
    '<!doctype html><html lang="en"><title>t</title><h1>Before</h1><script type="module" src="./main.js"></script>',
  );
  writeFileSync(
    join(site, "main.js"),
    `import { start } from "omotenashi";
    const show = [{ select: "h1", text: "After" }];
    window.om = await start({ rules: { omotenashi: 1, site: "t", experiences: [{ id: "a", show }] }, bot: false });`,
  );
  await bundle({ root: site, logLevel: "warn", build: { outDir: join(project, "built"), emptyOutDir: true } });
  const address = await serve(t, join(project, "built"));
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => window.om);
  assert.equal(await page.textContent("h1"), "After");
  await page.evaluate(() => window.om.stop());
  assert.equal(await page.textContent("h1"), "Before");
  assert.deepEqual(errors, []);
});
