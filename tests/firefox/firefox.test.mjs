// The road, the surfaces and consent in Firefox.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchFirefox } from "../../js/build/firefox.mjs";
import { dist } from "../../js/build/place.mjs";
import { pageOf, rulesOf, until } from "../e2e/host.mjs";
import { openSite } from "../stage/site.mjs";

let site, browser;
before(async () => {
  site = await openSite();
  for (const name of ["omotenashi.js", "omotenashi.surface.js"]) site.files.set(`/${name}`, readFileSync(join(dist, name)));
  browser = await launchFirefox();
});
after(async () => {
  await browser?.close();
  await site.close();
});

/** A test in Firefox; without one, a line that nobody overlooks. */
const inFirefox = (name, act) =>
  test(name, async (t) => {
    if (!browser) {
      console.error("!!! FIREFOX IS NOT HERE, and could not be installed: nothing was tested in it (Debian: apt-get install firefox-esr)");
      return t.skip("no Firefox");
    }
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await act(page);
    assert.deepEqual(errors, []);
    await context.close();
  });

const events = () => site.posts.flatMap(({ events }) => events);
const text = (page, selector) => page.$eval(selector, (one) => one.textContent);

inFirefox("changes come before the first picture, are counted, made again, and taken back", async (page) => {
  const show = [
    { select: "h1", text: "New" },
    { select: "ul", insert: { last: "<li>3</li>" } },
    { select: "#a", swap: "#b" },
    { css: "h1{margin-top:7px}" },
    { select: "x-card >>> p", html: "<b>New</b>" },
  ];
  const body = `<h1>Old</h1><ul><li>1</li></ul><p id="a">a</p><p id="b">b</p><x-card><template shadowrootmode="open"><p>Old</p></template></x-card>`;
  const painted = `<script>window.painted = new Set(); (function look() { const h1 = document.querySelector("h1"); if (h1) painted.add(h1.textContent); requestAnimationFrame(look); })()</script>`;
  const html = pageOf(rulesOf([{ id: "road", show, measure: { primary: "done" } }], { goals: { done: { event: "done" } } }), body, { early: painted });
  site.files.set("/road", html);
  await page.goto(`${site.url}/road`);
  assert.equal(await text(page, "h1"), "New");
  await until(() => events().some(({ type }) => type === "exposure"), "the exposure");
  await page.evaluate(() => omotenashi.track("done"));
  await page.evaluate(async () => {
    document.querySelector("h1").textContent = "Other";
    document.querySelector("ul").innerHTML = "<li>2</li>";
    await new Promise((done) => setTimeout(done));
  });
  assert.deepEqual(await page.evaluate(() => [...painted]), ["New"]);
  const changed = '<h1>New</h1><ul><li>2</li><li>3</li></ul><!----><p id="b">b</p><!----><p id="a">a</p>';
  assert.equal((await page.$eval("body", (one) => one.innerHTML)).split("<x-card>")[0], changed);
  assert.equal(await page.$eval("x-card", (one) => one.shadowRoot.innerHTML), "<p><b>New</b></p>");
  await until(() => events().some(({ type }) => type === "goal"), "the goal");
  assert.deepEqual(events().map(({ type, experience, result }) => [type, experience, result]), [["exposure", "road", "applied"], ["goal", "road", undefined]]);
  await page.evaluate(() => omotenashi.stop());
  assert.equal((await page.$eval("body", (one) => one.innerHTML)).split("<x-card>")[0], '<h1>Other</h1><ul><li>2</li></ul><p id="a">a</p><p id="b">b</p>');
  assert.equal(await page.$eval("x-card", (one) => one.shadowRoot.innerHTML), "<p>Old</p>");
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
});

inFirefox("every kind of surface opens, is closed by Escape or its button, and leaves nothing", async (page) => {
  const kinds = ["modal", "bar", "banner", "slide-in", "toast", "card"];
  const surface = (kind) => ({ surface: kind, html: `<h2>${kind}</h2><p>Hello <a href="#a">a</a></p>`, ...(kind === "card" && { select: "h1" }) });
  site.files.set("/surface", pageOf(rulesOf(kinds.map((kind) => ({ show: [surface(kind)] }))), "<h1>Old</h1>"));
  await page.goto(`${site.url}/surface`);
  const open = () => page.$$eval("omotenashi-surface", (all) => all.map((one) => one.shadowRoot.firstElementChild.className).sort());
  // A toast would go unheard under the modal: it comes after it.
  const others = kinds.filter((kind) => kind !== "toast").sort();
  await until(async () => (await open()).length === others.length, "the surfaces");
  assert.deepEqual(await open(), others);
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.firstElementChild.className), "modal");
  await page.keyboard.press("Escape");
  await until(async () => (await open()).join() === "banner,bar,card,slide-in,toast", "Escape, and then the toast");
  await page.$$eval("omotenashi-surface", (all) => all.forEach((one) => one.shadowRoot.querySelector(".x").click()));
  assert.deepEqual(await open(), []);
  assert.equal(await page.$eval("body", (one) => one.innerHTML), "<h1>Old</h1>");
});

inFirefox("before a yes nothing is stored or sent; after it, it is; after a no, it is gone", async (page) => {
  site.posts.length = 0;
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }], who: { "visit.number": { $gte: 1 } } }, { show: [{ select: "p", text: "New" }] }], {
    site: "consent",
    consent: { mode: "opt-in", onGrant: { change: "now" } },
  });
  site.files.set("/consent", pageOf(rules, "<h1>Old</h1><p>Old</p>"));
  await page.goto(`${site.url}/consent`);
  const stored = () => page.evaluate(() => localStorage.length + document.cookie.length);
  assert.deepEqual([await text(page, "p"), await stored(), events().length], ["New", 0, 0]);
  await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
  await until(() => text(page, "h1").then((now) => now === "New"), "the change");
  await until(() => events().length > 0, "the exposure");
  assert.ok((await stored()) > 0);
  await page.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "denied" }));
  await until(async () => (await stored()) === 0, "an empty storage");
});
