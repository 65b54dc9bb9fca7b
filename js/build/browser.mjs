// A real Chromium for tests and benchmarks.
//
// Owns: finding, installing and starting the browser. In: CHROMIUM or the usual places. Out: a Playwright
// browser. Must not: download a browser by itself; Debian's package is installed by apt where we are root.

import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./place.mjs";
import { Stop, run, step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const places = [
  ...playwright("chrome-linux/chrome", "chrome-linux64/chrome"),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

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

/** The path of Chromium, or undefined. */
export function find() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!runnable(named)) throw new Stop(`CHROMIUM is set to ${named}, which is no program`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(runnable);
}

/** Makes sure that Chromium is there, and gives its path. */
export async function installBrowser() {
  if (!find()) await install();
  return { chromium: find() };
}

async function install() {
  const wanted = "The tests run in a real browser, and Chromium could not be found.";
  const advice = "Install Chromium (Debian: `apt-get install chromium`), or set CHROMIUM to where it is.";
  if (process.getuid?.() !== 0 || !runnable("/usr/bin/apt-get")) throw new Stop(`${wanted}\n${advice}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await step("installing Chromium by apt", async () => {
      await run("apt-get", ["update", "-q"], { env });
      await run("apt-get", ["install", "-qy", "--no-install-recommends", "chromium"], { env });
    });
  } catch {
    throw new Stop(`${wanted} apt could not install it.\n${advice}`);
  }
}

/** Starts Chromium; `options` go to Playwright's `launch`, `options.args` are added to ours. */
export async function launch({ args = [], ...options } = {}) {
  const executablePath = find();
  if (!executablePath) throw new Stop("Chromium could not be found; run `npm test` once, or set CHROMIUM");
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: [...browserArguments, ...args], ...options });
}
