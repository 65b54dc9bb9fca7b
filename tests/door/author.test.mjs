// The author build in a program that stays open, such as a studio: it does not grow.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dist, root } from "../../js/build/place.mjs";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

test("checked a hundred times, no memory is left behind, and the answers stay the same", async () => {
  const memories = [];
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, values) {
      const made = Reflect.construct(target, values);
      memories.push(new WeakRef(Object.values(made.exports).find((one) => one instanceof WebAssembly.Memory)));
      return made;
    },
  });
  const { check } = await import(join(dist, "author.mjs"));
  const rules = readFileSync(join(root, "www/rules.json"), "utf8").replace('"where"', '"were"');
  const first = check(rules, "ja");
  assert.equal(first[0].code, "unknown-field");
  for (let round = 0; round < 100; round++) assert.deepEqual(check(rules, "ja"), first);
  assert.equal(memories.length, 101);
  let alive = memories.length;
  // What a WeakRef has shown stays until the turn ends, and a busy machine collects in its own time.
  for (let turns = 0; alive > 1 && turns < 20; turns++) {
    await new Promise((turn) => setTimeout(turn, 10));
    collect();
    await new Promise((turn) => setTimeout(turn, 10));
    alive = memories.filter((one) => one.deref()).length;
  }
  assert.ok(alive <= 1, `${alive} memories are still there`);
});
