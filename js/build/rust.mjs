// The Rust side of the toolchain: the wasm target and our two helper programs.
//
// Owns: what rustup and cargo must provide before anything can be built. In: js/build/bindgen and
// Cargo.lock. Out: `omotenashi-bindgen` and `omotenashi-test-runner`. Must not: build the library.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fresh } from "./fresh.mjs";
import { helper, root } from "./place.mjs";
import { Stop, run, step } from "./step.mjs";

const triple = "wasm32-unknown-unknown";

/** Adds the wasm target to the toolchain unless it is there. */
export async function installTarget() {
  const { out } = await run("rustc", ["--print", "sysroot"]);
  if (existsSync(join(out.trim(), "lib/rustlib", triple))) return;
  await step(`adding the Rust target ${triple}`, () => run("rustup", ["target", "add", triple]));
}

/** Builds wasm-bindgen and its test runner from our own lock: about a minute, once. */
export async function buildHelpers() {
  const { out } = await run("rustc", ["--version"]);
  const inputs = [join(root, "js/build/bindgen")];
  const words = [out, locked("wasm-bindgen-cli")];
  const outputs = [helper("bindgen"), helper("test-runner")];
  await fresh("helpers", { inputs, words, outputs }, () =>
    step("building the wasm-bindgen helper (once, one to two minutes)", () =>
      run("cargo", ["build", "--locked", "--profile", "tool", "-p", "omotenashi-bindgen"]),
    ),
  );
}

/** The version that Cargo.lock pins, as text. */
function locked(name) {
  const lock = readFileSync(join(root, "Cargo.lock"), "utf8");
  const found = lock.match(new RegExp(`name = "${name}"\\nversion = "(.+?)"`));
  if (!found) throw new Stop(`Cargo.lock does not name ${name}`);
  return `${name} ${found[1]}`;
}
