// The examples of `omotenashi guide`, played: what the text around each says happens on a page, in both languages.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dist } from "../../js/build/place.mjs";
import { chapters } from "../../js/cli/guide/chapter.mjs";
import { loaded, openHost, pageOf, until } from "./host.mjs";

const { Engine } = await import(join(dist, "node.mjs"));

// One for each language, so that both can be played at the same time.
const hosts = {};
before(() => Promise.all(["en", "ja"].map(async (lang) => (hosts[lang] = await openHost()))));
after(() => Promise.all(Object.values(hosts).map((host) => host.close())));

const granted = { personalization: "granted", measurement: "granted", sharing: "granted" };
const early = (facts, calls) =>
  `<script>window.omotenashi=${JSON.stringify(calls)}</script>` + (facts ? `<script type="application/json" id="facts">${JSON.stringify(facts)}</script>` : "");

/** A visitor of a page with the example of a chapter; `say` chooses between the two languages. */
async function play(name, lang, body, { facts, calls = [["consent", granted]], paths = ["/"], context } = {}) {
  const { example } = chapters.find((chapter) => chapter.name === name);
  const host = hosts[lang];
  const settings = { bot: false, ...(facts && { facts: "#facts" }) };
  const page = pageOf(example[lang], body, { early: early(facts, calls), lang, settings });
  for (const path of paths) host.files.set(path, page);
  return { host, say: (en, ja) => (lang === "ja" ? ja : en), ...(await host.invite({ locale: lang, timezoneId: "Asia/Tokyo", ...context })) };
}

/** The same in English and in Japanese. */
const both = (name, run) => test(name, () => Promise.all(["en", "ja"].map(run)));

const text = (page, selector) => page.textContent(selector);
const now = (page, time) => page.clock.install({ time: new Date(time) });

both("file: the third visit is greeted, and the first week of the year has its ribbon", async (lang) => {
  const body = '<div id="hero"><h1>Tea</h1></div><p class="ribbon">-</p>';
  const { page, go, say, errors } = await play("file", lang, body);
  await now(page, "2026-12-31T14:59:00Z");
  await go("/");
  assert.equal(await text(page, "h1"), "Tea");
  assert.equal(await text(page, ".ribbon"), "-", "a minute before the year, in Tokyo");
  for (const greeting of ["Tea", say("Good to see you again", "おかえりなさい")]) {
    await page.clock.fastForward("02:00:00");
    await go("/");
    assert.equal(await text(page, "h1"), greeting);
  }
  assert.equal(await text(page, ".ribbon"), say("Happy New Year", "迎春"));
  await page.clock.setSystemTime(new Date("2027-01-07T14:59:00Z"));
  await go("/");
  assert.equal(await text(page, ".ribbon"), say("Happy New Year", "迎春"), "the end of that day");
  await page.clock.setSystemTime(new Date("2027-01-07T15:00:00Z"));
  await go("/");
  assert.equal(await text(page, ".ribbon"), "-");
  assert.deepEqual(errors, []);
});

both("experiences: each visitor keeps one of three variants, on one page, and the goal is theirs", async (lang) => {
  const body = '<button id="buy">x</button>';
  const seen = new Set();
  const { page, go, say, heard } = await play("experiences", lang, body, { paths: ["/checkout", "/"] });
  await go("/");
  assert.equal(await page.evaluate(() => omotenashi.variant("button")), null);
  for (let visitors = 0; visitors < 40 && seen.size < 3; visitors++) {
    await go("/checkout");
    const variant = await page.evaluate(() => omotenashi.variant("button"));
    const look = await page.evaluate(() => [buy.className, buy.textContent]);
    assert.deepEqual(look, { original: ["", "x"], green: ["green", "x"], short: ["", say("Buy", "購入する")] }[variant]);
    if (!seen.has(variant)) {
      await go("/checkout");
      assert.equal(await page.evaluate(() => omotenashi.variant("button")), variant);
      await page.evaluate(() => omotenashi.track("purchase", { value: 7 }));
      const [goal] = await heard("goal");
      assert.deepEqual([goal.goal, goal.variant, goal.value, goal.first], ["order", variant, 7, true]);
    }
    seen.add(variant);
    await page.evaluate(() => omotenashi.forget());
  }
  assert.deepEqual([...seen].sort(), ["green", "original", "short"]);
});

