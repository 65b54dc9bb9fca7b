// Cold start: from opening a fresh page to its first swap, with twenty rules, beside others.
//
// Owns: the rounds. In: dist/, GrowthBook and alloy from npm. Out: two tables, tests/.out/start.json. Must
// not: be a test; figures of a busy machine are to be compared within one run only.
// `npm run bench -- --rounds=30` for more of them.

import { launch } from "../../../js/build/browser.mjs";
import { conditions } from "../../stage/network.mjs";
import { openSite } from "../../stage/site.mjs";
import { keep, print, ratio, summary, time } from "../table.mjs";
import { contestants } from "./contestant.mjs";
import { page } from "./document.mjs";
import { load } from "./load.mjs";
import { query } from "./rules.mjs";
import { account, traced } from "./trace.mjs";

const wanted = process.argv.map((word) => /^--rounds=(\d+)$/.exec(word)?.[1]).find(Boolean);
const rounds = Number(wanted ?? 15);
const tracedRounds = Math.ceil(rounds / 3);

const legend = `
bytes: page and scripts, brotli. here→swap: from the last script's last byte. paint: the h1's first, median.
script, TBT (what tasks take beyond 50 ms each), longest task: thread time from traced loads, medians.`;

/** Each takes its turn in every round, so that a busy minute is everybody's. */
async function interleave(count, sites, act) {
  const samples = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
  for (let round = 0; round < count; round++)
    for (const [name, site] of Object.entries(sites)) {
      const found = act(`${site.url}/${query}`).catch((cause) => Promise.reject(new Error(name, { cause })));
      samples[name].push(await found);
    }
  return samples;
}

async function measure(browser, sites, condition) {
  // One load that nobody counts warms the disk and the server.
  await interleave(1, sites, (url) => load(browser, url, condition));
  const timed = await interleave(rounds, sites, (url) => load(browser, url, condition));
  const watched = await interleave(tracedRounds, sites, async (url) => {
    let events;
    await load(browser, url, condition, traced(browser, (found) => (events = found)));
    return account(events, url);
  });
  return { timed, watched };
}

const column = (samples, key) => summary(samples.map((sample) => sample[key]));

/** One contestant's figures under one condition. */
function figures({ timed, watched }, name, site) {
  const of = {};
  for (const key of ["swap", "here", "paint"]) of[key] = column(timed[name], key);
  for (const key of ["script", "blocked", "longest"]) of[key] = column(watched[name], key);
  return { ...of, flickers: timed[name].filter(({ original }) => original).length, bytes: site.bytes };
}

const cells = ({ min, median }) => [time(min), time(median)];
const ratios = (one, other) => [ratio(one.min, other.min), ratio(one.median, other.median)];

function show(condition, results) {
  const inert = results["inert, our size"];
  const rows = Object.entries(results).map(([name, one]) => [
    name,
    one.bytes,
    ...cells(one.swap),
    ...ratios(one.swap, inert.swap),
    ...ratios(one.swap, results.GrowthBook.swap),
    ...cells(one.here),
    time(one.paint.median),
    ...cells(one.script),
    time(one.blocked.median),
    time(one.longest.median),
    one.flickers,
  ]);
  const head = ["", "bytes", "swap min", "med", "÷ inert min", "med", "÷ GrowthBook min", "med", "here→swap min", "med"];
  const more = ["paint", "script min", "med", "TBT", "longest", "flickers"];
  print(`${condition}: ms, ${rounds} loads each (${tracedRounds} traced)`, [...head, ...more], rows);
}

async function open() {
  const sites = {};
  for (const [name, { head, files }] of Object.entries(contestants())) {
    const site = await openSite({ "/": page(head), ...files });
    // The page's own bytes differ by the rules that are in it.
    site.bytes = ["/", ...Object.keys(files)].reduce((sum, path) => sum + site.sizes(path), 0);
    sites[name] = site;
  }
  return sites;
}

// Automation says so in `navigator.webdriver`, and nobody personalises for robots.
const browser = await launch({ args: ["--disable-blink-features=AutomationControlled"] });
const sites = await open();
const report = { browser: browser.version(), rounds, conditions: {} };
console.log(`\nCold start to first swap, 20 rules, Chromium ${report.browser}`);
for (const [title, condition] of Object.entries(conditions)) {
  const measured = await measure(browser, sites, condition);
  const results = Object.fromEntries(Object.entries(sites).map(([name, site]) => [name, figures(measured, name, site)]));
  show(title, (report.conditions[title] = results));
}
console.log(legend);
keep("start", report);
await browser.close();
await Promise.all(Object.values(sites).map((site) => site.close()));
