// The visitor stays where they were, whatever moves around them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const state = (page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const box = document.querySelector("#scroller");
    return {
      focus: activeElement.id,
      range: [activeElement.selectionStart, activeElement.selectionEnd, activeElement.value],
      selected: `${getSelection()}`,
      box: [box.scrollTop, box.scrollLeft],
      page: scrollY,
      order: [...document.querySelectorAll("main > *")].map(({ id }) => id).join(" "),
    };
  });

const tall = '<p style="height:2000px">tall</p>';

for (const [name, change, after_] of [
  ["swap", { select: "#form", swap: "#late" }, "a late b form"],
  ["move", { select: "#form", move: { after: "#late" } }, "a b late form"],
])
  test(`a ${name} keeps focus, caret, scrolling, and so does the way back`, async () => {
    const body =
      `<main><p id="a">a</p><div id="form"><input id="field" value="Hello world"><div id="scroller" style="height:50px;overflow:scroll">${tall}</div></div><p id="b">b</p></main>${tall}`;
    site.files.set("/steady", pageOf(rulesOf([{ show: [change] }]), body));
    const page = await site.visit("/steady");
    await page.evaluate(() => {
      scrollTo(0, 30);
      const field = document.querySelector("#field");
      field.focus({ preventScroll: true });
      field.setSelectionRange(2, 7);
      document.querySelector("#scroller").scrollTop = 99;
    });
    const before = await state(page);
    await page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", '<p id="late">late</p>'));
    await page.waitForFunction((order) => [...document.querySelectorAll("main > *")].map(({ id }) => id).join(" ") === order, after_);
    assert.deepEqual(await state(page), { ...before, order: after_ });
    await page.evaluate(() => omotenashi.stop());
    assert.deepEqual(await state(page), { ...before, order: "a form b late" });
    await page.keyboard.type("y");
    assert.equal((await state(page)).range[2], "Heyorld");
  });

test("selected text that moves stays selected", async () => {
  const body = `<main><p id="a">a</p><p id="form">Some words</p><p id="b">b</p></main><div id="scroller"></div>`;
  site.files.set("/select", pageOf(rulesOf([{ show: [{ select: "#form", swap: "#late" }] }]), body));
  const page = await site.visit("/select");
  await page.evaluate(() => {
    const text = document.querySelector("#form").firstChild;
    getSelection().setBaseAndExtent(text, 5, text, 10);
    document.querySelector("main").insertAdjacentHTML("beforeend", '<p id="late">late</p>');
  });
  await page.waitForFunction(() => document.querySelector("main").lastElementChild.id === "form");
  assert.equal((await state(page)).selected, "words");
  await page.evaluate(() => omotenashi.stop());
  assert.equal((await state(page)).selected, "words");
});

test("a modal that opens as its opener moves gives the focus back to it", async () => {
  const who = { "page.path": "/next" };
  const body = `<main><p id="a">a</p><div id="form"><button id="field">Go</button></div><p id="b">b</p></main>`;
  const rules = rulesOf([
    { id: "first", show: [{ surface: "toast", html: "<p>Hello</p>" }] },
    { id: "swap", who, show: [{ select: "#form", swap: "#b" }] },
    { id: "modal", who, show: [{ surface: "modal", label: "Yes", html: '<p>Yes</p><button data-om-close>Close</button>' }] },
  ]);
  site.files.set("/opener", pageOf(rules, body));
  const page = await site.visit("/opener");
  await page.waitForFunction(() => omotenashi.explain("first").applied && window[Symbol.for("omotenashi.surface.4")]);
  await page.evaluate(() => {
    document.querySelector("#field").focus();
    history.pushState(null, "", "/next");
  });
  await page.waitForFunction(() => document.activeElement.id !== "field");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "field");
  assert.equal(await page.evaluate(() => document.querySelector("main").lastElementChild.id), "form");
});

test("a field that is replaced passes its focus on to the one of its name, there and back", async () => {
  const html = '<b>New <a id="field" href="#form">a</a></b>';
  const rules = rulesOf([{ live: true, who: { "user.vip": true }, show: [{ select: "#form", html }] }], { attributes: { "user.vip": { type: "boolean" } } });
  site.files.set("/heir", pageOf(rules, '<div id="form"><button id="field">b</button></div><div id="scroller"></div>'));
  const page = await site.visit("/heir");
  await page.focus("#field");
  await page.evaluate(() => omotenashi.identify("c", { vip: true }));
  await page.waitForSelector("#form b");
  assert.equal((await state(page)).focus, "field");
  await page.evaluate(() => omotenashi.stop());
  assert.equal((await state(page)).focus, "field");
  assert.equal(await page.$("#form b"), null);
  await heard(page, "exposure");
});

for (const [way, attribute, more, expected] of [
  ["by the rule", "", { reserve: "200px" }, true],
  ["by the page", 'data-om-reserve="200px"', {}, true],
  ["by nobody", "", {}, false],
  ["by a page that asks for no length", 'data-om-reserve="1px}p{color:red"', {}, false],
])
  test(`what comes late into space reserved ${way} shifts ${expected ? "nothing" : "the rest"}`, async () => {
    const rules = rulesOf([{ show: [{ select: "#box", ...more }] }, { show: [{ select: "#late", insert: { first: "<h2>one</h2><h2>two</h2>" } }] }]);
    rules.experiences[0].show[0].class = { add: ["om"] };
    site.files.set("/free", pageOf(rules, `<h1>Old</h1><div id="box" ${attribute}></div><p id="after">after</p>${tall}`));
    const page = await site.visit("/free");
    const score = await page.evaluate(async () => {
      let all = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (all += value))).observe({ type: "layout-shift", buffered: true });
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await frame();
      box.innerHTML = '<div id="late"></div>';
      await frame();
      await new Promise((done) => setTimeout(done, 200));
      return all;
    });
    assert.equal(await page.locator("#late h2").count(), 2);
    assert.equal(score === 0, expected, `${score}`);
    await page.evaluate(() => omotenashi.stop());
    assert.equal(await page.evaluate(() => getComputedStyle(box).minHeight), "0px");
    assert.deepEqual(page.errors, []);
  });

test("space is reserved from the decision on, and a shift after a change is told", async () => {
  const show = [{ select: "#late", reserve: "120px", insert: { first: "<p>late</p>" } }];
  const wide = { select: "#first", insert: { before: '<p class="om">one</p>' } };
  site.files.set("/shift", pageOf(rulesOf([{ show }, { show: [wide] }]), `<h1>Old</h1><main></main><p id="after">after</p>${tall}`));
  const page = await site.visit("/shift");
  await page.evaluate(() => {
    window.shifts = [];
    omotenashi.on("shift", (shift) => shifts.push(shift));
  });
  await loaded(page);
  const height = () => page.evaluate(() => getComputedStyle(document.querySelector("#late")).minHeight);
  await page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforeend", '<p id="late"></p>'));
  assert.equal(await height(), "120px");
  await page.evaluate(() => document.querySelector("main").insertAdjacentHTML("beforebegin", '<p id="first">first</p>'));
  await page.waitForFunction(() => shifts.length > 0);
  const [{ value, moved }] = await page.evaluate(() => shifts);
  assert.ok(value > 0 && moved.includes("p#after"), JSON.stringify(moved));
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await height(), "0px");
  assert.deepEqual(page.errors, []);
});