both("conditions: all of it must hold", async (lang) => {
  const here = "/tea/1?utm_campaign=evening-1";
  /** Whether it is shown at each moment and address in turn, to a visitor who was there before. */
  const shown = async (region, ...visits) => {
    const { page, go, say } = await play("conditions", lang, '<p class="ribbon">-</p>', { facts: { region }, paths: ["/tea/1", "/other"] });
    await now(page, "2026-12-01T10:00:00Z");
    await go(here);
    const found = [await text(page, ".ribbon")];
    for (const [time, path = here] of visits) {
      await page.clock.setSystemTime(new Date(time));
      await go(path);
      found.push(await text(page, ".ribbon"));
    }
    return found.map((one) => ["-", say("Delivered tomorrow morning", "明日の朝にお届けします")].indexOf(one));
  };
  const times = ["08:59", "09:00", "13:59", "14:00"].map((time) => [`2026-12-02T${time}:00Z`]);
  const kanto = lang === "ja" ? "東京都" : "Tokyo";
  const elsewhere = [["2026-12-03T10:00:00Z", "/other?utm_campaign=evening"], ["2026-12-03T10:00:00Z", "/tea/1"]];
  assert.deepEqual(await shown(kanto, ...times, ...elsewhere), [0, 0, 1, 1, 0, 0, 0], "new; from 18 to 22 o'clock in Tokyo; another page, no campaign");
  assert.deepEqual(await shown("Osaka", times[1]), [0, 0]);
  assert.deepEqual(await shown(undefined, times[1]), [0, 0]);
});

both("attributes: told by identify and by the server", async (lang) => {
  const body = '<p class="tier">-</p><div id="hero"><h1>Tea</h1></div><p class="tip">-</p>';
  const calls = [["consent", granted], ["identify", "c-1", { tier: "gold", birthday: "1990-12-08" }]];
  const { page, go, say, errors } = await play("attributes", lang, body, { calls, facts: { weather: "rain" } });
  await now(page, "2026-12-01T10:00:00Z");
  await go("/");
  const found = () => page.evaluate(() => [".tier", "h1", ".tip"].map((one) => document.querySelector(one).textContent));
  const whole = [say("Free delivery for gold members", "ゴールド会員は送料無料"), say("A little early: happy birthday", "もうすぐお誕生日ですね"), say("Warm tea for a rainy day", "雨の日には温かいお茶を")];
  assert.deepEqual(await found(), whole);
  await page.clock.setSystemTime(new Date("2026-11-30T10:00:00Z"));
  await go("/");
  assert.deepEqual(await found(), [whole[0], "Tea", whole[2]], "eight days before");
  assert.deepEqual(errors, []);
});

both("past: what was looked at, left and liked", async (lang) => {
  const body = '<div id="hero"><h1>Tea</h1></div><p class="ribbon">-</p><p class="hint">-</p>';
  const { page, go, say, errors } = await play("past", lang, body);
  const track = (...call) => page.evaluate((call) => omotenashi.track(...call), call);
  const found = () => page.evaluate(() => ["h1", ".ribbon", ".hint"].map((one) => document.querySelector(one).textContent));
  await now(page, "2026-12-01T10:00:00Z");
  await go("/");
  const sencha = { items: [{ item_id: "1", item_name: "Sencha", item_category: say("green tea", "緑茶"), price: 1, quantity: 1 }] };
  const assam = { items: [{ item_id: "2", item_name: "Assam", item_category: "black" }] };
  for (const one of [sencha, sencha, assam, assam, assam]) await track("view_item", one);
  await go("/");
  assert.deepEqual(await found(), ["Tea", "-", say("You often look at Assam", "「Assam」をよくご覧になっています")]);
  await track("view_item", sencha);
  await track("add_to_cart", sencha);
  await go("/");
  assert.deepEqual((await found()).slice(0, 2), [say("Green teas of the season", "旬の緑茶がそろいました"), "-"], "the day is not over");
  await page.clock.setSystemTime(new Date("2026-12-02T10:01:00Z"));
  await go("/");
  assert.equal((await found())[1], say("Your tea is still in the cart", "カートに商品が入ったままです"));
  await page.clock.setSystemTime(new Date("2026-12-04T10:01:00Z"));
  await go("/");
  assert.equal((await found())[1], "-", "three days");
  await page.clock.setSystemTime(new Date("2026-12-08T10:01:00Z"));
  await go("/");
  assert.equal((await found())[0], "Tea", "seven days");
  assert.deepEqual(errors, []);
});

