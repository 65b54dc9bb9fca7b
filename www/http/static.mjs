// Owns: files served as they lie on disk, from a few named folders.
// In: an address below a mount. Out: the file, or nothing. Must not: leave its folder.

import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { sendFile, tagOf } from "./answer.mjs";

const TYPES = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Serves `mounts`: `[["/assets/", folder], …]`. */
export function createStatic(mounts) {
  const cache = new Map();

  function load(file) {
    const { mtimeMs } = statSync(file);
    const known = cache.get(file);
    if (known?.mtimeMs === mtimeMs) return known;
    const body = readFileSync(file);
    const found = { mtimeMs, body, tag: tagOf(body), type: TYPES[extname(file)] };
    cache.set(file, found);
    return found;
  }

  function fileAt(path) {
    const mount = mounts.find(([prefix]) => path.startsWith(prefix));
    if (!mount) return null;
    const [prefix, folder] = mount;
    const file = normalize(join(folder, path.slice(prefix.length)));
    const inside = file.startsWith(folder + sep) && TYPES[extname(file)];
    return inside && existsSync(file) && statSync(file).isFile() ? file : null;
  }

  /** Answers when there is such a file; says whether it did. */
  function serve(req, res, url) {
    const file = fileAt(url.pathname);
    if (!file) return false;
    const found = load(file);
    sendFile(req, res, { ...found, pinned: url.searchParams.get("v") === short(found.tag) });
    return true;
  }

  /** The address of a file with its tag, so that browsers may keep it for ever. */
  function pin(path) {
    const file = fileAt(path);
    return file ? `${path}?v=${short(load(file).tag)}` : path;
  }

  return { serve, pin, has: (path) => fileAt(path) !== null };
}

const short = (tag) => tag.slice(1, 9);
