// dist/schema.json accepts what the reader accepts and refuses what the reader refuses.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { dist, root } from "../../js/build/place.mjs";
import { known, spoken } from "../../js/schema/japanese.mjs";
import { changed, soundFile } from "./document.mjs";

const { check } = await import(join(dist, "author.mjs"));
const schema = JSON.parse(readFileSync(join(dist, "schema.json"), "utf8"));
const accepts = new Ajv2020({ strict: false, allErrors: false }).compile(schema);

/** What only the reader can say: names declared nowhere, calendars, sums, orders, patterns, sizes. */
const beyond = new Set([
  "unknown-attribute", "unknown-audience", "unknown-goal", "unknown-slot", "unknown-list", "unknown-flag", "unknown-experience",
  "unknown-variant", "unknown-timezone", "name-taken", "audience-order", "duplicate-id", "circle", "split-total", "split-fraction",
  "split-without", "exempt-limits", "date", "regex-subset", "regex-syntax", "template-open", "unknown-format", "format-detail",
  "ramp-falls", "too-large", "too-long",
]);
/** Beyond a schema only where the type of one part depends on another: a flag's value, a group's order. */
const partly = { type: /^\/flags\/[^/]+\/(default|rules\/\d+\/(value$|values\/))/, range: /\/group$/ };

const problems = (document) => check(JSON.stringify(document), "en").filter(({ severity }) => severity === "error");
const isBeyond = ({ code, pointer }) => beyond.has(code) || partly[code]?.test(pointer);

/** Nothing where the two agree, else a sentence. */
function disagreement(document) {
  const found = problems(document);
  const accepted = accepts(document);
  if (accepted && found.every(isBeyond)) return;
  if (!accepted && found.length) return;
  const said = found.map(({ code, pointer }) => `${code} ${pointer}`).join(", ") || "nothing";
  const errors = accepted ? "accepts" : `refuses ${JSON.stringify(accepts.errors)}`;
  return `reader: ${said}; schema: ${errors}; ${JSON.stringify(document)}`;
}

test("sound files of every shape are accepted by both", () => {
  for (let seed = 1; seed <= 2000; seed++) {
    const document = soundFile(seed);
    // What `exempt` excludes is sound by itself.
    const found = problems(document).filter(({ code }) => code !== "exempt-limits");
    assert.deepEqual(found, [], `seed ${seed}: ${JSON.stringify(document)}`);
    assert.ok(accepts(document), `seed ${seed}: ${JSON.stringify(accepts.errors)} ${JSON.stringify(document)}`);
  }
});

test("of files with something wrong in them, both refuse the same", () => {
  let refused = 0;
  const total = 6000;
  for (let seed = 1; seed <= total; seed++) {
    const document = changed(soundFile(seed), seed * 7919);
    assert.equal(disagreement(document), undefined, `seed ${seed}`);
    refused += !accepts(document);
  }
  assert.ok(refused > total / 3 && refused < total, `${refused} of ${total} refused`);
});

test("what provokes each problem code is refused, unless it is beyond a schema", () => {
  const cases = JSON.parse(readFileSync(join(root, "tests/cases/problems.json"), "utf8"));
  for (const [document] of cases) if (typeof document !== "string") assert.equal(disagreement(document), undefined);
});

test("what is taken for a value and was meant as an operator is refused by both, and an object that the site tells is not", () => {
  const of = (who) => ({ omotenashi: 1, audiences: { a: who } });
  for (const who of [{ "visit.number": { ">=": 2 } }, { "page.path": { startswith: "/x" } }, { "user.age": { $not: { "!=": 3 } } }]) {
    assert.equal(accepts(of(who)), false, JSON.stringify(who));
    assert.equal(disagreement(of(who)), undefined);
  }
  for (const who of [{ "user.plan": { name: "free" } }, { "user.plan": { $eq: { ">": 1 } } }, { "visit.number": {} }])
    assert.equal(accepts(of(who)) && problems(of(who)).length, 0, JSON.stringify(who));
});

test("in Japanese it is the same, and each sentence has its own", () => {
  const ja = JSON.parse(readFileSync(join(dist, "schema.ja.json"), "utf8"));
  const said = new Set();
  const mute = (key, value) => {
    if (!spoken.has(key) || typeof value !== "string") return value;
    said.add(value);
    return "";
  };
  assert.equal(JSON.stringify(ja, mute), JSON.stringify(schema, mute));
  for (const sentence of said) assert.ok(known.includes(sentence) || /[ぁ-んァ-ヶ一-龠]/.test(sentence), sentence);
  assert.deepEqual(known.filter((sentence) => !said.has(sentence)), [], "nothing is left over");
});

