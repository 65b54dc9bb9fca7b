// Where a cold start goes: the main thread's time in our script and in GrowthBook's, by kind of work.
//
// Owns: the table. In: dist/, and GrowthBook from npm. Out: lines, tests/.out/phase.json. Must not: be
// read as a comparison of totals: watching this closely costs the one with more functions more.

import { launch } from "../../../js/build/browser.mjs";
import { openSite } from "../../stage/site.mjs";
import { keep, print, summary, time } from "../table.mjs";
import { contestants } from "./contestant.mjs";
import { page } from "./document.mjs";
import { load } from "./load.mjs";
import { query } from "./rules.mjs";
import { dissect, traced } from "./trace.mjs";

const rounds = 9;

async function watch(browser, url) {
  let events;
  await load(browser, url, null, traced(browser, (found) => (events = found), { closely: true }));
  return dissect(events, url);
}

const browser = await launch({ args: ["--disable-blink-features=AutomationControlled"] });
const report = {};
for (const name of ["ours, bundle", "GrowthBook"]) {
  const { head, files } = contestants()[name];
  const site = await openSite({ "/": page(head), ...files });
  const loads = [];
  for (let round = 0; round < rounds; round++) loads.push(await watch(browser, `${site.url}/${query}`));
  report[name] = Object.fromEntries(
    Object.keys(loads[0]).map((phase) => [
      phase,
      { ...summary(loads.map((one) => one[phase].ms)), count: summary(loads.map((one) => one[phase].count)).median },
    ]),
  );
  await site.close();
}
await browser.close();

for (const [name, phases] of Object.entries(report)) {
  const rows = Object.entries(phases).map(([phase, { min, median, count }]) => [phase, count, time(min), time(median)]);
  print(`Cold start of ${name}, unthrottled: ms of main-thread time, ${rounds} loads`, ["", "count", "min", "median"], rows);
}
keep("phase", report);
