// The server entry: what a program gets from it, and what it may give it.
//
// Owns: `Engine`, `matches`, `bucket` and their wrong use. In: dist/node.mjs. Out: verdicts. Must not: test the engine's own
// meaning; tests/cases and tests/conformance do.

import assert from "node:assert/strict";
import test from "node:test";
import { Engine, UsageError, bucket, destination, matches } from "../../dist/node.mjs";

const rules = {
  omotenashi: 1,
  site: "t",
  queryOverride: true,
  attributes: { country: {}, tags: {}, "deep.er.path": {} },
  experiences: [
    { id: "jp", who: { country: "JP" }, show: [{ select: "h1", text: "x" }] },
    { id: "tagged", who: { tags: { $all: ["a"] } }, show: [{ select: "h1", text: "x" }] },
    { id: "deep", who: { "deep.er.path": 1 }, show: [{ select: "h1", text: "x" }] },
    { id: "half", variants: { a: { show: [] }, b: { show: [] } }, split: { a: 50, b: 50 } },
    { id: "night", who: { "time.hour": { $lt: 6 } }, show: [{ select: "h1", text: "x" }] },
    { id: "item", where: { "page.path": { $glob: "/item/*" } }, show: [{ select: "h1", text: "x" }] },
  ],
  flags: {
    limit: { type: "number", default: 3, rules: [{ who: { country: "JP" }, value: 10 }, { id: "try", values: { low: 1, high: 20 }, split: { low: 50, high: 50 } }] },
    plain: { default: false },
  },
};

const engine = () => new Engine(rules);

test("rules come as an object or as text", () => {
  for (const given of [rules, JSON.stringify(rules)]) {
    const made = new Engine(given);
    assert.deepEqual(made.problems, []);
    assert.equal(made.decide({ id: "1", attributes: { country: "JP" } }).variant("jp"), "show");
  }
});

test("the data sheet names what is asked of the past, and for whom", () => {
  const { stored, text } = new Engine({ ...rules, experiences: [...rules.experiences, { id: "again", who: { "cart.value": { $gt: 1 } }, show: [] }] }).dataSheet({ language: "ja" });
  assert.deepEqual(stored.find(({ what }) => what.includes("cart.value")).rules, ["again"]);
  assert.match(text, /保存される情報/);
});

test("problems have sentences, in the language asked for, and what is right still works", () => {
  const wrong = { ...rules, experiences: [...rules.experiences, { id: "x", who: { country: { $gtt: 1 } }, show: [] }] };
  const [found, ...more] = new Engine(wrong).problems;
  assert.deepEqual(more, []);
  assert.equal(found.code, "unknown-operator");
  assert.equal(found.pointer, "/experiences/6/who/country/$gtt");
  assert.match(found.message, /\$gt/);
  const [japanese] = new Engine(wrong, { language: "ja" }).problems;
  assert.notEqual(japanese.message, found.message);
  const decisions = new Engine(wrong).decide({ attributes: { country: "JP" } });
  assert.deepEqual([decisions.get("x").reason, decisions.variant("jp")], ["problem", "show"]);
});

test("rules that are no rules are problems, not exceptions", () => {
  for (const text of ["", "{", "[]", "null"]) assert.ok(new Engine(text).problems.length > 0, text);
});

test("attributes are nested or have dotted names", () => {
  const one = engine();
  assert.equal(one.decide({ attributes: { deep: { er: { path: 1 } } } }).variant("deep"), "show");
  assert.equal(one.decide({ attributes: { "deep.er.path": 1 } }).variant("deep"), "show");
  assert.equal(one.decide({ attributes: { deep: { er: 1 } } }).variant("deep"), null);
  assert.equal(one.decide({ attributes: { deep: null } }).variant("deep"), null);
});

test("nothing of a visitor is left for the next", () => {
  const one = engine();
  assert.equal(one.decide({ id: "1", attributes: { country: "JP", tags: ["a"] }, url: "https://a.example/item/1" }).variant("jp"), "show");
  const next = one.decide({});
  assert.deepEqual([next.variant("jp"), next.variant("tagged"), next.variant("item"), next.variant("half")], [null, null, null, null]);
  assert.equal(next.get("half").reason, "no-id");
});

