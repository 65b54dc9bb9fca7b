// What a developer does with the installed package besides a build: import it on a server, run its
// command, develop with Vite.
//
// Owns: those three. In: the tarball, installed. Out: assertions. Must not: repeat pack.test.mjs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";
import { createServer } from "vite";
import { launch } from "../../js/build/browser.mjs";
import { save } from "../cli/program.mjs";
import { install } from "./installed.mjs";

let project;
before(() => ({ project } = install()));

function node(...args) {
  const done = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  // Not all of it: it quotes the line, and the line holds the module.
  assert.equal(done.status, 0, done.stderr.slice(-400));
  return done.stdout;
}

const onServer = `
  const before = Object.keys(globalThis);
  const { start, UsageError } = await import("omotenashi");
  const om = await start({ rules: { omotenashi: 1, experiences: [{ id: "a", show: [{ select: "h1", text: "x" }] }] } });
  om.track("view", { value: 1 });
  om.identify("c-1", { tier: "gold" });
  om.consent({ personalization: "granted" });
  const off = om.on("decision", () => console.log("heard"));
  om.push(["track", "view"], ["bogus"]);
  const answers = [om.variant("a"), om.explain("a"), om.value("flag", "fallback"), om.profile(), om.consent()];
  const codes = [() => om.track(""), () => om.on("x", off), () => om.consent({ sharing: "yes" })].map((call) => {
    try { call(); } catch (error) { return error instanceof UsageError && error.code; }
  });
  off(); om.forget(); om.stop(); om.stop();
  console.log(JSON.stringify({ answers, codes, left: Object.keys(globalThis).filter((name) => !before.includes(name)) }));`;

for (const [name, kind] of [["a module", "mjs"], ["CommonJS", "cjs"]])
  test(`on a server every call is accepted and answers nothing (${name})`, () => {
    save(project, kind === "cjs" ? `(async () => {${onServer}})();` : onServer, `server.${kind}`);
    const { answers, codes, left } = JSON.parse(node(`server.${kind}`));
    assert.deepEqual(answers, [null, null, "fallback", null, null]);
    assert.deepEqual(codes, ["usage.track-name", "usage.on-kind", "usage.consent"]);
    assert.deepEqual(left, []);
  });

test("its server entry decides (a module, and CommonJS)", () => {
  const text = `const { Engine } = await import("omotenashi/node");
    const engine = new Engine({ omotenashi: 1, site: "t", flags: { f: { default: 1 } } });
    console.log(engine.decide().value("f", 0), typeof window);`;
  save(project, text, "decide.mjs");
  save(project, `(async () => {${text}})();`, "decide.cjs");
  for (const file of ["decide.mjs", "decide.cjs"]) assert.equal(node(file), "1 undefined\n");
});

const rules = {
  omotenashi: 1,
  site: "scratch",
  experiences: [{ id: "hello", name: "SECRET", show: [{ select: "h1", text: "After" }] }],
};

test("its command makes everything the three deliveries need", () => {
  const omotenashi = (...args) => node("node_modules/.bin/omotenashi", ...args);
  save(project, rules);
  omotenashi("check", "rules.json");
  assert.match(omotenashi("bundle", "rules.json", "-o", "out"), /<script src="[^"]*" integrity="sha/);
  const [script] = readdirSync(join(project, "out")).filter((name) => name.endsWith(".js"));
  assert.ok(!readFileSync(join(project, "out", script), "utf8").includes("SECRET"));
  omotenashi("rules", "rules.json", "-o", "rules.js");
  assert.match(readFileSync(join(project, "rules.js"), "utf8"), /omotenashi/);
  assert.match(omotenashi("stub", "rules.json"), /<script async/);
});

test("its command says what is wrong, with its place", () => {
  save(project, { ...rules, experiences: [{ ...rules.experiences[0], wher: {} }] }, "wrong.json");
  const args = ["node_modules/.bin/omotenashi", "check", "wrong.json", "--lang", "en"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stdout + stderr, /\/experiences\/0\/wher/);
  assert.match(stdout + stderr, /where/, "did you mean");
});

test("Vite's development server serves it", async (t) => {
  const site = join(project, "develop");
  mkdirSync(site);
  save(site, '<!doctype html><html lang="en"><title>t</title><h1>Before</h1><script type="module" src="/main.js"></script>', "index.html");
  save(site, `import { start } from "omotenashi"; window.om = await start({ rules: ${JSON.stringify(rules)}, bot: false });`, "main.js");
  const server = await createServer({ root: site, logLevel: "warn", cacheDir: join(project, ".vite"), server: { host: "127.0.0.1", port: 0 } });
  await server.listen();
  t.after(() => server.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await page.waitForFunction(() => window.om);
  assert.equal(await page.textContent("h1"), "After");
  assert.deepEqual(errors, []);
});
