// Pages that come back, pages that are made before anybody sees them, and the last moment of a page: in the
// browser's own way, judged by what arrived at the server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openAlone } from "./alone.mjs";
import { openHost, pageOf, rulesOf, until } from "../host.mjs";

/** Playwright switches the back-forward cache off. */
const browser = { ignoreDefaultArgs: ["--disable-back-forward-cache"], args: ["--enable-features=BackForwardCache"] };

let site;
before(async () => (site = await openHost(browser)));
after(() => site.close());

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The events that arrived, each once: they are delivered at least once, with an id. */
const arrived = () => [...new Map(site.events.map((event) => [event.id, event])).values()];
const exposures = () => arrived().filter(({ type }) => type === "exposure").map(({ experience }) => experience);

const body = '<h1>Old</h1><button id="go">go</button>';
const goals = { clicked: { click: "#go" } };
const rules = (id) => rulesOf([{ id, show: [{ select: "h1", text: "New" }], measure: { primary: "clicked" } }], { goals });

/** In a page: whether the browser had kept it, once it is back. */
const noted = `<script>addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted))</script>`;

/** Comes back to the page before; says why the browser had not kept it, or "" if it had. */
async function comeBack(page, path) {
  await page.evaluate(() => history.back()).catch(() => {});
  const back = (path) => location.pathname === path && window.persisted !== undefined;
  await page.waitForFunction(back, path, { timeout: 8000 });
  const [kept, reasons] = await page.evaluate(() => [persisted, performance.getEntriesByType("navigation")[0].notRestoredReasons]);
  return kept ? "" : JSON.stringify(reasons);
}

/**
 * A visit that left a page by `leave` and woke it from the browser's cache. A busy browser may give a sleeping page
 * up, of which we can know nothing: then another visitor tries.
 */
async function wake(path, leave) {
  const refused = [];
  while (refused.length < 4) {
    await site.forget();
    const page = await site.visit(path);
    await leave(page);
    const reason = await comeBack(page, path).catch((error) => error.message);
    if (!reason) return page;
    refused.push(reason);
  }
  throw new Error(`no page came from the cache: ${refused.join("; ")}`);
}

test("back from the cache of the browser: the same page, one page view more, nobody counted again", async () => {
  site.files.set("/back", pageOf(rules("back"), body, { early: noted }));
  site.files.set("/away", "<!doctype html><title>away</title>");
  let pages;
  const page = await wake("/back", async (page) => {
    await until(() => exposures().length === 1, "the exposure");
    ({ pages } = await page.evaluate(() => omotenashi.profile()));
    await page.goto(`${site.url}/away`);
  });
  assert.equal(await page.textContent("h1"), "New");
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, pages + 1);
  await page.click("#go");
  await until(() => arrived().some(({ type }) => type === "goal"), "the goal");
  assert.deepEqual(exposures(), ["back"]);
  assert.deepEqual(page.errors, []);
});

/** What the storage holds, by key. */
const stored = (page) => page.evaluate(() => Object.entries(localStorage));

test("consent withdrawn while a page slept in the cache: it wakes and brings nothing back", async () => {
  const asked = { ...rules("slept"), site: "slept", consent: { mode: "opt-in" } };
  site.files.set("/slept", pageOf(asked, body, { early: noted }));
  site.files.set("/no", pageOf(asked, body));
  const page = await wake("/slept", async (page) => {
    await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
    assert.ok(await page.evaluate(() => localStorage.length > 0));
    await page.goto(`${site.url}/no`);
    await page.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "denied" }));
    assert.deepEqual(await stored(page), []);
  });
  await page.click("#go");
  await pause(1200);
  assert.deepEqual(await stored(page), []);
});

test("a page made ahead by speculation rules counts when somebody sees it", async (t) => {
  await site.forget();
  const told = [];
  let go;
  const going = new Promise((done) => (go = done));
  site.files.set("/told", (request, response) => {
    told.push(request.url.split("?")[1]);
    response.end();
  });
  site.files.set("/when", (request, response) => going.then(() => response.end()));
  const head = `<script>
    const tell = (what) => fetch("/told?" + what, { method: "POST" });
    if (document.prerendering) {
      tell("made");
      document.addEventListener("prerenderingchange", () => tell("seen"));
      addEventListener("load", () => tell("changed:" + document.querySelector("h1").textContent + localStorage.length));
    }
  </script>`;
  site.files.set("/ahead", pageOf(rules("ahead"), body, { early: head }));
  const speculation = { prerender: [{ source: "list", urls: ["/ahead"], eagerness: "immediate" }] };
  site.files.set(
    "/before",
    `<!doctype html><script type="speculationrules">${JSON.stringify(speculation)}</script>` +
      `<script>fetch("/when").then(() => (location.href = "/ahead"))</script>`,
  );
  const alone = openAlone(`${site.url}/before`);
  t.after(() => alone.close());
  await until(() => told.some((what) => what.startsWith("changed")), "the page made ahead");
  await pause(1500);
  assert.deepEqual(exposures(), [], "nobody has seen it");
  assert.deepEqual(told, ["made", "changed:New0"]);
  go();
  await until(() => exposures().length > 0, "the exposure");
  await until(() => told.includes("seen"), "the same page was activated");
  assert.deepEqual(exposures(), ["ahead"]);
});

