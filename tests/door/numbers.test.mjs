// What Rust and JavaScript call by number has the same number on both sides.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../js/build/place.mjs";

const read = (path, form) =>
  [...readFileSync(join(root, path), "utf8").matchAll(form)].map(([, name, number]) => `${name} ${number}`);

const constants = /pub const (\w+): u32 = (\d+);/g;
const exported = /export const (\w+) = (\d+);/g;

test("js/door/event.js as src/web/event.rs", () => {
  const named = read("src/web/event.rs", constants);
  assert.ok(named.length > 10);
  assert.deepEqual(read("js/door/event.js", exported), named);
});

/** What `js/door/order.js` calls an action; a move is ordered otherwise. */
const actions = {
  Text: "SET_TEXT",
  Html: "SET_HTML",
  Attribute: "SET_ATTRIBUTE",
  Style: "SET_STYLE",
  Class: "SET_CLASS",
  Insert: "INSERT_HTML",
  Remove: "REMOVE_ELEMENT",
  Hide: "HIDE_ELEMENT",
  Css: "ADD_CSS",
  Value: "GIVE_VALUE",
  Redirect: "LEAVE_FOR",
};

test("js/door/order.js as src/web/door.rs, and behind its orders the actions", () => {
  const named = read("src/web/door.rs", constants);
  const [last, first] = named.pop().split(" ");
  assert.equal(last, "CHANGE");
  assert.equal(named.length, Number(first), "no number is left out or given twice");
  const [, body] = /pub enum Action \{([^}]*)\}/.exec(readFileSync(join(root, "src/engine/change/mod.rs"), "utf8"));
  const all = [...body.matchAll(/^ {4}(\w+) = (\d+),/gm)].filter(([, name]) => name !== "Move");
  const changes = all.map(([, name, number]) => `${actions[name]} ${Number(first) + Number(number)}`);
  assert.equal(changes.length, Object.keys(actions).length);
  assert.deepEqual(read("js/door/order.js", exported), [...named, ...changes]);
});
