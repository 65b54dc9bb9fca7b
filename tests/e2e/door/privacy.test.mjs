// The panel in which visitors see, take away and erase what is kept of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { dist, root } from "../../../js/build/place.mjs";
import { openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => {
  site = await openHost();
  site.files.set("/omotenashi.privacy.js", readFileSync(`${dist}/omotenashi.privacy.js`));
});
after(() => site.close());

const rules = (mode) =>
  rulesOf([{ id: "hello", who: { "user.tier": { $exists: true } }, show: [{ select: "h1", text: "Hello" }] }], { consent: { mode } });
const body = '<h1>h</h1><button id="ask" data-om-privacy>what do you keep?</button><script src="/omotenashi.privacy.js"></script>';

async function visit(mode, lang) {
  site.files.set("/", pageOf(rules(mode), body, { lang }));
  const page = await site.visit("/");
  if (mode === "opt-out") {
    await page.evaluate(() => omotenashi.identify("c-1", { tier: "gold <b>" }));
    await page.waitForFunction(() => /gold/.test(Object.values(localStorage).join()));
  }
  await page.click("#ask");
  return page;
}

const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /profile|outbox/.test(key)).length);

test("it says what is kept, in words, and every value as text", async () => {
  const page = await visit("opt-out", "en");
  const dialog = page.getByRole("dialog", { name: "What this site remembers of you" });
  assert.match(await dialog.innerText(), /\d+ bytes/);
  assert.match(await dialog.innerText(), /user\.tier\s+gold <b>/);
  assert.match(await dialog.innerText(), /Remembering you.*\s+agreed/);
  assert.deepEqual(page.errors, []);
});

test("it gives the profile as a file", async () => {
  const page = await visit("opt-out", "en");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(saved.user["user.tier"], "gold <b>");
  assert.equal(saved.visitor, await page.evaluate(() => omotenashi.profile().visitor));
});

test("by keyboard: it asks before it erases, erases all, and gives the focus back", async () => {
  const page = await visit("opt-out", "en");
  await page.getByRole("button", { name: "Erase everything" }).press("Enter");
  assert.equal(await page.evaluate(() => document.querySelector("omotenashi-privacy").shadowRoot.activeElement.textContent), "Keep it", "the safe answer");
  await page.keyboard.press("Enter");
  assert.ok((await kept(page)) > 0, "kept");
  await page.getByRole("button", { name: "Erase everything" }).press("Enter");
  await page.getByRole("button", { name: "Erase", exact: true }).press("Enter");
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => /profile|outbox/.test(key)));
  const dialog = page.getByRole("dialog");
  assert.match(await dialog.innerText(), /Nothing is kept/);
  assert.equal(await dialog.getByRole("status").innerText(), "Everything was erased.");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.id === "ask" && !document.querySelector("omotenashi-privacy"));
});

test("before any answer it says, in the page's language, that nothing is kept, and keeps nothing itself", async () => {
  const page = await visit("opt-in", "ja");
  assert.match(await page.getByRole("dialog").innerText(), /何も保存されていません/);
  assert.match(await page.getByRole("dialog").innerText(), /未回答/);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
});

test("axe finds nothing, on a small screen and in the dark too", async () => {
  const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, "utf8");
  const page = await visit("opt-out", "ja");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: scheme === "dark" ? 360 : 1000, height: 700 });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run("omotenashi-privacy"));
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], scheme);
    const wide = await page.evaluate(() => document.querySelector("omotenashi-privacy").shadowRoot.querySelector("dialog").scrollWidth <= innerWidth);
    assert.ok(wide, "nothing runs off the side");
  }
});
