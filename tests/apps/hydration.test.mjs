// Pages that a server has made and a framework takes over: no change comes before it has, where the site asks for that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, human, openHost, rulesOf, rulesTag, tag, until } from "../e2e/host.mjs";
import { frameworks, installApp } from "./app.mjs";
import { heavy, installHeavy } from "./heavy.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const show = [
  { select: "#list h1", text: "New" },
  { select: "#list .state", html: "<b>New</b>" },
  { select: "#list li", insert: { first: "<s>new</s>" }, class: { add: ["om"] } },
  { select: "#clock", remove: true },
  { select: ".raw", text: "New" },
];

/** A card stands among the page's own elements, a bar beside its body. */
const shown = [{ show }, ...["card", "bar"].map((surface) => ({ show: [{ surface, select: "#list h1", html: "<p>New</p>", label: "New" }] }))];
const surfaces = (page) => page.locator("omotenashi-surface").count();

/** Opens the list as the server has made it; the framework comes when it is let. */
async function open(app, head, options) {
  // An application may look ahead at the pages it has links to.
  for (const path of ["/", "/list", "/form"]) site.files.set(path, await app(path, { head, served: true, ...options }));
  const failures = [];
  const page = await site.visit("/list", async (page) => {
    page.on("console", (line) => line.type() === "error" && failures.push(line.text()));
    await page.addInitScript(() => (window.held = new Promise((let_go) => (window.let_go = let_go))));
  });
  return Object.assign(page, { failures });
}

/** The list has so many entries, once the framework answers clicks. */
const grow = (page, count) =>
  until(
    () =>
      page.evaluate(async (count) => {
        const size = () => document.querySelectorAll("#list li").length;
        if (size() < count) document.querySelector("[data-do=add]").click();
        await new Promise((done) => setTimeout(done));
        return size() === count;
      }, count),
    "an application that answers",
  );

for (const [name, { at }] of Object.entries(frameworks))
  for (const [way, rules, options] of [
    ["by rule", { hydrate: `#${at}` }, {}],
    ["by element", {}, { box: " data-om-hydrate" }],
  ])
    test(`${name}: what is asked to wait ${way} waits until the page is hydrated`, async () => {
      const app = await installApp(site, name);
      const head = human + rulesTag(rulesOf(shown, rules)) + tag;
      const page = await open(app, head, options);
      const before = () => page.evaluate(() => [document.querySelector("#list h1").textContent, document.querySelectorAll("#list omotenashi-surface").length]);
      assert.deepEqual(await before(), ["List of 3", 0], "nothing before");
      await until(async () => (await surfaces(page)) === 1, "a bar, which is in nobody's way");
      assert.deepEqual(await before(), ["List of 3", 0], "nothing before");
      await page.evaluate(() => let_go());
      await heard(page, "exposure");
      await page.waitForFunction(() => document.querySelectorAll("#list li s").length === 3);
      await until(async () => (await surfaces(page)) === 2, "a card and a bar");
      assert.equal(await page.textContent("#list h1"), "New");
      assert.equal(await page.$("#clock"), null);
      assert.equal(await page.textContent(".raw"), "New");
      await grow(page, 5);
      await page.waitForFunction(() => [...document.querySelectorAll("#list li")].every((li) => li.querySelectorAll("s").length === 1));
      assert.deepEqual([page.errors, page.failures], [[], []]);
      await page.evaluate(() => omotenashi.stop());
      const plain = await open(app, "", options);
      await plain.evaluate(() => let_go());
      await grow(plain, 5);
      assert.equal(await page.innerHTML("body"), await plain.innerHTML("body"));
      assert.deepEqual([plain.errors, plain.failures], [[], []]);
    });

for (const [name, { hydrate, ready }] of Object.entries(heavy))
  for (const [way, rules, options] of [
    ["by rule", { hydrate }, {}],
    ["by element", {}, { box: " data-om-hydrate" }],
  ])
    test(`${name}: a page that a build has made is changed ${way}, and no error of hydration comes of it`, async (t) => {
      const app = await installHeavy(site, name);
      if (!app) return t.skip("not installed");
      const page = await open(app, human + rulesTag(rulesOf(shown, rules)) + tag, options);
      await heard(page, "exposure");
      await page.waitForFunction(() => document.querySelectorAll("#list li s").length === 3);
      await until(async () => (await surfaces(page)) === 2, "a card and a bar");
      assert.equal(await page.textContent("#list h1"), "New");
      await grow(page, 5);
      await page.waitForFunction(() => [...document.querySelectorAll("#list li")].every((li) => li.querySelectorAll("s").length === 1));
      assert.deepEqual([page.errors, page.failures], [[], []]);
      await page.evaluate(() => omotenashi.stop());
      const plain = await open(app, "", options);
      await plain.waitForFunction(ready);
      await grow(plain, 5);
      assert.equal(await page.innerHTML("body"), await plain.innerHTML("body"));
      assert.deepEqual([plain.errors, plain.failures], [[], []]);
    });

test("react: without that, it takes our change for its own error, and says so", async () => {
  const app = await installApp(site, "react");
  const page = await open(app, human + rulesTag(rulesOf([{ show }])) + tag);
  await page.evaluate(() => let_go());
  await grow(page, 5);
  assert.ok(page.failures.some((text) => text.startsWith("hydration")), `${page.failures}`);
});
