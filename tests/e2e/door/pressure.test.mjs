// How much is asked of a visitor: places, caps, gaps, what was closed, what is reached; alike with a ghost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loaded, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const show = (kind) => [{ surface: kind, html: `<p>${kind} <button data-om-track="yes" data-om-close>yes</button></p>`, label: kind }];
/** Everybody sees it; or everybody sees the original, and it is a ghost. */
const seen = (kind, more) => ({ ...more, variants: { a: { show: show(kind) } }, split: { original: 0, a: 100 } });
const ghost = (kind, more) => ({ ...more, variants: { a: { show: show(kind) } }, split: { original: 100, a: 0 } });

/** A visitor who goes from page to page of these rules; `go` takes seconds on their clock. */
async function invite(rules) {
  const guest = await site.invite();
  const { page } = guest;
  /** What became of each experience once all moments of the page have come. */
  const reasons = () => page.evaluate((ids) => ids.map((id) => omotenashi.explain(id).reason), rules.experiences.map(({ id }) => id));
  return {
    ...guest,
    reasons,
    surfaces: () => page.locator("omotenashi-surface").evaluateAll((hosts) => hosts.map((host) => host.shadowRoot.lastElementChild.className)),
    async visit(seconds) {
      site.files.set("/pressure", pageOf(rules, '<p id="p">p</p>', { settings: { bot: false, clockOffset: seconds * 1000 } }));
      await guest.go("/pressure");
      await loaded(page);
      // The moments of a page that has been parsed are timers without delay.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      return reasons();
    },
  };
}

for (const first of [seen, ghost])
  test(`one at a time by priority, with a gap to the next: first ${first.name}`, async () => {
    const rules = rulesOf(
      [
        { priority: 1, show: show("spotlight").map((one) => ({ ...one, select: "#p" })) },
        first("modal", { priority: 2, frequency: { atMost: 1, per: "7d" } }),
        { when: { click: "#p" }, show: show("toast") },
      ],
      { surfaces: { gap: "1h" } },
    );
    const guest = await invite(rules);
    assert.deepEqual(await guest.visit(0), ["slot", "applied", "applied"]);
    assert.deepEqual(await guest.surfaces(), first === seen ? ["modal"] : []);
    await guest.page.keyboard.press("Escape");
    await guest.page.click("#p");
    await guest.page.waitForFunction(() => omotenashi.explain("e2").reason === "gap");
    assert.deepEqual(await guest.visit(1800), ["gap", "frequency", "applied"]);
    assert.deepEqual(await guest.visit(3700), ["applied", "frequency", "applied"]);
    assert.deepEqual(await guest.surfaces(), ["spotlight"]);
    assert.deepEqual(guest.errors, []);
  });

test("what is closed stays away for its time, what is answered does not, and neither gives room to others in a test", async () => {
  const rules = rulesOf(
    [
      { show: show("bar"), dismissed: "1d" },
      { show: show("banner") },
      seen("modal", { priority: 1 }),
      { show: show("spotlight").map((one) => ({ ...one, select: "#p" })) },
    ],
    { surfaces: { dismissed: "2d" } },
  );
  const guest = await invite(rules);
  const close = (kind, name) => guest.page.locator(`.${kind}`).getByRole("button", { name }).click();
  await guest.visit(0);
  await close("modal", "Close");
  await close("bar", "Close");
  await close("banner", "yes");
  assert.deepEqual(await guest.surfaces(), []);
  assert.deepEqual(await guest.visit(86000), ["dismissed", "applied", "dismissed", "slot"]);
  assert.deepEqual(await guest.surfaces(), ["banner"]);
  assert.equal(await guest.page.evaluate(() => omotenashi.variant("e2")), "a");
  assert.deepEqual(await guest.visit(86600), ["applied", "applied", "dismissed", "slot"]);
  assert.deepEqual(await guest.visit(172900), ["applied", "applied", "applied", "slot"]);
  assert.deepEqual((await guest.surfaces()).sort(), ["banner", "bar", "modal"]);
});

test("a message that goes by itself was not closed", async () => {
  const rules = rulesOf([{ show: [{ surface: "toast", text: "x", label: "x" }], dismissed: "1d" }]);
  const guest = await invite(rules);
  await guest.page.clock.install();
  site.files.set("/alone", pageOf(rules, ""));
  await guest.go("/alone");
  await guest.page.clock.runFor(1000);
  await guest.page.locator("omotenashi-surface").waitFor({ state: "attached" });
  await guest.page.clock.runFor(10_000);
  assert.deepEqual(await guest.surfaces(), []);
  await guest.page.reload();
  await guest.page.clock.runFor(1000);
  await guest.page.locator("omotenashi-surface").waitFor({ state: "attached" });
});

test("until a goal, and so many in a visit", async () => {
  const rules = rulesOf([{ show: show("bar"), until: "order" }, { show: show("banner"), when: { event: "more" } }], {
    goals: { order: { event: "purchase" } },
    surfaces: { frequency: [{ atMost: 2, per: "visit" }, { atMost: 4 }] },
  });
  const guest = await invite(rules);
  const more = async () => {
    await guest.page.evaluate(() => omotenashi.track("more"));
    await guest.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    return guest.reasons();
  };
  await guest.visit(0);
  assert.deepEqual(await more(), ["applied", "applied"]);
  assert.deepEqual(await guest.visit(10), ["pressure", "applied"]);
  await guest.page.evaluate(() => omotenashi.track("purchase"));
  assert.deepEqual(await guest.visit(3600), ["goal", "applied"]);
  assert.deepEqual(await more(), ["goal", "applied"]);
  await guest.visit(7200);
  assert.deepEqual(await more(), ["goal", "applied"]);
  await guest.visit(10_800);
  assert.deepEqual(await more(), ["goal", "pressure"]);
});

test("without a yes, none of it outlives the page", async () => {
  const rules = rulesOf([{ show: show("bar") }, { show: show("banner") }], {
    consent: { mode: "opt-in" },
    surfaces: { gap: "1h" },
  });
  const guest = await invite(rules);
  assert.deepEqual(await guest.visit(0), ["applied", "gap"]);
  assert.deepEqual(await guest.visit(10), ["applied", "gap"]);
  assert.equal(await guest.page.evaluate(() => localStorage.length), 0);
});
