// The events that come without code from the site: the table that people read, the collectors, and the names that
// make the first file load the other.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../js/build/place.mjs";
import { attention } from "../../js/door/observe/attention.js";
import { wanted } from "../../js/door/observe/collect.js";
import { form } from "../../js/door/observe/form.js";
import { media } from "../../js/door/observe/media.js";
import { press } from "../../js/door/observe/press.js";
import { trouble } from "../../js/door/observe/trouble.js";
import { view } from "../../js/door/observe/view.js";

const names = [view, press, attention, form, media, trouble].flatMap((group) => group.flatMap(([names]) => names));

/** The first column of the first table; the runtime itself tells of page views. */
const table = readFileSync(join(root, "src/engine/rules/observe.rs"), "utf8").split("| member of")[0];
const told = [...table.matchAll(/^\/\/! \| (`[^|]*`) \|/gm)].flatMap(([, cell]) => cell.match(/\w+/g)).filter((name) => name !== "page_view");

test("the table has every event that is collected, and no other", () => {
  assert.ok(names.length > 20);
  assert.deepEqual([...told].sort(), [...names].sort());
});

test("rules that name one of them, in whatever place, need the file", () => {
  for (const name of names)
    for (const rules of [
      { goals: { g: { event: name } } },
      { audiences: { a: { $did: { event: { purchase: 5, [name]: 1 } } } } },
      { audiences: { a: { $did: { event: "x", then: { event: name, within: "1h" } } } } },
      { audiences: { a: { $did: { event: "x", within: { since: name } } } } },
      { experiences: [{ id: "e", when: { event: name, count: 2 } }] },
      { experiences: [{ id: "e", cancelOn: ["x", name] }] },
    ])
      for (const space of [0, 2]) assert.match(JSON.stringify(rules, null, space), wanted, name);
});

test("other rules do not", () => {
  for (const rules of [
    { goals: { g: { event: "purchase" }, click: { click: "#b" }, scroll: { event: "x" } } },
    { experiences: [{ id: "copy", when: { scroll: 50, click: "#b", event: "x" } }], observe: { dataLayer: false, search: ["copy"] } },
    { audiences: { click: { $did: { event: "page_view", with: { event: 1 } } } }, slots: { copy: "#a" } },
  ])
    assert.doesNotMatch(JSON.stringify(rules, null, 2), wanted);
});
