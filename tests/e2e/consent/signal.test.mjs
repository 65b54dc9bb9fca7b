// What a signal means before it has spoken, while it speaks, and against others; and who may not be heard at all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundled } from "../../stage/delivery.mjs";
import { heard, until } from "../host.mjs";
import { consentOf, holds, openConsentSite, rules } from "./site.mjs";

let site;
/** Playwright switches the back-forward cache off. */
const browser = { ignoreDefaultArgs: ["--disable-back-forward-cache"], args: ["--enable-features=BackForwardCache"] };
before(async () => (site = await openConsentSite(browser)));
after(() => site.close());

const gtag = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}";
const blocking = (rules) => `<script type="application/json" id="r">${JSON.stringify(rules)}</script><script src="/omotenashi.js" data-rules="#r"></script>`;
const ours = (list) => list.filter((one) => one.includes("omotenashi"));

test("TCF: a law that does not apply leaves it to the mode, and settings that are open are no answer", async () => {
  site.serve("tcf", { mode: "opt-out", signals: ["tcf"] });
  const guest = await site.invite();
  const outside = await guest.open("/with?outside");
  await holds(outside, "ggg", "mode");
  await outside.close();
  await guest.context.clearCookies();
  const page = await guest.open("/with");
  await holds(page, "ppp", "tcf");
  await page.click("#some");
  await holds(page, "dgd", "tcf");
  await page.click("#settings");
  await holds(page, "dgd", "tcf");
  await page.click("#yes");
  await holds(page, "ggg", "tcf");
  await page.evaluate(() => omotenashi.stop());
  await page.click("#no");
  assert.equal(await consentOf(page), null);
  assert.deepEqual(guest.errors, []);
});

test("GPP: an opt-out counts once the signal is ready, and speaks of sharing alone", async () => {
  site.serve("gpp", { mode: "opt-out", signals: ["gpp"] });
  const guest = await site.invite();
  const page = await guest.open("/with");
  await holds(page, "ppp", "gpp");
  assert.deepEqual(ours(await guest.kept(page)), []);
  await page.click("#in");
  assert.equal((await consentOf(page)).sharing, "pending");
  await page.click("#done");
  await holds(page, "ggg", "mode");
  await page.click("#out");
  assert.equal((await consentOf(page)).sharing, "granted", "not ready yet");
  await page.click("#done");
  await holds(page, "ggd", "mode", "mode", "gpp");
  assert.deepEqual(guest.errors, []);
});

test("GPP: who has not opted out is in a test from the second page on, though the signal is ready after the first decision", async () => {
  const wanted = { mode: "opt-out", signals: ["gpp"] };
  site.serve("gpp", wanted, { ours: blocking(rules(wanted)) });
  const guest = await site.invite();
  const page = await guest.open("/with");
  await holds(page, "ppp", "gpp");
  for (const button of ["#in", "#done"]) await page.click(button);
  await holds(page, "ggg", "mode");
  assert.equal(await page.evaluate(() => omotenashi.variant("ab")), null, "the page was decided");
  await page.reload();
  assert.notEqual(await page.evaluate(() => omotenashi.variant("ab")), null);
  await holds(page, "ggg", "mode");
  for (const button of ["#out", "#done"]) await page.click(button);
  await holds(page, "ggd", "mode", "mode", "gpp");
  assert.deepEqual(guest.errors, []);
});

test("two that do not agree: the stricter wins, and is named", async () => {
  site.serve("tcf", { signals: ["tcf", "google", "gpc"] });
  const guest = await site.invite();
  const page = await guest.open("/with");
  await page.evaluate(`${gtag}; window.gtag = gtag`);
  await page.evaluate(() => gtag("consent", "update", { personalization_storage: "granted", analytics_storage: "granted", ad_user_data: "denied" }));
  await holds(page, "ppd", "tcf", "tcf", "google");
  assert.deepEqual(ours(await guest.kept(page)), []);
  await page.click("#some");
  await holds(page, "dgd", "tcf", "google", "google");
  await page.evaluate(() => omotenashi.consent({ measurement: "denied" }));
  await holds(page, "ddd", "tcf", "manual", "google");
});

