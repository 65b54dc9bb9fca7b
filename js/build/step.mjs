// Running programs so that a person sees what takes long, and why something failed.
//
// Owns: progress lines and child processes. In: a title and a command. Out: its output, or one
// `Stop` with a plain sentence. Must not: know what is being built.

import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { root } from "./place.mjs";

/** The build cannot go on, for a reason a person can act upon. */
export class Stop extends Error {}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs `work`, saying what it is and, once done, how long it took; an exit code in its result counts. */
export async function step(title, work) {
  const since = performance.now();
  const pulse = setInterval(() => console.log(`  … ${title}: ${seconds(since)}`), 15_000);
  try {
    const result = await work();
    console.log(`${result?.code ? "✗" : "✓"} ${title} (${seconds(since)})`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${seconds(since)})`);
    throw error;
  } finally {
    clearInterval(pulse);
  }
}

/**
 * Runs a program and gives what it printed, as `{ code, out }`. `show: true` passes the output on
 * as it comes; otherwise it is printed only when the program fails. `any: true` takes every exit code.
 */
export function run(command, args, { show = false, any = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let all = "";
    child.stdout.on("data", (text) => ((out += text), (all += text), show && process.stdout.write(text)));
    child.stderr.on("data", (text) => ((all += text), show && process.stderr.write(text)));
    child.on("error", (error) => reject(new Stop(absent(command, error))));
    child.on("close", (exit) => {
      // What a signal ended has no exit code, and has failed.
      const code = exit ?? 1;
      if (code !== 0 && all && !show) console.error(all.trimEnd());
      if (code === 0 || any) return resolve({ code, out });
      reject(new Stop(`\`${[command, ...args].join(" ")}\` failed (exit code ${code})`));
    });
  });
}

function absent(command, error) {
  if (error.code !== "ENOENT") return `\`${command}\` could not be started: ${error.message}`;
  const from = { cargo: "rustup", rustup: "rustup", npm: "Node.js", node: "Node.js" }[command];
  return `\`${command}\` is not installed${from ? `; install ${from} and try again` : ""}`;
}

/** The last thing a script does: a `Stop` becomes a sentence, anything else keeps its trace. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Whether `url` (an `import.meta.url`) is the script that was started. */
export const started = (url) => url === pathToFileURL(process.argv[1] ?? "").href;
