// `npm start`: builds what is missing and serves the demo shop.
//
// Owns: nothing but the order. In: a fresh clone. Out: a running www/server.mjs, which prints its
// address. Must not: need anything but rustup and Node.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { root } from "./place.mjs";
import { main } from "./step.mjs";

await main(async () => {
  await build();
  const server = spawn(process.execPath, [join(root, "www/server.mjs"), ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  server.on("exit", (code) => (process.exitCode = code ?? 0));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
});
