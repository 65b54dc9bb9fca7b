// A real Chromium for tests and benchmarks.
//
// Owns: finding, installing and starting the browser. In: CHROMIUM or the usual places. Out: a Playwright
// browser. Must not: download a browser by itself; Debian's package is installed by apt where we are root.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "./place.mjs";
import { installByApt, mayInstall, runnable, search } from "./search.mjs";
import { Stop } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const places = [
  ...playwright("chrome-linux/chrome", "chrome-linux64/chrome"),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The arguments that make Chromium quiet and able to run as root; .cargo/config.toml gives them to the wasm test runner,
 * too. Of features to be disabled the last list counts: ours is Playwright's, and the popups of the address bar, which are
 * two pages more in every window that nobody sees, and half of what opening one costs.
 */
const driverSettings = join(root, "js/build/webdriver.json");
export const browserArguments = JSON.parse(readFileSync(driverSettings, "utf8"))["goog:chromeOptions"].args;

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
  return search(names, places);
}

/** Makes sure that Chromium is there, and gives its path. */
export async function installBrowser() {
  if (!find()) await install();
  return { chromium: find() };
}

async function install() {
  const wanted = "The tests run in a real browser, and Chromium could not be found.";
  const advice = "Install Chromium (Debian: `apt-get install chromium`), or set CHROMIUM to where it is.";
  if (!mayInstall()) throw new Stop(`${wanted}\n${advice}`);
  try {
    await installByApt("Chromium", "chromium");
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
