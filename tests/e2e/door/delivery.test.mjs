// The asynchronous delivery with its stub, and what leaves the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../js/build/place.mjs";
import { heard, openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
const source = readFileSync(join(root, "js/door/entry/stub.js"), "utf8");
const stub = (ms) => source.replace(/^\/[/*].*$/gm, "").replace("OMOTENASHI_HIDE", '":is(h1)"').replaceAll("OMOTENASHI_MS", ms);

/** Answers when it is told to. */
function gate(text) {
  let open;
  const opened = new Promise((done) => (open = done));
  return { open, answer: (request, response) => opened.then(() => response.end(text)) };
}

const page = (ms, rules) =>
  `<!doctype html><script>${stub(ms)};omotenashi.settings={bot:false}</script>
   <script async src="/omotenashi.js" data-rules="${rules}"></script><h1>Old</h1><p>Text</p>`;
const shown = (page) => page.evaluate(() => getComputedStyle(document.querySelector("h1")).visibility);

test("the stub, also pasted twice or run again, hides what changes until it has changed", async () => {
  const slow = gate(JSON.stringify(rules));
  site.files.set("/slow.json", slow.answer);
  site.files.set("/stub", `${page(20000, "/slow.json")}<script>${stub(20000)}</script>`);
  const visit = await site.visit("/stub");
  assert.equal(await shown(visit), "hidden");
  slow.open();
  await heard(visit, "exposure");
  assert.equal(await shown(visit), "visible");
  assert.equal(await visit.textContent("h1"), "New");
  await visit.addScriptTag({ content: stub(20000) });
  assert.equal(await visit.evaluate(() => document.adoptedStyleSheets.length), 0);
  // What it has to send must not arrive in the midst of another test.
  await visit.context().close();
});

test("after its time the stub gives up, and who comes late changes nothing", async () => {
  const later = gate(JSON.stringify(rules));
  site.files.set("/later.json", later.answer);
  site.files.set("/late", page(100, "/later.json"));
  const visit = await site.visit("/late");
  await visit.waitForFunction(() => getComputedStyle(document.querySelector("h1")).visibility === "visible");
  later.open();
  await visit.waitForFunction(() => omotenashi.explain("e0"));
  assert.equal(await visit.textContent("h1"), "Old");
  assert.deepEqual(await visit.evaluate(() => heard.filter(({ kind }) => kind !== "consent")), []);
  assert.equal((await visit.evaluate(() => omotenashi.explain("e0"))).applied, false);
});

/** Names of the members that the types give an interface. */
function membersOf(name) {
  const types = readFileSync(join(root, "js/types/omotenashi.d.ts"), "utf8");
  const [, body] = new RegExp(`interface ${name} \\{(.*?)\n\\}`, "s").exec(types);
  return [...body.matchAll(/^  (\w+)\??:/gm)].map(([, member]) => member);
}

test("events survive the page that made them, and have the members that the types say", async () => {
  const measured = rulesOf([{ show: [{ select: "h1", text: "New" }], measure: { primary: "g" } }], { goals: { g: { event: "buy" } } });
  site.files.set("/leave", pageOf(measured, "<h1>Old</h1>"));
  site.files.set("/next", "<!doctype html><p>elsewhere</p>");
  await site.forget();
  const visit = await site.visit("/leave");
  await heard(visit, "exposure");
  await visit.evaluate(() => omotenashi.track("buy"));
  await visit.goto(`${site.url}/next`);
  await until(() => site.events.length > 1, "the exposure and the goal");
  // Delivered at least once: what comes twice has the same id.
  const once = [...new Map(site.events.map((event) => [event.id, event])).values()];
  assert.deepEqual(once.map(({ type, experience }) => [type, experience]), [["exposure", "e0"], ["goal", "e0"]]);
  const [{ path, mode, ...batch }] = site.posts;
  for (const [name, sent] of [["Batch", batch], ["Exposure", batch.events[0]], ["Goal", batch.events[1]]])
    assert.deepEqual(Object.keys(sent), membersOf(name), name);
});

test("a destination that refuses, or leads elsewhere, is one fault; one that never answers is asked again", async () => {
  const urls = ["/refuse", "/moved", "/silent"];
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }], { destinations: urls.map((url) => ({ to: "beacon", url })) });
  site.files.set("/refusing", pageOf(rules, "<h1>Old</h1>"));
  site.files.set("/refuse", (request, response) => response.writeHead(403).end());
  // A question to there is answered, and nothing has arrived.
  site.files.set("/moved", (request, response) => response.writeHead(301, { location: "/next" }).end());
  site.files.set("/next", "<!doctype html><p>elsewhere</p>");
  let asked = 0;
  site.files.set("/silent", () => asked++);
  const visit = await site.visit("/refusing", (page) =>
    page.addInitScript(() => {
      const { timeout } = AbortSignal;
      AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 100);
    }),
  );
  const faults = await heard(visit, "fault", 2);
  assert.deepEqual(faults.map(({ code, detail }) => `${code} ${detail}`).sort(), ["beacon-refused /moved", "beacon-refused /refuse"]);
  await until(() => asked > 1, "the second attempt");
  await visit.context().close();
});

test("a prerendered page is changed, and counts when somebody sees it", async () => {
  site.files.set("/prerendered", pageOf(rules, "<h1>Old</h1>"));
  const visit = await site.visit("/prerendered", (page) =>
    page.addInitScript(() => {
      window.unseen = true;
      Object.defineProperty(document, "prerendering", { get: () => window.unseen });
    }),
  );
  assert.equal(await visit.textContent("h1"), "New");
  await visit.waitForTimeout(300);
  assert.equal(await visit.evaluate(() => heard.filter((one) => one.kind === "exposure").length + localStorage.length), 0);
  // More than waits for company: what is stored is read again, and added to.
  const visitor = () => omotenashi.profile().visitor;
  await visit.evaluate(() => Array.from({ length: 25 }, () => omotenashi.track("look")));
  const before = await visit.evaluate(visitor);
  assert.notEqual(before, "");
  await visit.evaluate(() => {
    window.unseen = false;
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  assert.equal((await heard(visit, "exposure")).length, 1);
  assert.equal(await visit.evaluate(visitor), before);
  assert.ok(await visit.evaluate((id) => Object.entries(localStorage).some(([key, text]) => key.includes(".profile") && text.includes(id)), before));
});
