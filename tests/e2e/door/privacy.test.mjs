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
// Sites hide what is not defined yet.
const body = '<style>:not(:defined){display:none}</style><h1>h</h1><button id="ask" data-om-privacy>what do you keep?</button><script src="/omotenashi.privacy.js"></script>';

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
  const dialog = page.getByRole("dialog", { name: "What this site remembers about you" });
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
  // Where silence means yes, a no outlives that.
  await page.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "denied" }));
  await page.click("#ask");
  await page.getByRole("button", { name: "Erase everything" }).click();
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  assert.match(await dialog.innerText(), /to choose what you see\s+refused[^]*Everything was erased/);
  await page.reload();
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), omotenashi.consent().personalization]), [["omotenashi.test.consent"], "denied"]);
});

test("before any answer it says, in the page's language, that nothing is kept, and keeps nothing itself", async () => {
  const page = await visit("opt-in", "ja");
  assert.match(await page.getByRole("dialog").innerText(), /何も保存されていません/);
  assert.match(await page.getByRole("dialog").innerText(), /未回答/);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
});

test("what is kept is all said: a no, a nought, long numbers, the answer about consent, and what waits to be sent; and it is all in the file", async () => {
  site.files.set("/all", pageOf({ ...rules("opt-in"), experiences: [{ id: "hello", who: { "user.vip": false }, variants: { a: { show: [{ select: "h1", text: "A" }] } }, split: { original: 0, a: 100 } }, { id: "other", who: { "user.points": 1, "user.number": 1 }, show: [{ select: "h1", text: "-" }] }] }, body, { lang: "en_GB" }));
  const page = await site.visit("/all");
  await page.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "granted" }));
  await page.waitForFunction(() => localStorage.length > 0);
  await page.click("#ask");
  const dialog = page.getByRole("dialog");
  const text = async () => (await dialog.innerText()).replace(/\s+/g, " ");
  assert.match(await text(), /: \d+ bytes\..*Consent Kept until \d.*Erase everything/, "an answer is kept, though nobody is known");
  await page.keyboard.press("Escape");
  await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
  await page.evaluate(() => omotenashi.identify("c-1", { vip: false, points: 0, number: 123456789012 }));
  await page.waitForFunction(() => /number/.test(Object.values(localStorage).join()));
  // Nobody takes what is to be sent.
  await page.evaluate(() => localStorage.setItem("omotenashi.test.outbox", JSON.stringify([["/collect", '{"type":"exposure","experience":"hello"}']])));
  await page.click("#ask");
  assert.match(await text(), /user\.vip no user\.points 0 user\.number 123,456,789,012 .*Waiting to be sent \/collect What exposure Shown hello/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  const { kept: rest } = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.deepEqual(Object.keys(rest), ["omotenashi.test.consent", "omotenashi.test.outbox"]);
  assert.deepEqual(page.errors, []);
});

test("a cookie that hosts share is told, and erased, also where our script has ended", async () => {
  const { context, page, errors } = await site.invite();
  const shared = { ...rules("opt-out"), cookie: { domain: "example.com" } };
  const files = { "/": pageOf(shared, body), "/omotenashi.js": site.files.get("/omotenashi.js"), "/omotenashi.privacy.js": site.files.get("/omotenashi.privacy.js") };
  const types = { "/": "text/html" };
  await context.route(/example\.com/, (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ body: files[pathname], contentType: types[pathname] ?? "text/javascript" });
  });
  const cookies = async () => (await context.cookies()).map(({ name }) => name);
  for (const ended of [false, true]) {
    await page.goto("https://www.example.com/");
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("profile")));
    assert.deepEqual(await cookies(), ["omotenashi-test"]);
    const { visitor } = await page.evaluate(() => omotenashi.profile());
    if (ended) await page.evaluate(() => omotenashi.stop());
    await page.click("#ask");
    const said = await page.getByRole("dialog").innerText();
    assert.match(said, new RegExp(`random id is sent along[^]*The same id, for this site's other addresses\\s+${visitor}`));
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    if (ended) assert.deepEqual(await cookies(), []);
    // Where silence means yes, an instance that lives gives a new name to who is forgotten.
    assert.equal((await context.cookies()).some(({ value }) => value === visitor), false);
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test("where our script has ended, or never came, it still says what is kept, and erases it", async () => {
  const page = await visit("opt-out", "ja_JP");
  await page.keyboard.press("Escape");
  await page.evaluate(() => omotenashi.stop());
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const lost of [false, true]) {
    if (!lost) await page.evaluate(() => localStorage.setItem("omotenashi.test.outbox", JSON.stringify([["/c", '{"type":"exposure","variant":"original","result":"partial"}']])));
    if (lost) await page.evaluate(() => (localStorage.setItem("omotenashi.test.profile", "[1]"), (window.omotenashi = [])));
    await page.click("#ask");
    const said = await page.getByRole("dialog").innerText();
    assert.match(said, /バイト.*omotenashi\.test\.profile/s);
    if (!lost) assert.match(said, /出来事\s+表示\s+種類\s+元のページ\s+結果\s+一部を表示しました/);
    assert.equal(await page.getByRole("dialog").evaluate((box) => getComputedStyle(box).webkitLocale), '"ja"', "letters and line breaks are Japanese");
    await page.getByRole("button", { name: "すべて消去する" }).click();
    await page.getByRole("button", { name: "消去する", exact: true }).click();
    assert.match(await page.getByRole("dialog").innerText(), /何も保存されていません/);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.keyboard.press("Escape");
  }
  await page.addStyleTag({ content: ":root{--om-font:20px/2 serif;--om-color:#123456;--om-background:#fedcba}" });
  await page.evaluate(() => {
    const root = document.body.appendChild(document.createElement("omotenashi-surface")).attachShadow({ mode: "open" });
    const button = root.appendChild(document.createElement("button"));
    button.dataset.omPrivacy = "";
    button.click();
  });
  assert.equal(await page.getByRole("dialog").count(), 1, "also from a surface");
  const look = await page.getByRole("dialog").evaluate((box) => {
    const { fontFamily, lineHeight, color, backgroundColor } = getComputedStyle(box);
    return [fontFamily, lineHeight, color, backgroundColor];
  });
  assert.deepEqual(look, ["serif", "40px", "rgb(18, 52, 86)", "rgb(254, 220, 186)"], "as surfaces look");
  assert.deepEqual(page.errors, []);
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
  await page.keyboard.press("Shift+Tab");
  const seen = await page.evaluate(() => {
    // Some sites write so; and name what is behind the text, and no colour.
    document.documentElement.style.cssText = "font-size:62.5%;--om-background:#fff3d6";
    const { shadowRoot } = document.querySelector("omotenashi-privacy");
    const look = (selector) => getComputedStyle(shadowRoot.querySelector(selector));
    return { title: look("h2").fontSize, color: look("p").color, ring: look(":focus-visible").outlineColor };
  });
  assert.deepEqual(seen, { title: "20px", color: "oklch(0 0 0)", ring: "oklch(0 0 0)" });
});
