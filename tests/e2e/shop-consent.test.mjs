// The whole life of a consent in the demo shop. The browser alone is asked what it keeps and what it has asked
// for; what a shop without us keeps and asks for on the same way is the shop's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./host.mjs";
import { invite, openShop } from "./guest.mjs";

const way = ["/", "/item/kuri", "/item/tabi", "/category/tea", "/?utm_campaign=spring"];

/** A guest whose browser is watched; without us where `ours` is false. */
async function watched(place, ours = true) {
  const guest = await invite(place);
  const asked = [];
  guest.context.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  if (!ours) await guest.context.route("**/sdk/omotenashi*", (route) => route.abort());
  /** Names of all that is kept, cookies apart. */
  const kept = async (page = guest.page) => ({
    cookies: (await guest.context.cookies()).map(({ name }) => name),
    others: await page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(await caches.keys()),
    ].sort()),
  });
  const walk = async () => {
    for (const path of way) await guest.go(path);
    // Time for what should not happen any more.
    await guest.page.waitForTimeout(500);
  };
  return { ...guest, asked, kept, walk };
}

const sends = (asked) => asked.filter((one) => one === "POST /collect").length;
const added = (asked, others) => [...new Set(asked)].filter((one) => !others.includes(one) && !one.startsWith("GET /sdk/"));
/** Allows these purposes and no others, by the banner's switches. */
const choose = async ({ page }, ...purposes) => {
  await page.click("footer [data-cc]");
  await page.waitForSelector("html.show--preferences");
  for (const name of ["personalization", "measurement", "sharing"]) {
    const box = page.locator(`#cc-main .pm input[value="${name}"]`);
    await box.evaluate((box, wanted) => box.checked === wanted || box.click(), purposes.includes(name));
  }
  await page.click('#cc-main .pm [data-role="save"]');
  await page.waitForFunction((purposes) => {
    const states = omotenashi.consent();
    return ["personalization", "measurement", "sharing"].every((name) => (states[name] === "granted") === purposes.includes(name));
  }, purposes);
};

test("asked, waited for, given, narrowed, given again, taken back: what the browser keeps and sends", async (t) => {
  const place = await openShop(t);
  const bare = await watched(place, false);
  await bare.walk();
  const guest = await watched(place);

  // Nobody has answered: not a byte, and nothing but what the shop asks for
  // without us, and a picture that a rule put there.
  await guest.walk();
  assert.deepEqual(await guest.kept(), { cookies: [], others: [] });
  assert.deepEqual(added(guest.asked, bare.asked), ["GET /art/scene/spring.svg"], "the picture that a rule shows");
  await guest.leave();
  await guest.page.click("#notice");
  assert.deepEqual(await guest.kept(), { cookies: [], others: [] });

  // A yes: the record and what is remembered; what is sent goes to the shop's own address.
  await guest.yes();
  await until(async () => (await guest.kept()).others.includes("omotenashi.hanamise.profile"), "what is remembered");
  await guest.go("/item/kuri");
  await until(() => sends(guest.asked) > 0, "what is measured");
  // What a page adds lies beside the profile until it is in it.
  const both = ["omotenashi.hanamise.consent", "omotenashi.hanamise.profile"];
  const others = async () => (await guest.kept()).others.join();
  const areBoth = () => until(async () => (await others()) === both.join(), async () => `the answer and the profile alone: ${await others()}`);
  await areBoth();
  assert.deepEqual((await guest.kept()).cookies, ["hanamise_consent"]);

  // Narrowed in the middle of a page: remembered still, sent no more.
  await choose(guest, "personalization");
  const before = sends(guest.asked);
  for (const path of ["/item/tabi", "/item/sumi", "/"]) await guest.go(path);
  assert.match(await guest.picture(), /shoes/, "three pairs of shoes are remembered");
  assert.equal(sends(guest.asked), before);
  await areBoth();

  // Given again, in a second tab; the first learns of it.
  const tab = await guest.context.newPage();
  await tab.goto(guest.page.url());
  await choose({ page: tab }, "personalization", "measurement");
  await guest.page.waitForFunction(() => omotenashi.consent().measurement === "granted");

  // Taken back in that tab: empty in both, whatever is done then, and after every later visit.
  await choose({ page: tab });
  await until(async () => !(await guest.kept()).others.length, "everything is erased");
  await guest.page.waitForFunction(() => omotenashi.consent().personalization !== "granted");
  const silent = sends(guest.asked);
  await guest.page.click("#notice");
  await guest.leave();
  await guest.walk();
  for (const page of [guest.page, tab]) assert.deepEqual((await guest.kept(page)).others, []);
  assert.deepEqual((await guest.kept()).cookies, ["hanamise_consent"]);
  assert.equal(sends(guest.asked), silent);
  assert.deepEqual(guest.errors, []);
});
