// Events that come without code from the site: each when it should, and not when it should not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { body, close, isThere, openStage, props, stand, told } from "./observe.mjs";
import { pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openStage()));
after(() => site.close());

test("a click: GA4's on another host, a file, and what was clicked; page code and labels make none", async () => {
  const label = '<label id="label">l<input type="checkbox" id="box"></label><svg width="9" height="9"><a href="/map.pdf?key=1" onclick="return false"><rect id="drawn" width="9" height="9"/></a></svg>';
  const page = await site.open(["click", "file_download", "element_click"], { html: body + label });
  await page.evaluate(() => ["click", "auxclick"].forEach((type) => out.addEventListener(type, (event) => event.preventDefault())));
  await page.evaluate(() => document.querySelector("#plain").click());
  await page.click("#text");
  await page.click("#in");
  await page.click("#out");
  await page.click("#file");
  await page.click("#buy");
  await page.click("#label", { position: { x: 2, y: 2 } });
  const [out] = await props(page, "click");
  assert.deepEqual(out, { outbound: true, link_url: "https://other.example/shop", link_domain: "other.example", link_id: "out", link_classes: "c d" });
  assert.equal((await told(page, "click")).length, 1);
  // The middle button follows a link, too; the right one does not.
  for (const button of ["right", "middle"]) await page.click("#out", { button });
  assert.equal((await told(page, "click")).length, 2);
  await page.click("#drawn");
  const [file, drawn] = await props(page, "file_download", 2);
  assert.equal(drawn.link_url, `${site.url}/map.pdf`);
  assert.deepEqual([file.file_extension, file.file_name, file.link_url], ["pdf", "/price.PDF", `${site.url}/price.PDF`]);
  const clicks = (await props(page, "element_click", 6)).slice(0, 5);
  assert.deepEqual(clicks.map(({ slot, element_tag }) => [slot, element_tag]), [[undefined, "a"], [undefined, "a"], [undefined, "a"], ["offer", "button"], [undefined, "label"]]);
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("a label and its field: each click of the visitor is told once, also when it is on the field itself", async () => {
  const html = `${body}<label id="label"><b id="words">words</b><input type="checkbox" id="box"></label>`;
  const page = await site.open(["element_click"], { html });
  const all = ["#words", "#words", "#box", "#box", "#words", "#box"];
  for (const selector of all) await page.click(selector);
  await page.click("#buy");
  await page.waitForFunction(() => tracked.some(([, { slot }]) => slot === "offer"));
  const tags = (await told(page, "element_click")).map(([, { element_tag }]) => element_tag);
  assert.deepEqual(tags, [...all.map((one) => (one === "#box" ? "input" : "label")), "button"]);
  await close(page);
});

test("rage is three clicks in one place within a second, and neither a slow row, nor a far one, nor selecting text", async () => {
  const page = await site.open(["rage_click"], { prepare: stand });
  const click = (selector, wait_ms) => page.click(selector).then(() => page.clock.runFor(wait_ms));
  for (let count = 0; count < 4; count++) await click("#plain", 700);
  for (const selector of ["#plain", "#a", "#plain", "#a"]) await click(selector, 10);
  await page.clock.runFor(2000);
  await page.click("#text", { clickCount: 3 });
  await page.clock.runFor(2000);
  assert.deepEqual(await told(page), []);
  for (let count = 0; count < 5; count++) await click("#buy", 100);
  assert.deepEqual(await props(page, "rage_click"), [{ slot: "offer", element_tag: "button" }], "once in a row");
  await close(page);
});

test("a click is dead when nothing answers it, and in doubt it is not", async () => {
  const more = '<span id="hand" style="cursor:pointer">hand</span><button id="late" type="button" onclick="setTimeout(()=>this.textContent=2,600)">l</button><details><summary id="sum">s</summary>d</details>' +
    '<p><button id="less">-</button><b><input id="count" value="1"></b><button id="plus" onclick="count.value=2;return false">+</button></p>' +
    '<form><button id="reset" type="reset">r</button></form><div id="full">f</div><button id="wide" onclick="full.requestFullscreen()">w</button>' +
    '<x-open></x-open><x-closed style="cursor:pointer">c</x-closed>';
  // Components whose first button answers inside of them, and whose second does not.
  const components = () => {
    for (const mode of ["open", "closed"])
      customElements.define(`x-${mode}`, class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode }).innerHTML = '<button id="inner" onclick="this.textContent+=1">i</button><button id="mute">m</button>';
        }
      });
  };
  const html = `${body}${more}<script>(${components})()</script>`;
  const page = await site.open(["dead_click"], { html, prepare: stand });
  const click = (selector) => page.click(selector).then(() => page.clock.runFor(2500));
  // The element is there a frame before the event, and hastened time would run out in between.
  const isWide = page.evaluate(() => new Promise((done) => document.addEventListener("fullscreenchange", done, { once: true })).then(() => 1));
  await page.click("#wide");
  await isWide;
  await page.clock.runFor(2500);
  await page.evaluate(() => document.exitFullscreen());
  for (const selector of ["#works", "#late", "#sum", "#in", "#out", "#file", "#a", "#text", "#form button", "#plus", "#reset", "#inner", "x-closed"]) await click(selector);
  // The form is sent, and the page's own code keeps it.
  assert.deepEqual(await told(page), []);
  await click("#plain");
  await click("#hand");
  await click("#buy");
  await click("#mute");
  const dead = await props(page, "dead_click", 4);
  assert.deepEqual(dead.map(({ element_tag, slot }) => [element_tag, slot]), [["button", undefined], ["span", undefined], ["button", "offer"], ["button", undefined]]);
  await close(page);
});

