// Moments: a surface and its ghost come with the same one, and not before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const body =
  '<button id="b">b</button><form id="f"><input name="a"><button type="button">x</button></form><div style="height:3000px"></div><p id="far">far</p>';

/** One experience shows a toast; of the other everybody sees the original, whose banner is a ghost. */
const twice = (when) =>
  rulesOf([
    { when, show: [{ surface: "toast", html: "x", label: "x" }] },
    { when, variants: { a: { show: [{ surface: "banner", html: "x", label: "x" }] } }, split: { original: 100, a: 0 } },
  ]);

const hide = (hidden) => (page) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
const track = (page) => page.evaluate(() => omotenashi.track("help"));

/** What the moment is, what does not bring it, and what does. */
const moments = [
  [{ appear: ".new" }, () => {}, (page) => page.evaluate(() => (document.querySelector("#b").className = "new"))],
  [{ view: "#far", for: "1s" }, (page) => page.evaluate(() => scrollTo(0, 300)), (page) => page.evaluate(() => far.scrollIntoView())],
  [{ scroll: 60 }, (page) => page.evaluate(() => scrollTo(0, 100)), (page) => page.evaluate(() => scrollTo(0, 2500))],
  [{ click: "#b" }, (page) => page.click("#f button"), (page) => page.click("#b")],
  [{ hover: "#b", for: "1s" }, (page) => page.hover("#b").then(() => page.mouse.move(400, 400)), (page) => page.hover("#b")],
  [{ focus: "#f" }, (page) => page.focus("#b"), (page) => page.focus("#f input")],
  [{ abandon: "#f", for: "1s" }, (page) => page.focus("#f input").then(() => page.focus("#b")), (page) => page.fill("#f input", "x").then(() => page.focus("#b"))],
  [{ idle: "2s" }, (page) => page.mouse.move(50, 50), () => {}],
  [{ event: "help", count: 2 }, track, track],
  [{ return: true }, hide(true), hide(false)],
  [{ appear: ".never", click: "#b" }, (page) => page.focus("#b"), (page) => page.click("#b")],
];

for (const [when, before, act] of moments)
  test(`${JSON.stringify(when)}: both come with it, once`, async () => {
    site.files.set("/moment", pageOf(twice(when), body));
    const page = await site.visit("/moment");
    await page.waitForLoadState("networkidle");
    await before(page);
    await page.waitForTimeout(when.idle ? 100 : 400);
    assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
    await act(page);
    const exposures = await heard(page, "exposure", 2);
    assert.deepEqual(exposures.map(({ experience, variant, result }) => [experience, variant, result]).sort(), [["e0", "show", "applied"], ["e1", "original", "applied"]]);
    assert.equal(await page.locator("omotenashi-surface").count(), 1);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

test("time on a page counts only while it is seen", async () => {
  site.files.set("/active", pageOf(twice({ active: "1s" }), body));
  const page = await site.visit("/active");
  await page.waitForLoadState("networkidle");
  await hide(true)(page);
  await page.waitForTimeout(1200);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
  await hide(false)(page);
  await heard(page, "exposure", 2);
});

test("without the second file neither the surface nor its ghost is counted", async () => {
  site.files.set("/none", pageOf(twice({ click: "#b" }), body));
  const page = await site.visit("/none", (page) => page.route("**/omotenashi.surface.js", (route) => route.abort()));
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "surface-unreachable" }]);
  await page.click("#b");
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
});

test("stopped, nothing comes any more", async () => {
  site.files.set("/stopped", pageOf(twice({ click: "#b", idle: "1s" }), body));
  const page = await site.visit("/stopped");
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => omotenashi.stop());
  await page.click("#b");
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
  assert.deepEqual(page.errors, []);
});
