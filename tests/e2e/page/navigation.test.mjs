// Other ways to another page, and other ways in which a page comes to be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../js/build/place.mjs";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => {
  site = await openHost();
  site.files.set("/turbo.js", readFileSync(join(root, "node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js")));
});
after(() => site.close());

const at = (path, text, id = "t") => ({ id: id + path.slice(1), where: { "page.path": path }, show: [{ select: "h1", text }] });
const title = (page, text) => page.waitForFunction((text) => document.querySelector("h1")?.textContent === text, text);
const exposed = async (page) => (await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure"))).map(({ experience }) => experience);

test("Turbo: each visit is a page, a snapshot holds the page as written, and a morph is changed again", async () => {
  const rules = rulesOf([
    { ...at("/one", "One!"), show: [{ select: "h1", text: "One!" }, { select: "p", insert: { last: "<b>new</b>" }, class: { add: ["om"] } }] },
    at("/two", "Two!"),
    { show: [{ surface: "card", select: "h1", html: "<p>New</p>", label: "New" }] },
  ]);
  const card = (page) => page.waitForFunction(() => document.querySelector("h1 + omotenashi-surface")?.shadowRoot?.querySelector(".card"));
  const body = (name) => `<h1>${name}</h1><p>${name}</p><a id="go" href="/two">two</a><a id="plain" href="/three">three</a>`;
  const early = '<script src="/turbo.js"></script>';
  for (const name of ["one", "two", "three"]) site.files.set(`/${name}`, pageOf(rules, body(name), { early }));
  const page = await site.visit("/one");
  await title(page, "One!");
  await card(page);
  await page.evaluate(() => {
    window.cached = [];
    document.addEventListener("turbo:before-cache", () => setTimeout((body) => cached.push(body.innerHTML), 0, document.body));
    window.marker = 1;
  });
  await page.click("#go");
  await title(page, "Two!");
  await card(page);
  await page.click("#plain");
  await title(page, "three");
  await page.goBack();
  await title(page, "Two!");
  await card(page);
  await page.goBack();
  await title(page, "One!");
  await card(page);
  assert.deepEqual(await page.evaluate(() => cached), ["one", "two", "three", "two"].map(body));
  assert.equal(await page.locator("omotenashi-surface").count(), 1);
  await page.waitForFunction(() => document.querySelector("p").innerHTML === "one<b>new</b>");
  assert.equal(await page.evaluate(() => window.marker), 1, "the document was never left");
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.innerHTML("body"), body("one"));
  assert.deepEqual(await exposed(page), ["tone", "e2", "ttwo"]);
  assert.deepEqual(page.errors, []);
});

test("Turbo: a page that is morphed is morphed as it was written, and changed again; nothing counts twice", async () => {
  const rules = rulesOf([
    { show: [{ select: "#a", move: { after: "#c" } }] },
    { show: [{ select: ".x", swap: ".z" }] },
    { show: [{ select: "#other", insert: { last: "<li>new</li>" } }] },
  ]);
  const more = ["", '<li id="d">d</li>', '<li id="d">d</li>'];
  const body = () =>
    `<ul id="l"><li id="a">a</li><li id="b">b</li><li id="c">c</li></ul><ul id="other">${more[0]}</ul><p><i class="x">x</i><i>y</i><i class="z">z</i></p><h1>${more.length}</h1>`;
  const early = '<meta name="turbo-refresh-method" content="morph"><script src="/turbo.js"></script>';
  const write = () => site.files.set("/morphed", pageOf(rules, body(), { early }));
  write();
  const page = await site.visit("/morphed");
  const text = (box) => page.evaluate((box) => document.querySelector(box).textContent, box);
  for (const left of [2, 1]) {
    more.shift();
    write();
    await page.evaluate(() => Turbo.session.refresh(location.href));
    await title(page, `${left}`);
    await page.waitForFunction(() => document.querySelector("#l").textContent === "bca");
    assert.deepEqual([await text("#other"), await text("p")], ["dnew", "zyx"]);
  }
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.innerHTML("body"), body());
  assert.equal((await exposed(page)).length, 3);
  assert.deepEqual(page.errors, []);
});

