// Runs the built command line, as a person would.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dist } from "../../js/build/place.mjs";

const folders = [];
process.on("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder of its own, gone when the test file ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "omotenashi-"));
  folders.push(folder);
  return folder;
}

/** Runs `omotenashi …args` in a folder: `{ code, out, err }`. */
export function omotenashi(cwd, ...args) {
  const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  const done = spawnSync(process.execPath, [join(dist, "cli.mjs"), ...args], { cwd, env, encoding: "utf8" });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Rules with something of everything that must not become public. */
export const rules = {
  $schema: "./schema.json",
  omotenashi: 1,
  site: "test",
  slots: { title: "h1" },
  audiences: { noted: { "user.note": "gold" } },
  experiences: [
    {
      id: "hello",
      name: "SECRET-NAME お客様",
      note: "SECRET-NOTE",
      status: "live",
      variants: {
        a: { show: [{ at: "title", text: "it's a \\ </script> \u2028 'quote'" }] },
        b: { show: [{ select: ".lead", attribute: { name: "kept" } }] },
      },
      split: { a: 50, b: 50 },
    },
    { id: "draft", name: "SECRET-DRAFT", status: "draft", show: [{ at: "title", text: "no" }] },
    { id: "ended", status: "ended", show: [{ select: "#SECRET-ENDED", text: "no" }] },
    { id: "past", schedule: { to: "2020-01-01" }, show: [{ select: "#SECRET-PAST", text: "no" }] },
  ],
};

/** Writes rules (a value, or text or bytes as they are) and gives the file's name. */
export function save(folder, value, name = "rules.json") {
  writeFileSync(join(folder, name), typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value, null, 2));
  return name;
}
