// `npm run bench`: every figure that the README and the closing notes quote.
//
// Owns: the order of the benchmarks. In: tests/bench/*.bench.mjs. Out: what they print. Must not:
// run two at once, since they would measure each other.

import { join } from "node:path";
import { build } from "./build.mjs";
import { installBrowser } from "./browser.mjs";
import { files } from "./fresh.mjs";
import { root } from "./place.mjs";
import { Stop, main, run } from "./step.mjs";

await main(async () => {
  await build();
  const { chromium } = await installBrowser();
  const paths = files(join(root, "tests/bench")).filter((path) => path.endsWith(".bench.mjs"));
  if (!paths.length) throw new Stop("no benchmark found in tests/bench");
  for (const path of paths) await run("node", [path, ...process.argv.slice(2)], { show: true, env: { CHROMIUM: chromium } });
});
