// GrowthBook's payloads: what is carried over, and what is said of the rest.
//
// Owns: shapes and problems. In: dist/node.mjs. Out: verdicts. Must not: test that the answers are GrowthBook's;
// tests/conformance does.

import assert from "node:assert/strict";
import test from "node:test";
import { Engine, importGrowthBook } from "../../dist/node.mjs";

const told = (payload, options) => importGrowthBook(payload, options).problems.map(({ code, pointer }) => [code, pointer]);

const page = (more) => ({ experiments: [{ key: "e", variations: [{}, {}], ...more }] });
const [first] = [(payload) => importGrowthBook(payload).rules.experiences[0]];

/** Each thing that cannot be carried over, and where it stands. */
const problems = [
  ["attribute-taken", "", { features: { f: { rules: [{ force: 1, condition: { "visit.number": 2 } }] } } }],
  ["change", "/experiments/0/variations/1/domMutations/0", page({ variations: [{}, { domMutations: [{ selector: "h1", action: "append", attribute: "href", value: "x" }] }] })],
  ["circle", "/features/a/rules/0/parentConditions", { features: { a: { rules: [{ parentConditions: [{ id: "a", condition: {} }], force: 1 }] } } }],
  ["few-variations", "/experiments/0/variations", page({ variations: [{}] })],
  ["few-variations", "/features/f/rules/0/variations", { features: { f: { rules: [{ variations: [1] }] } } }],
  ["filters-sticky", "/features/f/rules/0/filters", { features: { f: { rules: [{ variations: [1, 2], filters: [{ seed: "s", ranges: [[0, 1]] }] }] } } }, { sticky: true }],
  ["force-range", "/experiments/0/force", page({ force: 9 })],
  ["groups", "/experiments/0/groups", page({ groups: ["beta"] })],
  ["hash-version", "/experiments/0/hashVersion", page({ hashVersion: 3 })],
  ["hash-version", "/experiments/0/filters/0/hashVersion", page({ filters: [{ seed: "s", hashVersion: 3, ranges: [[0, 1]] }] })],
  ["hash-version", "/features/f/rules/0/hashVersion", { features: { f: { rules: [{ force: 1, coverage: 0.5, hashVersion: 3 }] } } }],
  ["manual", "/experiments/0/manual", page({ manual: true })],
  ["no-key", "/encryptedFeatures", { encryptedFeatures: "a.b" }],
  ["payload", "", { f: { defaultValue: 1 } }],
  ["parent", "/features/f/rules/0/parentConditions/0/id", { features: { f: { rules: [{ parentConditions: [{ id: "nobody", condition: {} }], force: 1 }] } } }],
  ["parent-test", "/features/b/rules/0/parentConditions/0/condition/$or/0/value.x", { features: { a: {}, b: { rules: [{ parentConditions: [{ id: "a", condition: { $or: [{ "value.x": 1 }] } }], force: 1 }] } } }],
  ["pattern", "/experiments/0/urlPatterns/1", page({ urlPatterns: [{ type: "simple", pattern: "/" }, { type: "regex", pattern: "^/a|^/b" }] })],
  ["script", "/experiments/0/variations/1/js", page({ variations: [{}, { js: "alert(1)" }] })],
  ["tracks", "/features/f/rules/0/tracks", { features: { f: { rules: [{ force: 1, tracks: [{}] }] } } }],
  ["type", "/features", { features: [] }],
  ["type", "/features/f/rules", { features: { f: { rules: "none" } } }],
  ["type", "/features/a~1b/rules/0", { features: { "a/b": { rules: [1] } } }],
  ["type", "/experiments/0", { experiments: [null] }],
  ["unreadable", "/features/f/rules/1", { features: { f: { rules: [{ force: 1 }, { force: 1, filters: [null] }] } } }],
  ["unreadable", "/experiments/0", page({ urlPatterns: "/" })],
  ["url", "/experiments/0/url", page({ url: "^/a" })],
  ["value", "/experiments/0/variations/1", page({ variations: [{}, "blue"] })],
];