test("htmx: the snapshot holds the page as written, and what stays or comes back is changed again", async () => {
  const body = "<h1>Old</h1><p>p</p>";
  const box = (surface, more) => ({ show: [{ surface, html: "<p>New</p>", label: "New", ...more }] });
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }, { select: "p", remove: true }] }, box("bar"), box("card", { select: "h1" })]);
  site.files.set("/one", pageOf(rules, body));
  const page = await site.visit("/one");
  await page.waitForSelector("h1 + omotenashi-surface", { state: "attached" });
  // As htmx 2 does before it goes on, and when it comes back.
  const [saved, left, back] = await page.evaluate(async () => {
    const rest = () => new Promise((done) => setTimeout(done));
    document.body.dispatchEvent(new CustomEvent("htmx:beforeHistorySave", { bubbles: true }));
    const saved = document.body.innerHTML;
    await rest();
    const left = document.body.innerHTML;
    document.body.innerHTML = saved;
    await rest();
    return [saved, left, document.body.innerHTML];
  });
  assert.equal(saved, body);
  for (const shown of [left, back]) assert.match(shown, /^<h1>New<\/h1><omotenashi-surface[^>]*><\/omotenashi-surface>(?!<p>|<omo)/);
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.innerHTML("body"), body);
  assert.deepEqual((await exposed(page)).sort(), ["e0", "e1", "e2"]);
  assert.deepEqual(page.errors, []);
});

test("hash navigation is the same page; a new query is another", async () => {
  site.files.set("/hash", pageOf(rulesOf([{ id: "q", where: { "page.query.a": "1" }, show: [{ select: "h1", text: "New" }] }]), "<h1>Old</h1>"));
  const page = await site.visit("/hash");
  await page.evaluate(() => (location.hash = "#part"));
  await page.evaluate(() => history.replaceState(null, "", "?a=1#part"));
  await title(page, "New");
  await page.evaluate(() => (location.hash = "#other"));
  assert.equal(await page.textContent("h1"), "New");
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, 2);
});

test("what a router keeps behind the # is a page; an empty one is the page it is on", async () => {
  const cart = { id: "cart", where: { "page.hash": { $glob: "/cart*" } }, show: [{ select: "h1", text: "Cart!" }] };
  const bar = { id: "bar", when: { navigate: true }, show: [{ surface: "bar", html: "<p>x</p>" }] };
  site.files.set("/router", pageOf(rulesOf([cart, bar]), "<h1>Old</h1>"));
  const page = await site.visit("/router");
  const go = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  await go("#/");
  await go("#part");
  await page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, 1);
  await go("#/cart?step=1");
  await title(page, "Cart!");
  await page.waitForSelector("omotenashi-surface", { state: "attached" });
  await page.goBack();
  await title(page, "Old");
  await go("#!/cart");
  await page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
  assert.equal(await page.textContent("h1"), "Old");
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, 4);
});

test("a page that takes its campaign out of the address is the same page, and stays as it was", async () => {
  const spring = [{ where: { "campaign.name": "spring" }, show: [{ select: "h1", text: "Spring" }] }];
  site.files.set("/came", pageOf(rulesOf(spring, { destinations: [] }), "<h1>Old</h1>"));
  const page = await site.visit("/came?utm_source=letter&utm_campaign=spring&gclid=x&page=2");
  await page.evaluate(() => history.replaceState(null, "", "?page=2"));
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  assert.equal(await page.textContent("h1"), "Spring");
  assert.equal((await page.evaluate(() => omotenashi.profile())).pages, 1);
  await page.evaluate(() => history.replaceState(null, "", "?page=3"));
  await title(page, "Old");
});

test("without the navigation API, what comes after a new address is for the rules of that address", async () => {
  site.files.set("/one", pageOf(rulesOf([at("/one", "One!"), at("/two", "Two!")]), "<main><h1>one</h1></main>"));
  const page = await site.visit("/one", (page) => page.addInitScript(() => delete window.navigation));
  await page.evaluate(() => {
    delete Window.prototype.navigation;
    history.pushState(null, "", "/two");
    document.querySelector("main").innerHTML = "<h1>two</h1>";
  });
  await title(page, "Two!");
  assert.deepEqual(await exposed(page), ["tone", "ttwo"]);
});

