#!/usr/bin/env node
// `omotenashi`: the command line.
//
// Owns: which command is meant, and the exit code. In: arguments. Out: what can be piped on stdout,
// what is only said on stderr; 0, 1 (something is wrong with the rules), 2 (with the call) or 3 (with us).
// Must not: show a stack trace for anything a person can put right.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.mjs";
import { check } from "./check.mjs";
import { data } from "./data.mjs";
import { because } from "./file.mjs";
import { guide } from "./guide/guide.mjs";
import { helpFor, overview } from "./help.mjs";
import { Refusal, say } from "./refusal.mjs";
import { rules } from "./rules.mjs";
import { stub } from "./stub.mjs";
import { nearest } from "./nearest.mjs";

const text = { type: "string" };

/** Each command, with the options it knows. */
const commands = {
  bundle: {
    run: bundle,
    options: { out: { ...text, short: "o" }, name: text, url: text, facts: text, lang: text },
  },
  rules: { run: rules, options: { out: { ...text, short: "o" }, lang: text } },
  stub: { run: stub, options: { timeout: text, nonce: text, src: text, rules: text, lang: text } },
  check: { run: check, options: { lang: text, json: { type: "boolean" } } },
  data: { run: data, options: { lang: text, json: { type: "boolean" } } },
  guide: { run: guide, options: { lang: text }, alone: true },
};

const common = { help: { type: "boolean", short: "h" } };

function chosen(name) {
  if (Object.hasOwn(commands, name)) return commands[name];
  const near = nearest(name, Object.keys(commands));
  throw new Refusal(`unknown command \`${name}\`${near ? `, did you mean \`${near}\`?` : "; see omotenashi --help"}`);
}

function parsed(name, args) {
  const options = { ...commands[name].options, ...common };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const unknown = /'(-[^ ']+)/.exec(error.message)?.[1];
    const near = unknown && nearest(unknown.replace(/^-+/, ""), Object.keys(options));
    if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      throw new Refusal(`unknown option \`${unknown}\`${near ? `, did you mean \`--${near}\`?` : ""}`);
    throw new Refusal(error.message.split(". ")[0]);
  }
}

function version() {
  const file = new URL("../package.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).version;
}

async function main([name, ...args]) {
  if (!name || ["--help", "-h", "help"].includes(name)) return print(args[0] ? helpFor(args[0]) : overview);
  if (["--version", "-v"].includes(name)) return print(version());
  const { run, alone } = chosen(name);
  const { values, positionals } = parsed(name, args);
  if (values.help) return print(helpFor(name));
  if (positionals.length !== 1 && !(alone && positionals.length === 0)) {
    const one = alone ? "chapter" : "rules file";
    const missing = positionals.length === 0 ? `which ${one}?` : `one ${one} at a time, got ${positionals.length}`;
    throw new Refusal(`${missing}\n\n${helpFor(name)}`);
  }
  return run(positionals[0], values);
}

function print(words) {
  process.stdout.write(`${words}\n`);
  return 0;
}

// A reader that closes early (`| head`) is no failure, and what was found wrong stays found.
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit();
  say(`stdout: cannot be written: ${because(error)}`);
  process.exit(2);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof Refusal) {
    say(error.message);
    process.exitCode = error.exitCode;
  } else {
    say(`this should not have happened: ${error?.message ?? error}`);
    if (process.env.OMOTENASHI_DEBUG) say(error?.stack);
    process.exitCode = 3;
  }
}
