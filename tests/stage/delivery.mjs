// The deliveries of the SDK, as a site owner would paste them.
//
// Owns: the markup in <head> and the files behind it. In: rules as a value, facts. Out: `{ head, files }`
// for each delivery. Must not: make by hand what the command line makes.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { dist } from "../../js/build/place.mjs";
import { omotenashi, save, scratch } from "../cli/program.mjs";

/** The script-tag build. */
export const player = () => readFileSync(join(dist, "omotenashi.js"));

/** JSON that may stand in a page, as `<script type="application/json">`. */
export const embed = (id, value) =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, "\\u003c")}</script>\n`;

function run(folder, ...args) {
  const { code, out, err } = omotenashi(folder, ...args);
  if (code !== 0) throw new Error(`omotenashi ${args.join(" ")}: ${err}`);
  return out;
}

const withFacts = (facts) => (facts ? { markup: embed("om-facts", facts), data: ' data-facts="#om-facts"' } : { markup: "", data: "" });

/** The rules in the page, the script blocking. */
export function inlineRules(rules, facts) {
  const { markup, data } = withFacts(facts);
  return {
    head: `${embed("om-rules", rules)}${markup}<script src="/omotenashi.js" data-rules="#om-rules"${data}></script>`,
    files: { "/omotenashi.js": player() },
  };
}

/** A generated rules.js right after the script, both blocking. */
export function rulesBeside(rules, facts) {
  const folder = scratch();
  run(folder, "rules", save(folder, rules), "-o", "rules.js");
  const { markup, data } = withFacts(facts);
  return {
    head: `${markup}<script src="/omotenashi.js"${data}></script>\n<script src="/rules.js"></script>`,
    files: { "/omotenashi.js": player(), "/rules.js": readFileSync(join(folder, "rules.js")) },
  };
}

/** Everything in one script, with the tag that the command prints. */
export function bundled(rules, facts) {
  const folder = scratch();
  const wanted = facts ? ["--facts", "#om-facts"] : [];
  const tag = run(folder, "bundle", save(folder, rules), "-o", "out", ...wanted);
  const path = /src="([^"]+)"/.exec(tag)[1];
  const file = readFileSync(join(folder, "out", basename(path)));
  return { head: withFacts(facts).markup + tag, files: { [path]: file } };
}

/** Asynchronous, behind the stub. */
export function asyncWithStub(rules, { timeout = 1500 } = {}) {
  const folder = scratch();
  const head = run(folder, "stub", save(folder, rules), "--timeout", String(timeout));
  return { head, files: { "/omotenashi.js": player(), "/rules.json": JSON.stringify(rules) } };
}

/** Asynchronous and nothing that hides: what flickers. */
export function asyncBare(rules) {
  return {
    head: '<script async src="/omotenashi.js" data-rules="/rules.json"></script>',
    files: { "/omotenashi.js": player(), "/rules.json": JSON.stringify(rules) },
  };
}
