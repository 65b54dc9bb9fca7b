// Two tabs of one visitor, each in a process of its own, that do as much as they can at the same time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const did = (rest) => ({ $did: { event: "a", ...rest } });

/** Every event reaches a goal, and so is stored at once. */
const rules = rulesOf(
  [
    {
      id: "counts",
      until: "done",
      who: {
        $or: [
          did({ count: { $gte: 1e6 } }),
          did({ of: "n", sum: 1 }),
          did({ of: "name", distinct: 1 }),
          { $did: { event: "page_view", count: 1 } },
          { "order.count": 1 },
        ],
      },
      show: [{ surface: "toast", text: "x" }],
    },
  ],
  { goals: { done: { event: "a" } } },
);

/** In the page: so many events, with pauses that nobody knows. */
const hammer = async (page, name, count) => {
  await page.waitForFunction(() => window.omotenashi?.explain);
  await page.evaluate(
    async ([name, count]) => {
      for (let n = 1; n <= count; n++) {
        omotenashi.track("a", { n, name: name + n });
        // No more than are remembered: one tab may have ended before the other begins.
        if (n % 5 === 0) omotenashi.track("purchase", { transaction_id: `o${n % 100}`, value: 1 });
        if (Math.random() < 0.7) await new Promise((next) => setTimeout(next, Math.random() * 12));
      }
    },
    [name, count],
  );
};

/** What is known: the answers by event and statistic. */
const known = (page) =>
  page.evaluate(() =>
    Object.fromEntries(omotenashi.profile().behaviours.map(({ event, asks, answer }) => [`${event} ${asks}`, answer])),
  );

const keys = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".profile")).sort());

async function renderers() {
  const session = await site.browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").length;
}

for (const name of ["while both are open", "with leaving and coming back"])
  test(`nothing is lost and nothing counts twice, ${name}`, async () => {
    site.files.set("/", pageOf(rules, "<h1>x</h1>"));
    const leaves = name.includes("leaving");
    const { page: one, tab, go, errors } = await site.invite();
    await go("/");
    // Who the visitor is, is settled before the second comes.
    await one.evaluate(() => omotenashi.track("a", { n: 0, name: "first" }));
    await until(async () => (await keys(one)).join() === "omotenashi.test.profile", "the first fold");
    const other = await tab("/");
    assert.ok((await renderers()) >= 2, "two processes");
    const rounds = leaves ? 6 : 1;
    const count = leaves ? 15 : 120;
    let views = 2;
    const live = async (page, name) => {
      for (let round = 0; round < rounds; round++) {
        await hammer(page, `${name}${round}-`, count);
        if (!leaves) continue;
        // Away, in the middle of whatever goes on.
        await page.goto("about:blank");
        await page.goto(site.url + "/");
        views++;
      }
    };
    await Promise.all([live(one, "one"), live(other, "other")]);
    const total = 2 * rounds * count;
    // A page that is left may store only so much: of one that stays, everything is.
    if (!leaves) for (const page of [one, other]) await until(async () => (await known(page))["a count"] === total + 1, async () => `each knows what the other did: ${JSON.stringify([total, await known(page), await keys(page)])}`);
    await Promise.all([one, other].map((page) => page.goto("about:blank")));
    const last = await tab("/");
    await last.waitForFunction(() => window.omotenashi?.explain);
    await until(async () => (await keys(last)).join() === "omotenashi.test.profile", "everything folded");
    assert.deepEqual(await known(last), {
      "a count": total + 1,
      "a sum": rounds * count * (count + 1),
      "a distinct": Math.min(total + 1, 100),
      "page_view count": views + 1,
      "purchase count": Math.min(count / 5, 20),
    });
    assert.deepEqual(errors, []);
    await last.context().close();
  });

for (const heard of [true, false])
  test(`a page is left as it folds, and the next process has ${heard ? "" : "not "}heard of that: it counts once`, async () => {
    const key = "omotenashi.test.profile";
    site.files.set("/", pageOf(rules, "<h1>x</h1>"));
    site.files.set("/away", "<!doctype html><title>away</title>");
    const { context, page, errors, go } = await site.invite();
    const folded = () => until(async () => (await keys(page)).join() === key, "everything folded");
    await go("/");
    await page.evaluate(() => omotenashi.track("a", { n: 1, name: "first" }));
    await folded();
    const before = await page.evaluate((key) => localStorage[key], key);
    await page.evaluate((key) => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (name, text) {
        setItem.call(this, name, text);
        if (name === key) queueMicrotask(() => dispatchEvent(new PageTransitionEvent((window.left = "pagehide"))));
      };
      omotenashi.track("a", { n: 2, name: "second" });
    }, key);
    await page.waitForFunction(() => window.left);
    await go("/away");
    if (!heard) await page.evaluate(([key, before]) => (localStorage[key] = before), [key, before]);
    await go("/");
    const sums = async () => (({ "a count": count, "a sum": sum }) => [count, sum])(await known(page));
    assert.deepEqual(await sums(), [2, 3]);
    await page.evaluate(() => omotenashi.track("a", { n: 3, name: "third" }));
    await folded();
    await go("/");
    assert.deepEqual(await sums(), [3, 6]);
    assert.deepEqual(errors, []);
    await context.close();
  });

test("what one tab erases, the other does not bring back, even in the middle of its work", async () => {
  site.files.set("/", pageOf(rules, "<h1>x</h1>"));
  const { page: one, tab, go } = await site.invite();
  await go("/");
  const other = await tab("/");
  await hammer(other, "before", 20);
  const work = hammer(other, "after", 60);
  await one.evaluate(() => omotenashi.forget());
  await work;
  await until(async () => ((await known(other))["a count"] ?? 0) <= 60, "begun anew");
  await until(async () => (await keys(one)).length < 2, "everything folded");
  const last = await tab("/");
  await last.waitForFunction(() => window.omotenashi?.explain);
  assert.ok(((await known(last))["a count"] ?? 0) <= 60, "nothing came back");
  await one.context().close();
});
