// A template as a site: its files as they are, with the tag and the rules in its <head>, nothing else.
//
// Owns: one HTTP server for each template, and what reaches the network. In: an entry of the catalogue.
// Out: addresses with our script and without. Must not: let anything go out to the internet.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { dist, root } from "../../js/build/place.mjs";
import { toRules } from "./catalogue.mjs";

const types = {
  ".css": "text/css",
  ".html": "text/html",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

const gift =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="400" height="300"><path fill="#c2185b" ' +
  'd="M0 0h40v30H0z"/><path fill="#fff" d="M8 12h24v12H8zM18 6h4v18h-4z"/></svg>';

/** The template's page with what a site owner pastes. */
function withTag(html, template) {
  const rules = JSON.stringify(toRules(template)).replaceAll("<", "\\u003c");
  const tag =
    `<script type="application/json" id="om-rules">${rules}</script>\n` +
    '<script src="/omotenashi.js" data-rules="#om-rules"></script>\n';
  // After the declaration of the encoding, which must come within the first kilobyte.
  return html.replace("<link", `${tag}<link`);
}

/** Serves a template; `?plain` is the same page, where the script that the tag names is empty. */
export async function openTemplate(t, template) {
  const folder = join(root, "node_modules", template.folder);
  const answer = (path, plain) => {
    if (path === "/omotenashi.js") return plain ? "" : readFileSync(join(dist, "omotenashi.js"));
    if (path === "/omotenashi.surface.js") return readFileSync(join(dist, path));
    if (path === "/gift.svg") return gift;
    const file = join(folder, path);
    if (!existsSync(file) || !statSync(file).isFile()) return null;
    return path === "/index.html" ? withTag(readFileSync(file, "utf8"), template) : readFileSync(file);
  };
  const server = createServer(({ url, headers }, response) => {
    const path = decodeURIComponent(url.split("?")[0]);
    const found = answer(path, url.includes("?plain") || headers.referer?.includes("?plain"));
    response.writeHead(found === null ? 404 : 200, { "content-type": types[extname(path)] ?? "text/plain" });
    response.end(found);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

const bootstrap = join(root, "node_modules/bootstrap/dist/js/bootstrap.bundle.min.js");

/** What the templates fetch from elsewhere: Bootstrap is there from npm, fonts and the like are not. */
export async function closeInternet(page, address) {
  await page.route(
    (url) => !url.href.startsWith(address),
    (route) =>
      route.request().url().endsWith("/bootstrap@5.2.3/dist/js/bootstrap.bundle.min.js")
        ? route.fulfill({ path: bootstrap, contentType: "text/javascript" })
        : route.abort(),
  );
}
