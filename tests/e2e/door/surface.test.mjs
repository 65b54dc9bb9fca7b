// Modal and bar: with the keyboard, with assistive technology, and away without a trace.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const surfaces = (page) => page.evaluate(() => document.querySelector("omotenashi-surface")?.shadowRoot.innerHTML ?? "");

test("a modal takes the focus, closes by Escape, and gives the focus back", async () => {
  const rules = rulesOf([{ show: [{ surface: "modal", html: '<h2>Gift</h2><a href="/x">more</a>' }] }]);
  site.files.set("/modal", pageOf(rules, '<button id="b">b</button><script>b.focus()</script>'));
  const page = await site.visit("/modal");
  await heard(page, "exposure");
  const inside = await page.evaluate(() => document.activeElement.localName);
  assert.equal(inside, "omotenashi-surface");
  const dialog = page.getByRole("dialog", { name: "Gift" });
  assert.ok(await dialog.isVisible());
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "b");
  assert.equal(await surfaces(page), "");
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
});

for (const [how, leave] of [["goes on", () => history.pushState({}, "", "/elsewhere")], ["is stopped", () => omotenashi.stop()]])
  test(`who ${how} before the file that draws is there is counted, as whom nothing was to be drawn for`, async () => {
    site.files.set("/early", pageOf(rulesOf([{ where: { "page.path": "/early" }, show: [{ surface: "modal", html: "<p>Gift</p>" }] }]), ""));
    const page = await site.visit("/early", (page) => page.route("**/omotenashi.surface.js", () => {}));
    await page.waitForFunction(() => window.heard?.some(({ kind }) => kind === "decision"));
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    await page.evaluate(leave);
    const [{ result }] = await heard(page, "exposure");
    assert.equal(result, "failed");
    await page.context().close();
  });

test("Escape closes a modal, and not the page's own dialog below it", async () => {
  const rules = rulesOf([{ when: { event: "help" }, show: [{ surface: "modal", html: "<h2>Gift</h2>" }] }]);
  site.files.set("/below", pageOf(rules, '<dialog id="own"><button>own</button></dialog>'));
  const page = await site.visit("/below");
  await page.evaluate(() => {
    own.showModal();
    omotenashi.track("help");
  });
  await page.getByRole("dialog", { name: "Gift" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await surfaces(page), "");
  assert.equal(await page.evaluate(() => own.open), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => own.open), false);
});

test("a long modal is read from its top, where it can be closed; forced colours leave it an edge", async () => {
  const html = `<h2>Terms</h2>${"<p>On and on.</p>".repeat(60)}<button data-om-close>OK</button>`;
  site.files.set("/long", pageOf(rulesOf([{ show: [{ surface: "modal", html }] }]), "<p>page</p>"));
  const { page, go } = await site.invite({ viewport: { width: 375, height: 667 }, forcedColors: "active" });
  await go("/long");
  const dialog = page.getByRole("dialog", { name: "Terms" });
  await dialog.waitFor();
  assert.equal(await dialog.evaluate((box) => box.scrollTop), 0);
  assert.equal(await dialog.evaluate((box) => box.getRootNode().activeElement === box), true, "the focus is inside");
  assert.equal(await dialog.evaluate((box) => getComputedStyle(box).outlineStyle), "solid");
  await page.keyboard.press("Tab");
  assert.equal(await dialog.evaluate((box) => box.getRootNode().activeElement.textContent), "OK");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("the close button and whatever is marked close it", async () => {
  const rules = rulesOf([
    { show: [{ surface: "modal", template: "#gift", label: "Gift" }] },
    { show: [{ surface: "bar", html: "<p>News <button data-om-close>no</button></p>", label: "News" }] },
  ]);
  const template = `<template id="gift"><p>From the page</p><button data-om-close class="later">later</button></template>`;
  site.files.set("/close", pageOf(rules, template));
  const page = await site.visit("/close");
  await heard(page, "exposure", 2);
  const bar = page.getByRole("region", { name: "News" });
  assert.ok(await bar.isVisible());
  await page.getByRole("dialog", { name: "Gift" }).getByText("later").click();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await bar.getByRole("button", { name: "Close" }).click();
  assert.equal(await surfaces(page), "");
});

test("a template that is not there is a failed exposure and a fault", async () => {
  const rules = rulesOf([{ show: [{ surface: "modal", template: "#none" }] }]);
  site.files.set("/none", pageOf(rules, ""));
  const page = await site.visit("/none");
  assert.equal((await heard(page, "exposure"))[0].result, "failed");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "surface-failed", detail: "#none" }]);
  assert.equal(await surfaces(page), "");
});

test("an element that is not displayed cannot be pointed out", async () => {
  const rules = rulesOf([{ show: [{ surface: "spotlight", select: "#menu", html: "<p>Here</p>" }] }]);
  site.files.set("/hidden", pageOf(rules, '<nav id="menu" style="display:none">Menu</nav>'));
  const page = await site.visit("/hidden");
  assert.equal((await heard(page, "exposure"))[0].result, "failed");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "surface-failed", detail: "#menu" }]);
  assert.equal(await surfaces(page), "");
});

test("on the way out, by pointer", async () => {
  const rules = rulesOf([{ when: { exit: true }, show: [{ surface: "modal", html: "<h2>Wait</h2>" }] }]);
  site.files.set("/exit", pageOf(rules, "<p>page</p>"));
  const page = await site.visit("/exit");
  await loaded(page);
  await page.evaluate(() => document.body.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: 200 })));
  assert.equal(await surfaces(page), "");
  await page.evaluate(() => document.body.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -3 })));
  await heard(page, "exposure");
  assert.match(await surfaces(page), /Wait/);
});

test("after some time, unless stopped", async () => {
  const rules = rulesOf([{ when: { after: "1s" }, show: [{ surface: "bar", html: "<p>Later</p>" }] }]);
  site.files.set("/after", pageOf(rules, "<p>page</p>"));
  const watch = () => new MutationObserver(() => document.querySelector("omotenashi-surface") && (window.came ??= performance.now())).observe(document, { childList: true, subtree: true });
  const page = await site.visit("/after", (page) => page.addInitScript(watch));
  await page.waitForFunction(() => window.came);
  assert.ok((await page.evaluate(() => came)) >= 1000);
  const stopped = await site.visit("/after");
  await stopped.evaluate(() => omotenashi.stop());
  await stopped.waitForTimeout(1200);
  assert.equal(await stopped.locator("omotenashi-surface").count(), 0);
});
