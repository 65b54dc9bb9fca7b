// `npm test`: everything. `npm test -- consent` runs only the `tests/**/*.test.mjs` whose path holds
// that word. `npm run full` is the same with the long counts (OMOTENASHI_FULL=1).
//
// Owns: the order of the stages. In: the repository and a browser. Out: one closing line, `N passed,
// N failed`. Must not: stop at the first failure, except where nothing was built.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "./build.mjs";
import { driverSettings, installBrowser } from "./browser.mjs";
import { check } from "./check.mjs";
import { files } from "./fresh.mjs";
import { helper, root, work } from "./place.mjs";
import { main, run, started, step } from "./step.mjs";
import { Tally } from "./tally.mjs";

const triple = "wasm32-unknown-unknown";

/** The Rust tests that live in tests/browser/, by the names cargo gives them. */
async function browserTargets() {
  const { out } = await run("cargo", ["metadata", "--locked", "--no-deps", "--format-version=1"]);
  const { targets } = JSON.parse(out).packages.find(({ name }) => name === "omotenashi");
  const within = join(root, "tests/browser");
  return targets.filter(({ src_path }) => src_path.startsWith(within)).map(({ name }) => name);
}

/** wasm-bindgen-test in Chromium. */
async function testWasm(tally, { chromium, chromedriver }) {
  const targets = await browserTargets();
  if (!targets.length) return;
  const settings = JSON.parse(readFileSync(driverSettings, "utf8"));
  settings["goog:chromeOptions"].binary = chromium;
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "webdriver.json"), JSON.stringify(settings));
  const env = {
    CHROMEDRIVER: chromedriver,
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: join(work, "webdriver.json"),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: helper("test-runner"),
  };
  const args = ["test", "--locked", "-p", "omotenashi", "--target", triple];
  for (const name of targets) {
    await step(`compiling for Chromium: ${name}`, () => run("cargo", [...args, "--test", name, "--no-run"], { env }));
    const attempt = () =>
      step(`wasm in Chromium: ${name}`, () => run("cargo", [...args, "--test", name], { env, any: true, limit_ms: 120_000 }));
    // The first session with a browser sometimes never opens (seen in fresh clones, cause not found) and the
    // runner waits for ever. Only that is tried again; a test that fails is not.
    const first = await attempt();
    tally.add(`wasm in Chromium: ${name}`, first.hung ? await attempt() : first);
  }
}

/** Playwright, package and command line tests: whatever is called `*.test.mjs`. */
async function testScripts(tally, { chromium, chromedriver }, words, full) {
  const paths = files(join(root, "tests"))
    .filter((path) => path.endsWith(".test.mjs"))
    .filter((path) => words.every((word) => relative(root, path).includes(word)));
  if (!paths.length) return;
  const env = { CHROMIUM: chromium, CHROMEDRIVER: chromedriver, ...(full && { OMOTENASHI_FULL: "1" }) };
  // Two cores: more browsers at once make every one of them late.
  const args = ["--test", "--test-reporter=spec", "--test-concurrency=2", "--test-timeout=900000", ...paths];
  console.log(`… ${paths.length} test files`);
  tally.add("test files (node --test)", await run("node", args, { env, any: true, show: true }));
}

if (started(import.meta.url))
  await main(async () => {
    const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
    const full = process.argv.includes("--full");
    const tally = new Tally();
    await build();
    const browser = await installBrowser();
    if (!words.length) {
      await check(tally);
      await testWasm(tally, browser);
    }
    await testScripts(tally, browser, words, full);
    tally.close();
  });
