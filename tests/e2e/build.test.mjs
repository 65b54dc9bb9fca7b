// Players: a bundle holds the smallest that its rules can do with, and no reader; it does with them what the whole script does.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { buildFor } from "../../dist/author.mjs";
import { dist, root } from "../../js/build/place.mjs";
import { playerOf } from "../../js/cli/player.mjs";
import { publish, push } from "../../js/cli/publish.mjs";
import { mark } from "../../js/encode/literal.mjs";
import { omotenashi, save, scratch } from "../cli/program.mjs";
import { bundled } from "../stage/delivery.mjs";
import { human, openHost, rulesOf, until } from "./host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const folder = pathToFileURL(join(dist, "player/"));

/** What a bundle of a build ends with. */
const play = (build, rules) => playerOf(build, JSON.stringify(rules), folder);

/** The rules as they are written, and the script that reads them. */
const reader = (rules) => `${push(rules)}\n${readFileSync(join(dist, "omotenashi.js"), "utf8").slice(1)}`;

const body =
  '<h1>Welcome</h1><p id="p">p</p><a id="a" href="/a">a</a><img id="i" src="/a.png" alt="a"><ul id="l"><li>1</li><li>2</li></ul><button id="b">b</button>';

const page = (head) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${human}${head}</head><body>${body}</body></html>`;

/** One of everything that the smallest build can do. */
const rules = rulesOf(
  [
    {
      where: { "page.path": { $glob: "/le*" } },
      who: { $audience: "new" },
      needs: ["user.name"],
      show: [
        { select: "h1", text: { en: "Hello, {{user.name|friend}}", ja: "こんにちは" } },
        { select: "#p", html: "<b>{{page.path}}</b>", class: { add: ["red"] }, style: { color: "red" } },
        { select: "#a", link: "/b", attribute: { title: "t" } },
        { select: "#i", image: { src: "/b.png", alt: "b" } },
        { select: "#l", insert: { last: "<li>3</li>" } },
        { css: "#b{color:red}" },
      ],
      split: { show: 100 },
      measure: { primary: "order" },
      schedule: { from: "2020-01-01" },
      stay: { until: "order", atMost: "7d" },
    },
    { variants: { red: { show: [{ select: "#b", remove: true }] } }, split: { original: 100, red: 0 }, priority: -1, measure: { primary: "order", guard: ["press"] } },
    { who: { "page.query.q": { $regex: "^x" } }, show: [{ select: "h1", text: "never" }] },
  ],
  {
    timezone: "UTC",
    attributes: { "user.name": { from: "facts" } },
    audiences: { new: { $or: [{ "visit.number": 1 }, { "visitor.new": true }] } },
    goals: { order: { event: "purchase", value: "value" }, press: { click: "#l" } },
    destinations: [{ to: "beacon", url: "/collect" }, { to: "dataLayer" }],
  },
);

test("a bundle holds the smallest build that its rules can do with", async () => {
  const show = [{ select: "h1", text: "x" }];
  const holds = async (build, rules) => {
    const script = Object.values(bundled(rules).files).join("");
    assert.ok(script.endsWith(await play(build, publish(rules).rules)), `${build}: ${JSON.stringify(rules)}`);
    // As they are written, and to be read, they are nowhere in it.
    assert.ok(!/"experiences":|"omotenashi":1/.test(script));
  };
  await holds("lean", rules);
  await holds("plain", rulesOf([{ show }]));
  for (const one of [{ frequency: { atMost: 1 } }, { hashBy: "page.path", split: { show: 50 } }, { show: [{ surface: "bar", html: "x" }] }])
    await holds("more", rulesOf([{ show, ...one }]));
  await holds("whole", rulesOf([{ show, who: { $did: { event: "e" } } }]));
  // The observed event is no word of the rules' own, but somebody has to look for it.
  await holds("whole", rulesOf([{ show }], { goals: { deep: { event: "scroll" } } }));
});

/** Visits the page, does what reaches goals, and gives all that anybody could see of it. */
async function live(script, name) {
  const facts = '<script type="application/json" id="om-facts">{"user.name":"Aiko"}</script>';
  const path = `/lean-${name}`;
  site.files.set(`/${name}.js`, script);
  site.files.set(path, page(`${facts}<script src="/${name}.js" data-facts="#om-facts"></script>`));
  const from = site.posts.length;
  const visit = await site.visit(path);
  const shown = await visit.evaluate(() => document.body.innerHTML);
  await visit.click("#l");
  await visit.evaluate(() => omotenashi.track("purchase", { value: 12, transaction_id: "t" }));
  await visit.evaluate(() => omotenashi.track("purchase", { value: 12, transaction_id: "t" }));
  const sent = () => site.posts.slice(from).flatMap(({ events }) => events);
  // Two exposures, the order of both, the click of one.
  await until(() => sent().length >= 5, "five events");
  // It goes once the answer is there.
  await visit.waitForFunction(() => !Object.keys(localStorage).some((key) => key.endsWith(".outbox")));
  const told = await visit.evaluate(() => ({
    consent: omotenashi.consent(),
    layer: dataLayer.map(({ event, ...rest }) => [event, Object.keys(rest).sort()]),
    profile: Object.keys(omotenashi.profile()),
    reasons: ["e0", "e1", "e2"].map((id) => omotenashi.explain(id)),
    // What a tab adds under a key of its own is folded sooner or later.
    stored: [...new Set(Object.keys(localStorage).map((key) => key.replace(/~.*/, "")))],
    value: omotenashi.value("none", 3),
    variants: ["e0", "e1", "e2"].map((id) => omotenashi.variant(id)),
  }));
  await visit.evaluate(() => omotenashi.stop());
  const left = await visit.evaluate(() => document.body.innerHTML);
  const { errors } = visit;
  await visit.context().close();
  const plain = ({ id, at, since, ...event }) => event;
  return { shown: shown.replaceAll(path, "/"), left, told, errors, sent: sent().map((event) => JSON.stringify(plain(event))).sort() };
}

test("one visit, from the first paint to the last goal, is the same in every player, and where the rules are read", async () => {
  const read = await live(mark + reader(rules), "reader");
  assert.match(read.shown, /Hello, Aiko/);
  assert.equal(read.left, body);
  assert.deepEqual(read.errors, []);
  for (const build of ["lean", "more", "whole"]) assert.deepEqual(await live(mark + (await play(build, rules)), build), read, build);
});

test("the same without new elements, where nothing is made of HTML", async () => {
  const [first, ...others] = rules.experiences;
  const show = first.show.map(({ html, insert, ...one }) => (insert ? { ...one, class: { add: ["x"] } } : one));
  const plain = { ...rules, experiences: [{ ...first, show }, { ...others[0], variants: { red: { show: [{ select: "#b", style: { color: "red" } }] } } }, others[1]] };
  assert.equal(buildFor(JSON.stringify(plain)), "plain");
  const read = await live(mark + reader(plain), "plain-reader");
  assert.match(read.shown, /Hello, Aiko/);
  assert.deepEqual(await live(mark + (await play("plain", plain)), "plain"), read);
});

/** Runs in the page: what a player says of each, in a visit of its own for each page and each set of facts. */
async function explainAll([script, visits, now]) {
  const found = {};
  for (const [key, ids] of visits) {
    const [path, facts] = JSON.parse(key);
    history.replaceState(null, "", path);
    window.omotenashi = Object.assign([], { settings: { bot: false, facts, clockOffset: now - Date.now() } });
    (0, eval)(script);
    for (const id of ids) found[id] = omotenashi.explain(id).reason;
    omotenashi.forget();
    omotenashi.stop();
  }
  return found;
}

const now_ms = 1_796_000_000_000;

const caseRules = (experiences) => ({
  omotenashi: 1,
  site: "case",
  consent: { mode: "opt-out" },
  attributes: Object.fromEntries(["a", "b", "d", "list", "$own"].map((name) => [name, { from: "facts" }])),
  lists: { vip: [1, "b"] },
  experiences,
});

/** A case of conditions.json that asks only for what the page has told. */
function toCase([name, who, attributes, expected]) {
  const { page, ...facts } = attributes;
  return { visit: JSON.stringify([page?.path ?? "/blank", facts]), expected, experience: { id: name, who, show: [{ select: "#never", text: "x" }] } };
}

for (const [name, needs, least] of [
  ["lean", ["plain"], 80],
  ["more", ["plain", "more"], 90],
  ["whole", ["plain", "more"], 90],
])
  test(`conditions.json: what ${name} can play, it answers alike`, async () => {
    const rows = JSON.parse(readFileSync(join(root, "tests/cases/conditions.json"), "utf8"));
    const cases = rows
      .filter(([, , attributes]) => !Object.values(attributes).includes("unknown"))
      .map(toCase)
      .filter(({ experience }) => needs.includes(buildFor(JSON.stringify(caseRules([experience])))));
    assert.ok(cases.length > least, `only ${cases.length} cases`);
    assert.equal(new Set(cases.map(({ experience }) => experience.id)).size, cases.length);
    const visits = new Map();
    for (const { visit, experience } of cases) visits.set(visit, [...(visits.get(visit) ?? []), experience.id]);
    site.files.set("/blank", page(""));
    const visit = await site.visit("/blank");
    const script = await play(name, caseRules(cases.map(({ experience }) => experience)));
    const found = await visit.evaluate(explainAll, [script, [...visits], now_ms]);
    for (const { experience, expected } of cases) assert.equal(found[experience.id], expected ? "applied" : "who", experience.id);
    assert.deepEqual(visit.errors, []);
    await visit.context().close();
  });

test("a date of no zone is of each visitor's own clock, in a bundle as well", async () => {
  const noon = Date.parse("2026-11-30T12:00Z");
  const december = (more) => rulesOf([{ schedule: { from: "2026-12-01T00:00" }, show: [{ select: "h1", text: "December" }] }], more);
  const early = `<script>window.omotenashi=Object.assign([],{settings:{bot:false,clockOffset:${noon - Date.now()}}})</script>`;
  const seen = async (rules, timezoneId) => {
    const { head, files } = bundled(rules);
    for (const [path, file] of Object.entries(files)) site.files.set(path, file);
    site.files.set("/dated", page(early + head));
    const { page: visit, go } = await site.invite({ timezoneId });
    await go("/dated");
    const found = await visit.evaluate(() => omotenashi.explain("e0").reason);
    await visit.context().close();
    return found;
  };
  assert.equal(await seen(december(), "Pacific/Auckland"), "applied");
  assert.equal(await seen(december(), "America/Los_Angeles"), "schedule");
  for (const visitor of ["Pacific/Auckland", "America/Los_Angeles"]) {
    assert.equal(await seen(december({ timezone: "Pacific/Auckland" }), visitor), "applied");
    assert.equal(await seen(december({ timezone: "America/Los_Angeles" }), visitor), "schedule");
  }
});

test("what a framework takes over is waited for in every bundle, by the markup's word and by the rules'", async () => {
  const markup = '<div class="box"><h1>h</h1></div>';
  const show = [{ select: "h1", text: "x" }];
  for (const [name, more, attribute, one] of [
    ["marked", {}, " data-om-hydrate", {}],
    ["ruled", { hydrate: ".box" }, "", {}],
    ["html", {}, " data-om-hydrate", { show: [{ select: "h1", html: "x" }] }],
    ["whole", {}, " data-om-hydrate", { who: { $not: { $did: { event: "e" } } } }],
  ]) {
    const at = scratch();
    const head = omotenashi(at, "bundle", save(at, rulesOf([{ show, ...one }], more)), "-o", "out", "--url", `/hydrate-${name}`).out;
    for (const file of readdirSync(join(at, "out"))) site.files.set(`/hydrate-${name}/${file}`, readFileSync(join(at, "out", file)));
    site.files.set("/hydrate", page(head).replace(body, markup.replace("box\"", `box"${attribute}`)));
    const visit = await site.visit("/hydrate");
    assert.equal(await visit.textContent("h1"), "h", name);
    await visit.evaluate(() => (document.querySelector(".box").dataset.omHydrate = "done"));
    await visit.waitForFunction(() => document.querySelector("h1").textContent === "x");
    const beside = site.asked.includes(`/hydrate-${name}/omotenashi.surface.js`);
    assert.equal(beside, name !== "ruled", "rules that say so bring along what knows");
    assert.deepEqual(await visit.evaluate(() => heard.filter(({ kind }) => kind === "fault")), []);
    await visit.context().close();
  }
});