test("hesitation is moving on one thing for three seconds, and not resting there, passing, or pressing", async () => {
  const page = await site.open(["hesitation"], { prepare: stand });
  const box = await page.locator("#buy").boundingBox();
  const wiggle = async (times, act = () => {}) => {
    for (let count = 0; count < times; count++) {
      await page.mouse.move(box.x + 5 + (count % 4), box.y + 5);
      await page.clock.runFor(500);
      await act(count);
    }
    await page.mouse.move(1, 1);
  };
  await wiggle(4);
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.clock.runFor(9000);
  await page.mouse.move(1, 1);
  await wiggle(8, (count) => count === 4 && page.mouse.down().then(() => page.mouse.up()));
  assert.deepEqual(await told(page), []);
  await wiggle(9);
  assert.deepEqual(await props(page, "hesitation"), [{ slot: "offer", element_tag: "button" }]);
  await wiggle(9);
  assert.equal((await told(page)).length, 1, "once for each thing");
  await close(page);
});

test("scrolling: GA4's at nine tenths, and each quarter once; not on a page that is not scrolled", async () => {
  const page = await site.open(["scroll", "scroll_depth"], { html: '<h1>Old</h1><div id="long" style="height:4000px"></div>' });
  const to = (part) => page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight - innerHeight), part);
  assert.deepEqual(await told(page), []);
  await to(0.6);
  assert.deepEqual((await props(page, "scroll_depth", 2)).map((one) => one.percent_scrolled), [25, 50]);
  assert.deepEqual(await told(page, "scroll"), []);
  await to(0.3);
  await to(1);
  assert.deepEqual((await props(page, "scroll_depth", 4)).map((one) => one.percent_scrolled), [25, 50, 75, 100]);
  assert.deepEqual(await props(page, "scroll"), [{ percent_scrolled: 90 }]);
  // The next page of a single-page application is shorter: the browser goes to its top, nobody scrolls.
  await page.evaluate(() => {
    history.pushState({}, "", "/short");
    long.style.height = "10px";
  });
  await page.waitForFunction(() => scrollY === 0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  assert.equal((await told(page)).length, 5);
  await close(page);
});

