// A host with pages of one's own making, and a browser that looks at them.
//
// Owns: one HTTP server, one browser, both closed by `close`. In: pages as text or bytes, with
// headers. Out: visits, and everything that was asked for or posted. Must not: assert.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { launch } from "../../js/build/browser.mjs";
import { dist } from "../../js/build/place.mjs";

export const script = () => readFileSync(join(dist, "omotenashi.js"));

/** Tests are bots; these visitors say that they are not. */
export const human = '<script>window.omotenashi=Object.assign([],{settings:{bot:false}})</script>';

export const rulesTag = (rules) =>
  `<script type="application/json" id="om-rules">${typeof rules === "string" ? rules : JSON.stringify(rules)}</script>`;

export const tag = '<script src="/omotenashi.js" data-rules="#om-rules"></script>';

/** A page with inline rules and the blocking script. */
export const page = (rules, body, { head = "", lang = "en" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>t</title>${human}${rulesTag(rules)}${tag}${head}</head><body>${body}</body></html>`;

async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

/** `files` maps paths to a body or to `{ body, type, headers, status, wait_ms }`. */
export async function openHost() {
  const files = new Map();
  const posts = [];
  const asked = [];
  const answer = { status: 204 };
  const server = createServer(async (request, response) => {
    const path = request.url.split("?")[0];
    asked.push(path);
    if (request.method === "POST") {
      posts.push({ path, ...JSON.parse(await text(request)) });
      return response.writeHead(answer.status).end();
    }
    const file = files.get(path) ?? (path === "/omotenashi.js" ? script() : undefined);
    if (file === undefined) return response.writeHead(404).end();
    const plain = typeof file === "string" || Buffer.isBuffer(file);
    const { body, type, headers = {}, status = 200, wait_ms = 0 } = plain ? { body: file } : file;
    if (wait_ms) await new Promise((done) => setTimeout(done, wait_ms));
    const kind = type ?? (path.endsWith(".js") ? "text/javascript" : path.endsWith(".json") ? "application/json" : "text/html; charset=utf-8");
    response.writeHead(status, { "content-type": kind, "cache-control": "no-store", ...headers });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const browser = await launch();
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  const address = `http://127.0.0.1:${server.address().port}`;

  /** A new visitor: `go` opens a path; `errors` are what the page's own scripts would see. */
  const invite = async (options = {}) => {
    const context = await browser.newContext(options);
    return visitor(context, address);
  };
  return { address, answer, asked, browser, close, files, invite, posts };
}

async function visitor(context, address) {
  const page = await context.newPage();
  const errors = [];
  const listen = (one) => one.on("pageerror", (error) => errors.push(error.message));
  listen(page);
  return {
    context,
    errors,
    page,
    go: (path) => page.goto(address + path),
    /** Another tab of the same visitor. */
    tab: async (path) => {
      const other = await context.newPage();
      listen(other);
      await other.goto(address + path);
      return other;
    },
    kept: async (one = page) => ({
      cookies: (await context.cookies()).length,
      storage: await one.evaluate(() => ({ ...localStorage, ...sessionStorage })),
      databases: await one.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length),
    }),
    /** Notices of a kind, as a listener registered now hears them. */
    heard: (kind, one = page) =>
      one.evaluate(
        (wanted) =>
          new Promise((done) => {
            const list = [];
            window.omotenashi.on(wanted, (detail) => list.push(detail));
            setTimeout(() => done(list), 50);
          }),
        kind,
      ),
  };
}

/** Waits until `done()` is true, or fails the test with `what`. */
export async function until(done, what, patience_ms = 8000) {
  const end = Date.now() + patience_ms;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
