// Settings on the tag are texts; each is read as what it means, and what means nothing is said.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = JSON.stringify(rulesOf([{ show: [{ select: "h1", text: "New" }] }]));
const dayMs = 86_400_000;

/** What came of attributes of the tag, or of `settings` in the queue, or in an object in its place. */
async function visit(attributes, settings, queue) {
  site.files.set(
    "/",
    `<!doctype html><html lang="en"><head><script>window.omotenashi=Object.assign(${queue},{settings:${JSON.stringify(settings)}})</script>` +
      `<script type="application/json" id="rules">${rules}</script>` +
      `<script src="/omotenashi.js" data-rules="#rules" ${attributes}></script></head><body><h1>Old</h1></body></html>`,
  );
  const page = await site.visit("/");
  await page.waitForFunction(() => window.listening);
  const seen = await page.evaluate(() => ({
    title: document.querySelector("h1").textContent,
    ahead: omotenashi.profile().lastSeen - Date.now(),
    faults: heard.filter(({ kind }) => kind === "fault").map(({ code, detail }) => `${code} ${detail}`),
  }));
  assert.deepEqual(page.errors, []);
  await page.context().close();
  return { ...seen, days: Math.round(seen.ahead / dayMs) + 0 };
}

// Attributes · settings · title · days ahead · faults · what they are put into. The browser of a test says that it is a robot.
for (const [attributes, settings, title, days, faults, queue = "[]"] of [
  ["", {}, "Old", 0, []],
  ['data-bot="false"', {}, "New", 0, []],
  ['data-bot="true"', {}, "Old", 0, []],
  ["data-bot", {}, "Old", 0, []],
  ['data-bot="no"', {}, "Old", 0, ["setting-invalid bot"]],
  ['data-bot="true"', { bot: false }, "New", 0, []],
  [`data-bot="false" data-clock-offset="${28 * dayMs}"`, {}, "New", 28, []],
  [`data-bot="false" data-clock-offset="-${dayMs}"`, {}, "New", -1, []],
  ['data-bot="false" data-clock-offset="28d"', {}, "New", 0, ["setting-invalid clockOffset"]],
  ['data-bot="false" data-clock-offset="Infinity"', {}, "New", 0, ["setting-invalid clockOffset"]],
  ["", { bot: false, clockOffset: 2 * dayMs }, "New", 2, []],
  ["", { bot: false, clockOffset: 2 * dayMs }, "New", 2, [], "{}"],
  ['data-bot="false" data-facts="#nowhere"', {}, "New", 0, ["setting-invalid facts"]],
  ["", { bot: false, facts: '{"user":' }, "New", 0, ["setting-invalid facts"]],
  ["", { bot: "maybe", clockOffset: {}, facts: {} }, "Old", 0, ["setting-invalid bot", "setting-invalid clockOffset"]],
])
  test(`${attributes} ${JSON.stringify(settings)} ${queue}`, async () => {
    const seen = await visit(attributes, settings, queue);
    assert.deepEqual([seen.title, seen.days, seen.faults], [title, days, faults]);
  });
