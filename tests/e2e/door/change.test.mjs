// Every kind of change, from the rules to the page and back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf, until } from "../host.mjs";
import { inPieces } from "../../stage/site.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A page in pieces, cut at `|`. */
const cut = (text) => inPieces(text.split("|"), 40);

const body =
  `<h1>A|</h1><nav>|<a href="/a">a</a>|</nav><picture><source srcset="/s.webp"><img src="/o.png" srcset="/o2.png 2x" alt="o"></picture>` +
  `<video><source src="/v.mp4"></video><ul>x<li>1</li>|<li class="two">2</li>|y</ul><section><p id="late">p|q</p></section><footer>|f</footer>`;

const show = [
  { select: "h1", style: { color: "rgb(255, 0, 0)", "--gap": "2em" }, insert: { before: "<b>before</b>", after: "after" } },
  { at: "link", link: { en: "/b", ja: "/ja" }, text: "b" },
  { select: "img", image: { src: "/n.png", alt: { ja: "新", en: "new" } } },
  { select: "video", video: { src: "/n.mp4", poster: "/n.png" } },
  { select: "ul", insert: { first: "<li>0</li>", last: "<li>3</li>end" } },
  { select: "section", move: { before: "h1" } },
  { select: "nav", swap: "footer" },
  { select: ".two", remove: true },
  { select: "#late", hide: true },
  { css: "h1{margin-top:7px}" },
  { value: { price: 4800 } },
];
const rules = rulesOf([{ show }], { slots: { link: "nav a" } });

const changed =
  `<b>before</b><section><p id="late" style="display: none !important;">pq</p></section><h1 style="color: rgb(255, 0, 0); --gap: 2em;">A</h1>after` +
  `<footer>f</footer><picture><source srcset=""><img src="/n.png" srcset="" alt="new"></picture>` +
  `<video src="/n.mp4" poster="/n.png"><source src="/v.mp4"></video><ul><li>0</li>x<li>1</li>y<li>3</li>end</ul><nav><a href="/b">b</a></nav>`;

for (const [name, serve] of [["at once", (text) => text.replaceAll("|", "")], ["in pieces", cut]])
  test(`every change is made and taken back, with a page that comes ${name}`, async () => {
    const text = pageOf(rules, body);
    site.files.set("/every", serve(text));
    site.files.set("/plain", text.replaceAll("|", ""));
    const page = await site.visit("/every");
    await page.waitForLoadState("load");
    const [exposure] = await heard(page, "exposure");
    assert.equal(exposure.result, "applied");
    assert.deepEqual(await heard(page, "value"), [{ kind: "value", id: "e0", variant: "show", value: { price: 4800 } }]);
    // Empty comments keep the places.
    const withoutMarks = (html) => html.replaceAll("<!---->", "");
    assert.equal(withoutMarks(await page.innerHTML("body")), changed);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).marginTop), "7px");
    await page.evaluate(() => omotenashi.stop());
    const plain = await (await site.browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(`${site.url}/plain`);
    assert.equal(await page.content(), await plain.content());
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "fault")), []);
  });

test("no change reaches code, and an unsafe address is refused in every attribute that takes one", async () => {
  const bad = "java\tscript:alert(1)";
  const names = ["href", "src", "srcset", "action", "formaction", "xlink:href", "poster", "data", "background", "values", "imagesrcset"];
  const tried = [
    ...names.map((name) => ({ select: "#t", attribute: { [name]: bad } })),
    { select: "#t", style: { background: `url(${bad})` } },
    { css: `#t{background:url("${bad}")}` },
    { select: "#t", attribute: { "http-equiv": "refresh" } },
    { select: "script.page", text: "window.ran = 1", attribute: { src: "/x.js" } },
    { select: "meta[http-equiv]", attribute: { content: "0;url=//evil.example/" } },
  ];
  const experiences = tried.map((one, index) => ({ show: [one.select === "#t" ? { ...one, select: `#t${index}` } : one] }));
  const boxes = tried.map((_, index) => `<div id="t${index}">t</div>`).join("");
  const head = '<meta http-equiv="refresh" content="600">';
  site.files.set("/bad", pageOf(rulesOf(experiences), `${boxes}<script class="page">window.own = 1</script>`, { head }));
  const page = await site.visit("/bad");
  const exposures = await heard(page, "exposure", tried.length);
  assert.deepEqual(exposures.map(({ result }) => result), tried.map(() => "failed"));
  assert.equal(await page.innerHTML("body"), `${boxes}<script class="page">window.own = 1</script>`);
  assert.deepEqual(await page.evaluate(() => [window.own, window.ran]), [1, undefined]);
});

/** Two pages of which one redirects, as a split test; the other has `more`. */
const redirecting = (redirect, more = []) =>
  rulesOf([
    { id: "way", where: { "page.path": "/from" }, variants: { b: { show: [{ redirect }] } }, split: { original: 0, b: 100 } },
    ...more,
  ]);