test("values of every kind arrive as they are", () => {
  const attributes = { a: {} };
  const asked = (test) => ({ omotenashi: 1, site: "t", attributes, experiences: [{ id: "x", who: { a: test }, show: [] }] });
  const pairs = [["", ""], ['"\\\u0000\n日本😀', '"\\\u0000\n日本😀'], [0, 0], [-1.5, -1.5], [1e21, 1e21], [true, true], [false, false], [[1], [1]], [{ b: 1 }, { b: 1 }]];
  for (const [value, wanted] of pairs) assert.equal(new Engine(asked({ $eq: wanted })).decide({ attributes: { a: value } }).variant("x"), "show", String(value));
  const typed = new Engine(asked({ $type: "null" }));
  for (const value of [null, NaN, Infinity, undefined, () => {}]) assert.equal(typed.decide({ attributes: { a: value } }).variant("x"), "show", String(value));
  assert.equal(new Engine(asked({ $type: "missing" })).decide({ attributes: { a: undefined } }).variant("x"), "show");
  assert.equal(new Engine(asked({ $eq: "2026-01-01T00:00:00.000Z" })).decide({ attributes: { a: new Date(Date.UTC(2026, 0)) } }).variant("x"), "show");
});

test("a list that was changed in place is seen", () => {
  const one = engine();
  const attributes = { tags: ["b"] };
  assert.equal(one.decide({ attributes }).variant("tagged"), null);
  attributes.tags.push("a");
  assert.equal(one.decide({ attributes }).variant("tagged"), "show");
});

test("answers stay what they were when the next visitor comes", () => {
  const one = engine();
  const first = one.decide({ attributes: { country: "JP" } });
  one.decide({ attributes: { country: "FR" } });
  assert.equal(first.variant("jp"), "show");
  assert.equal(first.value("limit", 0), 10);
});

test("who is split goes by the id, and the bucket is told", () => {
  const one = engine();
  for (const id of ["1", "2", "日本", 7]) {
    const { applied, variant, bucket: at, reason } = one.decide({ id }).get("half");
    assert.deepEqual([applied, reason, at], [true, "applied", bucket("half", id, 2)]);
    assert.equal(variant, at < 0.5 ? "a" : "b");
  }
});

test("the same id may come as an attribute", () => {
  const one = engine();
  assert.equal(one.decide({ attributes: { visitor: { id: "1" } } }).variant("half"), one.decide({ id: "1" }).variant("half"));
});

test("the moment and the address are the caller's", () => {
  const one = engine();
  const at = (hour) => one.decide({ now: new Date(2026, 0, 1, hour) }).variant("night");
  assert.deepEqual([at(3), at(12)], ["show", null]);
  assert.equal(one.decide({ now: new Date(2026, 0, 1, 3).getTime() }).variant("night"), "show");
  const on = (url) => one.decide({ url }).variant("item");
  assert.deepEqual([on("https://a.example/item/1"), on("https://a.example/")], ["show", null]);
});

test("a variant is forced by name, or by the address", () => {
  const one = engine();
  const forced = (visitor) => ["variant", "reason"].map((name) => one.decide(visitor).get("half")[name]);
  assert.deepEqual(forced({ forced: { half: "b" } }), ["b", "forced"]);
  assert.deepEqual(forced({ url: "https://a.example/?half=1" }), ["b", "forced"]);
  assert.deepEqual(forced({ url: "https://a.example/?half=a" }), ["a", "forced"]);
});

test("who was given a variant keeps it", () => {
  const one = engine();
  const { variant } = one.decide({ id: "1" }).get("half");
  const other = variant === "a" ? "b" : "a";
  const had = (by) => one.decide({ id: "1", assignments: [{ id: "half", version: 1, variant: other, by }] }).variant("half");
  assert.deepEqual([had("1"), had("2")], [other, variant]);
});

