// A site for one test file: pages made on the spot, a collector, a browser.
//
// Owns: the server and the browser. In: pages, as text or as a function that answers. Out: visits, and
// the events that arrived. Must not: know what is tested.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { launch } from "../../../js/build/browser.mjs";
import { dist } from "../../../js/build/place.mjs";

/** Rules for a site that needs no consent, so that a test sees everything at once. */
export const rulesOf = (experiences, more = {}) => ({
  omotenashi: 1,
  site: "test",
  consent: { mode: "opt-out" },
  destinations: [{ to: "beacon", url: "/collect" }],
  experiences: experiences.map((one, index) => ({ id: `e${index}`, status: "live", ...one })),
  ...more,
});

const inline = (value) => JSON.stringify(value).replaceAll("</", "<\\/");

/** A page with inline rules and the blocking tag. Tests are robots: `bot` says otherwise. */
export const pageOf = (rules, body, { head = "", settings = { bot: false } } = {}) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${head}` +
  `<script>window.omotenashi=[];omotenashi.settings=${inline(settings)}</script>` +
  `<script type="application/json" id="rules">${inline(rules)}</script>` +
  `<script src="/omotenashi.js" data-rules="#rules"></script></head><body>${body}</body></html>`;

async function read(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

/** Opens the site; `close` it at the end. */
export async function openSite() {
  const pages = new Map();
  const events = [];
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://site").pathname;
    const page = pages.get(path);
    if (request.method === "POST" && !page) {
      events.push(...JSON.parse(await read(request)).events);
      return response.end();
    }
    if (typeof page === "function") return page(request, response);
    const script = /^\/omotenashi\.m?js$/.test(path) && readFileSync(join(dist, path));
    response.statusCode = page || script ? 200 : 404;
    response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.end(page ?? script ?? "");
  });
  await new Promise((listening) => server.listen(0, listening));
  const origin = `http://localhost:${server.address().port}`;
  const browser = await launch();

  return {
    pages,
    events,
    origin,
    browser,
    /** Visits a page as somebody new; `errors` holds whatever reached the page. */
    async visit(path, setup = () => {}) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.addInitScript(() => {
        window.heard = [];
        // Whatever the site was told, from the first moment on.
        const listen = () => {
          if (!window.omotenashi?.on || window.listening) return;
          window.listening = true;
          for (const kind of ["decision", "exposure", "goal", "problem", "fault", "consent"])
            omotenashi.on(kind, (detail) => heard.push({ kind, ...detail }));
        };
        document.addEventListener("DOMContentLoaded", listen);
        addEventListener("load", listen);
      });
      await setup(page);
      await page.goto(origin + path);
      return Object.assign(page, { errors });
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Notices of a kind, once there is one. */
export async function heard(page, kind, count = 1) {
  await page.waitForFunction(([kind, count]) => heard.filter((one) => one.kind === kind).length >= count, [kind, count]);
  return page.evaluate((kind) => heard.filter((one) => one.kind === kind), kind);
}