const hide = (page, hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("a slot inside of a component: clicked, and seen", async () => {
  const define = () =>
    customElements.define("x-card", class extends HTMLElement {
      connectedCallback() {
        this.attachShadow({ mode: "open" }).innerHTML = '<p><button id="inner">i</button></p>';
      }
    });
  const html = `${body}<x-card></x-card><script>(${define})()</script>`;
  const page = await site.open(["element_click", "element_view"], { html, more: { slots: { card: "x-card >>> p", none: "x-card >>> [" } } });
  await page.click("#inner");
  assert.deepEqual(await props(page, "element_click"), [{ slot: "card", element_tag: "button" }]);
  const [seen] = await props(page, "element_view");
  assert.deepEqual(seen, { slot: "card", seconds: 1 });
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("time in view counts while the element is really seen by somebody who is there", async () => {
  const html = '<h1>Old</h1><section id="offer" style="height:200px">o</section><div id="cover" style="position:fixed;inset:0;background:#fff;display:none"></div><div style="height:3000px"></div>';
  const page = await site.open(["element_view", "user_engagement", "inactivity"], { html, prepare: stand });
  const pass = async (seconds, active = true) => {
    for (let count = 0; count < seconds; count++) {
      if (active) await page.mouse.move(10 + (count % 5), 400);
      await page.clock.runFor(1000);
    }
  };
  const cover = (display) => page.evaluate((display) => (document.querySelector("#cover").style.display = display), display);
  await hide(page, true);
  await pass(3);
  assert.deepEqual(await told(page), [], "nobody looks");
  await hide(page, false);
  await cover("block");
  await pass(3);
  await cover("none");
  await page.evaluate(() => scrollTo(0, 1500));
  await pass(2);
  assert.deepEqual(await told(page, "element_view"), [], "covered, and scrolled away");
  await page.evaluate(() => scrollTo(0, 0));
  await pass(5);
  assert.deepEqual(await props(page, "element_view", 2), [{ slot: "offer", seconds: 1 }, { slot: "offer", seconds: 5 }]);
  assert.deepEqual(await props(page, "user_engagement"), [{ engagement_time_msec: 10000, seconds: 10 }]);
  assert.deepEqual(await told(page, "inactivity"), []);
  await page.clock.runFor(120000);
  assert.deepEqual(await props(page, "inactivity"), [{ seconds: 30 }], "once for a pause");
  const [, more, ...others] = await props(page, "user_engagement", 2);
  assert.deepEqual(more, { engagement_time_msec: 30000, seconds: 20 }, "what came on top");
  assert.deepEqual(others, [], "30 seconds more, and no more");
  await close(page);
});

test("forms: begun by the visitor, sent, left; and what is typed is nowhere", async () => {
  const secret = "s3cret-typed-9f1";
  const page = await site.open(["form_start", "form_submit", "form_abandon", "copy", "element_click", "exception", "dead_click"], {
    html: `${body}<form id="other"><input name="b" id="b"><textarea id="c"></textarea><input type="password" id="p"><input name="localName"></form><form id="mail" action="mailto:me@x.example"><input id="d"></form>`,
    prepare: stand,
  });
  const expected = { form_id: "form", form_name: "order", form_destination: `${site.url}/send`, slot: "form" };
  await page.evaluate(() => {
    document.querySelector("#a").value = "by code";
    document.querySelector("#a").dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.focus("#a");
  assert.deepEqual(await told(page), [], "a field is only looked at");
  await page.keyboard.type(secret);
  assert.deepEqual(await props(page, "form_start"), [expected]);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  assert.deepEqual(await props(page, "copy"), [{ slot: "form", element_tag: "input" }]);
  await page.focus("#b");
  await page.clock.runFor(20000);
  await page.focus("#a");
  await page.clock.runFor(60000);
  assert.deepEqual(await told(page, "form_abandon"), [], "gone back to");
  await page.click("#form button");
  assert.deepEqual(await props(page, "form_submit"), [expected]);
  await page.focus("#c");
  await page.keyboard.type(secret);
  await page.fill("#p", secret);
  await page.fill("#d", secret);
  await page.focus("#plain");
  await page.clock.runFor(60000);
  const left = await props(page, "form_abandon");
  // Where it goes is said of pages alone.
  assert.deepEqual(left, [{ form_id: "other", form_destination: `${site.url}${page.path}` }, { form_id: "mail" }], "the first was sent");
  await page.evaluate(() => omotenashi.on("goal", () => {}));
  await page.clock.runFor(5000);
  await page.goto(`${site.url}/${page.path.slice(1)}?again`);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.ok(stored.includes("omotenashi.test.profile"));
  const everything = stored + JSON.stringify([site.posts, site.events]) + JSON.stringify(await told(page));
  assert.ok(site.events.some(({ goal }) => goal === "form_start"), "something was sent");
  assert.equal(everything.includes(secret), false);
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("a form is left with its page, and one that page code has sent is not", async () => {
  const who = [{ who: { $did: { event: "form_abandon", within: "1h" } }, id: "left", show: [{ select: "h1", text: "Still there" }] }];
  const rules = (site) => ({ ...rulesOf(who, { site }), slots: {} });
  const form = '<h1>Old</h1><form id="f"><input id="i"></form>';
  for (const [name, act, title] of [["a", () => {}, "Still there"], ["b", () => new FormData(document.querySelector("#f")), "Old"], ["c", null, "Old"]]) {
    site.files.set(`/left-${name}`, pageOf(rules(name), form));
    const page = await site.visit(`/left-${name}`);
    await isThere(page);
    if (act) await page.type("#i", "x");
    if (act) await page.evaluate(act);
    await page.goto(`${site.url}/left-${name}?next`);
    assert.equal(await page.textContent("h1"), title, name);
    await close(page);
  }
});