test("without consent nobody enters an experiment; without a word about it everybody may", () => {
  const one = engine();
  const reason = (consent) => one.decide({ id: "1", consent }).get("half").reason;
  assert.equal(reason(undefined), "applied");
  assert.equal(reason({ personalization: "granted", measurement: "granted" }), "applied");
  assert.equal(reason({ personalization: "granted" }), "consent");
  assert.equal(reason({}), "consent");
});

test("flags have values, reasons and rules", () => {
  const one = engine();
  const jp = one.decide({ id: "1", attributes: { country: "JP" } });
  assert.deepEqual(jp.flag("limit"), { value: 10, reason: "TARGETING_MATCH", variant: "value", sticky: false, rule: 0, id: null });
  const other = one.decide({ id: "1" }).flag("limit");
  assert.deepEqual([other.reason, other.rule, other.id], ["SPLIT", 1, "try"]);
  assert.equal(other.value, { low: 1, high: 20 }[other.variant]);
  assert.equal(one.decide({ id: "1" }).variant("try"), other.variant);
  assert.deepEqual(jp.flag("plain"), { value: false, reason: "DEFAULT", variant: null, sticky: false, rule: null, id: null });
  assert.deepEqual([jp.value("plain", true), jp.value("nothing", "fallback"), jp.value("nothing")], [false, "fallback", null]);
  // Code that counts on a text must never get anything else, as in the browser.
  assert.deepEqual([jp.value("plain", "text"), jp.value("plain", 1), jp.value("plain"), jp.value("limit", null)], ["text", 1, false, 10]);
  assert.equal(jp.flag("nothing"), null);
});

test("everything at once is frozen, and the same", () => {
  const decisions = engine().decide({ id: "1", attributes: { country: "JP" } });
  assert.deepEqual(Object.keys(decisions.experiences), rules.experiences.map(({ id }) => id));
  assert.deepEqual(decisions.experiences.jp, decisions.get("jp"));
  assert.deepEqual(decisions.flags.limit, decisions.flag("limit"));
  assert.ok(Object.isFrozen(decisions.experiences) && Object.isFrozen(decisions.flags.limit));
});

test("explain says why, of this visitor or the last", () => {
  const one = engine();
  const found = one.explain("jp", { attributes: { country: "FR" } });
  assert.equal(found.reason, "who");
  assert.deepEqual(one.explain("jp"), found);
  assert.equal(one.explain("nobody"), null);
});

test("two engines live beside each other; one that was freed says so", () => {
  const [one, other] = [engine(), new Engine({ ...rules, off: true })];
  const visitor = { attributes: { country: "JP" } };
  assert.deepEqual([one, other].map((each) => each.decide(visitor).get("jp").reason), ["applied", "off"]);
  other.free();
  other.free();
  assert.throws(() => other.decide(visitor), { name: "UsageError", code: "usage.freed" });
  assert.equal(one.decide(visitor).variant("jp"), "show");
});

test("matches takes groups in both of GrowthBook's shapes", () => {
  const groups = { listed: [1, 2], typed: { type: "list", attributeKey: "id", values: [3] }, named: { type: "condition", condition: { id: { $gt: 5 } } } };
  assert.equal(matches({ id: { $inGroup: "listed" } }, { id: 2 }, groups), true);
  assert.equal(matches({ id: { $inGroup: "typed" } }, { id: 3 }, groups), true);
  assert.equal(matches({ $savedGroup: { id: "typed" } }, { id: 3 }, groups), true);
  assert.equal(matches({ $savedGroup: { id: "named" } }, { id: 6 }, groups), true);
  assert.equal(matches({ age: { $lt: 5 } }), true, "to GrowthBook a missing number is 0");
  assert.deepEqual([0, 5].map((days) => matches({ since: { $within: "3d" } }, { since: Date.now() - days * 864e5 })), [true, false]);
});

test("bucket is GrowthBook's hash", () => {
  assert.deepEqual([bucket("seed", "a", 2), bucket("", "b", 1), bucket("abc", "def", 99)], [0.0505, 0.077, null]);
});

