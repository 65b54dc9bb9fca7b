// Owns: what the drawer changes on the server: the rules of one browser session, who it is, how late it is.
// In: posts of the drawer. Out: JSON, or a redirect to the home page. Must not: touch another session.

import { readFileSync } from "node:fs";
import { readForm, readText } from "./body.mjs";
import { redirect, send, sendJson } from "./answer.mjs";
import { userFrom } from "../site/guest.mjs";

const MAX_RULES_BYTES = 1_048_576;
const DAY_MS = 86_400_000;
const FARTHEST_MS = 3660 * DAY_MS;

/** The rules of the shop and what the drawer does to them. */
export function createBackstage({ rulesFile, sessions, catalogue, monthOf, hasAuthor }) {
  /** Read at every request, so that a saved file shows at the next reload. */
  const rulesFor = (session) => session?.rules ?? readFileSync(rulesFile, "utf8");

  function sendRules(req, res) {
    const session = sessions.find(req);
    sendJson(req, res, { text: rulesFor(session), edited: typeof session?.rules === "string", author: hasAuthor() });
  }

  /** What only the server can see: cookies no script may read, who is signed in, the moved clock, the shop's month. */
  function sendState(req, res) {
    const session = sessions.find(req);
    const cookies = req.headers.cookie ?? "";
    sendJson(req, res, {
      cookieBytes: Buffer.byteLength(cookies),
      cookies: cookies === "" ? [] : cookies.split(/;\s*/).map((pair) => pair.split("=")[0]),
      user: session?.user ?? null,
      days: Math.round((session?.clockOffset ?? 0) / DAY_MS),
      month: monthOf(session),
    });
  }

  /** An empty text brings the file back. */
  async function takeRules(req, res) {
    const text = await readText(req, MAX_RULES_BYTES);
    if (text === "" && !sessions.find(req)) return sendJson(req, res, { edited: false });
    const session = sessions.open(req, res);
    session.rules = text === "" ? null : text;
    sendJson(req, res, { edited: session.rules !== null });
  }

  /**
   * Becomes somebody: `who=new` forgets the session; `guest` or `name`, `tier`, `birthMonth` sign in;
   * `days` moves the visitor's clock on. Then the home page, with the drawer open at `stage`.
   */
  async function become(req, res) {
    const form = await readForm(req);
    const lang = form.get("lang") === "en" ? "en" : "ja";
    if (form.get("who") === "new") sessions.close(req, res);
    else change(sessions.open(req, res), form, lang);
    const [stage] = /^[a-z]+(:[a-z]+)?$/.exec(form.get("stage") ?? "") ?? ["become"];
    redirect(req, res, `${lang === "en" ? "/en/" : "/"}#backstage=${stage}`);
  }

  function change(session, form, lang) {
    const user = userFrom(form, catalogue, lang);
    const birthMonth = Number.parseInt(form.get("birthMonth") ?? "", 10);
    if (user) session.user = birthMonth ? { ...user, birthMonth } : user;
    const days = Number.parseFloat(form.get("days") ?? "0") || 0;
    session.clockOffset = Math.min(FARTHEST_MS, Math.max(0, session.clockOffset + days * DAY_MS));
  }

  return { rulesFor, sendRules, sendState, takeRules, become };
}

/** The SDK's settings as a script: the demonstration's clock, and that a driven browser is a guest too. */
export function sendSettings(req, res, url) {
  const settings = {};
  const clockOffset = Number(url.searchParams.get("clockOffset"));
  if (clockOffset > 0) settings.clockOffset = clockOffset;
  if (url.searchParams.has("bot")) settings.bot = url.searchParams.get("bot") === "true";
  const body = `(window.omotenashi = window.omotenashi || []).settings = ${JSON.stringify(settings)};\n`;
  // All of it follows from the address, so a browser may keep it.
  send(req, res, { type: "text/javascript; charset=utf-8", body, cache: "public, max-age=31536000, immutable" });
}
