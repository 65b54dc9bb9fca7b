// Chromium as the second place where everything is measured.
//
// Owns: the bundles and the pages. In: the candidates' names. Out: what the loops gave, in the page. Must not: time anything
// from outside the page.

import { join } from "node:path";
import { launch } from "../../../js/build/browser.mjs";
import { root } from "../../../js/build/place.mjs";
import { names } from "./library.mjs";

const here = join(root, "tests/bench/engine");
const built = join(root, "dist/node.mjs");

/** The visitor build with everything in it: storage, consent, watching, showing. Only its start can be compared. */
const whole = "visitor build, whole";

const imports = {
  "omotenashi/node": `import { Engine, importGrowthBook } from ${JSON.stringify(built)}; const library = { Engine, importGrowthBook };`,
  GrowthBook: 'import { GrowthBook } from "@growthbook/growthbook"; const library = { GrowthBook };',
  Statsig: 'import { StatsigOnDeviceEvalClient as Statsig } from "@statsig/js-on-device-eval-client"; const library = { Statsig };',
  "json-logic": 'import jsonLogic from "json-logic-js"; const library = { jsonLogic };',
  sift: 'import sift from "sift"; const library = { sift };',
  mingo: 'import { Query } from "mingo"; const library = { Query };',
  "written by hand": "const library = {};",
};

/** A script with the loops and the libraries of one candidate, or of all. */
async function script(name) {
  const { build } = await import("esbuild");
  if (name === whole) return wholeScript(build);
  const parts = name ? [name] : Object.keys(imports);
  const bodies = parts.map((one, index) => imports[one].replace("library", `library${index}`));
  const merged = parts.map((_, index) => `library${index}`).join(", ");
  const contents = `${bodies.join("\n")}\nimport { offer } from "./page.mjs";\noffer(Object.assign({}, ${merged}));`;
  return bundled(build, contents);
}

const wholeScript = (build) =>
  bundled(build, `import { start } from ${JSON.stringify(join(root, "dist/omotenashi.mjs"))}; import { offerPage } from "./page.mjs"; offerPage(start);`);

async function bundled(build, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    mainFields: ["module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0].text;
}

async function open(browser, slow) {
  const page = await browser.newPage();
  await page.goto("about:blank");
  if (slow > 1) {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slow });
  }
  return page;
}

/** Loading a candidate's script, and its first decision, in fresh pages: `{ name: [{ loading, first }] }`. */
async function starts(browser, slow, rounds) {
  const all = [...names.filter((name) => imports[name]), whole];
  const scripts = new Map();
  for (const name of all) scripts.set(name, await script(name));
  const found = Object.fromEntries(all.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of all) {
      const page = await open(browser, slow);
      const loading = await page.evaluate((text) => {
        const element = document.createElement("script");
        element.textContent = text;
        const since = performance.now();
        document.head.append(element);
        return performance.now() - since;
      }, scripts.get(name));
      found[name].push({ loading, first: await page.evaluate((one) => window.bench.cold(one), name) });
      await page.close();
    }
  return found;
}

/** Runs `work` with a page that holds all candidates, and a function for cold starts. */
export async function inBrowser(work) {
  const browser = await launch();
  try {
    const page = await open(browser, 1);
    await page.addScriptTag({ content: await script() });
    const call = (name, options) => page.evaluate(([task, given]) => window.bench[task](given), [name, options]);
    return await work({ call, starts: (slow, rounds) => starts(browser, slow, rounds) });
  } finally {
    await browser.close();
  }
}
