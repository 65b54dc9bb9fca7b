// Clicks of a visitor: what they count for, how often, and selectors of the rules that are none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const now = (page, kind) => page.evaluate((kind) => heard.filter((one) => one.kind === kind), kind);
const invalid = (detail) => ({ kind: "fault", code: "selector-invalid", detail });
const heading = { show: [{ select: "h1", text: "New" }] };

test("a goal whose selector is none: one fault says so, the page stays as we changed it, and other goals count", async () => {
  const goals = { bad: { click: "#signup[" }, good: { click: "#good" }, worse: { click: "a:is" }, last: { click: "#last" } };
  const rules = rulesOf([{ ...heading, measure: { guard: Object.keys(goals) } }], { goals });
  site.files.set("/goal", pageOf(rules, '<h1>Old</h1><button id="good">a</button><button id="last">b</button><p id="plain">c</p>'));
  const page = await site.visit("/goal");
  await heard(page, "exposure");
  for (const selector of ["#plain", "#good", "#plain", "#last"]) {
    await page.hover(selector);
    await page.click(selector);
  }
  const goal = await heard(page, "goal", 2);
  assert.deepEqual(goal.map(({ goal }) => goal), ["good", "last"], "each by its own name");
  assert.deepEqual(await now(page, "fault"), [invalid("#signup["), invalid("a:is")]);
  assert.equal(await page.textContent("h1"), "New");
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

for (const word of ["click", "hover", "view"])
  test(`a moment of ${word} whose selector is none: one fault says so, it never comes, and another does`, async () => {
    const surface = (kind) => [{ surface: kind, html: "x", label: "x" }];
    const rules = rulesOf([
      heading,
      { id: "bad", when: { [word]: "#signup[" }, show: surface("bar") },
      { id: "good", when: { click: "#b" }, show: surface("toast") },
    ]);
    site.files.set(`/moment-${word}`, pageOf(rules, '<h1>Old</h1><button id="b">b</button><p id="plain">c</p>'));
    const page = await site.visit(`/moment-${word}`);
    await loaded(page);
    for (const selector of ["#plain", "#b"]) {
      await page.hover(selector);
      await page.click(selector);
    }
    const exposures = await heard(page, "exposure", 2);
    assert.deepEqual(exposures.map(({ experience }) => experience), ["e0", "good"]);
    await page.hover("#plain");
    await page.click("#plain");
    assert.deepEqual(await now(page, "fault"), [invalid("#signup[")]);
    assert.equal(await page.textContent("h1"), "New");
    assert.equal(await page.locator("omotenashi-surface .bar").count(), 0);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

/** A page of these goals, and a call that clicks and answers how often each was reached, the click's own counted. */
async function openGoals(path, goals, body) {
  const all = { ...goals, end: { event: "end" } };
  const rules = rulesOf([{ ...heading, measure: { guard: Object.keys(all) } }], { goals: all });
  site.files.set(path, pageOf(rules, `<h1>Old</h1>${body}`));
  const page = await site.visit(path);
  await heard(page, "exposure");
  let ends = 0;
  const count = async (selector) => {
    await page.click(selector);
    // What happens later is told later.
    await page.evaluate(() => omotenashi.track("end"));
    ends++;
    await page.waitForFunction((ends) => heard.filter(({ goal }) => goal === "end").length === ends, ends);
    const reached = await now(page, "goal");
    return Object.keys(goals).map((name) => reached.filter(({ goal }) => goal === name).length);
  };
  return { page, count };
}

const labels = {
  "around its field": '<label id="opt"><span id="text">Yes please</span> <input type="checkbox" id="box"></label>',
  "beside its field": '<div id="opt"><label for="box"><span id="text">Yes please</span></label> <input type="checkbox" id="box"></div>',
};

for (const [name, body] of Object.entries(labels)) {
  test(`a label ${name}: each click of the visitor counts once, on its text and on the field`, async () => {
    const { page, count } = await openGoals(`/label-${name[0]}`, { opt: { click: "#opt" } }, body);
    const counts = [];
    const state = [];
    for (const selector of ["#text", "#text", "#box", "#box", "#text", "#box"]) {
      counts.push(...(await count(selector)));
      state.push(await page.isChecked("#box"));
    }
    assert.deepEqual(state, [true, false, true, false, true, false], "the field hears every click");
    assert.deepEqual(counts, [1, 2, 3, 4, 5, 6]);
    await page.context().close();
  });

  test(`a label ${name}: a click on its text is one on the field, too`, async () => {
    const { page, count } = await openGoals(`/field-${name[0]}`, { box: { click: "#box" }, text: { click: "#text" } }, body);
    assert.deepEqual(await count("#text"), [1, 1]);
    assert.deepEqual(await count("#text"), [2, 2]);
    assert.deepEqual(await count("#box"), [3, 2]);
    await page.context().close();
  });
}

test("a label whose click the page keeps to itself: the next one on its field counts", async () => {
  const keeps = '<span id="text" onclick="event.preventDefault()">Yes</span>';
  const body = `<label id="opt">${keeps} <input type="checkbox" id="box"></label>`;
  const { page, count } = await openGoals("/label-kept", { opt: { click: "#opt" } }, body);
  assert.deepEqual(await count("#text"), [1]);
  assert.deepEqual(await count("#box"), [2]);
  await page.context().close();
});