test("destination says where a redirect leads", () => {
  const here = "https://a.example/home?color=blue&n=1";
  assert.equal(destination(here, "/new?color=red"), "https://a.example/new?color=red&n=1");
  assert.equal(destination(here, "/new", false), "https://a.example/new");
  assert.equal(destination(here, here, false), null);
});

const circular = {};
circular.self = circular;

/** Wrong use: the code, and what the sentence must name. */
const wrong = [
  ["usage.rules", /expected an object or its JSON text, got a number/, () => new Engine(1)],
  ["usage.rules", /got an array/, () => new Engine([])],
  ["usage.rules", /cannot be written as JSON/, () => new Engine(circular)],
  ["usage.decide", /decide\(visitor\): expected an object, got null/, () => engine().decide(null)],
  ["usage.decide-word", /unknown `attribute`.*attributes/, () => engine().decide({ attribute: {} })],
  ["usage.decide-attributes", /attributes: expected an object, got an array/, () => engine().decide({ attributes: [] })],
  ["usage.decide-attributes", /tags: cannot be written as JSON/, () => engine().decide({ attributes: { tags: circular } })],
  ["usage.decide-attributes", /country: cannot be written as JSON/, () => engine().decide({ attributes: { country: 1n } })],
  ["usage.decide-id", /id: expected a text or a number, got an object/, () => engine().decide({ id: {} })],
  ["usage.decide-now", /now: expected a Date or milliseconds, got a string/, () => engine().decide({ now: "2026" })],
  ["usage.decide-now", /now/, () => engine().decide({ now: new Date("never") })],
  ["usage.decide", /decide\(visitor\): expected an object, got an object of Promise/, () => engine().decide(Promise.resolve({ id: "1" }))],
  ["usage.decide-attributes", /got an object of Map/, () => engine().decide({ attributes: new Map([["country", "JP"]]) })],
  ["usage.decide-url", /url: expected a text or a URL, got a number/, () => engine().decide({ url: 1 })],
  ["usage.decide-forced", /forced: expected an object of texts/, () => engine().decide({ forced: { half: 1 } })],
  ["usage.decide-assignments", /assignments: expected a list/, () => engine().decide({ assignments: { half: "a" } })],
  ["usage.decide-assignments", /assignments: expected a list/, () => engine().decide({ assignments: [{ id: "half", variant: "a" }] })],
  ["usage.decide-language", /language: expected a text, got an array/, () => engine().decide({ language: ["ja"] })],
  ["usage.rules", /got an object of Promise/, () => new Engine(Promise.resolve(rules))],
  ["usage.language", /language/, () => new Engine(rules, { language: 1 })],
  ["usage.language", /language/, () => engine().dataSheet({ language: null })],
  ["usage.decide-consent", /consent.measurement: expected granted, denied, pending/, () => engine().decide({ consent: { measurement: "yes" } })],
  ["usage.explain-id", /explain/, () => engine().explain()],
  ["usage.matches-condition", /expected an object, got a string/, () => matches("a")],
  ["usage.destination-target", /expected a text, got nothing/, () => destination("https://a.example/")],
  ["usage.bucket-seed", /bucket/, () => bucket(1, "a")],
];

test("what is not said may be undefined or null, and an address a URL", () => {
  const said = { id: null, url: new URL("https://a.example/item/1"), forced: { half: undefined }, assignments: null, language: null };
  assert.equal(engine().decide(said).variant("item"), "show");
});

test("wrong use is told at the call, in a sentence, and the engine goes on", () => {
  for (const [code, message, call] of wrong)
    assert.throws(call, (error) => error instanceof UsageError && error.code === code && message.test(error.message), `${code} ${message}`);
  const one = engine();
  assert.throws(() => one.decide({ attributes: { country: "JP", tags: circular } }), UsageError);
  const { experiences } = one.decide({ attributes: { country: "JP", tags: ["a"] } });
  assert.deepEqual([experiences.jp.variant, experiences.tagged.variant], ["show", "show"]);
  assert.throws(() => one.decide({ attributes: { tags: circular } }), UsageError);
  assert.equal(one.decide({}).variant("jp"), null, "what was told before the mistake is forgotten, too");
});