both("changes: every change of the list, and the page as it was when it ends", async (lang) => {
  const body = '<div id="hero"><h1>Tea</h1><img src="data:," alt=""><a href="/">x</a></div><p class="winter">w</p>';
  const { page, go, say, errors } = await play("changes", lang, body);
  await go("/");
  const before = await page.evaluate(() => document.body.innerHTML);
  await go("/?utm_campaign=spring");
  const found = await page.evaluate(() => {
    const [h1, img, a, winter] = ["h1", "img", "a", ".winter"].map((one) => document.querySelector(one));
    return [h1.textContent, img.getAttribute("src"), img.alt, hero.lastElementChild.outerHTML, a.pathname, a.title, winter.checkVisibility()];
  });
  const free = say("<p>Free delivery until Sunday</p>", "<p>日曜日まで送料無料</p>");
  assert.deepEqual(found, [say("Ready for spring", "春のしたく"), "/spring.avif", say("Cherry blossoms", "桜"), free, "/spring", say("Spring", "春の特集"), false]);
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.evaluate(() => document.body.innerHTML), before);
  assert.deepEqual(errors, []);
});

both("texts: values in their formats, or what stands for them", async (lang) => {
  const body = '<p id="hello">-</p><p id="cart">-</p><p id="since">-</p>';
  const found = (page) => page.evaluate(() => [hello, cart, since].map((one) => one.textContent));
  const nobody = await play("texts", lang, body);
  await nobody.go("/");
  assert.deepEqual(await found(nobody.page), nobody.say(["Hello, friend", "0 teas, ¥0", "With us since today"], ["お客様、こんにちは", "カートは空です（￥0）", "今日からのお付き合いです"]));
  const calls = [["consent", granted], ["identify", 1, { name: "Hana", since: "2020-12-01" }]];
  const { page, go, say, errors } = await play("texts", lang, body, { calls });
  await go("/");
  await page.evaluate(() => omotenashi.track("add_to_cart", { value: 4800, currency: "JPY", items: [{ item_id: "1", price: 2400, quantity: 2 }] }));
  await go("/");
  assert.deepEqual(await found(page), say(["Hello, Hana", "2 teas, ¥4,800", "With us since December 1, 2020"], ["Hana、こんにちは", "カートに2点（￥4,800）", "2020年12月1日からのお付き合いです"]));
  assert.deepEqual(errors, []);
});

test("texts: each format writes what its row says", async () => {
  const { tables } = chapters.find(({ name }) => name === "texts");
  const told = { name: undefined, discount: 0.2, since: "2026-12-01" };
  const cart = { value: 4800, items: [{ item_id: "1", quantity: 2 }] };
  for (const [lang, host] of Object.entries(hosts)) {
    const written = tables[0].rows.map(({ cells: [one] }) => one[lang].slice(1, -1));
    const rules = { omotenashi: 1, site: "formats", consent: { mode: "opt-out" }, attributes: { "user.name": {}, "user.discount": {}, "user.since": {} } };
    rules.experiences = written.map((text, index) => ({ id: `e${index}`, show: [{ select: `#p${index}`, text }] }));
    host.files.set("/formats", pageOf(rules, written.map((_, index) => `<p id="p${index}"></p>`).join(""), { lang, early: early(undefined, [["identify", 1, told]]) }));
    const { page, go } = await host.invite({ timezoneId: "Asia/Tokyo" });
    await now(page, "2026-12-03T15:30:00Z");
    await go("/formats");
    await page.evaluate((cart) => omotenashi.track("add_to_cart", cart), cart);
    await go("/formats");
    const found = await page.evaluate(() => [...document.querySelectorAll("p")].map((one) => one.textContent));
    const rows = tables[0].rows.map(({ cells: [, becomes] }) => becomes[lang]);
    assert.equal(found[1], "4,800.0", rows[1]);
    for (const index of [0, 2, 3, 4, 5, 6]) assert.ok(rows[index].replaceAll("*", "").includes(found[index]), `${rows[index]} | ${found[index]}`);
  }
});

