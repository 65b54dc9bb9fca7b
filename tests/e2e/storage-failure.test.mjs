// Everything that a browser's storage can do to us: the page is personalised all the same, nothing is thrown, one fault
// says what happened, what was remembered lives in memory until the page is left, and nobody is in an experiment who
// would not be known again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf, until } from "./host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = rulesOf([
  { id: "plain", show: [{ select: "h1", text: "New" }] },
  { id: "again", who: { "visit.pages": { $gte: 2 } }, show: [{ select: "h2", text: "Again" }] },
  { id: "ab", variants: { b: { show: [{ select: "p", text: "B" }] } }, split: { original: 50, b: 50 } },
  { id: "did", who: { $did: { event: "a", count: 1, of: "n", sum: 1 } }, show: [{ surface: "toast", text: "x" }] },
]);
const body = "<h1>Old</h1><h2>Once</h2><p>Old</p>";

/** In the page, before anything of ours: this method of the storage throws that. */
const throwing = (method, name) =>
  `Storage.prototype.${method} = () => { throw new DOMException("no", "${name}"); };`;

const getter = (body) => `Object.defineProperty(window, "localStorage", { configurable: true, get() { ${body} } });`;

/** Puts texts where ours are, before each page. */
const planted = (texts) =>
  `if (!localStorage.planted) { localStorage.planted = 1;
    for (const [key, text] of Object.entries(${JSON.stringify(texts)})) localStorage.setItem("omotenashi.test." + key, text); }`;

const sound = (visit) => `[1,"0123456789abcdef",[${visit},1790000000000,0,3,0,0,0,1790000000000,0],"",{},[],[],[],[]]`;
const now = Date.now();
const part = `[[1,"fedcba9876543210",[1,${now},0,1,0,0,0,0,0],"",{},[],[],[]],${now},"page_view",{}]`;

/**
 * What the storage does · before each page · the faults · whether an experiment may be entered · pages known on the
 * second view of a page; undefined where that is not the point.
 */
const table = [
  ["does what it should", "", [], true, 2],
  ["throws on access", getter('throw new DOMException("no", "SecurityError");'), ["storage-unavailable"], false, 1],
  ["throws on access, and not with an exception of the browser", getter('throw "no";'), ["storage-unavailable"], false, 1],
  ["is switched off: null", getter("return null;"), ["storage-unavailable"], false, 1],
  ["is not there: undefined", getter("return undefined;"), ["storage-unavailable"], false, 1],
  ["throws on read", throwing("getItem", "SecurityError"), ["storage-unavailable"], false, 1],
  ["throws on write", throwing("setItem", "SecurityError"), ["storage-unavailable"], false, 1],
  ["throws on write and on removal", throwing("setItem", "UnknownError") + throwing("removeItem", "UnknownError"), ["storage-unavailable"], false, 1],
  ["says that it is full", throwing("setItem", "QuotaExceededError"), ["storage-full"], false, 1],
  ["is full", 'try { localStorage.full ??= "x".repeat(5 * 1024 * 1024 - 100); } catch { localStorage.full = "x".repeat(4 * 1024 * 1024); }', ["storage-full"], false, 1],
  ["is full for long texts", 'const { setItem } = Storage.prototype; Storage.prototype.setItem = function (key, text) { if (key.endsWith(".profile")) throw new DOMException("no", "QuotaExceededError"); setItem.call(this, key, text); };', ["storage-full"], true, 2],
  ["takes everything and keeps nothing", "Storage.prototype.setItem = () => {};", [], false, 1],
  ["keeps something else", 'const { setItem } = Storage.prototype; Storage.prototype.setItem = function (key, text) { setItem.call(this, key, text.slice(0, 50)); };', [], false, 1],
  ["has no locks", 'Object.defineProperty(navigator, "locks", { value: undefined });', [], true, 2],
  ["gives no lock", 'navigator.locks.request = () => Promise.reject(new DOMException("no", "SecurityError"));', [], true, 2],
  ["throws where a lock is asked for", 'navigator.locks.request = () => { throw new DOMException("no", "SecurityError"); };', [], true, 2],
  ["has a sound profile", planted({ profile: sound(4) }), [], true, 2],
  ["has a torn profile", planted({ profile: sound(4).slice(0, 40) }), [], true, 2],
  ["has no JSON", planted({ profile: "\u0000{oops", outbox: "]", consent: "{" }), [], true, 2],
  ["has JSON of another kind", planted({ profile: '{"v":1}', outbox: '{"a":1}', consent: "[]" }), [], true, 2],
  ["has wrong types everywhere", planted({ profile: '[1,"x",[[],{},"1"],"",[1],[[1],["e",1,[],[],[]]],[[1,1,1],["x"]],{},7,[[]]]', outbox: '[[1,2],["/collect","{"]]' }), [], true],
  ["has a profile of a future version", planted({ profile: sound(4).replace("[1,", "[2,") }), [], true, 2],
  ["has a record of a future version", planted({ consent: `{"v":2,"until":${now * 2},"personalization":"denied"}` }), [], true, 2],
  ["has a profile from the future", planted({ profile: sound(4).replaceAll("1790000000000", "9790000000000") }), [], true],
  ["has a profile from long ago", planted({ profile: sound(4).replaceAll("1790000000000", "1000000000000") }), [], true, 2],
  ["has a torn part beside it", planted({ profile: sound(4), "profile~1": part.slice(0, 60) }), [], true, 2],
  ["has a part alone", planted({ "profile~1": part }), [], true, 3],
  ["has parts of another kind", planted({ "profile~1": "null", "profile~2": "[[]]", "profile~3": "", "profile~": "[1]" }), [], true, 2],
];

