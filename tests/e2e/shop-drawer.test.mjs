// The drawer "behind the scenes": reached by keyboard, telling the truth, playing other visitors,
// answering a typo, showing what arrives.

import assert from "node:assert/strict";
import test from "node:test";
import { invite, openShop } from "./guest.mjs";

/** Puts a text into the editor. Chromium takes seconds to type or paste so many lines at once. */
const write = (page, text) =>
  page.locator(".stage-editor textarea").evaluate((area, wanted) => {
    area.value = wanted;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);

async function visit(t, path, options) {
  const guest = await invite(await openShop(t), options);
  await guest.go(path);
  const { page } = guest;
  return {
    guest,
    page,
    tab: (id) => page.click(`#stage-tab-${id}`),
    figure: (n) => page.locator(".stage-figure b").nth(n),
    /** Presses a button of "become" and waits for the home page that follows. */
    become: async (name, done) => {
      await page.locator("#stage-become button", { hasText: name }).click();
      await page.waitForURL((url) => url.hash.endsWith(`:${done}`));
      await page.getByRole("status").filter({ hasText: name }).waitFor();
    },
    decided: (name) => page.locator(".stage-decision", { hasText: name }),
  };
}

/** The banner that asks takes the focus somewhat after it is there, and again when it is all to be seen. */
const asked = (page) =>
  page.waitForFunction(() => {
    const box = document.querySelector("#cc-main .cm");
    return box && getComputedStyle(box).opacity === "1" && !box.getAnimations().length && document.activeElement.closest("#cc-main");
  });

test("it opens and closes by keyboard, and gives the focus back", async (t) => {
  const { page } = await visit(t, "/");
  await asked(page);
  await page.locator(".stage-button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.textContent === "舞台裏" && document.activeElement.localName === "h2");
  await page.locator("#stage-tab-decisions").focus();
  await page.keyboard.press("End");
  assert.equal(await page.locator("#stage-tab-events").getAttribute("aria-selected"), "true");
  assert.equal(await page.locator("#stage-events").isVisible(), true);
  assert.equal(await page.locator("#stage-decisions").isVisible(), false);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#stage").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), "stage-button");
});

test("a banner that takes the focus away from it leaves Escape to it", async (t) => {
  const { page } = await visit(t, "/");
  await asked(page);
  await page.evaluate(() => shopConsent.hide());
  await page.locator(".stage-button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.localName === "h2");
  await page.evaluate(() => shopConsent.show());
  await asked(page);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#stage").isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), "stage-button");
});

test("it says zero bytes before an answer, and why each rule does not show", async (t) => {
  const { guest, page, figure, decided } = await visit(t, "/en/#backstage");
  await decided("Welcome back").waitFor();
  await page.waitForFunction(() => document.querySelector(".stage-figure b").textContent === "0 B");
  assert.equal(await figure(2).textContent(), "0");
  assert.match(await decided("Welcome back").textContent(), /nobody may know before a yes/);
  assert.match(await decided("gold members").textContent(), /needs a fact the shop does not know yet/);
  await page.reload();
  await decided("Welcome back").waitFor();
  assert.deepEqual((await guest.kept()).cookies, [], "the drawer remembers nothing");
  assert.deepEqual(guest.errors, []);
});

test("it becomes one visitor after another, and a new one leaves no byte", async (t) => {
  const { guest, page, become, figure, decided, tab } = await visit(t, "/#backstage=become");
  await become("二度目のお客さま", "returning");
  assert.equal(await guest.title(), "おかえりなさい、お客さま。");
  await become("ゴールド会員", "vip");
  assert.equal(await guest.title(), "おかえりなさい、佐藤 花さま。");
  assert.match(await guest.notice(), /三日早く/);
  await become("履きものを三度見る", "shoes");
  assert.equal(await guest.picture(), "/art/scene/shoes.svg");
  await tab("decisions");
  assert.match(await decided("おかえりなさい").textContent(), /ゆずっています/);
  await tab("become");
  await become("28日後のお客さま", "later");
  assert.equal(await guest.picture(), "/art/scene/evening.svg", "looks of four weeks ago are past");
  await become("今月お誕生日のお客さま", "birthday");
  assert.equal(await guest.picture(), "/art/scene/gift.svg");
  await become("春の広告から来る", "spring");
  assert.equal(await guest.picture(), "/art/scene/spring.svg");
  await become("カートを置いて帰りかける", "cart");
  await guest.leave();
  await page.getByText("お包みして、待っています。").waitFor();
  await page.keyboard.press("Escape");
  await become("新しいお客さま", "new");
  assert.match(await guest.title(), /どこまで歩きますか/);
  await page.waitForFunction(() => document.querySelector(".stage-figure b").textContent === "0 B");
  assert.deepEqual(await guest.kept(), { cookies: [], storage: 0, databases: 0 });
  assert.equal(await figure(2).textContent(), "0");
  assert.deepEqual(guest.errors, []);
});

test("rules are edited on the spot: a typo is answered at its line, a change shows, the file comes back", async (t) => {
  const { guest, page } = await visit(t, "/?utm_campaign=spring#backstage=rules");
  const area = page.locator(".stage-editor textarea");
  await page.getByText("間違いはありません").waitFor();
  const text = await area.inputValue();
  await write(page, text.replace('"audiences": {', '"audiences": {{'));
  const jump = page.locator(".stage-problems button").first();
  await jump.waitFor();
  const line = text.split("\n").findIndex((each) => each.includes('"audiences"')) + 1;
  assert.ok(Math.abs(Number(/\d+/.exec(await jump.textContent())[0]) - line) <= 1);
  await jump.click();
  assert.equal(await page.evaluate(() => document.activeElement.localName), "textarea");
  await write(page, text.replace("花の下まで、歩く日に。", "書きかえた題名"));
  await page.getByText("間違いはありません").waitFor();
  await page.locator(".stage-action.is-main").click();
  await page.waitForFunction(() => document.querySelector("#hero h1").textContent === "書きかえた題名");
  await page.getByText("元にもどす").click();
  await page.waitForFunction(() => document.querySelector("#hero h1").textContent === "花の下まで、歩く日に。");
  assert.deepEqual(guest.errors, []);
});

for (const [path, press, answer] of [
  ["/", "わざと間違える", /`\$gtee` という演算子はありません。`\$gte` のことですか/],
  ["/en/", "Make a typo", /unknown operator `\$gtee`, did you mean `\$gte`\?/],
]) {
  test(`a mistyped operator is answered in a sentence, at its line: ${path}`, async (t) => {
    const { page } = await visit(t, `${path}#backstage=rules`);
    await page.locator(".stage-verdict:not(:empty)").waitFor();
    await page.getByText(press).click();
    const problem = page.locator(".stage-problems li");
    await problem.waitFor();
    assert.match(await problem.textContent(), answer);
    const selected = await page.locator("textarea").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.match(selected, /^"returning".*\$gtee/);
  });
}

test("rules that are not even JSON leave the shop as it was written", async (t) => {
  const { guest, page } = await visit(t, "/?utm_campaign=spring#backstage=rules");
  await page.getByText("間違いはありません").waitFor();
  await write(page, "{ 春");
  await page.locator(".stage-action.is-main").click();
  await page.waitForFunction(() => document.querySelector("#hero h1")?.textContent.includes("どこまで歩きますか"));
  await page.click("#stage-tab-decisions");
  await page.getByText("ルールが JSON として読めない").waitFor();
  assert.deepEqual(guest.errors, []);
});

test("events appear as they arrive, in words, with their JSON, and beside the bar that they tell of it can be closed", async (t) => {
  const { guest, page } = await visit(t, "/en/#backstage=events");
  await page.getByText("Nothing has arrived.").waitFor();
  await guest.yes();
  const row = page.locator(".stage-event", { hasText: "Showed “Welcome, newcomer”" });
  await row.waitFor();
  await row.locator("summary").click();
  assert.equal(JSON.parse(await row.locator("pre").textContent()).experience, "welcome");
  await page.locator("omotenashi-surface").waitFor();
  await page.click(".stage-close");
  assert.equal(await page.locator("#stage").isVisible(), false);
});

test("on a phone it is a sheet from below, and nothing runs off the side", async (t) => {
  const { page } = await visit(t, "/en/#backstage=become", { viewport: { width: 390, height: 844 } });
  await page.locator("#stage-become button").first().waitFor();
  const box = await page.locator("#stage").boundingBox();
  assert.equal(box.width, 390);
  assert.ok(box.y > 200, "the shop is still to be seen");
  for (const id of ["decisions", "become", "rules", "events"]) {
    await page.click(`#stage-tab-${id}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, id);
  }
});

test("its button covers neither the question about consent nor the way to the cart", async (t) => {
  const { page, guest } = await visit(t, "/en/category/shoes", { viewport: { width: 768, height: 700 } });
  const isFree = (selector) =>
    page.locator(selector).evaluate((one) => {
      const { right, bottom } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(right - 4, bottom - 4));
    });
  await page.locator('#cc-main [data-role="show"]').waitFor();
  assert.ok(await isFree('#cc-main [data-role="show"]'), "consent");
  await guest.yes();
  await page.setViewportSize({ width: 320, height: 480 });
  await page.locator(".shelf a").first().click();
  await page.click("#buy");
  await page.locator("#toast a").waitFor();
  assert.ok(await isFree("#toast a"), "cart");
});

test("where the server has gone it says so, and the page stays whole", async (t) => {
  const { guest, page } = await visit(t, "/en/");
  await guest.no();
  await guest.context.setOffline(true);
  await page.click(".stage-button");
  await page.getByRole("status").getByText("Is the shop’s server running?").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains("stage-open")), false);
  assert.deepEqual(guest.errors.filter((line) => !/ERR_INTERNET_DISCONNECTED/.test(line)), []);
});
