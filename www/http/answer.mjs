// Owns: how an answer leaves the shop: headers, compression, "not modified".
// In: a request, a body and what is known of it. Out: a finished response.
// Must not: know pages, sessions or the SDK.

import { createHash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";

/** Content-Security-Policy of every page: nothing inline, nothing from elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ALWAYS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

const WORTH_COMPRESSING = /^(text\/|application\/(json|javascript)|image\/svg)/;

/** A strong tag of a body's bytes. */
export const tagOf = (body) => `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;

const squeeze = (body, quality) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

const squeezedFiles = new Map();

/** A file's bytes compressed, once per tag: the same file is asked for at every page. */
function squeezeFile(body, tag) {
  if (!squeezedFiles.has(tag)) squeezedFiles.set(tag, squeeze(body, 9));
  return squeezedFiles.get(tag);
}

/** Sends a body with its type, a cache rule, and extra headers. */
export function send(req, res, { status = 200, type, body = "", cache = "no-store", headers = {}, tag }) {
  const bytes = Buffer.from(body);
  const squeezable = bytes.length > 1000 && WORTH_COMPRESSING.test(type ?? "");
  const squeezed = squeezable && /\bbr\b/.test(req.headers["accept-encoding"] ?? "");
  const out = squeezed ? (tag ? squeezeFile(bytes, tag) : squeeze(bytes, 4)) : bytes;
  res.writeHead(status, {
    ...ALWAYS,
    "cache-control": cache,
    ...(type ? { "content-type": type, "content-length": out.length } : {}),
    ...(squeezable ? { vary: "accept-encoding" } : {}),
    ...(squeezed ? { "content-encoding": "br" } : {}),
    ...headers,
  });
  res.end(req.method === "HEAD" ? undefined : out);
}

/** Sends a page. It may hold what one visitor typed, so only that visitor's browser may keep it. */
export function sendPage(req, res, body, status = 200) {
  send(req, res, { status, type: "text/html; charset=utf-8", body: String(body), cache: "private, no-cache" });
}

/** Sends a value as JSON that nobody keeps. */
export function sendJson(req, res, value, status = 200) {
  send(req, res, { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) });
}

/** Sends a file's bytes: for ever where the address carries its tag, else to be asked for again. */
export function sendFile(req, res, { type, body, tag, pinned }) {
  const cache = pinned ? "public, max-age=31536000, immutable" : "no-cache";
  if (req.headers["if-none-match"] === tag) {
    res.writeHead(304, { "cache-control": cache, etag: tag });
    res.end();
    return;
  }
  send(req, res, { type, body, cache, headers: { etag: tag }, tag });
}

/** Sends the browser to another address, to be fetched with GET. */
export function redirect(req, res, location) {
  send(req, res, { status: 303, headers: { location } });
}

/** Answers with a status and no body. */
export function sendNothing(req, res, status = 204, headers = {}) {
  send(req, res, { status, headers });
}