const codes = (visit) => visit.evaluate(() => heard.filter(({ kind }) => kind === "fault").map(({ code }) => code));

for (const [name, early, faults, enters, pages] of table)
  test(`a storage that ${name}`, async () => {
    site.files.set("/", pageOf(rules, body));
    const from = site.posts.length;
    const visit = await site.visit("/", (visit) => early && visit.addInitScript(early));
    for (let view = 1; view <= 2; view++) {
      await visit.waitForFunction(() => window.omotenashi?.explain && document.querySelector("h1").textContent === "New");
      // What happens on a page is known on it, whatever is stored.
      await visit.evaluate(() => [1, 2, 3].forEach((n) => omotenashi.track("a", { n })));
      const { behaviours } = await visit.evaluate(() => omotenashi.profile());
      assert.equal(behaviours.find(({ asks }) => asks === "sum").answer, enters ? 6 * view : 6);
      const { applied, reason } = await visit.evaluate(() => omotenashi.explain("ab"));
      assert.deepEqual([applied, reason], enters ? [true, "applied"] : [false, "storage"]);
      if (view === 2 && pages) assert.equal((await visit.evaluate(() => omotenashi.profile())).pages, pages);
      await until(async () => (await codes(visit)).length >= faults.length, "the faults");
      await visit.waitForTimeout(50);
      assert.deepEqual(await codes(visit), faults);
      if (view === 1) await visit.reload();
    }
    assert.deepEqual(visit.errors, []);
    await visit.goto("about:blank");
    await until(() => site.posts.length > from, "what was shown is told");
    const told = () => site.events.some(({ experience }) => experience === "ab");
    if (enters) await until(told, "counted where the visitor is known again");
    else await visit.waitForTimeout(100);
    assert.equal(told(), enters, "and only there");
    site.posts.length = 0;
    await visit.context().close();
  });

const wipes = [
  ["by the page's own code", (visit) => visit.evaluate(() => localStorage.clear())],
  ["by the browser", async (visit) => {
    const session = await visit.context().newCDPSession(visit);
    await session.send("Storage.clearDataForOrigin", { origin: site.url, storageTypes: "local_storage" });
  }],
];

for (const [name, wipe] of wipes)
  test(`a storage that is cleared ${name} while the page is open brings nothing back`, async () => {
    site.files.set("/", pageOf(rules, body));
    const visit = await site.visit("/");
    await heard(visit, "exposure", 2);
    await visit.evaluate(() => [1, 2, 3].forEach((n) => omotenashi.track("a", { n })));
    const { visitor } = await visit.evaluate(() => omotenashi.profile());
    await until(() => visit.evaluate(() => (localStorage["omotenashi.test.profile"] ?? "").includes("[")), "stored");
    await visit.waitForTimeout(1300);
    await wipe(visit);
    await until(() => visit.evaluate(() => localStorage.length === 0), "wiped");
    await visit.evaluate(() => omotenashi.track("a", { n: 7 }));
    await visit.waitForTimeout(1300);
    const stored = await visit.evaluate(() => JSON.stringify(localStorage));
    assert.ok(!stored.includes(visitor), stored);
    assert.equal(await visit.textContent("h1"), "New");
    await visit.reload();
    const again = await visit.evaluate(() => omotenashi.profile());
    assert.notEqual(again.visitor, visitor);
    assert.deepEqual(await codes(visit), []);
    assert.deepEqual(visit.errors, []);
    await visit.context().close();
  });

test("in a frame that may have no storage the page is personalised, and nothing is remembered", async () => {
  site.files.set("/inner", pageOf(rules, body, { early: "<script>addEventListener('error', () => parent.postMessage('error', '*'))</script>" }));
  site.files.set("/", '<!doctype html><iframe sandbox="allow-scripts" src="/inner"></iframe>');
  const visit = await site.visit("/");
  const frame = visit.frames()[1];
  await frame.waitForFunction(() => window.omotenashi?.explain);
  assert.equal(await frame.textContent("h1"), "New");
  assert.equal((await frame.evaluate(() => omotenashi.explain("ab"))).reason, "storage");
  const told = await frame.evaluate(() => new Promise((done) => {
    const list = [];
    omotenashi.on("fault", ({ code }) => list.push(code));
    setTimeout(done, 1300, list);
  }));
  assert.deepEqual(told, ["storage-unavailable"]);
  assert.deepEqual(visit.errors, []);
});
