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

const types = { svg: "image/svg+xml", css: "text/css", js: "text/javascript", json: "application/json", png: "image/png", txt: "text/x-component", ico: "image/x-icon" };

/** Puts the files of a folder on a site, but for pages and what is the server's. */
function putFiles(site, folder) {
  // Browsers ask for one when they like, and say so when there is none.
  site.files.set("/favicon.ico", { body: "", type: types.ico });
  for (const path of assetsOf(folder))
    if (!/\.html$|^\/server\//.test(path)) site.files.set(path, { body: readFileSync(join(folder, path)), type: types[path.split(".").pop()] });
}

/**
 * Puts an application that is pages and files on a site. `pageOf(path, { head, box })` gives its page at a path, with
 * `head` at the beginning of its <head>, and `box` among the attributes of the element that `mark` begins.
 */
export function putOn(site, folder, mark) {
  putFiles(site, folder);
  return (path, { head = "", box = "" } = {}) => {
    const file = [`${path}.html`, `${path}/index.html`].map((name) => join(folder, name)).find((name) => existsSync(name));
    return readFileSync(file, "utf8").replace("<head>", () => `<head>${head}`).replace(mark, () => mark + box);
  };
}

/** Builds an application and puts it on a site, as `putOn` does; `served` is made on the server. */
export async function installApp(site, name) {
  const folder = await build(name);
  const { at } = frameworks[name];
  const mark = `<div id="${at}"`;
  const program = join(folder, "server/server.js");
  const { render } = existsSync(program) ? await import(pathToFileURL(program)) : {};
  const pageOf = putOn(site, folder, mark);
  return async (path, { head = "", served = false, box = "" } = {}) => {
    const inside = served ? await render(path) : "";
    return pageOf("/", { head, box }).replace(`${mark}${box}>`, (begin) => begin + inside);
  };
}
