// `?om-off` and `?om-preview`: what is asked for is shown, the address is clean, and nothing comes of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe } from "../axe.mjs";
import { heard, openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const title = (text) => [{ select: "h1", text }];
const rules = rulesOf(
  [
    { id: "cta-colour", variants: { red: { show: title("Red") }, blue: { show: title("Blue") } }, split: { original: 0, red: 0, blue: 100 }, measure: { primary: "order" } },
    { id: "for-gold", who: { $audience: "gold" }, show: [{ select: "#gold", text: "Gold" }] },
    { id: "draft", status: "draft", show: [{ select: "#draft", text: "Shown" }] },
    { id: "spring", schedule: { from: "2031-03-01", to: "2031-05-01" }, show: [{ select: "#spring", text: "Spring" }] },
    { id: "away", status: "draft", show: [{ redirect: "/elsewhere" }] },
  ],
  {
    timezone: "UTC",
    attributes: { "user.tier": {} },
    audiences: { gold: { "user.tier": "gold" } },
    goals: { order: { event: "purchase" } },
    destinations: [{ to: "beacon", url: "/collect" }, { to: "dataLayer" }],
  },
);
/** What would be counted if this were no preview: it applies, and is not forced. */
const other = { id: "other", variants: { on: { show: [{ select: "#spring", text: "On" }] } }, split: { original: 0, on: 100 }, measure: { primary: "order" } };
const body = "<main><h1>Old</h1><p id=gold>-</p><p id=draft>-</p><p id=spring>-</p></main>";
const badge = (page) => page.getByRole("region", { name: /^Omotenashi/ });
const texts = (page) => page.locator("h1, main p").allTextContents();

/** Opens the page with a query; `seen` is what the browser asked for and keeps. */
async function visit(query, options = {}, prepare = () => {}) {
  site.files.set("/p", pageOf(options.rules ?? rules, body, options));
  const asked = [];
  const page = await site.visit(`/p${query}`, async (page) => {
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await prepare(page);
  });
  return Object.assign(page, { asked });
}

test("om-off: the page as it was written, one notice, nothing loaded or stored", async () => {
  const notices = [];
  const page = await visit("?a=1&om-off", {}, (page) => {
    page.on("console", (line) => line.type() === "info" && notices.push(line.text()));
    return page.addInitScript(() => {
      window.modules = 0;
      const { Module } = WebAssembly;
      WebAssembly.Module = new Proxy(Module, { construct: (...values) => (window.modules++, Reflect.construct(...values)) });
    });
  });
  await page.waitForFunction(() => window.listening);
  assert.deepEqual(await texts(page), ["Old", "-", "-", "-"]);
  assert.deepEqual(notices, ["Omotenashi is off: the address says om-off"]);
  assert.deepEqual(page.asked.filter((path) => path.includes("omotenashi")), ["/omotenashi.js"]);
  assert.equal(await page.evaluate(() => window.modules + localStorage.length + (window.dataLayer?.length ?? 0)), 0);
  assert.equal(await page.evaluate(() => omotenashi.variant("cta-colour")), null);
  assert.deepEqual(page.errors, []);
  const word = await visit("?om-offer=1");
  await heard(word, "exposure");
  assert.equal((await texts(word))[0], "Blue", "a word that only begins like ours means nothing");
});

test("om-preview: the variant is shown, the address is clean, and nobody is counted, stored or sent", async () => {
  const page = await visit("?a=b%20c&om-preview=cta-colour:red,draft:show&z=1#part", { rules: { ...rules, experiences: [...rules.experiences, other] } });
  await badge(page).waitFor();
  await page.waitForFunction(() => document.querySelector("h1").textContent === "Red");
  assert.deepEqual(await texts(page), ["Red", "-", "Shown", "On"]);
  assert.equal(await page.evaluate(() => omotenashi.explain("other").reason), "applied");
  assert.equal(await page.evaluate(() => location.search + location.hash), "?a=b%20c&z=1#part");
  assert.equal(await page.evaluate(() => omotenashi.explain("cta-colour").reason), "forced");
  await page.evaluate(() => omotenashi.track("purchase", { value: 10, transaction_id: "o-1" }));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  await page.evaluate(() => fetch("/sentinel", { method: "POST", body: "{}" }));
  // This page alone: one of an earlier test may be late with its own.
  assert.deepEqual(page.asked.filter((path) => /collect|sentinel/.test(path)), ["/sentinel"]);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  assert.deepEqual(await page.evaluate(() => window.dataLayer ?? []), []);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure" || kind === "goal")), []);
  assert.match(await badge(page).textContent(), /Preview.*Nothing is counted, stored or sent.*cta-colour → red.*draft → show/);
  assert.deepEqual(page.errors, []);
});

test("a preview ends with the page: a reload shows what the visitor gets, who is counted from then on", async () => {
  const page = await visit("?om-preview=cta-colour:red");
  await badge(page).waitFor();
  await page.getByRole("button", { name: "Leave preview" }).press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Blue");
  assert.equal(await badge(page).count(), 0);
  assert.equal((await heard(page, "exposure"))[0].variant, "blue");
});

test("an audience, a moment and the original can be previewed", async () => {
  const page = await visit("?om-preview=cta-colour:original&om-as=gold&om-at=2031-04-01T12:00Z");
  await page.waitForFunction(() => document.querySelector("#spring").textContent === "Spring");
  assert.deepEqual(await texts(page), ["Old", "Gold", "-", "Spring"]);
  const not = await visit("?om-as=!gold&om-at=2031-06-01", { rules: { ...rules, audiences: { gold: {} } } });
  await badge(not).waitFor();
  await not.waitForFunction(() => document.querySelector("h1").textContent === "Blue");
  assert.deepEqual(await texts(not), ["Blue", "-", "-", "-"]);
  const single = await visit("?om-preview=for-gold:original&om-as=gold");
  await single.waitForFunction(() => document.querySelector("h1").textContent === "Blue");
  assert.equal((await texts(single))[1], "-");
});

test("a name that is not there is said, with what was probably meant", async () => {
  const page = await visit("?om-preview=cta-color:red,draft:shwo,nonsense,quite-another:show&om-as=glod");
  const alert = badge(page).getByRole("alert");
  await alert.waitFor();
  const said = await alert.textContent();
  assert.match(said, /There is no experience “cta-color”\. Did you mean “cta-colour”\?/);
  assert.match(said, /“draft” has no variant “shwo”\. Did you mean “show”\?/);
  assert.match(said, /There is no audience “glod”\. Did you mean “gold”\?/);
  assert.match(said, /“nonsense” is not understood/);
  assert.match(said, /There is no experience “quite-another”\. Drafts, and what is over, are in no bundle\./);
  const almost = await visit("?om-preview=cta-color:red");
  await badge(almost).getByRole("link", { name: "Preview that" }).click();
  await almost.waitForFunction(() => document.querySelector("h1")?.textContent === "Red");
  assert.equal(await badge(almost).getByRole("alert").count(), 0);
});

test("where nothing is to be seen of it, the badge says why: another has its place, it is not here, or it waits", async () => {
  const own = rulesOf([
    { id: "winner", priority: 9, show: title("Winner") },
    { id: "loser", show: title("Loser") },
    { id: "nowhere", show: [{ select: "#nowhere", text: "-" }] },
    { id: "patient", when: { event: "help" }, show: [{ surface: "banner", html: "<p>Help</p>" }] },
  ]);
  const page = await visit("?om-preview=loser:show,nowhere:show,patient:show&om-at=someday", { rules: own });
  const said = (text) => badge(page).getByText(text).waitFor();
  await said("winner has its place, by priority or order.");
  await said("Nothing that it changes is on this page.");
  await said("It waits for this: the event help.");
  await said("“someday” is no moment. Write it as 2027-01-05T09:00.");
  await page.evaluate(() => omotenashi.track("help"));
  const banner = page.getByRole("region", { name: "Message" });
  await banner.waitFor();
  await until(async () => {
    const [over, under] = [await badge(page).boundingBox(), await banner.boundingBox()];
    return over.y > 0 && over.y + over.height <= under.y;
  }, "the badge does not cover what is previewed");
});

test("rules that are not there, or cannot be read, are said", async () => {
  site.files.set("/lost", pageOf(rules, body).replace('data-rules="#om-rules"', 'data-rules="/lost.json"'));
  const lost = await site.visit("/lost?om-preview=cta-colour:red");
  await badge(lost).getByText("The rules cannot be read, so nothing of them is shown.").waitFor();
  await badge(lost).getByRole("button", { name: "Inspect" }).click();
  await lost.getByText("The rules cannot be read: “Events” says why.").waitFor();
  await lost.getByRole("tab", { name: "Events" }).click();
  await lost.locator("omotenashi-debug .brief").getByText("rules-unreachable").waitFor();
  assert.deepEqual(await heard(lost, "fault"), [{ kind: "fault", code: "rules-unreachable" }]);
  const broken = await visit("?om-debug", { rules: '{ "omotenashi": 1, ' });
  await broken.getByText("The rules cannot be read: “Events” says why.").waitFor();
  assert.deepEqual([...lost.errors, ...broken.errors], []);
});

test("a redirect is said, not followed", async () => {
  const page = await visit("?om-preview=away:show");
  const link = badge(page).getByRole("link", { name: /elsewhere/ });
  await link.waitFor();
  assert.equal(new URL(page.url()).pathname, "/p");
});

test("on a late page, for a program and before an answer about consent the variant is shown all the same", async () => {
  const early = "<script>window.omotenashi=[];omotenashi.late=true</script>";
  const asking = { ...rules, consent: { mode: "opt-in" } };
  const page = await visit("?om-preview=cta-colour:red", { rules: asking, early, settings: {} });
  await page.waitForFunction(() => document.querySelector("h1").textContent === "Red");
  await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test("the badge folds, and makes room for what the page asks in its corner", async () => {
  const banner = '<div style="position:fixed;inset:auto auto 0 0;width:300px;height:120px"><button onclick="this.textContent=\'Thanks\'">Yes</button></div>';
  site.files.set("/asks", pageOf(rules, body + banner));
  const page = await site.visit("/asks?om-preview=cta-colour:red");
  await badge(page).waitFor();
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByRole("button", { name: "Thanks" }).waitFor();
  const { height } = await badge(page).boundingBox();
  const fold = page.getByRole("button", { name: "Details of the preview" });
  await fold.press("Enter");
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  assert.ok((await badge(page).boundingBox()).height < height / 2);
  assert.match(await badge(page).textContent(), /Preview/);
});

const yes = { personalization: "granted", measurement: "granted" };
const keptOf = (page) => page.evaluate(() => Object.fromEntries(Object.entries({ ...localStorage }).sort()));

/** A visitor who has been on a page of these rules before, and whose past is stored there. */
async function comeBack(own) {
  site.files.set("/back", pageOf(own, body));
  const guest = await site.invite();
  await guest.go("/back");
  await guest.page.evaluate((states) => omotenashi.consent(states), yes);
  await guest.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  await until(async () => Object.keys(await keptOf(guest.page)).some((key) => /profile/.test(key)), "a past");
  // At its end: nobody folds what is there between two looks at it.
  const profile = await guest.page.evaluate(() => {
    const all = omotenashi.profile();
    omotenashi.stop();
    return all;
  });
  return { ...guest, profile };
}

const remembering = (consent) => rulesOf([{ id: "known", who: { "visit.number": { $gte: 1 } }, show: title("Known") }], { site: "past", consent });

for (const moment of ["2099-01-01", "1999-01-01"])
  test(`a link to ${moment} makes nothing of the visitor's old, and nothing of it is erased`, async () => {
    const { page, go } = await comeBack(remembering({ mode: "opt-in", signals: ["gpc"] }));
    const before = await page.evaluate(() => {
      const texts = { "omotenashi.past.outbox": '[["/collect","{}",0]]', "omotenashi.past.profile~1a": "[]" };
      for (const key in texts) localStorage.setItem(key, texts[key]);
      return { ...localStorage };
    });
    await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
    await go(`/back?om-at=${moment}`);
    await badge(page).waitFor();
    await page.evaluate(() => {
      omotenashi.track("purchase", { value: 1 });
      for (const type of ["pagehide", "pageshow"]) dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      document.dispatchEvent(new Event("visibilitychange"));
    });
    assert.deepEqual(await page.evaluate(() => omotenashi.consent().personalization), "granted", "the answer holds then, too");
    await page.waitForTimeout(400);
    assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), before);
  });

for (const query of ["om-preview", "om-at=2099-01-01"])
  test(`a no in a preview erases and is remembered: ${query}`, async () => {
    const { page, go } = await comeBack(remembering({ mode: "opt-out" }));
    await go(`/back?${query}`);
    await badge(page).waitFor();
    await page.evaluate(() => omotenashi.consent({ personalization: "denied" }));
    await until(async () => Object.keys(await keptOf(page)).join() === "omotenashi.past.consent", "the past is gone");
    await go("/back");
    const { personalization, measurement, decidedBy } = await page.evaluate(() => omotenashi.consent());
    assert.deepEqual([personalization, measurement, decidedBy.personalization], ["denied", "granted", "remembered"]);
    await page.evaluate(() => omotenashi.consent({ personalization: "granted" }));
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
    await go(`/back?${query}`);
    await badge(page).waitFor();
    await page.evaluate(() => omotenashi.forget());
    await until(async () => Object.keys(await keptOf(page)).length === 0, "who is forgotten, is");
  });

test("what a preview cannot store it does not clear away, and an address cannot make it store", async () => {
  const own = rulesOf([{ id: "landed", who: { "visit.landing": "/back" }, show: title("Landed") }], { site: "past" });
  const { page, go, profile } = await comeBack(own);
  await page.evaluate(() => localStorage.setItem("omotenashi.past.profile~1a", "[]"));
  const before = await keptOf(page);
  site.files.set("/back;Max-Age=0", pageOf(own, body));
  await go("/back;Max-Age=0?om-preview");
  await badge(page).waitFor();
  await page.evaluate((all) => omotenashi.import(all), profile);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  await page.waitForTimeout(400);
  assert.deepEqual(await keptOf(page), before);
});

test("the link in the badge leads to the same preview", async () => {
  const page = await visit("?x=1&om-preview=cta-colour:red&om-as=gold,!other&om-at=2031-04-01T12:00Z");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await badge(page).getByRole("button", { name: "Copy link" }).click();
  await badge(page).getByRole("status").getByText("Copied").waitFor({ state: "attached" });
  const { search } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(search, "?x=1&om-preview=cta-colour:red&om-as=gold,!other&om-at=2031-04-01T12:00Z");
});

test("where the debug file cannot be loaded the page stays as it was written, and one fault says so", async () => {
  const page = await visit("?om-preview=cta-colour:red", {}, (page) => page.route("**/omotenashi.debug.js", (route) => route.abort()));
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "debug-unreachable" }]);
  assert.deepEqual(await texts(page), ["Old", "-", "-", "-"]);
  assert.deepEqual(page.errors, []);
});

test("the badge is accessible, and speaks Japanese to a browser that does", async () => {
  const page = await visit("?om-preview=cta-color:red");
  await badge(page).waitFor();
  assert.deepEqual(await axe(page), []);
  const guest = await site.invite({ locale: "ja-JP", colorScheme: "dark" });
  await guest.go("/p?om-preview=cta-color:red");
  await guest.page.getByText("「cta-color」という施策はありません").waitFor();
  assert.deepEqual(await axe(guest.page), []);
});

test("nobody loads the debug file whose address does not ask for it", async () => {
  const page = await visit("?preview=om-preview&x-om-debug=1");
  await heard(page, "exposure");
  assert.deepEqual(page.asked.filter((path) => path.includes("debug")), []);
});
