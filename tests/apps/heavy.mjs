// Applications of frameworks that bring much along, 340 and 200 MB: `npm run soak` installs them, nothing else does.
//
// Owns: their folders in target/apps. In: what tests/apps holds of each, with a lock of its own; for Next the template of
// create-next-app. Out: a site for each, or null where it is not installed. Must not: install anything unless it is a soak.

import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fresh } from "../../js/build/fresh.mjs";
import { root, target } from "../../js/build/place.mjs";
import { run, step } from "../../js/build/step.mjs";
import { putOn } from "./app.mjs";

/** Runs in the page: a framework answers clicks. */
const isReact = () => window.tick && Object.keys(document.querySelector("[data-do=add]") ?? {}).some((key) => key.startsWith("__reactFiber$"));
const isNuxt = () => document.querySelector("#__nuxt").__vue_app__?.$nuxt.isHydrating === false;

export const heavy = {
  next: { program: "next/dist/bin/next", command: "build", out: "out", mark: "<body", hydrate: "body", ready: isReact, uses: ["react/src", "react"] },
  nuxt: { program: "nuxt/bin/nuxt.mjs", command: "generate", out: ".output/public", mark: '<div id="__nuxt"', hydrate: "#__nuxt", ready: isNuxt, uses: ["vue/src", "vue"] },
};

const placeOf = (name) => join(target, "apps", name);

/** Lays our parts over the template. */
function lay(name) {
  const folder = placeOf(name);
  const [from, to] = heavy[name].uses;
  if (name === "next") {
    rmSync(join(folder, "app"), { recursive: true, force: true });
    cpSync(join(folder, "node_modules/create-next-app/dist/templates/app/js"), folder, { recursive: true });
    renameSync(join(folder, "app/page.js"), join(folder, "app/welcome.js"));
  }
  cpSync(join(root, "tests/apps", name), folder, { recursive: true });
  cpSync(join(root, "tests/apps", from), join(folder, to), { recursive: true });
}

/** Installs and builds one, as far as that is not done. */
async function make(name) {
  const folder = placeOf(name);
  const own = join(root, "tests/apps", name);
  const { program, command, out, uses } = heavy[name];
  const env = { NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1" };
  mkdirSync(folder, { recursive: true });
  const inputs = ["package.json", "package-lock.json"].map((file) => join(own, file));
  for (const file of [...inputs, join(root, ".npmrc")]) cpSync(file, join(folder, file.split("/").pop()));
  await fresh(`install-${name}`, { inputs, outputs: [join(folder, "node_modules/.package-lock.json")] }, () =>
    step(`installing ${name}`, () => run("npm", ["ci", "--ignore-scripts"], { cwd: folder })),
  );
  await fresh(`build-${name}`, { inputs: [own, join(root, "tests/apps", uses[0]), join(root, "tests/apps/heavy.mjs")], outputs: [join(folder, out)] }, () => {
    lay(name);
    return step(`building ${name}`, () => run("node", [join("node_modules", program), command], { cwd: folder, env }));
  });
}

/** Puts one on a site, as `installApp` does; null, and a line that nobody overlooks, where it is not there. */
export async function installHeavy(site, name) {
  const { out, mark } = heavy[name];
  const folder = join(placeOf(name), out);
  if (process.env.OMOTENASHI_SOAK) await make(name);
  if (!existsSync(join(folder, "index.html"))) {
    console.error(`!!! ${name.toUpperCase()} IS NOT HERE: nothing was tested in it (\`npm run soak\` installs it)`);
    return null;
  }
  return putOn(site, folder, mark);
}
