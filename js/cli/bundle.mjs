// `omotenashi bundle`: the rules and everything that plays them in one script.
//
// Owns: the file, its name and its tag, and which build these rules can do with. In: a rules file and dist/player. Out: that
// file, what it loads when somebody tries things out, and the tag on stdout. Must not: bundle rules that have errors.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { eventsIn } from "../door/observe/asked.js";
import { wanted } from "../door/observe/collect.js";
import { hint, mark } from "../encode/literal.mjs";
import { sound } from "./check.mjs";
import { digest, readText, write } from "./file.mjs";
import { playerOf } from "./player.mjs";
import { attribute, publish, push, toText, toValue } from "./publish.mjs";
import { Refusal, say } from "./refusal.mjs";

/** Runs the command; gives the exit code. */
export async function bundle(path, { out, name = "omotenashi", url = "/", facts, lang }) {
  if (!out) throw new Refusal("where to? omotenashi bundle rules.json -o dir");
  if (!/^[\w.-]+$/.test(name)) throw new Refusal(`--name: expected letters, digits, "-", "_" or ".", got "${name}"`);
  const { rules, left } = publish(toValue(await sound(path, lang)));
  const parts = needed(rules);
  const before = parts.map((part) => made(`omotenashi.${part}.js`)).join("");
  const readingBy = (how) => `${mark}${hint}${push(rules, how)}\n${before}${made("omotenashi.js")}`;
  const reading = readingBy("push");
  const build = await buildFor(rules, parts);
  if (build === "reader") say('dates without a timezone are of each visitor\'s own clock, and read there: with "timezone" the script is smaller');
  const player = build !== "reader" && (await playerOf(build, toText(rules)));
  const playing = `${mark}${hint}${parts.includes("observe") ? push(observed(rules)) : ""}${before}${player}`;
  // Rules as they are read are longer than as they are written: where there are many, the reader costs less.
  const script = player && size(playing) < size(reading) ? playing : reading;
  const hash = createHash("sha256").update(script).digest("hex").slice(0, 8);
  const file = `${name}.${hash}.js`;
  write(join(out, file), script);
  // Loaded by nobody but those who ask for a preview or the inspector. The script has left there what is observed, and the
  // first rules count.
  if (script === playing) write(join(out, `${name}.${hash}.preview.js`), readingBy("unshift"));
  // The last, by pages whose markup says what a framework takes over, and by who listens for layout shifts.
  for (const name of ["debug", "server", "surface"].map((part) => `omotenashi.${part}.js`)) write(join(out, name), made(name));
  say(`${join(out, file)}: ${Buffer.byteLength(script)} bytes${left ? `, ${left} drafts or finished experiences left out` : ""}`);
  process.stdout.write(`${tag({ file, url, facts, script })}\n`);
  return 0;
}

/** What the browser says by itself. */
const own = ["gpc", "dnt"];

/** About what a browser downloads. */
const size = (script) => brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;

/** A file that was made beside this one. */
const made = (name) => readText(new URL(name, import.meta.url));

/** The smallest that does: only the whole observes the page, and what else the others cannot do, the engine knows. */
async function buildFor(rules, parts) {
  const author = await import("omotenashi:author");
  const build = author.buildFor(toText(rules));
  return build !== "reader" && parts.includes("observe") ? "whole" : build;
}

/** All of the rules that js/door/observe/collector.js reads. */
const observed = ({ site, slots, observe, ...rules }) => ({ site, slots, observe, event: [...eventsIn(rules)] });

/**
 * Rules with surfaces need the file that draws them, rules that wait for a framework the one that knows when it is
 * done, rules that name a consent signal the one that hears it, and rules that name an observed event the one that
 * observes it. All of these go into one file, so that the tag's hash covers them as well, and the first decision knows
 * what a banner has said before.
 */
function needed(rules) {
  const text = JSON.stringify(rules);
  const surface = rules.hydrate || /"surface":/.test(text);
  const consent = rules.consent?.signals?.some((signal) => !own.includes(signal));
  return [consent && "consent", surface && "surface", wanted.test(text) && "observe"].filter(Boolean);
}

function tag({ file, url, facts, script }) {
  const src = `${url.replace(/\/?$/, "/")}${file}`;
  const more = facts ? ` data-facts="${attribute(facts)}"` : "";
  return `<script src="${attribute(src)}" integrity="${digest("sha384", script)}" crossorigin="anonymous"${more}></script>`;
}
