// The words of a rules file, wherever JavaScript or a document has a table of them: none is forgotten, and none left over.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../js/build/place.mjs";
import { eventsIn } from "../../js/door/observe/asked.js";
import { wanted } from "../../js/door/observe/collect.js";
import { cues } from "../../js/door/surface/cue.js";

// The inspector asks which language the browser speaks; not every Node has one to tell.
globalThis.navigator ??= { language: "en" };
// The drawer speaks the language of its page.
globalThis.document ??= { documentElement: { lang: "en" } };
const { sayMoment } = await import("../../js/debug/moment.js");
const { sayReason } = await import("../../js/debug/say.js");
const { sentence } = await import("../../www/drawer/reasons.mjs");

const source = (path) => readFileSync(join(root, path), "utf8");
const quoted = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word);
const sorted = (words) => [...words].sort();

/** A list of src/engine/words.rs. */
const words = (name) => quoted(new RegExp(`^ {4}${name} = "[^"]+":([^;]+);`, "m").exec(source("src/engine/words.rs"))[1]);

const more = ["count", "for", "percent", "delay", "every", "cancelOn"];
const moments = words("WHEN").filter((word) => !more.includes(word));

test("each moment is waited for: by the module itself, or by a cue", () => {
  const module = ["after", "navigate", "event", "shown", "clicked", "closed"];
  const own = ["hydrated", "uncovered"];
  assert.deepEqual(sorted([...module, ...Object.keys(cues)]), sorted([...moments, ...own]));
});

test("the inspector has words for each moment", () => {
  for (const word of moments) {
    const said = sayMoment({ id: "e", when: { [word]: "1s" }, show: [{ surface: "bar" }] }, { applied: true }, { events: [], opened: new Set(), rules: {} });
    assert.doesNotMatch(said, /the page is there/, word);
  }
});

test("the inspector and the demo's drawer have a sentence for each reason, also where a surface is held back", () => {
  const [, names] = /const NAMES: \[Text; \d+\] = \[([^\]]*)\]/.exec(source("src/engine/decide/decision.rs"));
  assert.ok(quoted(names).length > 20);
  for (const reason of quoted(names)) {
    assert.notEqual(sayReason(reason), reason);
    const told = sentence({ applied: false, reason }, {});
    assert.notEqual(told, reason);
    if (reason !== "applied") assert.equal(sentence({ applied: true, reason, variant: "show" }, {}), told, "in the variant, and not shown");
  }
});

test("each consent signal is heard, under its number, and is told of", () => {
  const all = words("SIGNAL");
  const [, table] = /const signals = \{([^}]*)\}/.exec(source("js/door/consent/signal.js"));
  const heard = [...table.matchAll(/(\d+): (\w+)/g)].map(([, number, name]) => [all[number - 1], name]);
  // These two the browser gives by itself.
  assert.deepEqual(["gpc", "dnt", ...heard.map(([signal]) => signal)].sort(), sorted(all));
  for (const [signal, name] of heard) assert.ok(signal.startsWith(name), `${signal} is heard by ${name}`);

  const [, deciders] = /type ConsentDecider =([^]*?)\n\n/.exec(source("js/types/omotenashi.d.ts"));
  assert.deepEqual(quoted(deciders), ["manual", "remembered", "mode", ...all]);
  const section = source("js/integration/consent/README.md").split("\n## ").find((part) => part.startsWith("Signals\n"));
  const rows = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(sorted(rows.filter((name) => !words("PURPOSE").includes(name))), sorted(all));
});

test("each kind of surface has its number", () => {
  const [, kinds] = /const kinds = \[([^\]]*)\]/.exec(source("js/door/show/overlay.js"));
  assert.deepEqual(quoted(kinds), words("SURFACE_KIND"));
});

test("a rule that asks for an attribute made of observed events brings their file, and asks for all of them", () => {
  const observed = source("src/engine/rules/observe.rs").split("| member of")[0];
  const own = [...observed.matchAll(/^\/\/! \| (`[^|]*`) \|/gm)].flatMap(([, cell]) => cell.match(/\w+/g)).filter((name) => name !== "page_view");
  const ready = [...source("src/engine/condition/ready.rs").matchAll(/"([\w.]+)",\s+Statistic::\w+,\s+r#"(.*?)"#/g)];
  assert.ok(ready.length > 10);
  for (const [, path, text] of ready) {
    const { event } = JSON.parse(text);
    const names = [event].flatMap((one) => (typeof one === "string" ? one : Object.keys(one))).filter((name) => own.includes(name));
    const rules = { omotenashi: 1, audiences: { a: { [path]: { $gte: 1 } } } };
    assert.deepEqual(sorted(eventsIn(rules)), sorted(names), path);
    assert.equal(wanted.test(JSON.stringify(rules)), names.length > 0, path);
  }
});

/** Words of the rules, and the order that each becomes. */
const forms = [...source("src/engine/change/form.rs").split("#[cfg(test)]")[0].matchAll(/"(\w+)",\s*Names::[^]*?Action::(\w+)/g)].map(([, word, action]) => [word, action]);
const door = source("js/door/door.js");

test("each order is carried out", () => {
  const orders = [...source("js/door/order.js").matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const tables = door + source("js/door/store.js");
  for (const name of orders) assert.match(tables, new RegExp(`\\[(order\\.)?${name}\\]`), name);
});

test("what a smaller build does not do, is not given to it", () => {
  const orders = { Html: "SET_HTML", Insert: "INSERT_HTML", Remove: "REMOVE_ELEMENT", Redirect: "LEAVE_FOR", Move: "ARRANGE" };
  const part = (order) => new RegExp(`\\[order\\.${order}\\]: import\\.meta\\.(\\w+)`).exec(door)?.[1];
  const left = [...door.matchAll(/\[order\.(\w+)\]: import\.meta\./g)].map(([, order]) => order);
  const known = [...Object.values(orders), "AWAIT_MOMENT", "OBSERVE"];
  assert.deepEqual(sorted(left), sorted(known), "an order that a build is without");
  const build = source("src/author/build.rs");
  const list = (name) => quoted(new RegExp(`const ${name}: [^=]*= \\[([^\\]]*)\\]`).exec(build)[1]);
  assert.ok(forms.length > 15);
  for (const [word, action] of forms) {
    const without = orders[action] && part(orders[action]);
    assert.equal(list("HTML").includes(word), without === "html", word);
    assert.equal(list("MORE").includes(word), without === "more", word);
  }
});