/** In the page that is left: prerenders the other once something waits to be sent, and withdraws when it is told to. */
const withdraws = `<script>
  const told = (what) => fetch("/told?" + what, { method: "POST" });
  const added = () => {
    const rules = { prerender: [{ source: "list", urls: ["/next"], eagerness: "immediate" }] };
    document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", textContent: JSON.stringify(rules) }));
  };
  const waiting = setInterval(() => {
    if (!localStorage["omotenashi.withdrawn.outbox"]) return;
    clearInterval(waiting);
    added();
  }, 100);
  fetch("/when").then(async () => {
    omotenashi.consent({ personalization: "denied", measurement: "denied", sharing: "denied" });
    // What was on its way by then has arrived before the second.
    await told("withdrawn");
    await told("going");
    location.href = "/next";
  });
</script>`;

/** In the page made ahead: time enough, by its own clock, to have something at hand for sending; and again once it is seen. */
const waits = `<script>
  const told = (what) => fetch("/told?" + what, { method: "POST", keepalive: true });
  const soon = (act) => setTimeout(act, 4000);
  if (document.prerendering) addEventListener("load", () => soon(() => told("ready:" + Object.keys(localStorage).sort())));
  document.addEventListener("prerenderingchange", () => {
    told("seen");
    soon(() => told("after:" + Object.keys(localStorage) + ":" + omotenashi.consent().measurement));
  });
</script>`;

test("consent withdrawn while a page is made ahead: nothing that it had at hand is sent when somebody sees it", async (t) => {
  await site.forget();
  const told = [];
  let go;
  const going = new Promise((done) => (go = done));
  let posts;
  site.files.set("/told", (request, response) => {
    const what = decodeURIComponent(request.url.split("?")[1]);
    told.push(what);
    // Now: what comes from here on came after the withdrawal.
    if (what === "going") posts = site.posts.length;
    response.end();
  });
  site.files.set("/when", (request, response) => going.then(() => response.end()));
  const own = (id) => ({ ...rules(id), site: "withdrawn" });
  site.files.set("/next", pageOf(own("next"), body, { early: waits }));
  site.files.set("/first", pageOf(own("first"), body, { head: withdraws }));
  // Until the yes is taken back nothing can be delivered, so that the page made ahead finds it.
  site.answer.status = 503;
  t.after(() => (site.answer.status = 204));
  const alone = openAlone(`${site.url}/first`);
  t.after(() => alone.close());
  await until(() => told.some((what) => what.startsWith("ready")), "the page made ahead", 60_000);
  assert.match(told[0], /outbox/, "there was something to send");
  assert.ok(exposures().includes("first"), "which was tried");
  site.answer.status = 204;
  go();
  await until(() => told.some((what) => what.startsWith("after")), "the page is seen", 60_000);
  assert.deepEqual(told.slice(1), ["withdrawn", "going", "seen", "after:omotenashi.withdrawn.consent:denied"]);
  assert.deepEqual(site.posts.slice(posts), []);
});

for (const [name, ids, prepare] of [
  ["fetch fails at once", ["short"], () => (window.fetch = () => { throw new Error("no"); })],
  // 20 events, too much for `keepalive`.
  ["they are too much to outlive the page by fetch", Array.from({ length: 20 }, (_, n) => `long-${n}-${"x".repeat(2900)}`), () => {}],
])
  test(`on the way out, a beacon takes the events when ${name}`, async () => {
    await site.forget();
    const experiences = ids.map((id) => ({ id, show: [{ select: "h1", class: { add: ["a"] } }] }));
    // Each has an element of its own.
    const own = experiences.map((one, n) => ({ ...one, show: [{ select: `#n${n}`, text: "New" }] }));
    site.files.set("/out", pageOf(rulesOf(own), ids.map((_, n) => `<p id="n${n}">Old</p>`).join("")));
    site.files.set("/away", "<!doctype html><title>away</title>");
    const page = await site.visit("/out", (page) => page.addInitScript(prepare));
    await page.waitForFunction((count) => heard.filter(({ kind }) => kind === "exposure").length === count, ids.length);
    await page.goto(`${site.url}/away`);
    await until(() => arrived().length === ids.length, "the events");
    assert.deepEqual(exposures().sort(), [...ids].sort());
    // `fetch` asks for leave (cors), a beacon does not.
    assert.deepEqual([...new Set(site.events.map(({ mode }) => mode))], ["no-cors"]);
    assert.deepEqual(page.errors, []);
  });

test("a browser that compiles nothing at once: the page is changed a little later, and counts", async () => {
  await site.forget();
  site.files.set("/async", pageOf(rules("async"), body));
  const page = await site.visit("/async", (page) =>
    page.addInitScript(() => {
      const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, {
        construct(target, [bytes]) {
          if (bytes.byteLength <= 4096) return new target(bytes);
          window.refused = true;
          throw new RangeError("WebAssembly.Module is disallowed on the main thread");
        },
      });
    }),
  );
  await page.waitForFunction(() => document.querySelector("h1").textContent === "New");
  assert.equal(await page.evaluate(() => window.refused), true);
  await until(() => exposures().length > 0, "the exposure");
  assert.deepEqual(exposures(), ["async"]);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "fault")), []);
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.textContent("h1"), "Old");
  assert.deepEqual(page.errors, []);
});
