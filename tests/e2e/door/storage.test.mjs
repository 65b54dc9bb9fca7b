// What is written, when, and what becomes of experiments in a browser that writes nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const body = "<h1>Old</h1><p>Old</p>";
const experiences = [
  { id: "plain", show: [{ select: "h1", text: "New" }] },
  { id: "ab", variants: { b: { show: [{ select: "p", text: "B" }] } }, split: { original: 50, b: 50 } },
];
const page = (more) => pageOf(rulesOf(experiences, more), body);

/** In the page, before anything of ours: notes every write, whether the heading was ours by then, and when that was. */
function noteWrites() {
  window.writes = [];
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    window.writes.push([key, document.querySelector("h1")?.textContent === "New", performance.now()]);
    if (window.refuses) throw new DOMException("full", "QuotaExceededError");
    setItem.call(this, key, text);
  };
}

const writes = (visit, name) => visit.evaluate((name) => writes.filter(([key]) => key.includes(name)), name);

test("a storage that refuses writes lets nobody into an experiment, on any page, and plain ones show", async () => {
  site.files.set("/refuses", page());
  const visit = await site.visit("/refuses", (visit) =>
    visit.addInitScript(`${noteWrites}; noteWrites(); window.refuses = true;`),
  );
  for (let view = 0; view < 3; view++) {
    assert.equal(await visit.textContent("h1"), "New");
    assert.deepEqual(await visit.evaluate(() => omotenashi.explain("ab")), { id: "ab", applied: false, reason: "storage" });
    assert.equal(await visit.evaluate(() => omotenashi.variant("ab")), null);
    assert.deepEqual((await heard(visit, "fault")).map(({ code }) => code), ["storage-full"]);
    assert.equal((await heard(visit, "exposure")).filter(({ experience }) => experience === "ab").length, 0);
    await visit.reload();
  }
  await visit.goto("about:blank");
  await visit.waitForTimeout(300);
  assert.deepEqual(site.events.filter(({ experience }) => experience === "ab"), []);
  assert.deepEqual(visit.errors, []);
});

test("nothing is tried while consent is pending, and one write then is the proof", async () => {
  site.files.set("/asks", page({ consent: { mode: "opt-in", onGrant: { change: "now" } } }));
  const visit = await site.visit("/asks", (visit) => visit.addInitScript(`${noteWrites}; noteWrites();`));
  await visit.waitForTimeout(1300);
  assert.deepEqual(await visit.evaluate(() => writes), []);
  assert.equal((await visit.evaluate(() => omotenashi.explain("ab"))).reason, "consent");
  await visit.evaluate(() => {
    window.refuses = true;
    omotenashi.consent({ personalization: "granted", measurement: "granted" });
  });
  assert.equal((await visit.evaluate(() => omotenashi.explain("ab"))).reason, "storage");
  assert.equal((await writes(visit, ".profile~")).length, 1);
});

test("a first page view is stored once before an experiment; the next after what it shows, and once", async () => {
  // All at once: a parser that takes its time would bring one target after the other, and each is a write.
  const atOnce = `<main></main><script>document.querySelector("main").innerHTML = ${JSON.stringify(body)}</script>`;
  site.files.set("/writes", pageOf(rulesOf(experiences), atOnce));
  const visit = await site.visit("/writes", (visit) => visit.addInitScript(`${noteWrites}; noteWrites();`));
  await heard(visit, "exposure", 2);
  // The proof, then both exposures together.
  assert.deepEqual((await writes(visit, ".profile~")).map(([, swapped]) => swapped), [false, true]);
  assert.equal((await writes(visit, ".outbox")).length, 1);
  await visit.reload();
  await visit.waitForFunction(() => writes.some(([key]) => key.includes(".profile~")));
  await visit.waitForTimeout(300);
  const [[, swapped, at], ...more] = await writes(visit, ".profile~");
  assert.deepEqual([swapped, more], [true, []]);
  assert.ok(at > 1000, `a quiet moment: ${at}`);
});

test("a page left before the quiet moment is stored on the way out", async () => {
  site.files.set("/short", page());
  const visit = await site.visit("/short");
  await heard(visit, "exposure", 2);
  for (let view = 2; view < 5; view++) {
    await visit.reload();
    assert.equal((await visit.evaluate(() => omotenashi.profile())).pages, view);
  }
});

test("the browser is not asked about a device that no rule asks about", async () => {
  const asking = (visit) =>
    visit.addInitScript(() => {
      window.asked = 0;
      const { matchMedia } = window;
      window.matchMedia = (query) => (window.asked++, matchMedia.call(window, query));
    });
  site.files.set("/plain", page());
  site.files.set("/narrow", pageOf(rulesOf([{ who: { "device.touch": false }, show: [{ select: "h1", text: "New" }] }]), body));
  for (const [path, asked] of [["/plain", false], ["/narrow", true]]) {
    const visit = await site.visit(path, asking);
    assert.equal(await visit.textContent("h1"), "New");
    assert.equal(await visit.evaluate(() => window.asked > 0), asked);
  }
});
