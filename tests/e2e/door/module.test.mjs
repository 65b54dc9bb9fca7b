// The module: many instances, many times, also where there is no page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { dist } from "../../../js/build/place.mjs";
import { openSite, rulesOf } from "./site.mjs";

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const rules = rulesOf(
  [
    { show: [{ select: "h1", text: "New" }, { select: "p", html: "<b>x</b>" }] },
    { show: [{ surface: "modal", html: "<h2>Hello</h2>" }] },
    { when: { exit: true }, show: [{ surface: "bar", html: "<h2>Hello</h2>" }] },
  ],
  { goals: { c: { click: "h1" } }, consent: { mode: "opt-out", signals: ["google", "gpc"] } },
);
const shell = `<!doctype html><html lang="en"><head><title>T</title><script type="module">
  import { start, UsageError } from "/omotenashi.mjs";
  Object.assign(window, { start, UsageError });
</script></head><body><h1 class="k">Old</h1><p>text</p></body></html>`;

/** What a page holds: listeners by CDP, nodes, bytes. */
async function count(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics").catch(() => ({ metrics: [] }));
  const { nodes, documents, jsEventListeners } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { nodes, documents, listeners: jsEventListeners, metrics };
}

test("started and stopped a hundred times, nothing is left", async () => {
  site.pages.set("/many", shell);
  const page = await site.visit("/many");
  await page.waitForFunction(() => window.start);
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  const rounds = (times) =>
    page.evaluate(
      async ([rules, times]) => {
        for (let i = 0; i < times; i++) {
          const om = await start({ rules, bot: false });
          om.on("exposure", () => {});
          await new Promise((done) => setTimeout(done, 5));
          if (document.querySelector("h1").textContent !== "New") throw new Error(`round ${i} changed nothing`);
          om.stop();
        }
      },
      [rules, times],
    );
  const written = await markup();
  await rounds(10);
  const before = await count(page);
  await rounds(100);
  const after = await count(page);
  assert.equal(await markup(), written);
  assert.equal(after.listeners, before.listeners);
  assert.ok(after.nodes <= before.nodes + 20, `${before.nodes} → ${after.nodes} nodes`);
  assert.ok(await page.evaluate(() => !Object.hasOwn(window.dataLayer, "push")));
  assert.deepEqual(page.errors, []);
});

test("two instances change different elements and stop apart", async () => {
  site.pages.set("/two", shell);
  const page = await site.visit("/two");
  await page.waitForFunction(() => window.start);
  const seen = await page.evaluate(async ([a, b]) => {
    const one = await start({ rules: a, bot: false });
    const two = await start({ rules: b, bot: false });
    const read = () => document.body.innerText.trim().replace(/\s+/g, " ");
    const texts = [read()];
    one.stop();
    texts.push(read());
    two.stop();
    return [...texts, read()];
  }, [rulesOf([{ show: [{ select: "h1", text: "A" }] }]), rulesOf([{ show: [{ select: "p", text: "B" }] }])]);
  assert.deepEqual(seen, ["A B", "Old B", "Old text"]);
});

test("on a server it takes every call and answers null", async () => {
  const { start, UsageError } = await import(join(dist, "omotenashi.mjs"));
  const om = await start({ rules });
  om.track("x");
  om.consent({ sharing: "granted" });
  assert.deepEqual([om.variant("e0"), om.explain("e0"), om.profile(), om.value("f", 1)], [null, null, null, 1]);
  assert.throws(() => om.track(""), UsageError);
  om.on("exposure", () => {})();
  om.stop();
});
