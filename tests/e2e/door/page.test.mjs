// Pages as they are: in pieces, alive, in frameworks.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";
import { inPieces } from "../../stage/site.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

/** A page in pieces, cut at `|`. */
const cut = (text) => inPieces(text.split("|"), 60);

test("content that arrives in pieces is never painted, and comes back whole", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }, { select: "#d", html: "<b>New</b>" }] }]);
  const body = `<h1>Ol|d ti<i>t|l</i>e|</h1><div id="d"><p>o|ne</p><p>t|wo</p>te|xt</div><p>e|nd</p>|<p>last</p>`;
  const text = pageOf(rules, body);
  site.files.set("/pieces", cut(text));
  site.files.set("/whole", text.replaceAll("|", ""));
  const page = await site.visit("/pieces", (page) =>
    page.addInitScript(() => {
      window.frames_ = new Set();
      const look = () => {
        for (const element of document.querySelectorAll("h1,#d")) frames_.add(element.outerHTML);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }),
  );
  await page.waitForLoadState("load");
  const painted = await page.evaluate(() => [...frames_].filter((text) => /Ol|one|two|ti/.test(text)));
  assert.deepEqual(painted, []);
  assert.equal(await page.innerHTML("h1"), "New");
  assert.equal(await page.innerHTML("#d"), "<b>New</b>");
  await page.evaluate(() => omotenashi.stop());
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const whole = await context.newPage();
  await whole.goto(`${site.url}/whole`);
  assert.equal(await page.content(), await whole.content());
});

test("stopped in the middle of loading, the rest of the page comes as written", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
  const body = `<h1>Ol|d ti<i>t|l</i>e</h1><script>omotenashi.stop()</script><p>e|nd</p>`;
  site.files.set("/stopped", cut(pageOf(rules, body)));
  const page = await site.visit("/stopped");
  assert.equal(await page.innerHTML("h1"), "Old ti<i>tl</i>e");
});

test("code of the page that runs inside our change may call us", async () => {
  const show = [{ select: "#a", text: "New" }, { select: "#b", text: "New" }];
  const rules = rulesOf([{ show, measure: { primary: "gone" } }], { goals: { gone: { event: "gone" } } });
  const head = `<script>
    customElements.define("x-guest", class extends HTMLElement {
      disconnectedCallback() { omotenashi.track("gone"); window.seen = omotenashi.variant("e0"); }
    });
    addEventListener("blur", () => omotenashi.track("gone"), true);
  </script>`;
  const body = `<div id="a"><x-guest>guest</x-guest></div><div id="b"><input autofocus></div>`;
  site.files.set("/alive", pageOf(rules, body, { early: head }));
  const page = await site.visit("/alive");
  await heard(page, "exposure");
  await page.evaluate(() => omotenashi.track("gone"));
  await heard(page, "goal");
  assert.equal(await page.textContent("#b"), "New");
  assert.equal(await page.evaluate(() => window.seen), "show");
  assert.deepEqual(page.errors, []);
});

test("stopping inside a change of a page that is there already leaves the rest of it alone", async () => {
  const rules = rulesOf([{ show: [{ select: "#a", text: "New" }, { select: "#b", text: "New" }] }]);
  const body = `<div id="a"><x-guest>guest</x-guest></div><div id="b">b</div>`;
  const head = `<script>
    customElements.define("x-guest", class extends HTMLElement { disconnectedCallback() { omotenashi.stop(); } });
    window.omotenashi = Object.assign([], { settings: { bot: false } });
  </script><script src="/omotenashi.js"></script>`;
  site.files.set("/there", `<!doctype html><html><head>${head}</head><body>${body}</body></html>`);
  const page = await site.visit("/there");
  await page.evaluate((rules) => omotenashi.push(["rules", rules]), rules);
  assert.equal(await page.innerHTML("body"), body);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure" || kind === "fault")), []);
  assert.deepEqual(page.errors, []);
});

test("stopping inside a change puts everything back", async () => {
  const rules = rulesOf([{ show: [{ select: "#a", text: "New" }, { select: "#b", text: "New" }] }]);
  const head = `<script>
    customElements.define("x-guest", class extends HTMLElement { disconnectedCallback() { omotenashi.stop(); } });
  </script>`;
  site.files.set("/stop", pageOf(rules, `<div id="b">b</div><div id="a"><x-guest>guest</x-guest></div>`, { early: head }));
  const page = await site.visit("/stop");
  assert.equal(await page.innerHTML("body"), `<div id="b">b</div><div id="a"><x-guest>guest</x-guest></div>`);
  assert.deepEqual(page.errors, []);
});

test("what a page adds later is changed before it is painted, and what we added is left alone", async () => {
  const rules = rulesOf([{ show: [{ select: ".late", html: '<p class="late">New</p>' }] }]);
  site.files.set("/late", pageOf(rules, "<main></main>"));
  const page = await site.visit("/late");
  const text = await page.evaluate(async () => {
    document.querySelector("main").innerHTML = '<div><p class="late">Old</p></div><p class="late">Old</p>';
    await new Promise(requestAnimationFrame);
    return document.querySelector("main").innerHTML;
  });
  assert.equal(text, '<div><p class="late"><p class="late">New</p></p></div><p class="late"><p class="late">New</p></p>');
  assert.equal((await heard(page, "exposure")).length, 1);
});

test("a single-page application gets a new page view for each path", async () => {
  const rules = rulesOf([
    { id: "home", where: { "page.path": "/spa" }, show: [{ select: "h1", text: "Home!" }] },
    { id: "two", where: { "page.path": "/two" }, show: [{ select: "h1", text: "Two!" }] },
  ]);
  site.files.set("/spa", pageOf(rules, "<h1>Site</h1>"));
  const page = await site.visit("/spa");
  assert.equal(await page.textContent("h1"), "Home!");
  await page.evaluate(() => history.pushState(null, "", "/two"));
  assert.equal(await page.textContent("h1"), "Two!");
  await page.evaluate(() => history.pushState(null, "", "#part"));
  assert.equal(await page.textContent("h1"), "Two!");
  await page.evaluate(() => history.go(-2));
  await page.waitForFunction(() => document.querySelector("h1").textContent === "Home!");
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, 3);
});

test("included twice, the second does nothing", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
  const again = `<script>window.first = omotenashi</script><script src="/omotenashi.js" data-rules="#om-rules"></script>`;
  site.files.set("/twice", pageOf(rules, `<h1>Old</h1>${again}`));
  const page = await site.visit("/twice");
  assert.equal((await heard(page, "exposure")).length, 1);
  assert.ok(await page.evaluate(() => window.first === omotenashi));
});

test("a script that an optimiser runs late finds its tag", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
  const text = pageOf(rules, "<h1>Old</h1>").replace('<script src="/omotenashi.js"', '<script type="text/later" data-src="/omotenashi.js"');
  site.files.set("/optimised", text);
  const page = await site.visit("/optimised");
  await page.evaluate(async () => {
    const code = await (await fetch("/omotenashi.js")).text();
    (0, eval)(code);
  });
  assert.equal(await page.textContent("h1"), "New");
});
