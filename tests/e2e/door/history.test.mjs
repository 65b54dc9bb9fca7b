// What was done on one page is known on the next, to the rules that ask for it and to their texts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const did = (more) => ({ $did: { event: "view_item", ...more } });
const heading = (who, text) => ({ who, live: true, show: [{ select: "h1", text }] });

/** Opens the page, does something on it, and gives what is stored of it. */
async function live(rules, deeds) {
  site.files.set("/shop", pageOf(rules, "<h1>Shop</h1>"));
  const { page, errors, go } = await site.invite();
  await go("/shop?utm_source=mail");
  for (const [name, props] of deeds) await page.evaluate(([name, props]) => omotenashi.track(name, props), [name, props]);
  const stored = () => page.evaluate(() => localStorage.getItem("omotenashi.test.profile") ?? "");
  return { page, errors, go, stored };
}

const shoe = (name, price) => ["view_item", { items: [{ item_id: name, item_name: name, item_category: "shoes", price }] }];

test("a statistic of what was seen decides on the next page, and its value stands in the text", async () => {
  const rules = rulesOf([
    heading(did({ of: "item_name", with: { item_category: "shoes", price: { $gte: 50 } }, within: "7d", most: { $exists: true }, as: "favourite" }), "Still {{favourite}}?"),
  ]);
  const { page, errors, go, stored } = await live(rules, [shoe("Sandal", 80), shoe("Boot", 90), shoe("Clog", 20), shoe("Clog", 20), shoe("Boot", 90)]);
  assert.equal(await page.textContent("h1"), "Still Sandal?", "at once, since it may: live");
  await go("/shop");
  assert.equal(await page.textContent("h1"), "Still Boot?");
  assert.ok(!(await stored()).includes("Clog"), "what does not fit is not kept");
  assert.deepEqual(errors, []);
});

test("two behaviours in sequence, an order before them, and the score of the orders", async () => {
  const rules = rulesOf(
    [
      heading({ "rfm.monetary": 2, "campaign.first.source": "mail", ...did({ then: { event: "add_to_cart", within: "10m" }, within: { since: "purchase" } }) }, "{{order.count}} order, stage {{visitor.stage}}"),
    ],
    { rfm: { monetary: [1000, 5000] }, stages: { new: { "order.count": 0 }, customer: {} } },
  );
  const { page, errors, go } = await live(rules, [shoe("a", 1), ["add_to_cart", {}], ["purchase", { transaction_id: "1", value: 1200 }]]);
  await go("/shop");
  assert.equal(await page.textContent("h1"), "Shop", "before the order only");
  for (const [name, props] of [shoe("b", 1), ["add_to_cart", {}], ["purchase", { transaction_id: "1", value: 1200 }]].slice(0, 2))
    await page.evaluate(([name, props]) => omotenashi.track(name, props), [name, props]);
  await until(async () => (await page.textContent("h1")) === "1 order, stage customer", "both happened since");
  assert.deepEqual(errors, []);
});

test("who has entered a stage is in it days later, until they leave", async () => {
  const stages = {
    new: { enter: { "visit.number": 1 }, leave: { "page.path": "/out" } },
    buyer: { enter: did({ within: "1d" }), leave: { $did: { event: "return" } } },
  };
  const rules = rulesOf([heading({ "visitor.stage": { $exists: true } }, "{{visitor.stage}} for {{visitor.daysInStage}}")], { stages });
  site.files.set("/journey", pageOf(rules, "<h1>Shop</h1>"));
  const { page, errors, go } = await site.invite();
  await page.clock.install({ time: new Date("2026-03-10T09:30:00Z") });
  await go("/journey");
  assert.equal(await page.textContent("h1"), "new for 0");
  await page.evaluate(() => omotenashi.track("view_item", {}));
  await page.clock.fastForward("48:01:00");
  await go("/journey");
  assert.equal(await page.textContent("h1"), "buyer for 2");
  const { name } = await page.evaluate(() => omotenashi.profile().stage);
  assert.equal(name, "buyer");
  await page.evaluate(() => omotenashi.track("return", {}));
  await go("/journey");
  assert.equal(await page.textContent("h1"), "Shop");
  assert.deepEqual(errors, []);
});

test("midnight is that of the zone the rule names", async () => {
  const day = (zone) => heading(did({ within: { days: 1, zone } }), zone);
  const rules = rulesOf([day("Pacific/Kiritimati"), { ...day("Pacific/Pago_Pago"), show: [{ select: "p", text: "Pago Pago" }] }]);
  site.files.set("/days", pageOf(rules, "<h1>x</h1><p>x</p>"));
  const { page, errors, go } = await site.invite();
  await page.clock.install({ time: new Date("2026-03-10T09:30:00Z") });
  await go("/days");
  await page.evaluate(() => omotenashi.track("view_item"));
  await page.clock.runFor(2000);
  // In Kiritimati (+14) midnight has passed by now, in Pago Pago (-11) it has not.
  await page.clock.setFixedTime(new Date("2026-03-10T10:30:00Z"));
  await go("/days");
  assert.deepEqual([await page.textContent("h1"), await page.textContent("p")], ["x", "Pago Pago"]);
  assert.deepEqual(errors, []);
});
