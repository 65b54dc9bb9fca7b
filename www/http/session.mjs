// Owns: what the server remembers of one browser, in memory, and the one cookie that names it.
// In: a request. Out: its session, or null. Must not: make a session before the visitor acts
// (puts something into the cart, signs in, edits the rules).

import { randomBytes } from "node:crypto";

const COOKIE = "hanamise_session";
const MAX_SESSIONS = 1000;

const fresh = () => ({ cart: new Map(), coupon: null, user: null, orders: [], rules: null, clockOffset: 0 });

function idIn(req) {
  const found = /(?:^|;\s*)hanamise_session=([\w-]{22})(?:;|$)/.exec(req.headers.cookie ?? "");
  return found ? found[1] : null;
}

/** The sessions of one shop. */
export function createSessions() {
  const sessions = new Map();

  /** The session this request names, or null; nothing is set. */
  const find = (req) => sessions.get(idIn(req)) ?? null;

  /** The session this request names, or a new one whose cookie goes out with `res`. */
  function open(req, res) {
    const known = find(req);
    if (known) return known;
    const id = randomBytes(16).toString("base64url");
    if (sessions.size >= MAX_SESSIONS) sessions.delete(sessions.keys().next().value);
    sessions.set(id, fresh());
    res.setHeader("set-cookie", `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
    return sessions.get(id);
  }

  /** Forgets the session and takes its cookie back. */
  function close(req, res) {
    const id = idIn(req);
    if (!id) return;
    sessions.delete(id);
    res.setHeader("set-cookie", `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  }

  return { find, open, close };
}
