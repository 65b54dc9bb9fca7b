// The scenes of the demo shop, played on its real pages by a real browser,
// judged by what a visitor sees and by what arrived at the collector.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Engine } from "../../dist/node.mjs";
import { arrived, invite, openShop } from "./guest.mjs";
import { seedChance } from "./trial.mjs";

/** The month, as the shop's rules count it: by a clock in Tokyo. */
const month = () => new Intl.DateTimeFormat("en", { month: "numeric", timeZone: "Asia/Tokyo" }).format();

const nothing = { cookies: [], storage: 0, databases: 0 };
const about = (events, experience, type = "exposure") => events.filter((event) => event.experience === experience && event.type === type);

describe("before an answer, and after a no", () => {
  test("nothing is stored, nothing is sent, and the page is as it was written", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    for (const path of ["/", "/item/kuri", "/item/tabi", "/item/sumi", "/category/tea", "/"]) await guest.go(path);
    assert.match(await guest.title(), /どこまで歩きますか/);
    assert.equal((await guest.explain("hero-shoes")).reason, "unknown");
    assert.deepEqual(await guest.kept(), nothing);
    assert.deepEqual(await arrived(place.shop, () => true), []);
    assert.deepEqual(guest.errors, []);
  });

  test("a no keeps only the answer itself", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.no();
    for (const path of ["/item/kuri", "/item/tabi", "/item/sumi", "/"]) await guest.go(path);
    assert.match(await guest.title(), /どこまで歩きますか/);
    assert.deepEqual((await guest.kept()).cookies, ["hanamise_consent"]);
    assert.deepEqual(await arrived(place.shop, () => true), []);
  });

  test("a later no erases what a yes had kept", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.yes();
    await guest.page.waitForFunction(() => localStorage.length > 1);
    await guest.page.click("footer [data-cc]");
    await guest.page.click('#cc-main .pm [data-role="necessary"]');
    await guest.page.waitForFunction(() => window.omotenashi.consent().personalization === "denied");
    assert.equal(await guest.page.evaluate(() => Object.keys(localStorage).filter((key) => /profile|outbox/.test(key)).length), 0);
  });
});

test("all that a browser keeps stands on the data sheet, and is no longer than that", async (t) => {
  const place = await openShop(t);
  const guest = await invite(place);
  await guest.go("/");
  await guest.yes();
  for (const path of ["/item/kuri", "/item/tabi", "/category/tea", "/"]) await guest.go(path);
  await guest.leave();
  // What a page adds lies beside the profile, and within its bytes, until it is in it.
  await guest.page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.includes("~")));
  const kept = await guest.page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("omotenashi.")));
  const { stored } = new Engine(readFileSync(new URL("../../www/rules.json", import.meta.url), "utf8")).dataSheet();
  const room = stored.reduce((all, row) => ({ ...all, [row.key]: [...(all[row.key] ?? []), row] }), {});
  assert.ok(kept.length > 1, "a profile and an answer");
  for (const [key, text] of kept) {
    assert.ok(room[key], `${key} is on the sheet`);
    const most = room[key].reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(text.length <= most, `${key}: ${text.length} bytes, ${most} on the sheet`);
  }
});

