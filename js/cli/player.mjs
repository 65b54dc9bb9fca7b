// What a bundle ends with: everything that plays its rules, and the rules as they are read.
//
// Owns: reading them once, here, so that no page needs to. In: the name of a build, the text of rules. Out: JavaScript
// text, or nothing where they are too many for that. Must not: choose the build.

import { readFileSync } from "node:fs";
import { insert, literal } from "../encode/literal.mjs";
import { withPicture } from "../encode/picture.mjs";
import { longest, toStreams } from "../encode/streams.mjs";
import { readText } from "./file.mjs";

/** The build whose module a player has: `plain` is another script for the smallest. */
export const halfOf = (build) => (build === "plain" ? "lean" : build);

/** The player of a build, with these rules and no others; its parts are in `dist/player`. */
export async function playerOf(build, rules, folder = new URL("player/", import.meta.url)) {
  const at = (name) => new URL(name, folder);
  const half = halfOf(build);
  const { read } = await import(at(`${half}.reader.mjs`));
  const module = withPicture(readFileSync(at(`${half}.wasm`)), read(rules), JSON.parse(readText(at(`${half}.json`))), rules);
  if (module.length > longest) return undefined;
  const streams = toStreams(module, readFileSync(at("weave.wasm")));
  return insert(readText(at(`${build}.js`)), literal(streams));
}
