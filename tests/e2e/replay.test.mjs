// What people bought over a year and a half, replayed through the public API, each order a visit of its own: who is in
// which segment is the same as computed from the log. One log is real (CDNOW, see replay/log.mjs), the other is generated.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openModule } from "./module.mjs";
import { makeOrders, readOrders } from "./replay/log.mjs";

const day = 86_400_000;
const bought = (rest) => ({ $did: { event: "purchase", ...rest } });

/**
 * Segments: the condition, and the same said of a list of orders. `ago` is in days before the end. The page's clock goes
 * on while a visit lasts, so no window ends at the hour of an order.
 */
const segments = {
  once: [{ "order.count": 1 }, (orders) => orders.length === 1],
  loyal: [{ "order.count": { $gte: 4 } }, (orders) => orders.length >= 4],
  lapsed: [{ "order.daysSinceLast": { $gte: 180 } }, (orders) => Math.floor(orders.at(-1).ago) >= 180],
  spender: [{ "order.total": { $gte: 100 } }, (orders) => sum(orders, "value") >= 100],
  "big-basket": [{ "order.average": { $gt: 40 } }, (orders) => sum(orders, "value") / orders.length > 40],
  "twice-in-a-quarter": [bought({ within: "90d", count: { $gte: 2 } }), (orders) => orders.filter(({ ago }) => ago <= 90).length >= 2],
  "nothing-in-half-a-year": [bought({ within: "180d", count: 0 }), (orders) => orders.every(({ ago }) => ago > 180)],
  collector: [bought({ of: "things", sum: { $gte: 12 } }), (orders) => sum(orders, "things") >= 12],
  "one-large": [bought({ of: "value", max: { $gte: 80 } }), (orders) => Math.max(...orders.map(({ value }) => value)) >= 80],
  returned: [bought({ then: { event: "purchase", within: "732h" }, count: { $gte: 1 } }), (orders) => orders.some(({ ago }, at) => at && orders[at - 1].ago - ago <= 30.5)],
  regular: [{ "visit.number": { $gte: 4 } }, (orders) => visits(orders) + 1 >= 4],
  "dear-to-us": [{ "rfm.frequency": { $gte: 3 }, "rfm.monetary": 3 }, (orders) => orders.length >= 5 && sum(orders, "value") >= 200],
  lifetime: [{ "order.lifetimeValue": { $gte: 150 } }, (orders) => 3 * sum(orders.filter(({ ago }) => ago <= 365), "value") >= 150],
};

/** Orders of one moment are of one visit. */
const visits = (orders) => new Set(orders.map(({ at_ms }) => at_ms)).size;
const sum = (orders, name) => orders.reduce((total, one) => total + one[name], 0);

const rules = {
  omotenashi: 1,
  consent: { mode: "opt-out" },
  rfm: { frequency: [2, 5], monetary: [50, 200] },
  retention: { default: "1000d" },
  goals: { order: { event: "purchase", value: "value" } },
  experiences: Object.entries(segments).map(([id, [who]]) => ({ id, who, show: [{ surface: "toast", text: "x" }] })),
};

/** In the page: every visit in its turn, each in an instance of its own; then what each visitor is, at the end. */
async function replay({ orders, rules, end_ms }) {
  const visit = async (visitor, at_ms, act) => {
    const om = await window.start({ rules: { ...rules, site: visitor }, clockOffset: at_ms - Date.now() });
    // What the profile names is in it, and lies beside it a moment longer.
    const name = `omotenashi.${visitor}.profile`;
    const waits = () => Object.keys(localStorage).some((key) => key.startsWith(`${name}~`) && !localStorage[name]?.includes(key));
    for (const from = performance.now(); waits(); await new Promise((next) => setTimeout(next, 1)))
      if (performance.now() - from > 30_000) throw new Error(`what ${visitor} did is not folded`);
    const answer = act(om);
    // The visitor leaves: what was done is stored, and folded with the next visit.
    dispatchEvent(new PageTransitionEvent("pagehide"));
    om.stop();
    return answer;
  };
  for (const [index, { visitor, at_ms, things, value }] of orders.entries())
    await visit(visitor, at_ms, (om) => om.track("purchase", { value, things, transaction_id: `${visitor}-${index}` }));
  const found = {};
  for (const visitor of new Set(orders.map(({ visitor }) => visitor)))
    found[visitor] = await visit(visitor, end_ms, (om) =>
      rules.experiences.map(({ id }) => id).filter((id) => om.explain(id).reason !== "who"),
    );
  return found;
}

async function compare(t, name, orders, fewest) {
  const { page, errors } = await openModule(t);
  const end_ms = Math.max(...orders.map(({ at_ms }) => at_ms)) + 1.5 * day;
  const found = await page.evaluate(`(${replay})(${JSON.stringify({ orders, rules, end_ms })})`);
  const counts = {};
  for (const visitor in found) {
    const own = orders.filter((one) => one.visitor === visitor).map((one) => ({ ...one, ago: (end_ms - one.at_ms) / day }));
    const expected = Object.keys(segments).filter((id) => segments[id][1](own));
    assert.deepEqual(found[visitor], expected, `${visitor}: ${JSON.stringify(own)}`);
    for (const id of expected) counts[id] = (counts[id] ?? 0) + 1;
  }
  const visitors = Object.keys(found).length;
  assert.ok(visitors >= fewest);
  for (const id in segments) assert.ok(counts[id] > 0 && counts[id] < visitors, `${id} tells somebody from others`);
  assert.deepEqual(errors, []);
  t.diagnostic(`${name}: ${visitors} visitors, ${orders.length} orders; ${Object.entries(counts).map((one) => one.join(" ")).join(", ")}`);
}

const real = await readOrders(8);

test("CDNOW, 1997 and 1998: every buyer is in the segments that the log says", async (t) => {
  if (!real) return t.skip("no CDNOW log: there is no pip, or no registry");
  await compare(t, "CDNOW (real)", real, 250);
});

test("a generated log: every visitor is in the segments that the log says", async (t) => {
  // It stands alone where there is no real one.
  const visitors = real ? 50 : 150;
  await compare(t, "generated", makeOrders(visitors, 7), visitors);
});