test("the shop's rules and the design's are accepted", () => {
  for (const path of ["www/rules.json", "tests/cases/hanamise.json"]) {
    const document = JSON.parse(readFileSync(join(root, path), "utf8"));
    assert.ok(accepts(document), `${path}: ${JSON.stringify(accepts.errors)}`);
  }
});

test("an editor offers every attribute of the engine, and says what it is", () => {
  const source = (path) => readFileSync(join(root, "src/engine", path), "utf8");
  const named = source("visitor/names.rs").matchAll(/\("([\w.]+)", Attribute::/g);
  const ready = source("condition/ready.rs").matchAll(/"([\w.]+)",\s+Statistic::/g);
  const known = ["visitor.stage", "visitor.daysInStage", ...[...named, ...ready].map(([, name]) => name)].sort();
  const offered = Object.entries(schema.$defs.condition.properties).filter(([name]) => !name.startsWith("$"));
  assert.deepEqual(offered.map(([name]) => name).sort(), known);
  assert.ok(offered.every(([, { description }]) => description));
});

/** All sets of names in a schema: the members of an object, the words of a closed list. */
function namesIn(node, found = new Set()) {
  if (node === null || typeof node !== "object") return found;
  const sets = [Object.keys(node.properties ?? {}), node.enum ?? []];
  for (const names of sets) if (names.length) found.add([...names].sort().join(" "));
  Object.values(node).forEach((inner) => namesIn(inner, found));
  return found;
}

test("each list of words of the engine stands in it whole, and so do the operators", () => {
  const source = (path) => readFileSync(join(root, "src/engine", path), "utf8");
  const words = source("words.rs").matchAll(/^ {4}\w+ = "([^"]+)":([^;]+);/gm);
  const lists = [...words].map(([, name, list]) => [name, [...list.matchAll(/"([^"]+)"/g)].map(([, word]) => word)]);
  const operators = source("condition/operator.rs").split("pub const CONNECTIVES");
  const [tests, connectives] = operators.map((part) => [...part.matchAll(/\("(\$\w+)", \w+::/g)].map(([, name]) => name));
  assert.ok(lists.length > 50 && tests.length > 30 && connectives.length > 5);
  const sets = namesIn(schema);
  const missing = [...lists, ["operators", tests]].filter(([, list]) => !sets.has([...list].sort().join(" "))).map(([name]) => name);
  // The grammar of a text, and parts of what stands in it as a whole.
  assert.deepEqual(missing, ["format", "date-style", "plural", "statistic", "lead", "surface"]);
  const joins = Object.keys(schema.$defs.condition.properties).filter((name) => name.startsWith("$"));
  assert.deepEqual(joins.sort(), connectives.sort());
});

test("where the schema says that a selector stands, one that no browser reads is told", () => {
  const named = ({ properties }) => Object.keys(properties).filter((name) => /selector/i.test(properties[name].description ?? ""));
  const told = (experience, more) => check(JSON.stringify({ omotenashi: 1, ...more, experiences: [{ id: "e", show: [{ surface: "card", select: "p", text: "x" }], ...experience }] }), "en").map(({ code, pointer }) => `${code} ${pointer}`);
  const wrong = "p[a";
  const { when, show } = schema.$defs;
  assert.ok(named(when).length > 5 && named(show.items).length > 3);
  for (const name of named(when)) assert.ok(told({ when: { [name]: wrong } }).includes(`selector /experiences/0/when/${name}`), name);
  for (const name of named(show.items)) {
    const [value, inside] = name === "move" ? [{ after: wrong }, "/after"] : [wrong, ""];
    const entry = { surface: "card", select: "p", text: "x", [name]: value };
    assert.ok(told({ show: [entry] }).includes(`selector /experiences/0/show/0/${name}${inside}`), name);
  }
  assert.ok(told({}, { hydrate: wrong }).includes("selector /hydrate"));
  assert.ok(told({}, { slots: { a: wrong } }).includes("selector /slots/a"));
  assert.ok(told({}, { goals: { g: { click: wrong } } }).includes("selector /goals/g/click"));
});

test("an editor offers operators where none stands yet, and both kinds of destination", () => {
  const { tests, readyTests, innerTests, condition } = schema.$defs;
  assert.deepEqual(Object.keys(tests.else.properties), Object.keys(tests.then.properties));
  assert.deepEqual(Object.keys(innerTests.else.properties), Object.keys(innerTests.then.properties));
  // What fails its `if` is offered nothing of its `then`.
  assert.deepEqual(readyTests.if, { type: "object" });
  assert.ok(condition.properties.$variant.additionalProperties.else.properties.$shown.description);
  assert.deepEqual(schema.properties.destinations.items.properties.to.enum, ["dataLayer", "beacon"]);
});
