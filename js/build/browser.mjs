// A real Chromium for tests and benchmarks.
//
// Owns: finding, installing and starting the browser and its driver. In: CHROMIUM, CHROMEDRIVER or
// the usual places. Out: a Playwright browser. Must not: download a browser by itself; Debian's
// package is installed by apt where we are root.

import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./place.mjs";
import { Stop, run, step } from "./step.mjs";

const names = {
  chromium: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  chromedriver: ["chromedriver", "chromium.chromedriver"],
};

const places = {
  chromium: [
    ...playwright("chrome-linux/chrome", "chrome-linux64/chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  chromedriver: ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"],
};

/** The arguments that make Chromium quiet and able to run as root; the wasm test runner reads them too. */
export const driverSettings = join(root, "js/build/webdriver.json");

export const browserArguments = JSON.parse(readFileSync(driverSettings, "utf8"))["goog:chromeOptions"].args;

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwright(...inside) {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache/ms-playwright");
  if (!existsSync(cache)) return [];
  const found = readdirSync(cache).filter((name) => name.startsWith("chromium-"));
  return found.sort().reverse().flatMap((name) => inside.map((path) => join(cache, name, path)));
}

/** The path of `chromium` or `chromedriver`, or undefined. */
export function find(program) {
  const named = process.env[program.toUpperCase()];
  if (named) {
    if (!runnable(named)) throw new Stop(`${program.toUpperCase()} is set to ${named}, which is no program`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names[program].map((name) => join(folder, name)));
  return [...onPath, ...places[program]].find(runnable);
}

/** Makes sure that both programs are there, and gives their paths. */
export async function installBrowser() {
  const missing = ["chromium", "chromedriver"].filter((program) => !find(program));
  if (missing.length) await install(missing);
  return { chromium: find("chromium"), chromedriver: find("chromedriver") };
}

async function install(missing) {
  const both = missing.join(" and ");
  const wanted = `The tests run in a real browser, and ${both} could not be found.`;
  const advice =
    "Install Chromium and chromedriver (Debian: `apt-get install chromium chromium-driver`), or set " +
    "CHROMIUM and CHROMEDRIVER to where they are.";
  if (process.getuid?.() !== 0 || !runnable("/usr/bin/apt-get")) throw new Stop(`${wanted}\n${advice}`);
  const packages = ["chromium", "chromium-driver"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await step(`installing ${both} by apt`, async () => {
      await run("apt-get", ["update", "-q"], { env });
      await run("apt-get", ["install", "-qy", "--no-install-recommends", ...packages], { env });
    });
  } catch {
    throw new Stop(`${wanted} apt could not install it.\n${advice}`);
  }
}

/** Starts Chromium; `options` go to Playwright's `launch`, `options.args` are added to ours. */
export async function launch({ args = [], ...options } = {}) {
  const executablePath = find("chromium");
  if (!executablePath) throw new Stop("Chromium could not be found; run `npm test` once, or set CHROMIUM");
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: [...browserArguments, ...args], ...options });
}