test("rules that nobody has looked at, it does not play", async () => {
  const [[, script]] = Object.entries(bundled(rules).files);
  const stranger = JSON.stringify(rulesOf([{ show: [{ select: "h1", text: "stranger" }] }]));
  site.files.set("/small.js", script);
  const early = `<script>omotenashi.push(["rules",${JSON.stringify(stranger)}])</script><script type="application/json" id="r">${stranger}</script>`;
  site.files.set("/lean-stranger", page(`${early}<script src="/small.js" data-rules="#r"></script>`));
  const visit = await site.visit("/lean-stranger");
  assert.equal(await visit.textContent("h1"), "Welcome");
  assert.equal(await visit.evaluate(() => omotenashi.explain("e0").reason), "needs");
  await visit.context().close();
});

test("whoever tries things out with a bundle gets the rules as they are written, and what reads them", async () => {
  const at = scratch();
  // What is observed, such a bundle says in a word of its own: no rules for whoever reads.
  const angry = { id: "angry", who: { $did: { event: "rage_click" } }, show: [{ select: "#none", text: "x" }] };
  const tag = omotenashi(at, "bundle", save(at, { ...rules, experiences: [...rules.experiences, angry] }), "-o", "out", "--facts", "#om-facts").out;
  for (const name of readdirSync(join(at, "out"))) site.files.set(`/${name}`, readFileSync(join(at, "out", name)));
  const facts = '<script type="application/json" id="om-facts">{"user.name":"Aiko"}</script>';
  const early = '<script>window.early=Object.keys(omotenashi);omotenashi.identify("c-1");omotenashi.track("seen")</script>';
  site.files.set("/lean-tried", page(facts + tag + early));
  const visit = await site.visit("/lean-tried?om-preview=e1:red");
  await visit.locator("#b").waitFor({ state: "detached" });
  assert.equal(await visit.textContent("h1"), "Hello, Aiko", "the tag's facts are found");
  // By `explain` the one script knows that the other is there, and `push` every list has.
  assert.deepEqual(await visit.evaluate(() => Object.keys(omotenashi).filter((name) => typeof omotenashi[name] === "function" && !early.includes(name))), ["explain", "push"]);
  assert.equal(await visit.evaluate(() => omotenashi.profile().user["user.id"]), "c-1", "what was called before was waiting");
  assert.equal(await visit.evaluate(() => omotenashi.explain("e1").reason), "forced");
  await visit.getByRole("region", { name: /^Omotenashi/ }).waitFor();
  const looked = await site.visit("/lean-tried?om-debug");
  await looked.getByText("e2").first().waitFor();
  assert.deepEqual([...visit.errors, ...looked.errors], []);
  // Where it was not put beside: one word, and the page as it was.
  const [preview] = readdirSync(join(at, "out")).filter((name) => name.includes("preview"));
  site.files.delete(`/${preview}`);
  const lost = await site.visit("/lean-tried?om-preview=e1:red");
  // There is nobody to listen to before it is known.
  await lost.waitForFunction(() => omotenashi.on);
  assert.equal(await lost.evaluate(() => new Promise((told) => omotenashi.on("fault", ({ code }) => told(code)))), "debug-unreachable");
  assert.equal(await lost.textContent("h1"), "Welcome");
});
