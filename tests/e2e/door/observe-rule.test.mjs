// Rules that ask for events which come without code from the site, and rules that do not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { body, close, isThere, listenToTracks, openStage, props, rulesFor, told } from "./observe.mjs";
import { heard, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openStage()));
after(() => site.close());

test("a rule that asks is answered: a goal, `$did` and a moment by an event that nobody has tracked", async () => {
  const rules = rulesOf(
    [
      { id: "now", who: { $did: { event: "rage_click" } }, show: [{ surface: "toast", html: "Can we help?", label: "x" }] },
      { id: "then", when: { event: "copy" }, show: [{ surface: "banner", html: "Copied", label: "y" }], measure: { primary: "copied" } },
      { id: "head", show: [{ select: "h1", text: "New" }], measure: { primary: "copied" } },
    ],
    { goals: { copied: { event: "copy" } } },
  );
  site.files.set("/asks", pageOf(rules, body));
  const page = await site.visit("/asks");
  await isThere(page);
  await heard(page, "exposure");
  for (let count = 0; count < 3; count++) await page.click("#buy");
  await page.waitForFunction(() => heard.some(({ kind, experience }) => kind === "exposure" && experience === "now"));
  await page.click("#text", { clickCount: 3 });
  await page.keyboard.press("Control+C");
  await page.waitForFunction(() => heard.some(({ kind, experience }) => kind === "exposure" && experience === "then"));
  assert.ok((await heard(page, "goal")).some(({ goal, experience }) => goal === "copied" && experience === "head"));
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("while consent is pending, what is observed counts for this page and is stored nowhere", async () => {
  const rules = { consent: { mode: "opt-in" }, experiences: [{ id: "e", when: { event: "copy" }, show: [{ surface: "toast", html: "x", label: "x" }] }] };
  const page = await site.open(["copy", "form_start"], { more: rules });
  await page.type("#a", "typed");
  await page.click("#text", { clickCount: 3 });
  await page.keyboard.press("Control+C");
  await page.waitForSelector("omotenashi-surface", { state: "attached" });
  assert.equal(await page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length), "00");
  await close(page);
});

/** In the page: counts listeners, timers that repeat and observers of the document. */
function countAll() {
  window.counts = { listeners: 0, intervals: 0, observers: 0 };
  const add = EventTarget.prototype.addEventListener;
  const own = new WeakMap();
  EventTarget.prototype.addEventListener = function (type, act, options) {
    add.call(this, type, act, options);
    if (!options?.signal) return;
    counts.listeners++;
    if (!own.has(options.signal)) own.set(options.signal, { count: 0 });
    const mine = own.get(options.signal);
    if (!mine.count++) add.call(options.signal, "abort", () => (counts.listeners -= mine.count));
  };
  const set = window.setInterval;
  const clear = window.clearInterval;
  window.setInterval = (...values) => (counts.intervals++, set(...values));
  window.clearInterval = (timer) => (timer && counts.intervals--, clear(timer));
  const Own = MutationObserver;
  const active = new Set();
  window.MutationObserver = class extends Own {
    observe(...values) {
      // The driver has one of its own.
      if (new Error().stack.includes("/omotenashi")) active.add(this);
      counts.observers = active.size;
      super.observe(...values);
    }
    disconnect() {
      active.delete(this);
      counts.observers = active.size;
      super.disconnect();
    }
  };
}

const everything = [
  "view_search_results", "back_and_forth", "click", "file_download", "element_click", "rage_click", "dead_click", "hesitation",
  "element_view", "user_engagement", "scroll", "scroll_depth", "inactivity", "exit_intent", "form_start", "form_submit", "form_abandon",
  "video_start", "audio_start", "video_progress", "video_complete", "exception", "copy",
];

test("what no rule asks for is not started, nor its file loaded; and stop leaves nothing", async () => {
  const count = (page) => page.evaluate(() => ({ ...counts }));
  site.files.set("/bare", pageOf(rulesFor(["purchase", "form"]), body));
  site.asked.length = 0;
  const bare = await site.visit("/bare", (page) => page.addInitScript(countAll));
  await bare.waitForTimeout(500);
  const base = await count(bare);
  assert.equal(site.asked.includes("/omotenashi.observe.js"), false);

  const prepare = (page) => page.addInitScript(countAll);
  const draft = { experiences: [...rulesFor([]).experiences, { id: "d", status: "draft", who: { $did: { event: "dead_click" } }, show: [{ select: "h1", text: "x" }] }] };
  const one = await site.open(["copy"], { prepare, more: draft });
  const few = await count(one);
  // `pageshow` of the file itself, and `copy`.
  assert.deepEqual(few, { ...base, listeners: base.listeners + 2 });

  const all = await site.open(everything, { prepare, more: { observe: { dataLayer: true, product: true } } });
  const many = await count(all);
  assert.ok(many.listeners > few.listeners + 40 && many.intervals > 0 && many.observers > base.observers, JSON.stringify(many));
  assert.equal(await all.evaluate(() => Object.hasOwn(dataLayer, "push")), true);
  await all.evaluate(() => omotenashi.stop());
  assert.deepEqual(await count(all), { listeners: 0, intervals: 0, observers: 0 });
  assert.equal(await all.evaluate(() => Object.hasOwn(dataLayer, "push")), false);
  const before = (await told(all)).length;
  await all.click("#buy");
  await all.evaluate(() => dataLayer.push({ event: "purchase", ecommerce: { value: 1 } }));
  assert.equal((await told(all)).length, before);
  for (const page of [bare, one, all]) await close(page);
});

test("without its file there is one fault, and everything else goes on", async () => {
  site.files.set("/lost", pageOf(rulesFor(["copy", "scroll", "bought"]), body));
  const page = await site.visit("/lost", (page) => page.route("**/omotenashi.observe.js", (route) => route.abort()));
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "observe-unreachable" }]);
  assert.equal(await page.textContent("h1"), "New");
  await heard(page, "exposure");
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("under the strict policy of the README's kind the file comes from beside the script, and works", async () => {
  const headers = { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types omotenashi" };
  const rules = JSON.stringify(rulesFor(["copy", "purchase"], { observe: { dataLayer: true } }));
  site.files.set("/policy-start.js", "window.omotenashi=Object.assign([],{settings:{bot:false}})");
  const html = `<!doctype html><html lang="en"><title>t</title><script src="/policy-start.js"></script><script type="application/json" id="om-rules">${rules}</script><script src="/omotenashi.js" data-rules="#om-rules"></script><h1>Old</h1><p id="text">Some words</p>`;
  site.files.set("/policy", { body: html, headers });
  const page = await site.visit("/policy");
  await isThere(page);
  await heard(page, "exposure");
  await page.click("#text", { clickCount: 3 });
  await page.keyboard.press("Control+C");
  assert.equal((await heard(page, "goal"))[0].goal, "copy");
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("in the module, too", async () => {
  const script = `<script type="module">import { start } from "/omotenashi.mjs";
    window.om = await start({ rules: ${JSON.stringify(rulesFor(["copy"]))}, bot: false });</script>`;
  site.files.set("/module", `<!doctype html><html lang="en"><title>t</title><h1>Old</h1><p id="text">Some words</p>${script}`);
  const page = await site.visit("/module", (page) => page.addInitScript(listenToTracks));
  await isThere(page);
  await page.click("#text", { clickCount: 3 });
  await page.keyboard.press("Control+C");
  await props(page, "copy");
  assert.deepEqual(page.errors, []);
  await close(page);
});
