// `npm test`: everything. `npm test -- consent` runs only the `tests/**/*.test.mjs` whose path holds
// that word. `npm run full` is the same with the long counts (OMOTENASHI_FULL=1), `npm run soak` lets random visitors
// use real applications for long (OMOTENASHI_SOAK=1).
//
// Owns: the order of the stages. In: the repository and a browser. Out: one closing line, `N passed,
// N failed`. Must not: stop at the first failure, except where nothing was built.

import { join, relative } from "node:path";
import { build } from "./build.mjs";
import { installBrowser } from "./browser.mjs";
import { check } from "./check.mjs";
import { files } from "./fresh.mjs";
import { root } from "./place.mjs";
import { main, run, started } from "./step.mjs";
import { Tally } from "./tally.mjs";
import { testInChromium } from "./wasmtest.mjs";

/** The Rust tests that live in tests/browser/, by the names cargo gives them. */
async function browserTargets() {
  const { out } = await run("cargo", ["metadata", "--locked", "--no-deps", "--format-version=1"]);
  const { targets } = JSON.parse(out).packages.find(({ name }) => name === "omotenashi");
  const within = join(root, "tests/browser");
  return targets.filter(({ src_path }) => src_path.startsWith(within)).map(({ name }) => name);
}

/** Playwright, package and command line tests: whatever is called `*.test.mjs`. */
async function testScripts(tally, chromium, words) {
  const paths = files(join(root, "tests"))
    .filter((path) => path.endsWith(".test.mjs"))
    .filter((path) => words.every((word) => relative(root, path).includes(word)));
  if (!paths.length) return;
  const env = { CHROMIUM: chromium };
  // Two cores: more browsers at once make every one of them late.
  const args = ["--test", "--test-reporter=spec", "--test-concurrency=2", "--test-timeout=900000", ...paths];
  console.log(`… ${paths.length} test files`);
  tally.add("test files (node --test)", await run("node", args, { env, any: true, show: true }));
}

if (started(import.meta.url))
  await main(async () => {
    const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
    for (const word of ["full", "soak"]) if (process.argv.includes(`--${word}`)) process.env[`OMOTENASHI_${word.toUpperCase()}`] = "1";
    const tally = new Tally();
    await build();
    const { chromium } = await installBrowser();
    if (!words.length) {
      await check(tally);
      for (const name of await browserTargets()) tally.add(`wasm in Chromium: ${name}`, await testInChromium(name));
    }
    await testScripts(tally, chromium, words);
    tally.close();
  });