for (const [code, pointer, payload, options] of problems)
  test(`what cannot be carried over is told: ${code} at ${pointer || "the top"}`, () => {
    assert.deepEqual(told(payload, options), [[code, pointer]]);
    const [english, japanese] = ["en", "ja"].map((language) => importGrowthBook(payload, { ...options, language }).problems[0].message);
    assert.match(english, /^[ -~]+$/);
    assert.match(japanese, /[ぁ-ん]/);
    assert.doesNotMatch(japanese, /\ban? [a-z]/, "what is expected is said in Japanese as well");
    assert.ok(!`${english}${japanese}`.includes("{}"), "the word is in it");
  });

test("what is null is as good as absent, and what is left out moves no pointer", () => {
  assert.deepEqual(told({ features: null, experiments: null }), []);
  assert.deepEqual(told(page({ variations: [{}, { domMutations: null }] })), []);
  const { rules, origins } = importGrowthBook({ experiments: [{ key: "bad", variations: [{}, {}], filters: 1 }, { key: "e", variations: [{}, {}] }] });
  assert.deepEqual([rules.experiences.map(({ id }) => id), origins], [["e"], { "/experiences/0": "/experiments/1" }]);
});

test("an experiment that is only half carried over is a draft", () => {
  const edits = [{ attribute: "position" }, { attribute: "onclick", value: "x()" }, { attribute: "style", value: "red" }, { attribute: "class", value: 1 }];
  for (const variation of [{ js: "x" }, ...edits.map((edit) => ({ domMutations: [{ selector: "a", action: "set", ...edit }] }))]) {
    const { status, variants } = first(page({ variations: [{}, variation] }));
    assert.deepEqual([status, variants[1].show], ["draft", []]);
  }
  assert.equal(first(page({})).status, undefined);
});

test("edits of the page become changes", () => {
  const domMutations = [
    { selector: "h1", action: "set", attribute: "html", value: "<b>x</b>" },
    { selector: "h2", action: "append", attribute: "class", value: "one two" },
    { selector: "h3", action: "remove", attribute: "class", value: "one" },
    { selector: "a", action: "set", attribute: "href", value: "/x" },
    { selector: "h4", action: "set", attribute: "style", value: "color: red; background: url('a;b.png') !important;--x:1" },
    { selector: "h4", action: "remove", attribute: "style" },
    { selector: "img", action: "remove", attribute: "alt" },
    { selector: "ul", action: "append", attribute: "html", value: "<li>x</li>" },
    { selector: "p", action: "set", attribute: "position", parentSelector: "main" },
    { selector: "p", action: "set", attribute: "position", parentSelector: "main", insertBeforeSelector: "h2" },
  ];
  const payload = page({ variations: [{}, { domMutations, css: "h1 { color: red }" }] });
  assert.deepEqual(new Engine(importGrowthBook(payload).rules).problems, []);
  assert.deepEqual(first(payload).variants[1].show, [
    { select: "h1", html: "<b>x</b>" },
    { select: "h2", class: { add: ["one", "two"] } },
    { select: "h3", class: { remove: ["one"] } },
    { select: "a", attribute: { href: "/x" } },
    { select: "h4", style: { color: "red", background: "url('a;b.png') !important", "--x": "1" } },
    { select: "h4", attribute: { style: null } },
    { select: "img", attribute: { alt: null } },
    { select: "ul", insert: { last: "<li>x</li>" } },
    { select: "p", move: { last: "main" } },
    { select: "p", move: { before: "h2" } },
    { css: "h1 { color: red }" },
  ]);
});

