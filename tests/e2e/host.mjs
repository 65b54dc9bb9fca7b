// A site that has our script, pages of one's own making, and a browser that looks at them.
//
// Owns: one site, one browser, both closed by `close`. In: pages as text or bytes, with headers. Out:
// visits, and everything that was asked for or posted. Must not: assert.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../../js/build/browser.mjs";
import { dist } from "../../js/build/place.mjs";
import { openSite } from "../stage/site.mjs";

export const script = () => readFileSync(join(dist, "omotenashi.js"));

/** Tests are bots; these visitors say that they are not. */
export const human = '<script>window.omotenashi=Object.assign([],{settings:{bot:false}})</script>';

const inline = (value) => JSON.stringify(value).replaceAll("</", "<\\/");

export const rulesTag = (rules) =>
  `<script type="application/json" id="om-rules">${typeof rules === "string" ? rules : inline(rules)}</script>`;

export const tag = '<script src="/omotenashi.js" data-rules="#om-rules"></script>';

/** A page with inline rules and the blocking tag; `early` comes before both, `head` after. */
export const pageOf = (rules, body, { early = "", head = "", lang = "en", settings = { bot: false } } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Test</title>${early}` +
  `<script>window.omotenashi=Object.assign(window.omotenashi??[],{settings:${inline(settings)}})</script>` +
  `${rulesTag(rules)}${tag}${head}</head><body>${body}</body></html>`;

/** Rules for a site that needs no consent, so that a test sees everything at once. */
export const rulesOf = (experiences, more = {}) => ({
  omotenashi: 1,
  site: "test",
  consent: { mode: "opt-out" },
  destinations: [{ to: "beacon", url: "/collect" }],
  experiences: experiences.map((one, index) => ({ id: `e${index}`, status: "live", ...one })),
  ...more,
});

/** In the page: keeps whatever the site is told, from the first moment on. */
function listenToAll() {
  window.heard = [];
  const listen = () => {
    if (!window.omotenashi?.on || window.listening) return;
    window.listening = true;
    for (const kind of ["decision", "exposure", "goal", "problem", "fault", "consent", "value"])
      omotenashi.on(kind, (detail) => heard.push({ kind, ...detail }));
  };
  document.addEventListener("DOMContentLoaded", listen);
  addEventListener("load", listen);
}

/** Opens the host; `options` are the browser's. */
export async function openHost(options = {}) {
  const site = await openSite();
  const names = ["", ".surface", ".consent", ".observe", ".debug", ".server"].map((part) => `omotenashi${part}.js`);
  for (const name of [...names, "omotenashi.mjs"]) site.files.set(`/${name}`, readFileSync(join(dist, name)));
  const browser = await launch(options);
  /** A new visitor: `go` opens a path. */
  const invite = async (context) => visitor(await browser.newContext(context), site.url);
  return {
    ...site,
    browser,
    invite,
    /** The events in all that was posted, each with how it came. */
    get events() {
      return site.posts.flatMap(({ mode, events }) => events.map((event) => ({ ...event, mode })));
    },
    /** Visits a path as somebody new, who listens to everything; `errors` holds whatever reached the page. */
    async visit(path, prepare = () => {}) {
      const { page, errors, go } = await invite();
      await page.addInitScript(listenToAll);
      await prepare(page);
      await go(path);
      return Object.assign(page, { errors });
    },
    /** Ends every earlier visit: what is posted from now on is not theirs. */
    async forget() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      site.posts.length = 0;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** What a page shows, and what the site has been told on it: for the log, where a wait was in vain. */
const stateOf = () =>
  [location.href, document.body?.innerHTML.slice(0, 500), ...["heard", "tracked"].map((name) => `${name} ${JSON.stringify(window[name])?.slice(-1500)}`)].join("\n");

/** From now on a wait in vain says what there is instead. */
export function tell(page) {
  const { waitForFunction } = page;
  page.waitForFunction = (done, ...rest) =>
    waitForFunction.call(page, done, ...rest).catch(async (cause) => {
      const late = new Promise((done) => setTimeout(done, 2000, "no answer"));
      const seen = await Promise.race([page.evaluate(stateOf), late]).catch(({ message }) => message);
      throw new Error(`waited in vain: ${done} of ${JSON.stringify(rest[0])}\n${seen}`, { cause });
    });
}

async function visitor(context, address) {
  const page = await context.newPage();
  const errors = [];
  const listen = (one) => (tell(one), one.on("pageerror", (error) => errors.push(error.message)));
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

/** Notices of a kind that a visit has heard, once there are so many. */
export async function heard(page, kind, count = 1) {
  await page.waitForFunction(([kind, count]) => heard.filter((one) => one.kind === kind).length >= count, [kind, count]);
  return page.evaluate((kind) => heard.filter((one) => one.kind === kind), kind);
}

/**
 * Waits for a file of ours that comes on demand, and for what it begins with: a module that is asked for again is the
 * same one, and is there when it has run.
 */
export const loaded = (page, part = "surface") =>
  page.evaluate(async (name) => {
    await import(new URL(name, document.querySelector("script[src*=omotenashi]").src));
    await new Promise((done) => setTimeout(done));
  }, `omotenashi.${part}.js`);

/** Waits until `done()` is true, or fails the test with `what`, a text or what gives one. */
export async function until(done, what, patience_ms = 8000) {
  const end = Date.now() + patience_ms;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${typeof what === "function" ? await what() : what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
