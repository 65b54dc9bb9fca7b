// Moments: a surface and its ghost come with the same one, and not before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf, until } from "../host.mjs";
import { stand } from "./observe.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const body =
  '<button id="b">b</button><form id="f"><input name="a"><button type="button">x</button></form><div style="height:3000px"></div><p id="far" style="height:200px">far</p>';

/** One experience shows a toast; of the other everybody sees the original, whose banner is a ghost. */
const twice = (when) =>
  rulesOf([
    { when, show: [{ surface: "toast", html: "x", label: "x" }] },
    { when, variants: { a: { show: [{ surface: "banner", html: "x", label: "x" }] } }, split: { original: 100, a: 0 } },
  ]);

const hide = (hidden) => (page) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
/** Scrolls until this part of `#far` is seen. */
const seeFar = (part) => (page) => page.evaluate((part) => scrollTo(0, far.offsetTop + far.offsetHeight * part - innerHeight), part);
const track = (page) => page.evaluate(() => omotenashi.track("help"));

/** What the moment is, what does not bring it, and what does. */
const moments = [
  [{ appear: ".new" }, () => {}, (page) => page.evaluate(() => (document.querySelector("#b").className = "new"))],
  [{ view: "#far", for: "1s" }, (page) => page.evaluate(() => scrollTo(0, 300)), (page) => page.evaluate(() => far.scrollIntoView())],
  [{ view: "#far", percent: 90 }, seeFar(0.6), seeFar(0.95)],
  [{ scroll: "#far" }, seeFar(-0.1), seeFar(0.1)],
  [{ click: "#b", delay: "1s" }, (page) => page.click("#f button"), (page) => page.click("#b")],
  [{ navigate: true }, () => {}, (page) => page.evaluate(() => history.pushState(0, "", "/elsewhere"))],
  [{ scroll: 60 }, (page) => page.evaluate(() => scrollTo(0, 100)), (page) => page.evaluate(() => scrollTo(0, 2500))],
  [{ click: "#b" }, (page) => page.click("#f button"), (page) => page.click("#b")],
  [{ focus: "#f" }, (page) => page.focus("#b"), (page) => page.focus("#f input")],
  [{ abandon: "#f", for: "1s" }, (page) => page.focus("#f input").then(() => page.focus("#b")), (page) => page.fill("#f input", "x").then(() => page.focus("#b"))],
  [{ abandon: "#f", for: "1s" }, (page) => page.fill("#f input", "x").then(() => page.evaluate(() => f.reset())).then(() => page.focus("#b")), (page) => page.fill("#f input", "x").then(() => page.focus("#b"))],
  [{ event: "help", count: 2 }, track, track],
  [{ return: true }, hide(true), hide(false)],
  [{ appear: ".never", click: "#b" }, (page) => page.focus("#b"), (page) => page.click("#b")],
];

