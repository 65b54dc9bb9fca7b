// A stand at the market: one page, our files beside it, and a tin that what arrives is dropped into.
//
// Owns: one HTTP server and one browser, both gone when the test ends. In: pages by path. Out: an
// address, a page with the module loaded, and the bodies that were posted. Must not: assert.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { launch } from "../../js/build/browser.mjs";
import { dist } from "../../js/build/place.mjs";

const built = ["omotenashi.js", "omotenashi.mjs"];
const blank = '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><body></body>';

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/** Serves `pages` (`{ "/path": html }`); every other path is a blank page, every POST is kept. */
export async function openStand(t, pages = {}) {
  const posts = [];
  const server = createServer(async (request, response) => {
    const path = request.url.split("?")[0];
    if (request.method === "POST") {
      posts.push(await read(request));
      return response.writeHead(204).end();
    }
    const file = built.find((name) => path === `/${name}`);
    response.setHeader("content-type", file ? "text/javascript" : "text/html; charset=utf-8");
    response.end(file ? readFileSync(join(dist, file)) : (pages[path] ?? blank));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${server.address().port}`, posts };
}

/** Opens `path` in a real browser, with the module as `window.start`; errors of the page are collected. */
export async function visit(t, { address }, path = "/") {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(address + path);
  await page.evaluate(async () => {
    const { start } = await import("/omotenashi.mjs");
    window.start = (settings) => start({ bot: false, ...settings });
  });
  return { page, errors };
}
