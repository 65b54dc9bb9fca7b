// Real banners, driven by clicks. The witness is the browser: what it keeps and what it asks for, with us and
// without us. What is there without us too is the banner's.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundled } from "../../stage/delivery.mjs";
import { until } from "../host.mjs";
import { holds, openConsentSite, rules } from "./site.mjs";

let site;
before(async () => (site = await openConsentSite()));
after(() => site.close());

/** How a visitor says yes, takes it back, and allows measuring alone. */
const banners = {
  "vanilla-cookieconsent": {
    page: "vanilla",
    ask: (page) => page.waitForSelector('#cc-main .cm [data-role="all"]'),
    yes: (page) => page.click('#cc-main .cm [data-role="all"]'),
    no: async (page) => {
      await page.click("#preferences");
      await page.click('#cc-main .pm [data-role="necessary"]');
    },
    some: async (page) => {
      await page.click("#preferences");
      for (const name of ["functionality", "ads"]) await page.locator(`#cc-main .pm input[value="${name}"]`).dispatchEvent("click");
      await page.click('#cc-main .pm [data-role="save"]');
    },
  },
  klaro: {
    page: "klaro",
    ask: (page) => page.waitForSelector(".klaro .cm-btn-success"),
    yes: (page) => page.click(".klaro .cookie-notice .cm-btn-success"),
    no: async (page) => {
      await page.evaluate(() => klaro.show());
      await page.waitForSelector(".klaro .cookie-modal");
      for (const name of ["memory", "counter", "partner"]) {
        const box = page.locator(`#service-item-${name}`);
        if (await box.isChecked()) await box.dispatchEvent("click");
      }
      await page.click(".klaro .cookie-modal .cm-btn-accept");
    },
    some: async (page) => {
      await page.evaluate(() => klaro.show());
      for (const name of ["memory", "partner"]) await page.locator(`#service-item-${name}`).dispatchEvent("click");
      await page.click(".klaro .cookie-modal .cm-btn-accept");
    },
  },
  osano: {
    page: "osano",
    ask: (page) => page.waitForSelector(".cc-window .cc-allow"),
    yes: (page) => page.click(".cc-window .cc-allow"),
    no: async (page) => {
      await page.locator(".cc-revoke").dispatchEvent("click");
      await page.waitForSelector(".cc-window:not(.cc-invisible) .cc-deny");
      await page.locator(".cc-window .cc-deny").dispatchEvent("click");
    },
  },
  c15t: {
    page: "c15t",
    ask: (page) => page.waitForSelector("#yes"),
    yes: (page) => page.click("#yes"),
    no: (page) => page.click("#no"),
    some: (page) => page.click("#some"),
  },
  tcf: {
    page: "tcf",
    ask: (page) => page.waitForSelector("#yes"),
    yes: (page) => page.click("#yes"),
    no: (page) => page.click("#no"),
    some: (page) => page.click("#some"),
  },
};

const own = ["GET /omotenashi.consent.js", "GET /omotenashi.js", "GET /rules.json"];
const without = (list, others) => {
  const left = [...list];
  for (const one of others) if (left.includes(one)) left.splice(left.indexOf(one), 1);
  return left.sort();
};

/** What the banner alone keeps and asks for while it asks, and once it has its answer. */
async function alone({ ask, yes }) {
  const guest = await site.invite();
  const page = await guest.open("/bare");
  await ask(page);
  const pending = await guest.kept(page);
  const asked = [...guest.asked];
  await yes(page);
  await until(async () => (await guest.kept(page)).length > pending.length, "the banner's own cookie");
  const answered = await guest.kept(page);
  await guest.context.close();
  return { asked, pending, answered };
}

for (const [name, banner] of Object.entries(banners))
  test(`${name}: nothing while it asks, everything after a yes, nothing again after a no`, async () => {
    site.serve(banner.page, { signals: [name], onGrant: { change: "now" } });
    const bare = await alone(banner);
    const guest = await site.invite();
    const page = await guest.open("/with");
    await banner.ask(page);
    await holds(page, "ppp", name);
    assert.equal(await page.textContent("h1"), "New", "what needs no memory is shown");
    await page.evaluate(() => omotenashi.track("add_to_cart", { value: 1 }));
    await page.click("h1");
    assert.deepEqual(await guest.kept(page), bare.pending);
    assert.deepEqual(without(guest.asked, bare.asked), own);

    await banner.yes(page);
    await holds(page, "ggg", name);
    const ours = ["local omotenashi.t.consent", "local omotenashi.t.profile"];
    await until(async () => (await guest.kept(page)).includes(ours[1]), "the profile is kept");
    await until(() => guest.asked.includes("POST /collect"), "exposures are sent");
    await until(async () => !(await guest.kept(page)).includes("local omotenashi.t.outbox"), "exposures are delivered");
    // What a page adds lies beside the profile until it is in it.
    const rest = async () => without(await guest.kept(page), bare.answered).join();
    await until(async () => (await rest()) === ours.join(), async () => `the answer and the profile alone: ${await rest()}`);

    // A later visit, and another tab: the answer is there at load.
    await page.reload();
    await holds(page, "ggg", name);
    const tab = await guest.open("/with");
    await holds(tab, "ggg", name);
    if (banner.some) {
      await banner.some(page);
      await holds(page, "dgd", name);
      assert.ok(!(await guest.kept(page)).includes(ours[1]), "what was remembered is gone");
      await holds(tab, "dgd");
    }

    await banner.no(page);
    await holds(page, "ddd", name);
    await until(async () => !without(await guest.kept(page), bare.answered).length, "nothing of ours is left");
    const asked = guest.asked.length;
    for (const one of [tab, page]) await one.evaluate(() => omotenashi.track("add_to_cart", { value: 1 }));
    await tab.reload();
    await holds(tab, "ddd", name);
    assert.deepEqual(without(await guest.kept(tab), bare.answered), []);
    assert.ok(!guest.asked.slice(asked).includes("POST /collect"), "nothing is sent any more");
    assert.deepEqual(guest.errors, []);
    await guest.context.close();
  });

test("in a bundle that stands before them, each is heard from its first word on", async () => {
  for (const [name, banner] of Object.entries(banners)) {
    const { head, files } = bundled(rules({ mode: "opt-out", signals: [name] }));
    for (const [path, file] of Object.entries(files)) site.files.set(path, file);
    site.serve(banner.page, {}, { ours: head, late: true });
    const guest = await site.invite();
    const page = await guest.open("/with");
    await banner.ask(page);
    await holds(page, "ppp", name);
    // Whoever asks again does not hold by what was remembered.
    await page.evaluate(() => {
      const states = { personalization: "granted", measurement: "granted", sharing: "granted" };
      localStorage.setItem("omotenashi.t.consent", JSON.stringify({ v: 1, until: Date.now() + 1e9, ...states }));
    });
    await page.reload();
    await banner.ask(page);
    await holds(page, "ppp", name);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("omotenashi.")).length), 0, name);
    await banner.yes(page);
    await holds(page, "ggg", name);
    await page.reload();
    await holds(page, "ggg", name);
    await banner.no(page);
    await holds(page, "ddd", name);
    assert.deepEqual(guest.errors, []);
    await guest.context.close();
  }
});
