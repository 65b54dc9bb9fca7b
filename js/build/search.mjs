// Programs of the machine: where they are, and how they come to be there.
//
// Owns: the search and Debian's packages. In: names, places. Out: a path. Must not: know what a program is for.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run, step } from "./step.mjs";

/** Whether there is a program at a path. */
export function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first program by one of these names on the PATH, else at one of these places; undefined for none. */
export function search(names, places) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(runnable);
}

/** Whether we may install what is missing: as root, where there is apt. */
export const mayInstall = () => process.getuid?.() === 0 && runnable("/usr/bin/apt-get");

/** Installs one of Debian's packages, called `title` in the line that says so. */
export function installByApt(title, name) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  return step(`installing ${title} by apt`, async () => {
    await run("apt-get", ["update", "-q"], { env });
    await run("apt-get", ["install", "-qy", "--no-install-recommends", name], { env });
  });
}
