// A real Firefox for tests.
//
// Owns: finding, installing and starting it. In: FIREFOX or the usual places. Out: a Puppeteer browser that speaks
// WebDriver BiDi. Must not: download a browser by itself; Debian's package is installed by apt where we are root.

import { installByApt, mayInstall, runnable, search } from "./search.mjs";

const names = ["firefox-esr", "firefox"];
const places = ["/Applications/Firefox.app/Contents/MacOS/firefox"];

/** The path of Firefox, or undefined. */
function find() {
  const { FIREFOX = "" } = process.env;
  return runnable(FIREFOX) ? FIREFOX : search(names, places);
}

/** Starts Firefox; where there is none and none can be had, answers with null. */
export async function launchFirefox() {
  if (!find() && mayInstall()) await installByApt("Firefox", "firefox-esr").catch(() => {});
  const executablePath = find();
  if (!executablePath) return null;
  const { default: puppeteer } = await import("puppeteer-core");
  const start = () => puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  // A first start on a busy machine may come too late; one that never comes is as if there were none.
  return start().catch(start).catch((error) => (console.error(`Firefox does not start: ${error.message}`), null));
}
