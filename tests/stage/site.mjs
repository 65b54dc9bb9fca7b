// A small web site for tests and benchmarks.
//
// Owns: one HTTP server. In: files by path, each with how it is to arrive. Out: its address, what was asked
// for and what was posted. Must not: know what is served.

import { createServer } from "node:http";
import { extname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
};

/** Brotli at its highest quality, as a build step would leave files on a host. */
export const squeeze = (body) => brotliCompressSync(Buffer.from(body));

/** A body whose pieces are sent `gap_ms` apart, uncompressed: what a slow template engine does. */
export const inPieces = (pieces, gap_ms) => ({ pieces, gap_ms });

/** A body whose first byte is sent after `wait_ms`. */
export const after = (wait_ms, body) => ({ body, wait_ms });

const described = (file) => (typeof file === "string" || Buffer.isBuffer(file) ? { body: file } : file);

/** As a good host has its files ready before anybody asks: compressed, and kept by nobody. */
function ready(file) {
  const made = { headers: { "cache-control": "no-store" }, ...described(file) };
  return made.pieces ? made : { ...made, packed: squeeze(made.body) };
}

async function send(response, path, file) {
  const { body, packed, pieces, gap_ms, wait_ms = 0, status = 200 } = file;
  const headers = { "content-type": file.type ?? types[extname(path) || ".html"], ...file.headers };
  await pause(wait_ms);
  if (packed) Object.assign(headers, { "content-encoding": "br", "content-length": packed.length });
  response.writeHead(status, headers);
  for (const piece of pieces ?? []) {
    response.write(piece);
    await pause(gap_ms);
  }
  response.end(packed ?? body);
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

/**
 * Serves on a free port of this machine. `fixed` (`{ "/path": text | after(…) | inPieces(…) }`) is made
 * ready at once; `files` may be changed at any time and also takes `{ body, type, headers, status }` and
 * functions of request and response. What is posted elsewhere is read as JSON and answered with `answer`.
 */
export async function openSite(fixed = {}) {
  const files = new Map(Object.entries(fixed).map(([path, file]) => [path, ready(file)]));
  const posts = [];
  const asked = [];
  const answer = { status: 204 };
  const server = createServer(async (request, response) => {
    const path = request.url.split("?")[0];
    const file = files.get(path);
    asked.push(path);
    if (typeof file === "function") return file(request, response);
    if (request.method === "POST") {
      posts.push({ path, mode: request.headers["sec-fetch-mode"], ...(await read(request)) });
      return response.writeHead(answer.status).end();
    }
    if (file === undefined) return response.writeHead(404).end();
    return send(response, path, described(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${server.address().port}`,
    files,
    posts,
    asked,
    answer,
    sizes: (path) => files.get(path)?.packed?.length ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