test("Google's default waits for its update, and is not a yes before", async () => {
  const wanted = { signals: ["google"] };
  const granted = '{personalization_storage:"granted",analytics_storage:"granted",wait_for_update:MS}';
  const waiting = (ms) => {
    const early = `<script>${gtag}; gtag("consent","default",${granted.replace("MS", ms)})</script>`;
    site.serve(null, wanted, { ours: early + blocking(rules(wanted)) });
  };
  const guest = await site.invite();
  waiting(100_000);
  const page = await guest.open("/with");
  await holds(page, "ppp", "google", "google", "mode");
  assert.deepEqual(await guest.kept(page), []);
  waiting(50);
  await page.reload();
  await holds(page, "ggp", "google", "google", "mode");
  waiting(100_000);
  await page.reload();
  await holds(page, "ggp", "remembered", "remembered", "mode");
  await page.evaluate(() => gtag("consent", "update", { analytics_storage: "denied" }));
  await holds(page, "gdp", "google", "google", "mode");
});

test("a banner that comes late is found, and one that is blocked leaves everything closed, in every mode", async () => {
  site.serve(null, { mode: "opt-out", signals: ["klaro"], purposes: { measurement: "counter", sharing: "partner" }, onGrant: { change: "now" } });
  const guest = await site.invite();
  const page = await guest.open("/with");
  await holds(page, "ppp", "klaro");
  assert.deepEqual(await guest.kept(page), []);
  for (const src of ["/klaro-config.js", "/klaro.js"]) await page.addScriptTag({ url: src });
  await page.evaluate(() => klaro.setup(klaroConfig));
  await page.click(".klaro .cookie-notice .cm-btn-success");
  await holds(page, "ggg", "klaro");
  const blocked = await site.invite();
  await blocked.context.route("**/klaro.js", (route) => route.abort());
  site.serve("klaro", { mode: "opt-out", signals: ["klaro"] });
  const other = await blocked.open("/with");
  await holds(other, "ppp", "klaro");
  await other.evaluate(() => omotenashi.consent({ measurement: "granted" }));
  assert.equal((await consentOf(other)).measurement, "pending", "the banner may still say no");
  assert.deepEqual(await blocked.kept(other), []);
});

test("where what hears consent cannot be loaded, silence is no yes", async () => {
  const wanted = { mode: "opt-out", signals: ["google"] };
  site.serve(null, wanted, { ours: blocking(rules(wanted)) });
  const guest = await site.invite();
  await guest.context.route("**/omotenashi.consent.js", (route) => route.abort());
  await guest.context.addInitScript(() => {
    window.heard = [];
    addEventListener("load", () => omotenashi.on("fault", (detail) => heard.push({ kind: "fault", ...detail })));
  });
  const page = await guest.open("/with");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "consent-unreachable" }]);
  await holds(page, "ppp", "google");
  assert.deepEqual(await guest.kept(page), []);
});

test("in a bundle what a banner has said before counts for the first decision, without another request", async () => {
  const { head, files } = bundled(rules({ signals: ["google"] }));
  for (const [path, file] of Object.entries(files)) site.files.set(path, file);
  const early = `<script>${gtag}; gtag("consent","update",{personalization_storage:"granted",analytics_storage:"granted"})</script>`;
  const policy = `<meta http-equiv="content-security-policy" content="script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'">`;
  site.serve(null, {}, { ours: policy + early + head });
  const guest = await site.invite();
  const page = await guest.open("/with");
  await holds(page, "ggp", "google", "google", "mode");
  assert.equal(await page.evaluate(() => omotenashi.explain("ab").applied), true, "not only on the next page");
  await until(() => guest.asked.length > 1, "exposures are sent");
  assert.deepEqual([...new Set(guest.asked)], [`GET ${Object.keys(files)[0]}`, "POST /collect"]);
});

