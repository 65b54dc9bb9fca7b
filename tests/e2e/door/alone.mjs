// A browser that nobody drives: what a debugger forbids, such as prerendering, happens in it.
//
// Owns: one process and its profile, both gone when `close` answers. In: the address it opens. Out: nothing:
// what it does is seen at the server. Must not: attach to it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserArguments, find } from "../../../js/build/browser.mjs";

/** Opens an address; the port, which nobody uses, keeps the browser from ending at once. */
export function openAlone(url) {
  const profile = mkdtempSync(join(tmpdir(), "alone-"));
  const own = [`--user-data-dir=${profile}`, "--remote-debugging-port=0", "--no-default-browser-check"];
  // A group of its own: the browser's helpers outlive it for a moment, and write into the profile until they end.
  const child = spawn(find(), [...browserArguments, ...own, url], { stdio: "ignore", detached: true });
  return {
    async close() {
      const ended = once(child, "exit");
      process.kill(-child.pid, "SIGKILL");
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 40, retryDelay: 100 });
    },
  };
}
