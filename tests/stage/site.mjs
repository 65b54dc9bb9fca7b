// A small web site for tests and benchmarks, as a good host would serve it.
//
// Owns: one HTTP server. In: files by path, each with how it is to arrive. Out: its address, and a way to
// change the files. Must not: know what is served.

import { createServer } from "node:http";
import { extname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
};

/** Brotli at its highest quality, as a build step would leave files on a host. */
export const squeeze = (body) => brotliCompressSync(Buffer.from(body));

/** A body whose pieces are sent `gap_ms` apart, uncompressed: what a slow template engine does. */
export const inPieces = (pieces, gap_ms) => ({ pieces, gap_ms });

/** A body whose first byte is sent after `wait_ms`. */
export const after = (wait_ms, body) => ({ body, wait_ms });

async function sendPieces(response, headers, { pieces, gap_ms }) {
  response.writeHead(200, headers);
  for (const piece of pieces) {
    response.write(piece);
    await pause(gap_ms);
  }
  response.end();
}

async function send(response, path, file) {
  const headers = { "content-type": types[extname(path) || ".html"], "cache-control": "no-store" };
  if (file.pieces) return sendPieces(response, headers, file);
  await pause(file.wait_ms ?? 0);
  const { packed } = file;
  response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": packed.length });
  response.end(packed);
}

/** What is sent is made ready before anybody asks. */
function ready(file) {
  const made = typeof file === "string" || Buffer.isBuffer(file) ? { body: file } : file;
  return made.pieces ? made : { ...made, packed: squeeze(made.body) };
}

/** Serves `files` (`{ "/path": text | after(…) | inPieces(…) }`) on a free port of this machine. */
export async function openSite(files) {
  const served = new Map(Object.entries(files).map(([path, file]) => [path, ready(file)]));
  const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    const file = served.get(path);
    if (file) send(response, path, file);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${server.address().port}`,
    sizes: (path) => served.get(path)?.packed?.length ?? 0,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
