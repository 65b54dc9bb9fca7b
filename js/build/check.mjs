// `npm run check`: everything that needs no browser.
//
// Owns: format, lints for each build, documentation, native tests. In: the repository. Out: a
// tally. Must not: need npm packages.

import { installTarget } from "./rust.mjs";
import { main, run, started, step } from "./step.mjs";
import { Tally } from "./tally.mjs";

const wasm = ["--target", "wasm32-unknown-unknown"];
const us = ["--locked", "-p", "omotenashi"];
const deny = ["--", "-D", "warnings"];

const stages = [
  ["format", ["fmt", "--all", "--check"]],
  // No part of the crate; it is compiled with every warning an error.
  ["format, decoder", ["--edition=2024", "--check", "js/door/load/weave.rs"], "rustfmt"],
  ["lints, native", ["clippy", ...us, "--all-targets", "--features", "author", ...deny]],
  ["lints, visitor build", ["clippy", ...us, "--lib", ...wasm, "--no-default-features", "--features", "whole", ...deny]],
  ["lints, build without a past", ["clippy", ...us, "--lib", ...wasm, "--no-default-features", "--features", "more", ...deny]],
  ["lints, smallest build", ["clippy", ...us, "--lib", ...wasm, "--no-default-features", ...deny]],
  ["lints, server build", ["clippy", ...us, "--lib", ...wasm, "--no-default-features", "--features", "server", ...deny]],
  ["lints, author build", ["clippy", ...us, "--all-targets", ...wasm, "--features", "author", ...deny]],
  ["lints, browser tests", ["clippy", ...us, "--test", "browser", ...wasm, ...deny]],
  ["documentation, native", ["doc", ...us, "--no-deps", "--document-private-items", "--features", "author"]],
  ["documentation, browser", ["doc", ...us, "--no-deps", "--document-private-items", ...wasm]],
  ["native tests", ["test", ...us, "--features", "author"]],
];

/** Runs every stage, also after one has failed, and adds what it finds to `tally`. */
export async function check(tally) {
  await installTarget();
  // Private items are in these documents, so links to them lead somewhere.
  const env = { RUSTDOCFLAGS: "-D warnings -A rustdoc::private_intra_doc_links" };
  for (const [title, args, command = "cargo"] of stages) {
    const result = await step(title, () => run(command, args, { env, any: true }));
    tally.add(`${title} (${command} ${args.join(" ")})`, result);
  }
}

if (started(import.meta.url))
  await main(async () => {
    const tally = new Tally();
    await check(tally);
    tally.close();
  });
