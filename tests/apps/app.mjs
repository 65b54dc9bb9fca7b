// Applications made of the frameworks' own starter templates, built as for production, and served.
//
// Owns: their builds in tests/.out/apps. In: the templates of create-vite, what tests/apps lays over them.
// Out: a site for each. Must not: change a template but by adding to it.

import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { hash } from "../../js/build/fresh.mjs";
import { root } from "../../js/build/place.mjs";

export const frameworks = {
  react: { entry: "main.jsx", server: "server.jsx", at: "root" },
  vue: { entry: "main.js", server: "server.js", at: "app" },
  svelte: { entry: "main.js", server: "server.js", at: "app" },
};

const svelte = {
  name: "svelte",
  async transform(code, id, options) {
    if (!id.endsWith(".svelte")) return;
    const { compile } = await import("svelte/compiler");
    const { js } = compile(code, { filename: id, generate: options?.ssr ? "server" : "client", css: "injected" });
    return js;
  },
};

async function plugins(name) {
  if (name === "vue") return [(await import("@vitejs/plugin-vue")).default()];
  return name === "svelte" ? [svelte] : [];
}

/** Builds an application, unless that is done; gives its folder. Two test files may want the same at once. */
async function build(name) {
  const inputs = [join(root, "tests/apps", name), join(root, "tests/apps/app.mjs"), join(root, "package-lock.json")];
  const place = join(root, "tests/.out/apps", `${name}-${hash(inputs).slice(0, 8)}`);
  if (existsSync(place)) return join(place, "dist");
  const folder = `${place}.${process.pid}`;
  const out = join(folder, "dist");
  const vite = await import("vite");
  cpSync(join(root, "node_modules/create-vite", `template-${name}`), folder, { recursive: true });
  cpSync(join(root, "tests/apps", name), folder, { recursive: true });
  const { server } = frameworks[name];
  const common = { root: folder, configFile: false, logLevel: "error", plugins: await plugins(name) };
  await vite.build({ ...common, build: { outDir: out } });
  const options = { outDir: join(out, "server"), ssr: join(folder, "src", server), copyPublicDir: false };
  await vite.build({ ...common, build: { ...options, rollupOptions: { output: { entryFileNames: "server.js" } } } });
  try {
    renameSync(folder, place);
  } catch {
    // The other was first.
    rmSync(folder, { recursive: true, force: true });
  }
  return join(place, "dist");
}

const assetsOf = (folder, under = "") =>
  readdirSync(join(folder, under), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? assetsOf(folder, `${under}/${one.name}`) : [`${under}/${one.name}`],
  );

/**
 * Puts an application on a site. `pageOf(path, { head, served })` gives its page at a path, with `head` at the
 * beginning of its <head>; `served` is made on the server.
 */
export async function installApp(site, name) {
  const folder = await build(name);
  for (const path of assetsOf(folder))
    if (!/^\/(index\.html|server\/)/.test(path)) {
      const type = { svg: "image/svg+xml", css: "text/css", js: "text/javascript", png: "image/png" }[path.split(".").pop()];
      site.files.set(path, { body: readFileSync(join(folder, path)), type });
    }
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const program = join(folder, "server/server.js");
  const { render } = existsSync(program) ? await import(pathToFileURL(program)) : {};
  const { at } = frameworks[name];
  return async (path, { head = "", served = false, box = "" } = {}) => {
    const inside = served ? await render(path) : "";
    return html.replace("<head>", () => `<head>${head}`).replace(`<div id="${at}">`, () => `<div id="${at}"${box}>${inside}`);
  };
}
