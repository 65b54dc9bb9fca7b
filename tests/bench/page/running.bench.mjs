// What a page that runs pays for us: an event, what follows it, forty swaps, and a page that never rests.
//
// Owns: the rules of each question and the four answers. In: dist/omotenashi.mjs. Out: a table, tests/.out/running.json.
// Must not: be a test; what is not ours is measured beside it in the same run and taken off.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../../../js/build/browser.mjs";
import { dist } from "../../../js/build/place.mjs";
import { openSite } from "../../stage/site.mjs";
import { keep, print, summary } from "../table.mjs";

const rounds = process.argv.includes("--quick") ? 3 : 9;
const base = { omotenashi: 1, site: "bench", consent: { mode: "opt-out" } };
const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const text = (index, who) => ({ id: `e${index}`, ...(who && { who }), show: [{ select: `#t${index}`, text: `changed ${index}` }] });

/** What each asks of the past, none like another. */
const behaviour = (index) => ({ $did: { event: index % 2 ? "view_item" : `event-${index}`, with: { category: `c${index}` }, count: { $gte: 1000 } } });

const cases = {
  "1 rule, none on behaviour": [text(0, { "page.path": "/" })],
  "20 rules, 5 on behaviour": list(20, (index) => text(index, index % 4 ? { "page.path": "/" } : behaviour(index))),
  "200 rules on behaviour": list(200, (index) => text(index, behaviour(index))),
};

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><body>${list(50, (index) => `<p id="t${index}">original ${index}</p>`).join("")}<div id="busy"></div></body></html>`;

/** In the page: the time of one of many events, the saving in quiet moments included by waiting for it. */
async function events({ rules, count }) {
  const { start } = await import("/omotenashi.mjs");
  localStorage.clear();
  const om = await start({ rules, bot: false });
  const props = { category: "c9", value: 10, items: [{ item_id: "a", price: 10, quantity: 1 }] };
  const track = () => om.track("view_item", props);
  for (let i = 0; i < 500; i++) track();
  const samples = [];
  for (let round = 0; round < 9; round++) {
    const since = performance.now();
    for (let i = 0; i < count; i++) track();
    samples.push((performance.now() - since) / count);
  }
  om.stop();
  return samples;
}

/** In the page: one event every so often, as pages tell them, and the quiet moment afterwards; without rules nobody listens. */
async function spread({ rules, every, seconds }) {
  const { start } = await import("/omotenashi.mjs");
  localStorage.clear();
  const om = rules && (await start({ rules, bot: false }));
  const props = { category: "c9", value: 10, items: [{ item_id: "a", price: 10, quantity: 1 }] };
  await new Promise((done) => {
    const timer = setInterval(() => om?.track("view_item", props), every);
    setTimeout(() => done(clearInterval(timer)), seconds * 1000);
  });
  await new Promise((done) => setTimeout(done, 1500));
  om?.stop();
}

/** In the page: how long it takes from rules to the first decision, warm, with these rules; the DOM comes back. */
async function starts({ rules, count }) {
  const { start } = await import("/omotenashi.mjs");
  const samples = [];
  for (let round = 0; round < count; round++) {
    localStorage.clear();
    const since = performance.now();
    const om = await start({ rules, bot: false });
    samples.push(performance.now() - since);
    om.stop();
  }
  localStorage.clear();
  return samples;
}

/** In the page: ten seconds of a page that takes out and puts in a thousand nodes a second. */
async function restless({ rules, seconds }) {
  const { start } = await import("/omotenashi.mjs");
  const om = rules && (await start({ rules, bot: false }));
  const place = document.querySelector("#busy");
  const until = performance.now() + seconds * 1000;
  await new Promise((done) => {
    const timer = setInterval(() => {
      place.textContent = "";
      for (let i = 0; i < 25; i++) place.append(Object.assign(document.createElement("i"), { className: `c${i}`, textContent: i }));
      if (performance.now() > until) done(clearInterval(timer));
    }, 50);
  });
  om?.stop();
}

const browser = await launch({ args: ["--disable-blink-features=AutomationControlled"] });
const site = await openSite({ "/": html, "/omotenashi.mjs": readFileSync(join(dist, "omotenashi.mjs")) });
const context = await browser.newContext();
const page = await context.newPage();
await page.goto(site.url);
const report = {};
const rules = (experiences) => ({ ...base, experiences });
const fresh = async () => (await page.goto(site.url), page);

const told = [];
for (const [name, experiences] of Object.entries(cases)) {
  const { min, median } = summary(await (await fresh()).evaluate(events, { rules: rules(experiences), count: 1000 }));
  told.push([name, (min * 1000).toFixed(1), (median * 1000).toFixed(1)]);
  report[`event, ${name}, µs`] = { min: min * 1000, median: median * 1000 };
}
print("One event, from the call to its return, µs", ["", "min", "median"], told);

const swapping = rules(list(40, (index) => text(index)));
const idle = rules(list(40, (index) => text(index, { "page.path": "/elsewhere" })));
const found = { forty: [], none: [] };
for (let round = 0; round < rounds; round++) {
  found.forty.push(...(await (await fresh()).evaluate(starts, { rules: swapping, count: 20 })).slice(10));
  found.none.push(...(await (await fresh()).evaluate(starts, { rules: idle, count: 20 })).slice(10));
}
const [forty, none] = [summary(found.forty), summary(found.none)];
report["40 swaps, ms"] = { min: forty.min - none.min, median: forty.median - none.median };
print("A start with 40 swaps, and with 40 rules for another page, ms", ["", "min", "median"], [
  ["40 swaps", forty.min.toFixed(2), forty.median.toFixed(2)],
  ["no swap", none.min.toFixed(2), none.median.toFixed(2)],
  ["the swaps", (forty.min - none.min).toFixed(2), (forty.median - none.median).toFixed(2)],
]);

/** Seconds of the main thread that something in a fresh page takes. */
async function cost(act, what) {
  await fresh();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  const read = async () => (await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
  const before = await read();
  await page.evaluate(act, what);
  return (await read()) - before;
}

const every = 25;
const spent = { none: [], few: [], many: [] };
const asked = { none: null, few: rules(cases["20 rules, 5 on behaviour"]), many: rules(cases["200 rules on behaviour"]) };
for (let round = 0; round < Math.ceil(rounds / 3); round++)
  for (const [name, what] of Object.entries(asked)) spent[name].push(await cost(spread, { rules: what, every, seconds: 4 }));
const each = (name) => ((summary(spent[name]).median - summary(spent.none).median) / (4000 / every)) * 1e6;
report["event and what follows it, µs"] = { few: each("few"), many: each("many") };
print(`One event every ${every} ms for 4 s, with the start and all that is stored of them: main thread for each event, µs`, ["", "median"], [
  ["20 rules, 5 on behaviour", each("few").toFixed(0)],
  ["200 rules on behaviour", each("many").toFixed(0)],
]);

const busy = { ours: [], alone: [] };
const watched = rules(list(50, (index) => ({ id: `w${index}`, show: [{ select: `.never-${index}`, text: "x" }] })));
const seconds = 6;
for (let round = 0; round < Math.ceil(rounds / 3); round++)
  for (const [name, what] of [["ours", watched], ["alone", null]]) busy[name].push((await cost(restless, { rules: what, seconds })) / seconds);
const percent = (samples) => (summary(samples).median * 100).toFixed(2);
report["restless page, % CPU"] = { ours: percent(busy.ours), alone: percent(busy.alone) };
print("A page that changes 1,000 nodes a second, 50 targets watched: main thread, % of one core", ["", "median"], [
  ["with us", percent(busy.ours)],
  ["without", percent(busy.alone)],
  ["ours", (percent(busy.ours) - percent(busy.alone)).toFixed(2)],
]);
keep("running", report);
await browser.close();
await site.close();