both("surfaces: who has something in the cart and is about to leave gets a coupon, once in thirty days", async (lang) => {
  const { page, go, say, errors } = await play("surfaces", lang, "<h1>Tea</h1>", { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const modal = page.getByRole("dialog", { name: say("A coupon for you", "クーポンのご案内") });
  const track = (...call) => page.evaluate((call) => omotenashi.track(...call), call);
  await now(page, "2026-12-01T10:00:00Z");
  await go("/");
  await track("add_to_cart", { items: [{ item_id: "1", quantity: 1 }] });
  await loaded(page);
  await page.mouse.move(50, 50);
  await page.clock.runFor(44000);
  assert.equal(await modal.count(), 0);
  await page.clock.runFor(2000);
  assert.equal(await modal.count(), 1);
  await page.getByText(say("Copy", "コピー")).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "TEA10");
  await page.getByText(say("Not now", "今はしない")).click();
  assert.equal(await modal.count(), 0);
  await go("/");
  const reason = () => page.evaluate(() => omotenashi.explain("coupon").reason);
  assert.equal(await reason(), "dismissed");
  for (const [day, wanted] of [["08", "frequency"], ["30", "frequency"], ["32", "applied"]]) {
    await page.clock.setSystemTime(Date.parse("2026-12-01T10:01:00Z") + (day - 1) * 86_400_000);
    await go("/");
    assert.equal(await reason(), wanted, day);
  }
  assert.deepEqual(errors, []);
});

both("flags: gold members have the new checkout, a tenth of the others too, and there are two prices", async (lang) => {
  const visitors = await play("flags", lang, "", { calls: [["consent", granted], ["identify", 1, { tier: "gold" }]] });
  await visitors.go("/");
  assert.equal(await visitors.page.evaluate(() => omotenashi.value("new-checkout", false)), true);
  const { example } = chapters.find(({ name }) => name === "flags");
  const engine = new Engine(example[lang]);
  const count = (flag, value) => Array.from({ length: 2000 }, (_, id) => engine.decide({ id: id + 1 })).filter((one) => one.value(flag, value === true ? false : 0) === value).length;
  assert.ok(Math.abs(count("new-checkout", true) - 200) < 60);
  assert.ok(Math.abs(count("free-from", 3000) - 1000) < 100);
  assert.equal(count("free-from", 3000) + count("free-from", 8000), 2000);
});

both("measuring: both destinations are told what was shown, and one of them what came of it", async (lang) => {
  const body = '<h1>Tea</h1><button id="subscribe">x</button>';
  const host = hosts[lang];
  let visit;
  let variant;
  // Half of the visitors see the original, and a twentieth is held out.
  for (let visitors = 0; visitors < 40 && variant !== "calm"; visitors++) {
    await host.forget();
    visit = await play("measuring", lang, body);
    await visit.go("/");
    variant = await visit.page.evaluate(() => omotenashi.variant("headline"));
  }
  const { page, say } = visit;
  assert.equal(await text(page, "h1"), say("Time for tea", "お茶の時間です"));
  await page.click("#subscribe");
  await page.evaluate(() => dataLayer.push({ event: "purchase", ecommerce: { value: 5, transaction_id: "1" } }));
  await until(() => host.events.length >= 3, () => JSON.stringify(host.posts));
  const told = host.events.map(({ type, goal, value, variant }) => [type, goal, value, variant]);
  assert.deepEqual(told, [["exposure", undefined, undefined, "calm"], ["goal", "letter", 0, "calm"], ["goal", "order", 5, "calm"]]);
  assert.deepEqual(await page.evaluate(() => dataLayer.map((one) => one.event ?? one[1])), ["experiment_viewed", "experience_impression", "purchase"]);
});

both("consent: nothing is stored before an answer, where one is needed", async (lang) => {
  const shown = async (country, calls) => {
    const { page, go } = await play("consent", lang, "<h1>Tea</h1>", { calls, facts: country && { country } });
    await now(page, "2026-12-01T10:00:00Z");
    // Google's signal is heard by a file that comes later, and the mode waits for it.
    const open = async () => {
      await go("/");
      await loaded(page, "consent");
    };
    await open();
    const kept = await page.evaluate(() => localStorage.length);
    await page.clock.setSystemTime(new Date("2026-12-02T10:00:00Z"));
    await open();
    return [kept > 0, await text(page, "h1")];
  };
  const back = lang === "ja" ? "おかえりなさい" : "Welcome back";
  assert.deepEqual(await shown("US", []), [true, back]);
  assert.deepEqual(await shown("JP", []), [false, "Tea"]);
  assert.deepEqual(await shown(undefined, []), [false, "Tea"]);
  assert.deepEqual(await shown("JP", [["consent", granted]]), [true, back]);
  assert.deepEqual(await shown("US", [["consent", { personalization: "denied" }]]), [true, "Tea"], "a no is remembered where silence would mean yes");
});

both("site: rules that are off leave the page as it is, and keep and send nothing", async (lang) => {
  const { host, page, go } = await play("site", lang, "<h1>Tea</h1>");
  host.posts.length = 0;
  await go("/");
  await page.evaluate(() => omotenashi.track("purchase", { value: 1 }));
  assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie, document.querySelector("h1").textContent]), [0, "", "Tea"]);
  assert.deepEqual(host.posts, []);
});
