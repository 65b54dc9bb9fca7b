// The npm packages the build itself needs.
//
// Owns: `node_modules`. In: package.json and package-lock.json. Out: installed packages. Must not:
// import any of them, since it runs before they are there.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fresh } from "./fresh.mjs";
import { root } from "./place.mjs";
import { run, step } from "./step.mjs";

/** Installs what package-lock.json names, unless that is what is there. */
export async function installPackages() {
  const inputs = [join(root, "package.json"), join(root, "package-lock.json")];
  const installed = join(root, "node_modules", ".package-lock.json");
  await fresh("npm", { inputs, words: [process.version], outputs: [installed] }, () =>
    step("installing npm packages", () => run("npm", ["ci", "--no-fund", "--no-audit"])),
  );
}

/** The path of a program that an npm package ships, to be run with `node`. */
export function program(path) {
  const full = join(root, "node_modules", path);
  if (!existsSync(full)) throw new Error(`${full} is missing; delete node_modules and try again`);
  return full;
}