for (const [when, before, act] of moments)
  test(`${JSON.stringify(when)}: both come with it, once`, async () => {
    site.files.set("/moment", pageOf(twice(when), body));
    const page = await site.visit("/moment");
    await loaded(page);
    await before(page);
    await page.waitForTimeout(400);
    assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
    await act(page);
    const exposures = await heard(page, "exposure", 2);
    assert.deepEqual(exposures.map(({ experience, variant, result }) => [experience, variant, result]).sort(), [["e0", "show", "applied"], ["e1", "original", "applied"]]);
    assert.equal(await page.locator("omotenashi-surface").count(), 1);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

/** Surfaces of other kinds, so that all have a place. */
const surface = (kind, more) => ({ show: [{ surface: kind, html: '<p>x <button data-om-track="yes">yes</button></p>', label: kind, ...more }] });
const open = (page, kind) => page.locator(`omotenashi-surface .${kind}`);
const reasonOf = (page, id) => page.evaluate((id) => omotenashi.explain(id).reason, id);

test("one surface follows another: shown, clicked, closed", async () => {
  const rules = rulesOf([
    { when: { click: "#b" }, ...surface("bar") },
    { when: { shown: "e0" }, ...surface("toast") },
    { when: { clicked: "e0" }, ...surface("slide-in") },
    { when: { closed: "e0" }, ...surface("banner") },
  ]);
  site.files.set("/follow", pageOf(rules, body));
  const page = await site.visit("/follow");
  await loaded(page);
  await page.click("#b");
  await open(page, "toast").waitFor();
  assert.equal(await page.locator("omotenashi-surface").count(), 2);
  await open(page, "bar").getByText("yes").click();
  await open(page, "slide-in").waitFor();
  assert.equal(await open(page, "banner").count(), 0);
  await open(page, "bar").getByLabel("Close").click();
  await open(page, "banner").waitFor();
  assert.deepEqual(page.errors, []);
});

test("by hand: again and again, with what is known by then, also before there are rules, and never twice at once", async () => {
  const show = [{ surface: "slide-in", label: "slide-in", text: "Hello {{user.name|friend}}" }];
  const rules = rulesOf([{ when: { event: "help", every: true }, show }]);
  const early = '<script>window.omotenashi=[["track","help"]]</script>';
  site.files.set("/hand", pageOf(rules, body, { early }));
  const page = await site.visit("/hand");
  await open(page, "slide-in").waitFor();
  await track(page);
  await page.waitForTimeout(100);
  assert.equal(await page.locator("omotenashi-surface").count(), 1);
  await page.getByLabel("Close").click();
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
  await page.evaluate(() => omotenashi.identify("c-1", { name: "Hana" }));
  await track(page);
  await open(page, "slide-in").getByText("Hello Hana").waitFor();
  assert.equal((await heard(page, "exposure")).length, 1);
});

test("a page that draws itself is scrolled by nobody before it has its height, nor is the next one", async () => {
  const draw = "<script>setTimeout(() => (app.innerHTML = '<div style=\"height:5000px\">long</div>'), 300)</script>";
  site.files.set("/drawn", pageOf(twice({ scroll: 60 }), `<div id="app"></div>${draw}`));
  const page = await site.visit("/drawn");
  await loaded(page);
  await page.waitForTimeout(1500);
  const count = () => page.locator("omotenashi-surface").count();
  assert.equal(await count(), 0);
  await page.evaluate(() => scrollTo(0, 4500));
  await heard(page, "exposure", 2);
  assert.equal(await count(), 1);
  // As routers do: first the address, then the content.
  await page.evaluate(() => {
    history.pushState(0, "", "/drawn/next");
    setTimeout(() => scrollTo(0, 0), 50);
  });
  await page.waitForTimeout(1500);
  assert.equal(await count(), 0);
});

test("what may come again comes with every such moment, to a ghost as well, until its cap", async () => {
  const when = { scroll: "#far", every: true };
  const frequency = { atMost: 2, per: "page" };
  const rules = rulesOf([
    { when, frequency, ...surface("banner") },
    { when, frequency, variants: { a: surface("toast") }, split: { original: 100, a: 0 } },
  ]);
  site.files.set("/every", pageOf(rules, body));
  const page = await site.visit("/every");
  await loaded(page);
  for (const shown of [true, true, false]) {
    await seeFar(0.5)(page);
    if (shown) await open(page, "banner").getByLabel("Close").click();
    else await page.waitForFunction(() => ["e0", "e1"].every((id) => omotenashi.explain(id).reason === "frequency"));
    assert.equal(await page.locator("omotenashi-surface").count(), 0);
    await seeFar(-1)(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if (shown) assert.equal(await reasonOf(page, "e1"), "applied");
  }
});

test("an event calls a moment off, also while it waits", async () => {
  const rules = rulesOf([{ when: { click: "#b", delay: "1s", cancelOn: ["bought"] }, ...surface("banner") }]);
  site.files.set("/off", pageOf(rules, body));
  const page = await site.visit("/off");
  await loaded(page);
  await page.click("#b");
  await page.evaluate(() => omotenashi.track("bought"));
  await page.waitForFunction(() => omotenashi.explain("e0").reason === "cancelled");
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
});

test("on touch, a fast swipe back up is leaving, and a slow one is not", async () => {
  site.files.set("/swipe", pageOf(twice({ exit: true }), body, { head: '<meta name="viewport" content="width=device-width">' }));
  const { page, go, heard: told } = await site.invite({ hasTouch: true, isMobile: true, viewport: { width: 400, height: 700 } });
  await go("/swipe");
  const touch = await page.context().newCDPSession(page);
  /** A finger moves so far down: in steps of a frame, or at once. */
  const swipe = async (distance, steps) => {
    const from = distance > 0 ? 100 : 600;
    const move = (type, touchPoints) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
    await move("touchStart", [{ x: 200, y: from }]);
    for (let step = 1; step <= steps; step++) {
      const moved = move("touchMove", [{ x: 200, y: from + (distance * step) / steps }]);
      if (steps > 9) await moved.then(() => page.evaluate(() => new Promise(requestAnimationFrame)));
    }
    await move("touchEnd", []);
  };
  await loaded(page);
  await page.evaluate(() => scrollTo(0, 2000));
  await swipe(200, 40);
  // Longer than what a finger sets going can be taken for its own.
  await page.waitForTimeout(700);
  await page.evaluate(() => scrollTo(0, 700));
  assert.deepEqual(await told("exposure"), []);
  // A machine that is busy may make a fast finger slow.
  await until(async () => {
    await page.evaluate(() => scrollTo(0, 2500));
    await swipe(500, 3);
    await page.waitForTimeout(300);
    return page.evaluate(() => !!document.querySelector("omotenashi-surface"));
  }, "a surface after a swipe");
  assert.equal((await told("exposure")).length, 2);
});

const pass = (ms) => (page) => page.clock.runFor(ms);

/** What the moment is, and all that does not bring it yet; a tenth of a second more does. */
const clocks = [
  [{ idle: "2s" }, [pass(1900), (page) => page.mouse.move(50, 50), pass(1900)]],
  [{ hover: "#b", for: "1s" }, [(page) => page.hover("#b"), pass(900), (page) => page.mouse.move(400, 400), pass(5000), (page) => page.hover("#b"), pass(900)]],
  [{ active: "1s" }, [pass(600), hide(true), pass(5000), hide(false), pass(300)]],
];

for (const [when, before] of clocks)
  test(`${JSON.stringify(when)}: time counts only while it should`, async () => {
    site.files.set("/clock", pageOf(twice(when), body));
    const page = await site.visit("/clock", stand);
    await page.waitForFunction(() => window[Symbol.for("omotenashi.surface.4")]);
    for (const act of before) await act(page);
    assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
    await pass(100)(page);
    assert.equal((await heard(page, "exposure", 2)).length, 2);
    await page.context().close();
  });

test("without the second file neither the surface nor its ghost is counted", async () => {
  site.files.set("/none", pageOf(twice({ click: "#b" }), body));
  const page = await site.visit("/none", (page) => page.route("**/omotenashi.surface.js", (route) => route.abort()));
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "surface-unreachable" }]);
  await page.click("#b");
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
});

test("stopped, nothing comes any more", async () => {
  site.files.set("/stopped", pageOf(twice({ click: "#b", idle: "1s" }), body));
  const page = await site.visit("/stopped");
  await loaded(page);
  await page.evaluate(() => omotenashi.stop());
  await page.click("#b");
  await page.waitForTimeout(1500);
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
  assert.deepEqual(page.errors, []);
});
