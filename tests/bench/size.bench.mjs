// Sizes: what a visitor downloads of us, and of others.
//
// Owns: the list of files. In: dist/, node_modules, and with `--peers=folder` another node_modules that
// holds more of them. Out: a table, tests/.out/size.json. Must not: install anything; who is not there
// is left out.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dist, root } from "../../js/build/place.mjs";
import { squeeze } from "../stage/site.mjs";
import { keep, print, ratio } from "./table.mjs";

/** The files that a page loads, as each project's own documentation names them. */
const others = {
  "GrowthBook, script tag": "@growthbook/growthbook/dist/bundles/auto.min.js",
  "GrowthBook, SDK alone": "@growthbook/growthbook/dist/bundles/index.min.js",
  LaunchDarkly: "launchdarkly-js-client-sdk/dist/ldclient.min.js",
  Optimizely: "@optimizely/optimizely-sdk/dist/optimizely.browser.umd.min.js",
  Statsig: "statsig-js/build/statsig-prod-web-sdk.js",
  "Adobe Alloy": "@adobe/alloy/dist/alloy.min.js",
  PostHog: "posthog-js/dist/array.full.js",
};

const named = process.argv.map((word) => /^--peers=(.+)$/.exec(word)?.[1]).find(Boolean);
const folders = [join(root, "node_modules"), ...(named ? [named] : [])];

const ours = {
  "Omotenashi, script tag": join(dist, "omotenashi.js"),
  "Omotenashi, module": join(dist, "omotenashi.mjs"),
};

/** The places where a file was found. */
function found() {
  const theirs = Object.entries(others).map(([name, path]) => [name, folders.map((at) => join(at, path)).find(existsSync)]);
  return [...Object.entries(ours), ...theirs].filter(([, path]) => path);
}

const report = {};
for (const [name, path] of found()) {
  const body = readFileSync(path);
  report[name] = { raw: body.length, brotli: squeeze(body).length };
}
const { brotli: own } = report["Omotenashi, script tag"];
const rows = Object.entries(report).map(([name, { raw, brotli }]) => [name, raw, brotli, ratio(brotli, own)]);
print("Sizes, bytes", ["", "raw", "brotli q11", "÷ ours"], rows);
keep("size", report);
