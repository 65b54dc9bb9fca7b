// What Rust and JavaScript call by number has the same number on both sides.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../js/build/place.mjs";

const read = (path, form) =>
  [...readFileSync(join(root, path), "utf8").matchAll(form)].map(([, name, number]) => `${name} ${number}`);

for (const [rust, script] of [
  ["src/web/event.rs", "js/door/event.js"],
  ["src/web/door.rs", "js/door/order.js"],
])
  test(`${script} as ${rust}`, () => {
    const named = read(rust, /pub const (\w+): u32 = (\d+);/g);
    assert.ok(named.length > 10);
    assert.deepEqual(read(script, /export const (\w+) = (\d+);/g), named);
    assert.equal(new Set(named.map((one) => one.split(" ")[1])).size, named.length);
  });
