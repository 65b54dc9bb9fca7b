// The gate: what a visitor downloads stays within tests/budget.json.

import assert from "node:assert/strict";
import test from "node:test";
import { budget, sizeOf, verdict } from "../../js/build/size.mjs";

for (const [name, limits] of Object.entries(budget()))
  test(`${name} is within its budget`, async (t) => {
    const size = await sizeOf(name);
    assert.equal(verdict(name, size, limits), undefined);
    // The ceiling stops growth. The goal is what was asked for: missing it is said out loud, every time.
    if (size > limits.goal) t.diagnostic(`${name}: ${size} bytes, ${size - limits.goal} above the goal of ${limits.goal}`);
  });

test("the gate bites", () => {
  const limits = { ceiling: 1000, recorded: 800, growth: 100 };
  assert.equal(verdict("a.js", 900, limits), undefined);
  assert.match(verdict("a.js", 901, limits), /101 more than the 800 recorded/);
  assert.match(verdict("a.js", 1001, limits), /over the ceiling of 1000/);
});
