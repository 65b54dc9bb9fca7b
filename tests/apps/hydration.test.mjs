// Pages that a server has made and a framework takes over: no change comes before it has, where the site asks for that.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, human, openHost, rulesOf, rulesTag, tag, until } from "../e2e/host.mjs";
import { frameworks, installApp } from "./app.mjs";

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

/** Opens the list as the server has made it; the framework comes when `window.slow` milliseconds have passed. */
async function open(app, head, options) {
  site.files.set("/list", await app("/list", { head, served: true, ...options }));
  const failures = [];
  const page = await site.visit("/list", async (page) => {
    page.on("console", (line) => line.type() === "error" && failures.push(line.text()));
    await page.addInitScript(() => (window.slow = 400));
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
      const head = human + rulesTag(rulesOf([{ show }], rules)) + tag;
      const page = await open(app, head, options);
      const before = await page.evaluate(() => [document.querySelector("#list h1").textContent, window.heard.length]);
      assert.equal(before[0], "List of 3", "nothing before");
      await heard(page, "exposure");
      await page.waitForFunction(() => document.querySelectorAll("#list li s").length === 3);
      assert.equal(await page.textContent("#list h1"), "New");
      assert.equal(await page.$("#clock"), null);
      assert.equal(await page.textContent(".raw"), "New");
      await grow(page, 5);
      await page.waitForFunction(() => [...document.querySelectorAll("#list li")].every((li) => li.querySelectorAll("s").length === 1));
      assert.deepEqual([page.errors, page.failures], [[], []]);
      await page.evaluate(() => omotenashi.stop());
      const plain = await open(app, "", options);
      await grow(plain, 5);
      assert.equal(await page.innerHTML("body"), await plain.innerHTML("body"));
      assert.deepEqual([plain.errors, plain.failures], [[], []]);
    });

test("react: without that, it takes our change for its own error, and says so", async () => {
  const app = await installApp(site, "react");
  const page = await open(app, human + rulesTag(rulesOf([{ show }])) + tag);
  await grow(page, 5);
  assert.ok(page.failures.some((text) => text.startsWith("hydration")), `${page.failures}`);
});
