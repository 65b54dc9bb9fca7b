// What destinations get, field by field, as the types of the package promise it: nothing more, nothing less.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dist } from "../../../js/build/place.mjs";
import { heard, openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const types = readFileSync(join(dist, "omotenashi.d.ts"), "utf8");

/** Tests of a type, as far as these interfaces use them. */
const tests = {
  number: Number.isFinite,
  string: (value) => typeof value === "string" && value !== "",
  boolean: (value) => typeof value === "boolean",
  "(Exposure | Goal)[]": Array.isArray,
};
const testOf = (type) => tests[type] ?? ((value) => type.split(" | ").some((one) => JSON.stringify(value) === one));

/** The fields of an interface, each with the test of its type. */
function fieldsOf(name) {
  const [, inside] = types.match(new RegExp(`interface ${name} \\{(.*?)\\n\\}`, "s"));
  const fields = inside.replace(/\/\*\*.*?\*\//gs, "").matchAll(/^ {2}(\w+): (.*);$/gm);
  return Object.fromEntries(Array.from(fields, ([, field, type]) => [field, testOf(type)]));
}

const promised = Object.fromEntries(["Batch", "Exposure", "Goal"].map((name) => [name, fieldsOf(name)]));

function keeps(object, name) {
  assert.deepEqual(Object.keys(object).sort(), Object.keys(promised[name]).sort(), name);
  for (const [field, fits] of Object.entries(promised[name])) assert.ok(fits(object[field]), `${name}.${field}: ${JSON.stringify(object[field])}`);
}

const body = '<h1>Old</h1><p>Old</p><em>Old</em><b>Old</b><button id="letter" type="button">letter</button>';
const experiences = [
  { id: "whole", show: [{ select: "h1", text: "New" }], measure: { primary: "order", guard: ["letter"] } },
  { id: "part", version: 3, show: [{ select: "p", text: "New" }, { select: ".missing", text: "New" }] },
  { id: "none", show: [{ select: "em", html: "<script>1</script>" }] },
  { id: "a-b%", variants: { "x-y": { show: [{ select: "b", text: "New" }, { select: ".gone", text: "New" }] } }, split: { original: 100, "x-y": 0 } },
];
const more = {
  goals: { order: { event: "purchase", value: "value" }, letter: { click: "#letter" } },
  destinations: [{ to: "beacon", url: "/collect" }, { to: "dataLayer" }],
};

test("batches, exposures and goals have the fields of their types, and what these say is so", async () => {
  site.files.set("/wire", pageOf(rulesOf(experiences, more), body));
  const begin = Date.now();
  const visit = await site.visit("/wire");
  await heard(visit, "exposure", 4);
  await visit.click("#letter");
  const values = [4800, "12.5", -3, undefined, "about ten", Number.MAX_VALUE, 0.1, true, [1]];
  await visit.evaluate((values) => values.forEach((value) => omotenashi.track("purchase", { value, currency: "JPY" })), values);
  await until(() => site.events.length === 14, () => JSON.stringify(site.posts));
  const batches = site.posts.map(({ path, mode, ...batch }) => batch);
  for (const batch of batches) {
    keeps(batch, "Batch");
    assert.deepEqual([batch.site, batch.lost], ["test", 0]);
    for (const event of batch.events) {
      keeps(event, { exposure: "Exposure", goal: "Goal" }[event.type]);
      assert.ok(event.at >= begin && event.at <= batch.sent && batch.sent <= Date.now());
    }
  }
  const events = batches.flatMap(({ events }) => events);
  assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
  const exposures = events.filter(({ type }) => type === "exposure");
  assert.deepEqual(
    exposures.map(({ experience, version, variant, result }) => [experience, version, variant, result]).sort(),
    [["a-b%", 1, "original", "applied"], ["none", 1, "show", "failed"], ["part", 3, "show", "partial"], ["whole", 1, "show", "applied"]],
  );
  const { at } = exposures.find(({ experience }) => experience === "whole");
  const goals = events.filter(({ type }) => type === "goal");
  let before = 0;
  for (const goal of goals.filter(({ goal }) => goal === "order")) {
    assert.equal(goal.before, before);
    assert.equal(goal.since, goal.at - at);
    before += goal.value;
  }
  const told = goals.map(({ goal, experience, value, first }) => [goal, experience, value, first]);
  assert.deepEqual(told.slice(0, 6), [
    ["letter", "whole", 0, true],
    ...[4800, 12.5, -3, 0, 0].map((value, index) => ["order", "whole", value, index === 0]),
  ]);
  assert.deepEqual(visit.errors, []);
});

test("a data layer gets each exposure by the names of Tag Manager and of Analytics, and nothing else", async () => {
  const visit = await site.visit("/wire");
  await heard(visit, "exposure", 4);
  await visit.evaluate(() => omotenashi.track("purchase", { value: 1 }));
  const entries = await visit.evaluate(() => dataLayer.map((entry) => [Object.prototype.toString.call(entry), ...(entry.length ? entry : [entry])]));
  const shown = [["whole", "show"], ["part", "show"], ["none", "show"], ["a-b%", "original"]];
  const escaped = (id) => id.replaceAll("%", "%25").replaceAll("-", "%2D");
  const expected = shown.flatMap(([experiment_id, variation_id]) => [
    ["[object Object]", { event: "experiment_viewed", experiment_id, variation_id }],
    ["[object Arguments]", "event", "experience_impression", { exp_variant_string: `omotenashi-${escaped(experiment_id)}-${escaped(variation_id)}` }],
  ]);
  const ordered = (list) => list.map((entry) => JSON.stringify(entry)).sort();
  assert.deepEqual(ordered(entries), ordered(expected));
});

test("what nobody took is counted as lost, once, and the batch says so", async () => {
  await site.forget();
  site.answer.status = 503;
  const visit = await site.visit("/wire");
  await heard(visit, "exposure", 4);
  await until(() => site.posts.length, "the first post");
  await visit.evaluate(() => {
    for (let step = 0; step < 130; step++) omotenashi.track("purchase", { value: step });
  });
  site.answer.status = 204;
  site.posts.length = 0;
  await until(() => site.events.length >= 100, () => `${site.events.length} events`, 20_000);
  site.posts.forEach(({ path, mode, ...batch }) => keeps(batch, "Batch"));
  const lost = site.posts.reduce((sum, { lost }) => sum + lost, 0);
  assert.equal(new Set(site.events.map(({ id }) => id)).size + lost, 134);
});