describe("the scenes", () => {
  test("a first visit is welcomed, right after the yes", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.yes();
    await guest.page.getByText("はじめまして。ようこそ、はなみせへ。").waitFor();
    const events = await arrived(place.shop, (all) => about(all, "welcome").length > 0);
    assert.deepEqual(about(events, "welcome").map(({ variant, result }) => [variant, result]), [["show", "applied"]]);
    await guest.go("/category/tea");
    assert.equal(await guest.page.getByText("はじめまして。").count(), 0, "once is enough");
  });

  test("a returning visitor is greeted, by name once signed in", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.yes();
    await guest.page.waitForFunction(() => localStorage.length > 1);
    await guest.later(1);
    await guest.go("/");
    assert.equal(await guest.title(), "おかえりなさい、お客さま。");
    assert.equal(await guest.picture(), "/art/scene/evening.svg");
    await guest.signIn({ name: "花", lang: "ja" });
    await guest.go("/");
    assert.equal(await guest.title(), "おかえりなさい、花さま。");
    await guest.go("/en/");
    assert.equal(await guest.title(), "Welcome back, 花.");
    const events = await arrived(place.shop, (all) => about(all, "welcome-back").length > 0);
    assert.equal(about(events, "welcome-back").length, 1, "counted once per visitor");
  });

  for (const [category, items, picture] of [
    ["shoes", ["kuri", "tabi", "sumi"], "/art/scene/shoes.svg"],
    ["bags", ["hanpu", "azuma", "senaka"], "/art/scene/bags.svg"],
    ["tea", ["kyusu", "chawan", "chasen"], "/art/scene/tea.svg"],
  ]) {
    test(`three looks at ${category} turn the hero to ${category}, two do not`, async (t) => {
      const place = await openShop(t);
      const guest = await invite(place);
      await guest.go("/en/");
      await guest.yes();
      for (const item of items.slice(0, 2)) await guest.go(`/en/item/${item}`);
      await guest.go("/en/");
      assert.equal(await guest.picture(), "/art/scene/home.svg");
      await guest.go(`/en/item/${items[2]}`);
      await guest.go("/en/");
      assert.equal(await guest.picture(), picture);
      await guest.page.click("#hero .hero-action");
      assert.equal(new URL(guest.page.url()).pathname, `/en/category/${category}`);
      const events = await arrived(place.shop, (all) => about(all, `hero-${category}`).length > 0);
      assert.equal(about(events, `hero-${category}`)[0].result, "applied");
      assert.deepEqual(guest.errors, []);
    });
  }

  test("a campaign link keeps its promise where it lands, before any answer", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/?utm_campaign=spring");
    assert.equal(await guest.title(), "花の下まで、歩く日に。");
    assert.match(await guest.notice(), /春のしたく/);
    await guest.page.click("#hero .hero-action");
    assert.equal(await guest.page.textContent("h1"), "春のしたく");
    assert.equal(await guest.page.locator(".card").count(), 5);
    assert.deepEqual(await guest.kept(), nothing);
    assert.deepEqual(await arrived(place.shop, () => true), [], "a promise kept, nobody counted");
  });

  test("a birthday month brings a gift, which is in the cart too", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.signIn({ name: "蓮", birthMonth: month() });
    await guest.go("/");
    assert.equal(await guest.title(), "お誕生月、おめでとうございます。");
    await guest.go("/item/kyusu");
    await guest.page.click("#buy");
    await guest.page.getByText("カートに入れました。").waitFor();
    await guest.go("/cart");
    assert.match(await guest.page.textContent(".sums"), /お誕生月の贈りもの/);
  });

  test("a gold member is addressed, as soon as the server knows them", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/en/");
    assert.equal((await guest.explain("gold")).reason, "needs");
    await guest.signIn({ guest: "c-1024", lang: "en" });
    await guest.go("/en/about");
    assert.match(await guest.notice(), /^For you, Hana Sato/);
  });

  test("a cart about to be left behind is met with a coupon, once, and the coupon counts", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/");
    await guest.yes();
    await guest.leave();
    assert.equal(await guest.page.getByText("お包みして、待っています。").count(), 0, "an empty cart is let go");
    await guest.go("/item/hanpu");
    await guest.page.click("#buy");
    await guest.page.getByText("カートに入れました。").waitFor();
    await guest.go("/category/bags");
    await guest.leave();
    await guest.page.getByText("お包みして、待っています。").waitFor();
    await guest.page.getByText("一割引きで、カートを見る").click();
    assert.match(await guest.page.textContent("main"), /一割引きを適用しました/);
    await guest.page.click(".till .button");
    await guest.page.click("main form .button");
    await guest.page.getByText("ありがとうございました").first().waitFor();
    await guest.go("/item/kyusu");
    await guest.page.click("#buy");
    await guest.page.getByText("カートに入れました。").waitFor();
    await guest.go("/");
    await guest.leave();
    assert.equal(await guest.page.getByText("お包みして、待っています。").count(), 0, "not twice within the week");
    const events = await arrived(place.shop, (all) => about(all, "cart-left", "goal").length > 0);
    assert.equal(about(events, "cart-left").length, 1);
    const [order] = about(events, "cart-left", "goal");
    assert.equal(order.goal, "order");
    assert.equal(order.value, 8580, "8,800 less a tenth, and postage");
  });
});

describe("the A/B test of the buy button", () => {
  test("is entered only with both answers, and stays the same for a visitor", async (t) => {
    const place = await openShop(t);
    const guest = await invite(place);
    await guest.go("/item/kuri");
    assert.equal((await guest.explain("buy-words")).reason, "consent");
    assert.equal(await guest.page.textContent("#buy"), "カートに入れる");
    await guest.yes();
    const seen = [];
    for (const item of ["tabi", "kyusu", "hanpu"]) {
      await guest.go(`/item/${item}`);
      const variant = await guest.page.evaluate(() => window.omotenashi.variant("buy-words"));
      assert.equal(await guest.page.textContent("#buy"), variant === "warm" ? "これを連れて帰る" : "カートに入れる");
      seen.push(variant);
    }
    assert.equal(new Set(seen).size, 1);
    await guest.page.click("#buy");
    await guest.page.getByText("カートに入れました。").waitFor();
    await guest.go("/checkout");
    await guest.page.click("main form .button");
    await guest.page.getByText("ありがとうございました").first().waitFor();
    await guest.page.reload();
    const events = await arrived(place.shop, (all) => about(all, "buy-words", "goal").length >= 2);
    assert.deepEqual(about(events, "buy-words").map(({ variant }) => variant), [seen[0]], "exposed once, original or not");
    const goals = about(events, "buy-words", "goal");
    assert.deepEqual(goals.map(({ goal, variant, value }) => [goal, variant, value]).sort(), [
      ["cart", seen[0], 8800],
      ["order", seen[0], 9460],
    ]);
    assert.ok(goals.every(({ since, first }) => since > 0 && first === true));
  });

  test("shows both sides to enough visitors, and every one of them is counted", async (t) => {
    const place = await openShop(t);
    for (let i = 0; i < 12; i += 1) {
      const guest = await invite(place);
      // Who they are is drawn on their first page, by a seed: twelve on one side would be one run in two thousand by chance.
      await guest.page.addInitScript(`if (location.pathname === "/about") (${seedChance})(${i})`);
      await guest.page.route("**/art/**", (route) => route.abort());
      await guest.go("/about");
      await guest.yes();
      await guest.go("/item/kuri");
    }
    const events = await arrived(place.shop, (all) => about(all, "buy-words").length >= 12);
    const variants = about(events, "buy-words").map(({ variant }) => variant);
    assert.equal(variants.length, 12);
    assert.deepEqual([...new Set(variants)].sort(), ["original", "warm"]);
  });
});