test("a view transition takes a picture of the changed page", async () => {
  site.files.set("/one", pageOf(rulesOf([at("/one", "One!"), at("/two", "Two!")]), "<main><h1>one</h1></main>"));
  const page = await site.visit("/one");
  const seen = await page.evaluate(async () => {
    const transition = document.startViewTransition(() => {
      history.pushState(null, "", "/two");
      document.querySelector("main").innerHTML = "<h1>two</h1>";
    });
    await transition.ready;
    const text = document.querySelector("h1").textContent;
    await transition.finished;
    return text;
  });
  assert.equal(seen, "Two!");
  assert.deepEqual(page.errors, []);
});

test("what a page writes while it is parsed, and what replaces it afterwards", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
  const write = '<script>document.write("<h1>Ol"); document.write("d</h1><p>p</p>")</script>';
  site.files.set("/write", pageOf(rules, write));
  const page = await site.visit("/write");
  assert.equal(await page.innerHTML("h1"), "New");
  await page.evaluate(() => {
    document.open();
    document.write("<!doctype html><title>other</title><h1>Other</h1>");
    document.close();
  });
  await title(page, "New");
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.innerHTML("h1"), "Other");
  assert.deepEqual(page.errors, []);
});

test("a frame is not touched, unless it has the script itself", async () => {
  const frame = (id, more) => `<iframe id="${id}" src="/${id}"></iframe>${more ?? ""}`;
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }]);
  site.files.set("/bare", "<!doctype html><h1>Old</h1>");
  site.files.set("/own", pageOf(rulesOf([{ show: [{ select: "h1", text: "Own" }] }], { site: "own" }), "<h1>Old</h1>"));
  site.files.set("/frames", pageOf(rules, `<h1>Old</h1>${frame("bare")}${frame("own")}`));
  const page = await site.visit("/frames");
  await page.waitForLoadState("load");
  const inside = (id) => page.evaluate((id) => document.getElementById(id).contentDocument.querySelector("h1").textContent, id);
  assert.deepEqual([await page.textContent("h1"), await inside("bare"), await inside("own")], ["New", "Old", "Own"]);
});

test("printed, the page has its changes and no surface", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }, { show: [{ surface: "banner", html: "<p>hello</p>" }] }]);
  site.files.set("/print", pageOf(rules, "<h1>Old</h1>"));
  const page = await site.visit("/print");
  await page.waitForSelector("omotenashi-surface", { state: "attached" });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("omotenashi-surface")).display), "none");
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).paddingBottom), "0px");
  assert.equal(await page.textContent("h1"), "New");
  await page.emulateMedia({ media: "screen" });
  await heard(page, "exposure", 2);
});

test("what is in open shadow roots is found by `>>>`, whenever the element comes to life", async () => {
  const show = [
    { select: "x-card >>> h2", text: "New" },
    { select: "x-box >>> x-card >>> p", class: { add: ["om"] }, insert: { after: "<b>b</b>" } },
  ];
  const define = `class Card extends HTMLElement { constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = "<h2>Old</h2><p>p</p>"; } }
    class Box extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<x-card></x-card>"; } }`;
  site.files.set("/shadow", pageOf(rulesOf([{ show }]), `<x-card></x-card><x-box></x-box><x-not></x-not><script>${define}</script>`));
  const page = await site.visit("/shadow");
  await page.evaluate(() => {
    customElements.define("x-card", Card);
    customElements.define("x-box", Box);
  });
  const inside = () =>
    page.evaluate(() => [document.querySelector("x-card").shadowRoot.innerHTML, document.querySelector("x-box").shadowRoot.querySelector("x-card").shadowRoot.innerHTML]);
  await page.waitForFunction(() => document.querySelector("x-box").shadowRoot.querySelector("x-card").shadowRoot.querySelector("b"));
  assert.deepEqual(await inside(), ["<h2>New</h2><p>p</p>", '<h2>Old</h2><p class="om">p</p><b>b</b>']);
  await page.evaluate(() => (document.querySelector("x-card").shadowRoot.innerHTML = "<div><h2>Other</h2></div>"));
  assert.equal((await inside())[0], "<div><h2>New</h2></div>");
  await page.evaluate(() => omotenashi.stop());
  assert.deepEqual(await inside(), ["<div><h2>Other</h2></div>", "<h2>Old</h2><p>p</p>"]);
  assert.deepEqual(page.errors, []);
});
