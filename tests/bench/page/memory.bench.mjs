// What remembering costs a page: a full profile restored, and the longest of all our tasks in a visit of ten minutes.
//
// Owns: both questions. In: dist/omotenashi.mjs, dist/omotenashi.js and what it loads. Out: two tables,
// tests/.out/memory.json. Must not: be a test; the machine may be busy, so look at the smallest too.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../../../js/build/browser.mjs";
import { dist } from "../../../js/build/place.mjs";
import { human, rulesTag, tag } from "../../e2e/host.mjs";
import { openSite } from "../../stage/site.mjs";
import { keep, print, summary } from "../table.mjs";

const rounds = process.argv.includes("--quick") ? 3 : 9;
const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const rules = (experiences) => ({ omotenashi: 1, site: "bench", consent: { mode: "opt-out" }, experiences });

/** Thirty kinds of values, each with as many as there is room for. */
const asking = rules(
  list(30, (index) => ({
    id: `e${index}`,
    who: { $did: { event: `event-${index}`, of: "id", values: { $size: 1000 } } },
    show: [{ surface: "toast", text: "x" }],
  })),
);

/** In the page: a profile as long as one can be. */
async function fill(rules) {
  const { start } = await import("/omotenashi.mjs");
  const key = "omotenashi.bench.profile";
  const om = await start({ rules, bot: false });
  for (let turn = 0; (localStorage[key] ?? "").length < 14_000 && turn < 200; turn++) {
    for (let index = 0; index < 30; index++) om.track(`event-${index}`, { id: `the value number ${turn} of ${index}` });
    await new Promise((next) => setTimeout(next, 150));
  }
  om.stop();
  return localStorage[key];
}

/** In the page: how long a start takes that finds this profile, or none. */
async function starts({ rules, count, profile }) {
  const { start } = await import("/omotenashi.mjs");
  const samples = [];
  for (let round = 0; round < count; round++) {
    localStorage.clear();
    if (profile) localStorage.setItem("omotenashi.bench.profile", profile);
    const since = performance.now();
    const om = await start({ rules, bot: false });
    samples.push(performance.now() - since);
    om.stop();
  }
  return samples;
}

/** Before anything of ours: every callback that this page registers is timed, and all of them are ours. */
function watch() {
  window.spent = [];
  const timed = (name, act) =>
    typeof act !== "function" ? act : function (...values) {
      const since = performance.now();
      try {
        return act.apply(this, values);
      } finally {
        spent.push([performance.now() - since, name]);
      }
    };
  window.timed = timed;
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, act, options) {
    return addEventListener.call(this, type, timed(type, act), options);
  };
  for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask"]) {
    const original = window[name];
    window[name] = (act, ...rest) => original.call(window, timed(name, act), ...rest);
  }
  for (const name of ["MutationObserver", "IntersectionObserver", "PerformanceObserver"]) {
    const Original = window[name];
    window[name] = class extends Original {
      constructor(act, ...rest) {
        super(timed(name, act), ...rest);
      }
    };
  }
  const { request } = navigator.locks;
  navigator.locks.request = function (name, options, act) {
    return request.call(this, name, options, timed("lock", act));
  };
}

const observed = ["scroll_depth", "element_click", "rage_click", "dead_click", "hesitation", "user_engagement", "inactivity", "view_item", "page_view", "add_to_cart"];
const visiting = {
  ...rules(
    list(40, (index) => ({
      id: `e${index}`,
      who: { $did: { event: observed[index % observed.length], of: index % 2 ? "item_id" : "page_path", within: index % 3 ? "7d" : "visit", values: { $size: 1000 } } },
      show: [{ surface: "toast", text: "x" }],
    })),
  ),
  goals: { cart: { event: "add_to_cart" } },
};
const shop = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>${human}${rulesTag(visiting)}${tag}<body>${list(60, (index) => `<section><h2>Thing ${index}</h2><p>${"words ".repeat(60)}</p><button>Button ${index}</button></section>`).join("")}`;

/**
 * Ten minutes as somebody spends them, without the waiting in between: a page every half minute, and on each thirty
 * movements, ten turns of the wheel, five clicks, three products, a thing for the cart.
 */
async function visit(page) {
  for (let view = 0; view < 20; view++) {
    await page.evaluate((view) => view && history.pushState(0, "", `/page-${view}`), view);
    for (let step = 0; step < 30; step++) await page.mouse.move(100 + step * 15, 100 + ((step * 37) % 400));
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 400);
    for (let click = 0; click < 5; click++) await page.mouse.click(60 + click * 40, 200 + click * 60);
    await page.evaluate((view) => {
      const track = timed("track", (...call) => omotenashi.track(...call));
      for (let item = 0; item < 3; item++) track("view_item", { item_id: `item ${view} ${item}` });
      track("add_to_cart", { value: 5, items: [{ item_id: `item ${view}`, price: 5 }] });
    }, view);
    // Long enough for every quiet moment.
    await page.waitForTimeout(1_200);
    await page.mouse.wheel(0, -9_000);
  }
}

const browser = await launch({ args: ["--disable-blink-features=AutomationControlled"] });
const file = (name) => readFileSync(join(dist, name));
const names = ["omotenashi.mjs", "omotenashi.js", "omotenashi.surface.js", "omotenashi.observe.js"];
const blank = '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><body>';
const site = await openSite({ "/": blank, "/shop": shop, ...Object.fromEntries(names.map((name) => [`/${name}`, file(name)])) });
const page = await (await browser.newContext()).newPage();
const report = {};

await page.goto(site.url);
const profile = await page.evaluate(fill, asking);
const found = { full: [], none: [] };
for (let round = 0; round < rounds; round++)
  for (const [name, stored] of [["full", profile], ["none", null]])
    found[name].push(...(await page.evaluate(starts, { rules: asking, count: 30, profile: stored })).slice(10));
const [full, none] = [summary(found.full), summary(found.none)];
report["a full profile restored, ms"] = { bytes: profile.length, min: full.min - none.min, median: full.median - none.median };
print(`A start with a full profile (${profile.length} bytes), and with none, ms`, ["", "min", "median"], [
  ["full", full.min.toFixed(2), full.median.toFixed(2)],
  ["none", none.min.toFixed(2), none.median.toFixed(2)],
  ["restoring it", (full.min - none.min).toFixed(2), (full.median - none.median).toFixed(2)],
]);

const tasks = [];
for (let round = 0; round < Math.ceil(rounds / 3); round++) {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.addInitScript(watch);
  await visitor.goto(`${site.url}/shop`);
  await visit(visitor);
  const spent = (await visitor.evaluate(() => spent)).sort(([a], [b]) => b - a);
  tasks.push({ longest: spent[0], calls: spent.length, total: spent.reduce((sum, [ms]) => sum + ms, 0), over: spent.filter(([ms]) => ms > 10).length });
  await visitor.context().close();
}
report["ten minutes, ms"] = tasks;
print("A visit of ten minutes: our callbacks", ["", "calls", "all, ms", "longest, ms", "which", "over 10 ms"], tasks.map(({ longest, calls, total, over }, index) => [`visit ${index + 1}`, calls, total.toFixed(0), longest[0].toFixed(1), longest[1], over]));
keep("memory", report);
await browser.close();
await site.close();