/** Patterns, an address, and whether GrowthBook's isURLTargeted lets it through. */
const patterns = [
  { type: "simple", pattern: "/" },
  { type: "simple", pattern: "/home" },
  { type: "simple", pattern: "home/" },
  { type: "simple", pattern: "example.com/home" },
  { type: "simple", pattern: "*.example.com/item/*" },
  { type: "simple", pattern: "https://www.example.com/*?color=red" },
  { type: "simple", pattern: "/*?color=*" },
  { type: "simple", pattern: "/item/(1)+?x=a%20b" },
  { type: "simple", pattern: "/home#top" },
  { type: "simple", pattern: "http://localhost:8080/*" },
  { type: "regex", pattern: "/item/[0-9]+" },
  { type: "regex", pattern: "^/item/[0-9]+$" },
  { type: "regex", pattern: "^https?://www\\.example\\.com/home" },
  { type: "regex", pattern: "color=(red|blue)" },
  { type: "regex", pattern: "[^a-z]$" },
];
const addresses = ["https://www.example.com/", "https://www.example.com/home", "https://www.example.com/home/", "http://example.com/HOME?color=red"]
  .concat(["https://www.example.com/item/12", "https://shop.example.com/item/12?color=blue#top", "http://localhost:8080/home?color=red&x=1"])
  .concat(["https://www.example.com/item/(1)+?x=a+b", "https://www.example.com/home#top"]);

test("URL patterns mean what they mean to GrowthBook", async () => {
  const { isURLTargeted } = await import("@growthbook/growthbook");
  const lists = [...patterns.map((one) => [one]), [patterns[1], patterns[10]], [{ ...patterns[1], include: false }], [patterns[9], { ...patterns[1], include: false }], []];
  let asked = 0;
  for (const urlPatterns of lists) {
    const { rules, problems } = importGrowthBook(page({ urlPatterns, hashVersion: 2 }));
    assert.deepEqual(problems, []);
    const engine = new Engine(rules);
    assert.deepEqual(engine.problems, []);
    for (const url of addresses) {
      const found = engine.decide({ attributes: { id: "1" }, url }).variant("e") !== null;
      assert.equal(found, isURLTargeted(url, urlPatterns), `${JSON.stringify(urlPatterns)} ${url}`);
      asked++;
    }
  }
  assert.ok(asked > 150);
});

test("a payload comes as text, too, and the site is named", () => {
  const { rules } = importGrowthBook('{"features":{"f":{"defaultValue":1}}}', { site: "shop" });
  assert.deepEqual(rules.flags, { f: { type: "number", default: 1 } });
  assert.equal(rules.site, "shop");
  assert.throws(() => importGrowthBook("{"), SyntaxError);
});

test("rules know where they stood in the payload", () => {
  const features = { parent: { defaultValue: 1 }, f: { rules: [{ parentConditions: [{ id: "parent", condition: { value: 1 }, gate: true }], force: 2 }] } };
  const { origins } = importGrowthBook({ features, ...page({}) });
  assert.deepEqual(origins, {
    "/flags/f/rules/0": "/features/f/rules/0",
    "/flags/f/rules/1": "/features/f/rules/0",
    "/experiences/0": "/experiments/0",
  });
});

test("what is imported is sound, and groups become lists and audiences", () => {
  const savedGroups = { vips: [1, 2], old: { type: "condition", condition: { age: { $gte: 65 }, $savedGroup: { id: "typed" } } }, typed: { type: "list", attributeKey: "id", values: [7] } };
  const rules = [{ force: 1, condition: { $savedGroup: { id: "old" } } }, { force: 2, condition: { id: { $inGroup: "vips" } } }];
  const imported = importGrowthBook({ features: { f: { defaultValue: 0, rules } }, savedGroups });
  const engine = new Engine(imported.rules);
  assert.deepEqual(engine.problems, []);
  assert.deepEqual(Object.keys(imported.rules.audiences), ["old"]);
  assert.deepEqual(Object.keys(imported.rules.lists), ["vips", "typed"]);
  const value = (attributes) => engine.decide({ attributes }).value("f");
  assert.deepEqual([value({ id: 7, age: 70 }), value({ id: 2 }), value({ id: 3, age: 70 })], [1, 2, 0]);
});

test("a visitor's sticky buckets become assignments", () => {
  const features = { f: { rules: [{ key: "x", variations: [1, 2], meta: [{ key: "a" }, { key: "b" }], bucketVersion: 2 }] } };
  const sticky = [{ attributeName: "id", attributeValue: "u1", assignments: { x__2: "b", y__0: "a" } }];
  assert.deepEqual(importGrowthBook({ features }, { sticky }).assignments, [{ id: "x", version: 3, variant: "b", by: "u1" }]);
});
