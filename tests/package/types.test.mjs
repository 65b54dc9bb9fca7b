// The types of the installed package, as the compilers of other people read them.
//
// Owns: the settings that people have. In: every-call.ts and every-node-call.ts. Out: what tsc says. Must not: hide an error of
// the declaration file itself (`skipLibCheck` is off).

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";
import { root } from "../../js/build/place.mjs";
import { save } from "../cli/program.mjs";
import { install } from "./installed.mjs";

const read = (name) => readFileSync(join(root, "tests/package", name), "utf8");
const server = read("every-node-call.ts");
const edge = `import { use } from "omotenashi/edge";\ndeclare const module: WebAssembly.Module;\nuse(module);\n${server.replaceAll("omotenashi/node", "omotenashi/edge")}`;
const samples = { browser: read("every-call.ts"), server, edge };
const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
  target: "es2022",
  lib: ["es2022", "dom"],
};

let project;
before(() => ({ project } = install()));

function compile(settings, text) {
  save(project, text, "sample.ts");
  save(project, { compilerOptions: { ...strict, ...settings }, files: ["sample.ts"] }, "tsconfig.json");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", "."], { cwd: project, encoding: "utf8" }).stdout;
}

for (const settings of [
  { module: "preserve", moduleResolution: "bundler" },
  // As most people have it: what may be left out may also be undefined.
  { module: "node16", moduleResolution: "node16", exactOptionalPropertyTypes: false },
])
  for (const [entry, sample] of Object.entries(samples))
    test(`every call in the ${entry} has its type with moduleResolution ${settings.moduleResolution}`, () => {
      assert.equal(compile(settings, sample), "");
    });

test("the check bites", () => {
  const settings = { module: "preserve", moduleResolution: "bundler" };
  const wrong = samples.browser.replace('om.track("view");', "om.track(2);").replace("exactly<Exposure>", "exactly<Goal>");
  const lines = compile(settings, wrong).trim().split("\n");
  assert.deepEqual(lines.filter((line) => /error TS/.test(line)).length, 2, lines.join("\n"));
});