test("markup of which nothing is left takes nothing away, and says so", async () => {
  const show = [["select", "<option>New</option>"], ["svg", "<circle r='2'/>"], ["p", ""]].map(([select, html]) => ({ select, html }));
  const body = '<select><option>Old</option></select><svg><circle r="1"></circle></svg><p>p</p>';
  site.files.set("/left", pageOf(rulesOf([{ show }]), body));
  const page = await site.visit("/left");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "change-refused", detail: "html" }]);
  assert.equal((await heard(page, "exposure"))[0].result, "partial");
  assert.equal(await page.innerHTML("body"), body.replace("p</p>", "</p>"));
});

test("a redirect keeps the query, leaves no page in the history, and is counted before it leaves", async () => {
  await site.forget();
  const rules = redirecting("/to?own=1#part");
  site.files.set("/from", pageOf(rules, "<h1>from</h1>"));
  site.files.set("/to", pageOf(rules, "<h1>to</h1>"));
  const page = await site.visit("/to");
  await page.goto(`${site.url}/from?own=2&utm_source=x`);
  await page.waitForURL("**/to?**");
  assert.equal(page.url(), `${site.url}/to?own=1&utm_source=x#part`);
  await until(() => site.events.some(({ experience }) => experience === "way"), "the exposure");
  const counted = site.events.filter(({ experience }) => experience === "way").map(({ type, experience, variant, result }) => ({ type, experience, variant, result }));
  assert.deepEqual(counted, [{ type: "exposure", experience: "way", variant: "b", result: "applied" }]);
  await page.goBack();
  assert.equal(page.url(), `${site.url}/to`);
});

test("nothing of the page is seen while it is being left", async () => {
  const rules = redirecting("/slow");
  site.files.set("/from", pageOf(rules, "<h1>from</h1>"));
  site.files.set("/slow", async (request, response) => {
    await pause(600);
    response.end("<h1>slow</h1>");
  });
  const page = await site.visit("/from", (page) =>
    page.addInitScript(() => {
      const look = () => {
        const heading = document.querySelector("h1");
        if (heading && getComputedStyle(heading).visibility === "visible" && heading.textContent === "from") window.seen = true;
        if (location.pathname === "/from") console.log(`seen ${window.seen ?? false}`);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }),
  );
  const lines = [];
  page.on("console", (line) => lines.push(line.text()));
  await page.waitForURL("**/slow");
  assert.ok(!lines.includes("seen true"));
});

for (const policy of ["", '<meta name="referrer" content="no-referrer">'])
  test(`two redirects against each other do not go in circles ${policy}`, async () => {
    const back = { id: "back", where: { "page.path": "/to" }, show: [{ redirect: "/from" }] };
    const rules = redirecting("/to", [back]);
    site.files.set("/from", pageOf(rules, "<h1>from</h1>", { early: policy }));
    site.files.set("/to", pageOf(rules, "<h1>to</h1>", { early: policy }));
    const page = await site.visit("/from");
    await page.waitForURL("**/to");
    await heard(page, "fault");
    await pause(300);
    assert.equal(page.url(), `${site.url}/to`);
    assert.equal((await heard(page, "exposure")).at(-1).result, "failed");
    // A link back to the first page leads on again: that is no circle.
    await page.evaluate(() => (location.href = "/from"));
    await page.waitForURL("**/to");
  });

test("whom the server sends back stays", async () => {
  site.files.set("/from", pageOf(redirecting("/to"), "<h1>from</h1>"));
  site.files.set("/to", (request, response) => response.writeHead(302, { location: "/from" }).end());
  const asked = [];
  const page = await site.visit("/from", (page) => page.on("request", (request) => asked.push(new URL(request.url()).pathname)));
  await heard(page, "fault");
  await pause(300);
  assert.equal(page.url(), `${site.url}/from`);
  assert.deepEqual(asked.filter((path) => /from|to$/.test(path)), ["/from", "/to", "/from"]);
});

test("a redirect to another site must be allowed", async () => {
  const other = site.url.replace("localhost", "127.0.0.1");
  for (const [redirects, expected] of [[[], `${site.url}/from`], [[other], `${other}/to`]]) {
    const rules = { ...redirecting(`${other}/to`), redirects };
    site.files.set("/from", pageOf(rules, "<h1>from</h1>"));
    site.files.set("/to", "<h1>to</h1>");
    const page = await site.visit("/from");
    if (redirects.length) await page.waitForURL(expected);
    else assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "change-refused", detail: "redirect" }]);
    await pause(300);
    assert.equal(page.url(), expected);
  }
});

test("the address of a redirect that is reached already is not loaded again", async () => {
  site.files.set("/all", pageOf(rulesOf([{ show: [{ redirect: "/all" }] }]), "<h1>all</h1>"));
  const page = await site.visit("/all?x=1");
  assert.equal((await heard(page, "exposure"))[0].result, "applied");
  assert.equal(page.url(), `${site.url}/all?x=1`);
});
