// Owns: the endpoint that receives the SDK's events, the NDJSON file they are appended to,
// and the recent ones the drawer reads. In: beacons (version 1). Out: 204, the file, a stream.
// Events come at least once: a page that is left cannot hear that its beacon arrived, and the next one sends again.
// The file holds all that came, repeats marked; the stream tells each event id once.
// Must not: store anything that did not arrive in a beacon, save the time it arrived.

import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { send, sendJson, sendNothing } from "./answer.mjs";
import { readText, Refusal } from "./body.mjs";

const MAX_BEACON_BYTES = 65_536;
const RECENT = 500;
const KNOWN_IDS = 10_000;

function eventsIn(text) {
  let beacon;
  try {
    beacon = JSON.parse(text);
  } catch {
    throw new Refusal(400);
  }
  if (beacon?.v !== 1 || !Array.isArray(beacon.events)) throw new Refusal(400);
  return beacon.events.map((event) => ({ site: beacon.site, sent: beacon.sent, ...event }));
}

/** A collector writing to `events.ndjson` in `dataDir`. */
export function createCollector(dataDir) {
  const file = join(dataDir, "events.ndjson");
  const recent = [];
  const streams = new Set();
  const known = new Set();
  let count = 0;
  let writing = Promise.resolve();

  /** Whether an event of this id came before. */
  function isRepeat({ id }) {
    if (known.has(id)) return true;
    if (known.size >= KNOWN_IDS) known.delete(known.values().next().value);
    known.add(id);
    return false;
  }

  async function write(lines) {
    await mkdir(dataDir, { recursive: true });
    await appendFile(file, lines);
  }

  function keep(events) {
    const arrived = Date.now();
    const rows = events.map((event) => ({ ...event, arrived, seq: (count += 1), ...(isRepeat(event) && { repeat: true }) }));
    const news = rows.filter((row) => !row.repeat);
    recent.push(...news);
    recent.splice(0, Math.max(0, recent.length - RECENT));
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    // One after the other: two beacons never share a line. What could not be written says so to its sender alone.
    writing = writing.catch(() => {}).then(() => write(lines));
    for (const stream of streams) tell(stream, news);
    return writing;
  }

  const tell = (stream, rows) => rows.forEach((row) => stream.write(`id: ${row.seq}\ndata: ${JSON.stringify(row)}\n\n`));

  async function receive(req, res) {
    await keep(eventsIn(await readText(req, MAX_BEACON_BYTES)));
    sendNothing(req, res);
  }

  /** Recent events after `?since=`, as JSON, or as a stream where the browser asks for one. */
  function show(req, res, url) {
    const since = Number(req.headers["last-event-id"] ?? url.searchParams.get("since") ?? 0) || 0;
    const rows = recent.filter((row) => row.seq > since);
    if (!(req.headers.accept ?? "").includes("text/event-stream")) {
      sendJson(req, res, { last: count, events: rows });
      return;
    }
    res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    res.write(": open\n\n");
    tell(res, rows);
    streams.add(res);
    res.on("close", () => streams.delete(res));
  }

  /** Ends the open streams and waits for what is being written. */
  async function close() {
    for (const stream of streams) stream.end();
    await writing.catch(() => {});
  }

  return { receive, show, close, file, refuse: (req, res) => send(req, res, { status: 405, headers: { allow: "POST" } }) };
}
