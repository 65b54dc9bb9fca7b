// Flags: typed values for the page's own code, and experiments in which whoever reads is.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = {
  omotenashi: 1,
  site: "flags",
  consent: { mode: "opt-out" },
  queryOverride: true,
  destinations: [{ to: "beacon", url: "/collect" }],
  flags: {
    checkout: { default: false, rules: [{ who: { "page.query.beta": "1" }, value: true }] },
    price: { default: 100, rules: [{ id: "price-test", values: { low: 80, high: 120 }, split: { low: 50, high: 50 } }] },
    theme: { type: "object", default: { dark: false }, rules: [{ who: { $flag: { checkout: true } }, value: { dark: true } }] },
    wrong: { default: "x", rules: [{ value: 3 }] },
  },
};

const read = (page, key, fallback) => page.evaluate(([key, fallback]) => omotenashi.value(key, fallback), [key, fallback]);

test("each visitor reads the value that the rules give, in the type that the code counts on", async () => {
  site.files.set("/flags", pageOf(rules, "<p>x</p>"));
  const plain = await site.visit("/flags");
  assert.equal(await read(plain, "checkout", true), false);
  assert.deepEqual(await read(plain, "theme", null), { dark: false });
  assert.equal(await read(plain, "checkout", "text"), "text", "a boolean is not handed to who counts on a text");
  assert.equal(await read(plain, "nowhere", 7), 7);
  assert.equal(await read(plain, "wrong", "y"), "x", "a flag with a problem has its default");
  const problems = await heard(plain, "problem");
  assert.deepEqual(problems.map(({ code, pointer }) => [code, pointer]), [["type", "/flags/wrong/rules/0/value"]]);
  const beta = await site.visit("/flags?beta=1");
  assert.equal(await read(beta, "checkout", false), true);
  assert.deepEqual(await read(beta, "theme", null), { dark: true }, "a flag may ask for another");
  assert.deepEqual([...plain.errors, ...beta.errors], []);
});

test("who reads a flag in an experiment is counted, once, with the variant read, and nobody else", async () => {
  await site.forget();
  const visit = await site.visit("/flags");
  assert.equal((await visit.evaluate(() => heard.filter(({ kind }) => kind === "exposure"))).length, 0);
  const value = await read(visit, "price", 0);
  assert.ok(value === 80 || value === 120, `${value}`);
  assert.equal(await read(visit, "price", 0), value);
  await visit.reload();
  assert.equal(await read(visit, "price", 0), value);
  await visit.goto("about:blank");
  await until(() => site.events.length > 0, "an exposure at the server");
  // What was on its way as the page was left comes again, with the id it had.
  const seen = [...new Map(site.events.map((event) => [event.id, event])).values()];
  assert.deepEqual(
    seen.map(({ type, experience, variant, result }) => ({ type, experience, variant, result })),
    [{ type: "exposure", experience: "price-test", variant: value === 80 ? "low" : "high", result: "applied" }],
  );
});

test("a query parameter picks the variant, and nobody is counted", async () => {
  await site.forget();
  const visit = await site.visit("/flags?price-test=high");
  assert.equal(await read(visit, "price", 0), 120);
  assert.equal((await visit.evaluate(() => omotenashi.explain("price-test"))).reason, "forced");
  await visit.goto("about:blank");
  await visit.waitForTimeout(500);
  assert.deepEqual(site.events, []);
});