test("under a policy of one's own scripts only, the file is loaded all the same", async () => {
  site.serve("tcf", { signals: ["tcf"] });
  const policy = "script-src 'self' 'wasm-unsafe-eval'";
  site.files.set("/with", { body: site.files.get("/with"), headers: { "content-security-policy": policy } });
  const guest = await site.invite();
  const page = await guest.context.newPage();
  await page.addInitScript(() => (window.omotenashi = Object.assign([], { settings: { bot: false } })));
  await page.goto(`${site.url}/with`);
  await page.click("#yes");
  await holds(page, "ggg", "tcf");
});

test("the mode goes by the region that the server tells; where it tells none, nothing without a yes", async () => {
  const byRegion = { from: "region", modes: { "US-CA": "opt-in", US: "opt-out", FR: "exempt" } };
  for (const [region, letters] of [["US-TX", "ggg"], ["US-CA", "ppp"], ["FR", "ggp"], ["JP", "ggg"], [undefined, "ppp"]]) {
    site.serve(null, { mode: "opt-out", byRegion }, { facts: { region } });
    const guest = await site.invite();
    const page = await guest.open("/with");
    await holds(page, letters, "mode");
    if (letters === "ppp") assert.deepEqual(await guest.kept(page), []);
    await guest.context.close();
  }
});

test("Do Not Track is told, and decides only where the rules say so", async () => {
  for (const [consent, letters, by] of [
    [{ mode: "opt-out", signals: ["dnt"] }, "ggg", ["mode"]],
    [{ mode: "opt-out", obeyDoNotTrack: true }, "gdd", ["mode", "dnt", "dnt"]],
  ]) {
    site.serve(null, consent);
    const guest = await site.invite();
    await guest.context.addInitScript(() => Object.defineProperty(navigator, "doNotTrack", { value: "1" }));
    const page = await guest.open("/with");
    await holds(page, letters, ...by);
    assert.equal((await consentOf(page)).doNotTrack, true);
    await guest.context.close();
  }
});

/** Says yes in a page, no in another tab while the first is in the cache, and comes back; undefined where it was not kept. */
async function sleep() {
  const guest = await site.invite();
  await guest.context.addInitScript(() => {
    addEventListener("pagehide", () => delete window.persisted);
    addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted));
  });
  const page = await guest.open("/with");
  await page.click("#yes");
  await holds(page, "ggg", "tcf");
  await until(async () => ours(await guest.kept(page)).length > 1, "the profile is kept");
  await page.goto(`${site.url}/away`);
  const tab = await guest.open("/with");
  await holds(tab, "ggg", "tcf");
  await tab.click("#no");
  await holds(tab, "ddd", "tcf");
  await until(async () => !ours(await guest.kept(tab)).length, "nothing is left");
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => location.pathname === "/with" && window.persisted !== undefined);
  if (await page.evaluate(() => window.persisted)) return { guest, page };
  await guest.context.close();
}

test("a no in one tab empties the others, also one that comes back from the back-forward cache", async () => {
  site.serve("tcf", { signals: ["tcf"] });
  site.files.set("/away", "<p>away</p>");
  // A busy browser may give a sleeping page up, of which we can know nothing: then another visitor tries.
  let awake;
  for (let visitors = 0; !awake && visitors < 4; visitors++) awake = await sleep();
  assert.ok(awake, "one of four pages comes from the cache");
  const { guest, page } = awake;
  await page.evaluate(() => omotenashi.track("add_to_cart"));
  await holds(page, "ppp", "tcf");
  assert.equal(await page.evaluate(() => omotenashi.profile().visitor), "");
  await page.goto(`${site.url}/away`);
  assert.deepEqual(ours(await guest.kept(page)), []);
});
