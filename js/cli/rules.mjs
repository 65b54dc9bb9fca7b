// `omotenashi rules`: the rules as a script of their own.
//
// Owns: the file beside omotenashi.js. In: a rules file. Out: a file. Must not: write rules that
// have errors.

import { mark } from "../encode/literal.mjs";
import { sound } from "./check.mjs";
import { write } from "./file.mjs";
import { publish, push, toValue } from "./publish.mjs";
import { Refusal, say } from "./refusal.mjs";

/** Runs the command; gives the exit code. */
export async function rules(path, { out, lang }) {
  if (!out) throw new Refusal("where to? omotenashi rules rules.json -o rules.js");
  const found = publish(toValue(await sound(path, lang)));
  const script = `${mark}${push(found.rules)}\n`;
  write(out, script, path);
  say(`${out}: ${Buffer.byteLength(script)} bytes${found.left ? `, ${found.left} drafts or finished experiences left out` : ""}`);
  return 0;
}
