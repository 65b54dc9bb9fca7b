// What consent sources say is heard, and nothing is stored or sent before a yes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }], {
  consent: { mode: "opt-in", signals: ["google", "gpc"] },
});
const command = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}";
/** The states alone, once everybody is heard whom the rules name. */
const states = async (page) => {
  await page.waitForFunction(() => window[Symbol.for("omotenashi.consent.1")]);
  return page.evaluate(() => (({ decidedBy, ...states }) => states)(omotenashi.consent()));
};

test("while pending, nothing is stored and storage is not even probed", async () => {
  site.files.set("/pending", pageOf(rules, "<h1>Old</h1>"));
  const page = await site.visit("/pending", (page) =>
    page.addInitScript(() => {
      window.touched = [];
      for (const name of ["setItem", "getItem", "removeItem"]) {
        const own = Storage.prototype[name];
        Storage.prototype[name] = function (key, text) {
          touched.push(`${name} ${key}`);
          return own.call(this, key, text);
        };
      }
    }),
  );
  await page.evaluate(() => omotenashi.track("x", { value: 1 }));
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => touched), ["getItem omotenashi.test.consent"]);
  assert.equal(await page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length), "00");
});

test("Google's commands are read, those before us and those after, and everybody else reads them too", async () => {
  const head = `<script>${command} gtag("consent","default",{analytics_storage:"denied",ad_user_data:"granted"});</script>`;
  site.files.set("/google", pageOf(rules, "<h1>Old</h1>", { early: head }));
  const page = await site.visit("/google");
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "granted" });
  await page.evaluate(() => gtag("consent", "update", { analytics_storage: "granted", personalization_storage: "denied" }));
  assert.deepEqual(await states(page), { personalization: "denied", measurement: "granted", sharing: "granted" });
  assert.equal(await page.evaluate(() => dataLayer.length), 2);
  await page.evaluate(() => gtag("consent", "default", { analytics_storage: "denied" }));
  assert.equal((await states(page)).measurement, "granted");
});

test("a default for some regions grants nothing, and its no guards", async () => {
  const head = `<script>${command}
    gtag("consent","default",{analytics_storage:"granted",region:["US"]});
    gtag("consent","default",{ad_user_data:"denied",region:["DE"]});
    gtag("consent","default",{ad_user_data:"granted"});</script>`;
  site.files.set("/region", pageOf(rules, "<h1>Old</h1>", { early: head }));
  const page = await site.visit("/region");
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "pending" });
});

test("Global Privacy Control denies sharing, and only that", async () => {
  site.files.set("/gpc", pageOf(rules, "<h1>Old</h1>"));
  const page = await site.visit("/gpc", (page) =>
    page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })),
  );
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "denied" });
});

test("a no in one tab reaches the other", async () => {
  site.files.set("/tabs", pageOf(rules, "<h1>Old</h1>"));
  const one = await site.visit("/tabs");
  await one.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
  const two = await one.context().newPage();
  await two.goto(`${site.url}/tabs`);
  assert.equal((await states(two)).measurement, "granted");
  await two.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "denied" }));
  await one.waitForFunction(() => omotenashi.consent().measurement !== "granted");
  assert.equal(await one.evaluate(() => localStorage.length), 0);
});
