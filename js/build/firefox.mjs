// A real Firefox for tests.
//
// Owns: finding, installing and starting it. In: FIREFOX or the usual places. Out: a Puppeteer browser that speaks
// WebDriver BiDi. Must not: download a browser by itself; Debian's package is installed by apt where we are root.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run, step } from "./step.mjs";

const names = ["firefox-esr", "firefox"];
const places = ["/Applications/Firefox.app/Contents/MacOS/firefox"];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of Firefox, or undefined. */
function find() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.FIREFOX ?? "", ...onPath, ...places].find(runnable);
}

async function install() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await step("installing Firefox by apt", async () => {
    await run("apt-get", ["update", "-q"], { env });
    await run("apt-get", ["install", "-qy", "--no-install-recommends", "firefox-esr"], { env });
  });
}

/** Starts Firefox; where there is none and none can be had, answers with null. */
export async function launchFirefox() {
  if (!find() && process.getuid?.() === 0 && runnable("/usr/bin/apt-get")) await install().catch(() => {});
  const executablePath = find();
  if (!executablePath) return null;
  const { default: puppeteer } = await import("puppeteer-core");
  const start = () => puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  // A first start on a busy machine may come too late; one that never comes is as if there were none.
  return start().catch(start).catch((error) => (console.error(`Firefox does not start: ${error.message}`), null));
}
