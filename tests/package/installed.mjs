// The package as people get it: packed, then installed in a project of its own.
//
// Owns: the tarball and the scratch project, gone when the test file ends. In: `dist/`. Out: the
// project's folder and the list of what was packed. Must not: reach the network.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../js/build/place.mjs";
import { save, scratch } from "../cli/program.mjs";

/** Runs npm and gives its output. */
export function npm(cwd, ...args) {
  const done = spawnSync("npm", args, { cwd, encoding: "utf8" });
  assert.equal(done.status, 0, `npm ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/** Packs and installs: `{ project, packed }`. */
export function install() {
  const project = scratch();
  const [packed] = Object.values(JSON.parse(npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", project)));
  save(project, { name: "scratch", private: true, type: "module" }, "package.json");
  npm(project, "install", "--offline", "--no-package-lock", join(project, packed.filename));
  return { project, packed };
}
