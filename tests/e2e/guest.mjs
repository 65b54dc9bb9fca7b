// A guest of the demo shop in a real browser, and what arrived at its collector because of them.
//
// Owns: opening the shop, a browser and a visitor. In: a test context. Out: a guest. Must not: assert.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { launch } from "../../js/build/browser.mjs";
import { createShop } from "../../www/server.mjs";
import { loaded, tell } from "./host.mjs";

const PATIENCE_MS = 30_000;

/** One browser for all tests of a file; every guest has a context, and so a storage, of their own. */
let launching = null;
after(async () => (await launching)?.close());

/** A shop with its own data, closed after the test, and a browser in front of it. */
export async function openShop(t) {
  const dataDir = mkdtempSync(join(tmpdir(), "shop-"));
  const shop = await createShop({ port: 0, dataDir });
  const browser = await (launching ??= launch());
  t.after(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await shop.close();
    rmSync(dataDir, { recursive: true });
  });
  return { shop, browser };
}

/** A visitor with empty pockets. `options` go to Playwright's context. */
export async function invite({ shop, browser }, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const errors = [];
  page.setDefaultTimeout(PATIENCE_MS);
  tell(page);
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
  const at = (path) => new URL(path, shop.address).href;

  const guest = {
    page,
    context,
    errors,
    go: (path) => page.goto(at(path)),
    title: () => page.textContent("#hero h1"),
    picture: () => page.getAttribute("#hero .hero-picture", "src"),
    notice: () => page.textContent("#notice"),
    explain: (id) => page.evaluate((name) => window.omotenashi.explain(name), id),
    say: (button) => page.click(`#cc-main [data-role="${button}"]`),
    yes: () => guest.say("all"),
    no: () => guest.say("necessary"),
    /** Every byte this browser keeps for the shop, by where. */
    kept: async () => ({
      cookies: (await context.cookies()).map((cookie) => cookie.name),
      storage: await page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length),
      databases: await page.evaluate(async () => (await indexedDB.databases()).length + (await caches.keys()).length),
    }),
    /** Turns the visitor's clock on by whole days, as the drawer does. */
    later: (days) =>
      page.evaluate((wanted) => fetch("/backstage/become", { method: "POST", body: new URLSearchParams({ days: wanted }) }), days),
    signIn: (fields) =>
      page.evaluate((wanted) => fetch("/backstage/become", { method: "POST", body: new URLSearchParams(wanted) }), fields),
    /** Moves the mouse out of the window at its top, once what waits for that is there. */
    leave: async () => {
      await loaded(page);
      await page.mouse.move(400, 200);
      await page.mouse.move(400, 20);
      await page.evaluate(() => document.documentElement.dispatchEvent(
        new MouseEvent("mouseout", { bubbles: true, clientX: 400, clientY: -5, relatedTarget: null })));
    },
  };
  return guest;
}

/** Everything the collector has, until `done` says enough or patience ends. */
export async function arrived(shop, done) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { events } = await (await fetch(new URL("/collect/recent?since=0", shop.address))).json();
    if (done(events) || Date.now() > until) return events;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
