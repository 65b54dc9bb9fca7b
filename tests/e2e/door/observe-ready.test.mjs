// Attributes that are made of what is observed, and events kept ahead: to name them is to ask for them, by the tag
// and in a bundle.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundled } from "../../stage/delivery.mjs";
import { heard, human, pageOf, rulesOf } from "../host.mjs";
import { body, close, isThere, listenToTracks, openStage, props, stand } from "./observe.mjs";

let site;
before(async () => (site = await openStage()));
after(() => site.close());

const observer = "/omotenashi.observe.js";

/** Each delivery: the page of these rules, and whether the file that observes comes by itself. */
const deliveries = {
  "by the tag": { page: (rules) => pageOf(rules, body), apart: true },
  "in a bundle": {
    page(rules) {
      const { head, files } = bundled(rules);
      for (const [path, file] of Object.entries(files)) site.files.set(path, file);
      return `<!doctype html><html lang="en"><head><title>Test</title>${human}${head}</head><body>${body}</body></html>`;
    },
    apart: false,
  },
};

/** Lets so many seconds pass, in each of which the visitor does something. */
async function pass(page, seconds) {
  for (let count = 0; count < seconds; count++) {
    await page.mouse.move(10 + (count % 5), 400);
    await page.clock.runFor(1000);
  }
}

let paths = 0;
/** Brings a visitor to the page of these rules, and sees that it is observed. */
async function open({ page: make, apart }, rules, prepare = () => {}) {
  const path = `/ready-${paths++}`;
  site.files.set(path, make(rules));
  site.asked.length = 0;
  const page = await site.visit(path, async (page) => {
    await page.addInitScript(listenToTracks);
    await prepare(page);
  });
  await isThere(page);
  assert.equal(site.asked.includes(observer), apart);
  return Object.assign(page, { again: () => page.goto(site.url + path) });
}

const title = (page, text) => page.waitForFunction((text) => document.querySelector("h1").textContent === text, text);
const ahead = async (page, count) => {
  await page.waitForFunction((count) => omotenashi.profile().ahead.length === count, count);
  return page.evaluate(() => omotenashi.profile().ahead.map((one) => [one.event, one.with]));
};

for (const [name, delivery] of Object.entries(deliveries)) {
  test(`${name}: a rule on struggle comes true while the visitor rages, and is on the next page`, async () => {
    const who = { "visit.struggle": { $gte: 3 } };
    const rules = rulesOf([
      { id: "help", who, show: [{ surface: "toast", html: "Can we help?", label: "x" }] },
      { id: "head", who, show: [{ select: "h1", text: "Sorry" }] },
    ]);
    const page = await open(delivery, rules, stand);
    assert.equal(await page.textContent("h1"), "Old");
    for (let count = 0; count < 3; count++) await page.click("#buy");
    await props(page, "rage_click");
    await page.clock.resume();
    await page.waitForFunction(() => heard.some(({ kind, experience }) => kind === "exposure" && experience === "help"));
    await page.again();
    await title(page, "Sorry");
    assert.deepEqual(page.errors, []);
    await close(page);
  });

  test(`${name}: a text that tells of struggle is enough to ask for it`, async () => {
    const rules = rulesOf([{ show: [{ select: "h1", text: "Trouble {{visit.struggle|none}}" }] }]);
    const page = await open(delivery, rules, stand);
    for (let count = 0; count < 3; count++) await page.click("#buy");
    await props(page, "rage_click");
    await page.again();
    await title(page, "Trouble 3");
    assert.deepEqual(page.errors, []);
    await close(page);
  });

  test(`${name}: seconds active add up, and a rule on them comes true on the next page`, async () => {
    const show = (text) => [{ select: "h1", text }];
    const rules = rulesOf([
      { id: "most", who: { "visit.secondsActive": { $gt: 30 } }, show: show("More") },
      { id: "much", who: { "visit.secondsActive": { $gte: 30 } }, show: show("Much") },
      { id: "some", who: { "visit.secondsActive": { $gte: 10 } }, show: show("Some") },
    ]);
    const page = await open(delivery, rules, stand);
    assert.equal(await page.textContent("h1"), "Old");
    await pass(page, 9);
    assert.deepEqual(await page.evaluate(() => tracked), []);
    await pass(page, 1);
    assert.deepEqual(await props(page, "user_engagement"), [{ engagement_time_msec: 10000, seconds: 10 }]);
    await page.again();
    await title(page, "Some");
    // A page of its own: what was told of the one before is not told again.
    await isThere(page);
    await pass(page, 30);
    assert.deepEqual((await props(page, "user_engagement", 2)).map(({ seconds }) => seconds), [10, 20]);
    await page.again();
    await title(page, "More");
    assert.deepEqual(page.errors, []);
    await close(page);
    const other = await open(delivery, rules, stand);
    await pass(other, 30);
    await props(other, "user_engagement", 2);
    await other.again();
    await title(other, "Much");
    await close(other);
  });

  test(`${name}: what is kept ahead is observed, and taken from the data layer`, async () => {
    const experiences = [{ show: [{ select: "h1", text: "New" }] }];
    const page = await open(delivery, rulesOf(experiences, { observe: { keepAhead: ["element_click"] } }));
    await page.click("#buy");
    assert.deepEqual(await ahead(page, 1), [["element_click", { element_tag: "button" }]]);
    await page.again();
    await isThere(page);
    await page.click("#plain");
    assert.equal((await ahead(page, 2)).length, 2, "also of the page before");
    await close(page);
    const other = await open(delivery, rulesOf(experiences, { observe: { keepAhead: ["sign_up"], dataLayer: true } }));
    await other.evaluate(() => (window.dataLayer ??= []).push({ event: "sign_in" }, { event: "sign_up", method: "mail" }));
    assert.deepEqual(await ahead(other, 1), [["sign_up", { method: "mail" }]]);
    assert.deepEqual(other.errors, []);
    await close(other);
  });
}

test("rules that only look like it do not ask for the file", async () => {
  const who = { "visit.number": { $gte: 1 } };
  const rules = rulesOf([{ who, show: [{ select: "h1", text: "New" }] }], { observe: { keepAhead: ["purchase"] } });
  site.files.set("/plain", pageOf(rules, body));
  site.asked.length = 0;
  const page = await site.visit("/plain");
  await heard(page, "exposure");
  await page.evaluate(() => omotenashi.track("purchase", { value: 1 }));
  assert.deepEqual(await ahead(page, 1), [["purchase", { value: 1 }]]);
  assert.equal(site.asked.includes(observer), false);
  await close(page);
});
