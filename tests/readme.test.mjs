// The README is true: its example runs, its commands run, its files are there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "../js/build/browser.mjs";
import { dist, root } from "../js/build/place.mjs";
import { omotenashi, save, scratch } from "./cli/program.mjs";

const readme = readFileSync(join(root, "README.md"), "utf8");
const block = (language) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map((found) => found[1]);
const [example] = block("html");
const rules = /id="om-rules">(.*?)<\/script>/s.exec(example)[1];

/** Serves the example as the page it would be, and the script it names. */
async function serve(t) {
  const pages = {
    "/": ["text/html", `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${example}`],
    "/omotenashi.js": ["text/javascript", readFileSync(join(dist, "omotenashi.js"))],
  };
  const server = createServer(({ url }, answer) => {
    const found = pages[url.split("?")[0]];
    answer.writeHead(found ? 200 : 404, { "content-type": found?.[0] ?? "text/plain" }).end(found?.[1]);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test("the example does what the sentence below it says", async (t) => {
  const address = await serve(t);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  // A browser that a program drives is a bot, and bots get the page as it was written.
  await page.addInitScript(() => (window.omotenashi = Object.assign([], { settings: { bot: false } })));
  const title = async (path) => {
    await page.goto(address + path);
    return page.textContent("h1");
  };
  assert.equal(await title("/"), "Welcome");
  assert.equal(await title("/?utm_campaign=spring"), "Ready for spring");
});

test("the example for servers prints what the comment behind it says", () => {
  const [program] = block("js");
  const text = program.replace('"omotenashi/node"', JSON.stringify(pathToFileURL(join(dist, "node.mjs")).href));
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", text], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr.slice(-400));
  assert.equal(done.stdout.trim(), /console\.log\(.*?\); \/\/ (.*)$/m.exec(program)[1]);
});

test("the example has ten lines", () => {
  assert.ok(example.trimEnd().split("\n").length <= 10);
});

test("every command that npx is asked for runs", () => {
  const commands = block("sh").join("").match(/^npx omotenashi .*$/gm);
  assert.ok(commands.length >= 2);
  for (const command of commands) {
    const folder = scratch();
    save(folder, rules);
    const done = omotenashi(folder, ...command.split(" ").slice(2));
    assert.equal(done.code, 0, `${command}: ${done.err}`);
  }
});

test("every npm command is a script whose file is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const named = [...readme.matchAll(/\bnpm (?:run )?([a-z]+)/g)].map((found) => found[1]);
  assert.ok(named.includes("start") && named.includes("test"));
  for (const name of named) {
    assert.ok(scripts[name], `npm ${name}`);
    const done = spawnSync(process.execPath, ["--check", join(root, scripts[name].split(" ")[1])]);
    assert.equal(done.status, 0, `npm ${name}: ${done.stderr}`);
  }
});

test("every file it points to is there", () => {
  const named = [...readme.matchAll(/^\| `((?:js|src|www|tests)\/[^`]+)`/gm)].map((found) => found[1]);
  assert.ok(named.length >= 4);
  for (const path of named) assert.ok(existsSync(join(root, path)), path);
});
