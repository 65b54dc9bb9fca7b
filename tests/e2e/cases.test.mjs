// The cases of tests/cases/ through the built module and its public API, in a real browser. The same
// files run natively in src/**/tests.rs, and through the engine compiled to wasm in tests/browser.
//
// Owns: how a case is said in rules, facts and calls. In: tests/cases/*.json. Out: what `explain`,
// `variant` and `problem` answer. Must not: skip a case in silence: what differs is listed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../js/build/place.mjs";
import { openModule } from "./module.mjs";

const cases = (name) => JSON.parse(readFileSync(join(root, "tests/cases", `${name}.json`), "utf8"));

/** The moment at which conditions.json lives. */
const now_ms = 1_796_000_000_000;

/** What a page may not know before consent; it stands for what a case calls unknown. */
const unknowable = "visit.number";

/** A copy of a condition with one attribute called otherwise. */
function renamed(condition, from, to) {
  if (Array.isArray(condition)) return condition.map((part) => renamed(part, from, to));
  if (typeof condition !== "object" || condition === null) return condition;
  const pairs = Object.entries(condition).map(([key, value]) =>
    key === "$ref" && value === from ? [key, to] : [key === from ? to : key, renamed(value, from, to)],
  );
  return Object.fromEntries(pairs);
}

/** A case of conditions.json as an experience: a bar that never comes, so that nothing is final. */
function toStart([, condition, attributes], index) {
  const unknown = Object.keys(attributes).find((name) => attributes[name] === "unknown");
  const { page, ...facts } = attributes;
  if (unknown) delete facts[unknown];
  const rules = {
    omotenashi: 1,
    site: `case-${index}`,
    consent: { mode: unknown ? "opt-in" : "opt-out" },
    attributes: Object.fromEntries(["a", "b", "d", "list", "$own"].map((name) => [name, { from: "facts" }])),
    lists: { vip: [1, "b"] },
    experiences: [
      {
        id: "case",
        who: unknown ? renamed(condition, unknown, unknowable) : condition,
        when: { exit: true },
        show: [{ surface: "bar", html: "x" }],
      },
    ],
  };
  return { rules, facts, path: page?.path ?? "/" };
}

/** Runs in the page: what `explain` says of each case after `view` happened twice. */
async function explainAll([starts, now]) {
  const found = [];
  for (const { rules, facts, path } of starts) {
    history.replaceState(null, "", path);
    const problems = [];
    const om = await window.start({ rules, facts, clockOffset: now - Date.now() });
    om.on("problem", (problem) => problems.push(problem));
    om.track("view");
    om.track("view");
    await Promise.resolve();
    found.push({ reason: om.explain("case").reason, variant: om.variant("case"), problems });
    om.forget();
    om.stop();
  }
  return found;
}

test("conditions.json: explain says what the table says", async (t) => {
  const rows = cases("conditions");
  const { page, errors } = await openModule(t);
  const found = await page.evaluate(explainAll, [rows.map(toStart), now_ms]);
  const reasons = new Map([[true, "applied"], [false, "who"], [null, "unknown"]]);
  rows.forEach(([name, , , expected], index) => {
    assert.deepEqual(found[index].problems, [], name);
    assert.equal(found[index].reason, reasons.get(expected), name);
    assert.equal(found[index].variant, expected ? "show" : null, name);
  });
  assert.deepEqual(errors, []);
});

/** Runs in the page: problems and faults of each file, which the page holds as a script of data. */
async function readAll(files) {
  const found = [];
  for (const text of files) {
    const element = document.createElement("script");
    element.type = "application/json";
    element.id = "rules";
    element.textContent = text;
    document.head.append(element);
    const heard = { problems: [], faults: [] };
    const om = await window.start({ rules: "#rules" });
    om.on("problem", ({ code, pointer }) => heard.problems.push([code, pointer]));
    om.on("fault", ({ code }) => heard.faults.push(code));
    await new Promise((done) => setTimeout(done));
    found.push(heard);
    om.stop();
    element.remove();
  }
  return found;
}

test("problems.json: every problem is told with its code and its place", async (t) => {
  const rows = cases("problems");
  const { page, errors } = await openModule(t);
  const files = rows.map(([file]) => (typeof file === "string" ? file : JSON.stringify(file)));
  const found = await page.evaluate(readAll, files);
  rows.forEach(([, expected], index) => {
    const { problems, faults } = found[index];
    // No text at all is nobody's rules: the page lacks them, and that is a fault.
    const [told, lack] = files[index] === "" ? [[], ["rules-missing"]] : [expected, []];
    assert.deepEqual(problems, told, files[index]);
    assert.deepEqual(faults, lack, files[index]);
  });
  assert.deepEqual(errors, []);
});

/** Runs in the page: the variant of each row, whose id comes as a fact. */
async function assignAll(rows) {
  const found = [];
  for (const [seed, id, split] of rows) {
    const names = Object.keys(split).filter((name) => name !== "original");
    const show = [{ select: "#never", text: "x" }];
    const rules = {
      omotenashi: 1,
      site: "assignments",
      consent: { mode: "opt-out" },
      attributes: { member: { from: "facts" } },
      experiences: [{ id: "x", seed, hashBy: "member", split, variants: Object.fromEntries(names.map((name) => [name, { show }])) }],
    };
    const om = await window.start({ rules, facts: { member: id } });
    found.push([om.variant("x"), om.explain("x").reason]);
    om.forget();
    om.stop();
  }
  return found;
}

test("assignments.json: variant is what GrowthBook answers", async (t) => {
  const rows = cases("assignments").variants;
  const { page, errors } = await openModule(t);
  const found = await page.evaluate(assignAll, rows);
  rows.forEach(([seed, id, , expected], index) =>
    assert.deepEqual(found[index], [expected, expected ? "applied" : "split"], `${seed} ${id}`),
  );
  assert.deepEqual(errors, []);
});

test("assignments.json is what the installed GrowthBook answers today", async () => {
  const { GrowthBook } = await import("@growthbook/growthbook");
  for (const [seed, id, split, expected] of cases("assignments").variants) {
    const parts = Object.values(split);
    const total = parts.reduce((sum, part) => sum + part, 0);
    const peer = new GrowthBook({ attributes: { id } });
    const weights = parts.map((part) => part / total);
    const variations = Object.keys(split);
    const answer = peer.run({ key: "x", seed, hashVersion: 2, variations, weights, coverage: total / 100 });
    assert.equal(answer.inExperiment ? answer.value : null, expected, `${seed} ${id}`);
    peer.destroy();
  }
});
