// `?om-debug`: what the inspector says is what happened, and why; by keyboard, to assistive technology, in both
// languages, under a strict policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Engine } from "../../../dist/node.mjs";
import { axe } from "../axe.mjs";
import { heard, openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const show = (select, text) => [{ select, text }];
const rules = rulesOf(
  [
    { id: "first", priority: 9, show: show("h1", "First") },
    { id: "rival", show: show("h1", "Second") },
    { id: "back", name: "Welcome back", who: { $audience: "returning" }, show: show("#back", "Again") },
    { id: "gold", who: { "user.tier": "gold" }, show: show("#gold", "Gold") },
    { id: "test", variants: { red: { show: show("#test", "Red") } }, split: { original: 50, red: 50 }, measure: { primary: "order" } },
    { id: "asked", who: { $did: { event: "ask" } }, show: [{ surface: "toast", text: "You asked" }] },
  ],
  { attributes: { "user.tier": { from: "facts" } }, audiences: { returning: { "visit.number": { $gte: 2 } } }, goals: { order: { event: "purchase" } } },
);
const body = '<main><h1>Old</h1><p id="back">-</p><p id="gold">-</p><p id="test">-</p><button class="css-x91k2 buy">Buy</button></main>';
const settings = { bot: false, facts: { user: { tier: "silver" } } };

/** Opens a page with the inspector at a tab. */
async function inspect(tab = "", { page: path = "/i", rules: own = rules, prepare, ...options } = {}) {
  site.files.set(path, pageOf(own, body, { settings, ...options }));
  const page = await site.visit(`${path}?a=1&om-debug${tab && `=${tab}`}`, prepare);
  const panel = page.getByRole("region", { name: "Omotenashi inspector" });
  await panel.waitFor();
  return { page, panel, entry: (id) => panel.locator("details", { has: page.locator("summary b", { hasText: new RegExp(`^${id}$`) }) }) };
}

async function opened(entry) {
  await entry.locator("summary").click();
  await entry.getByText("Who", { exact: true }).waitFor();
  return (await entry.textContent()).replace(/\s+/g, " ");
}

test("it says for each experience whether and why, clause by clause, and what would make it apply", async () => {
  // Sites hide what is not defined yet.
  const { page, panel, entry } = await inspect("", { head: "<style>:not(:defined){display:none}</style>" });
  assert.equal(new URL(page.url()).search, "?a=1");
  await panel.getByText(/^3 of 6 apply$/).waitFor();
  assert.match(await opened(entry("first")), /It applies\./);
  assert.match(await opened(entry("rival")), /Gives way to ?first/);
  const back = await opened(entry("back"));
  assert.match(back, /Welcome back.*no.*It is for other visitors\. It looked at visit\.number\./);
  assert.match(back, /What would make it apply ?visit\.number ≥ 2 · seen 1/);
  assert.match(back, /does not hold: audience returning.*does not hold: visit\.number ≥ 2 · seen 1/);
  assert.match(await opened(entry("gold")), /user\.tier = "gold" · seen "silver"/);
  const split = entry("test");
  await opened(split);
  assert.match(await split.getByRole("img").getAttribute("aria-label"), /^original 50%, red 50%; this visitor: \d/);
  const told = await page.evaluate(() => omotenashi.explain("test"));
  assert.equal(await split.locator("summary .chip").textContent(), told.variant);
  assert.deepEqual(page.errors, []);
});

test("of a surface it says which moment it waits for, that it has come, and which limit keeps it away", async () => {
  const surface = (kind) => [{ surface: kind, html: `<p>${kind} <button data-om-close>x</button></p>`, label: kind }];
  const own = rulesOf(
    [
      { id: "early", when: { event: "help" }, show: surface("toast") },
      { id: "pressed", when: { event: "help", delay: "1s" }, show: surface("banner") },
      { id: "later", when: { view: ".buy", percent: 80, for: "2s", click: "#back", every: true, cancelOn: ["order"] }, show: surface("slide-in") },
      { id: "ghost", when: { idle: "60s" }, variants: { a: { show: surface("bar") } }, split: { original: 100, a: 0 } },
      { id: "closed", dismissed: "30d", show: surface("card").map((one) => ({ ...one, select: "h1" })) },
    ],
    { surfaces: { gap: "1h" } },
  );
  const { page, entry } = await inspect("", { rules: own });
  const says = (id, text) => entry(id).getByText(text).waitFor({ state: "attached" });
  await says("closed", "Its moment has come.");
  await says("early", "It waits for this: the event help.");
  await says("later", "It waits for this: 80 % of .buy are in view, or a click on #back, for 2s, every time, unless order comes first.");
  await says("ghost", "It waits for this: nothing is done for 60s. Nothing is shown then: this visitor sees the original.");
  await page.evaluate(() => omotenashi.track("help"));
  await says("early", "Its moment came too soon after another surface.");
  await says("early", "The rule: 1h.");
  await page.getByRole("region", { name: "card" }).getByRole("button", { name: "x" }).click();
  await page.goto(`${new URL("?om-debug", page.url())}`);
  await says("closed", "The visitor has closed it, and it stays away for a while.");
  await says("closed", "The rule: 30d.");
  assert.deepEqual(page.errors, []);
});

test("without a preview the visitor is counted as ever, and events appear as they happen", async () => {
  const { page, panel } = await inspect("events");
  await heard(page, "exposure", 2);
  await panel.getByText("first → show (applied)").waitFor();
  await page.evaluate(() => omotenashi.track("ask"));
  await panel.getByText("asked → show", { exact: true }).waitFor();
  await page.evaluate(() => omotenashi.consent({ measurement: "denied" }));
  await panel.getByText("granted · denied · granted").waitFor();
  const first = panel.locator(".event").first();
  await first.locator("summary").click();
  assert.equal(JSON.parse(await first.locator("pre").textContent()).measurement, "denied");
});

test("consent, what is stored with its bytes, and forgetting", async () => {
  const { page, panel } = await inspect("visitor", { rules: { ...rules, consent: { mode: "opt-in" } } });
  await panel.getByText("Nothing: 0 bytes.").waitFor();
  assert.deepEqual(await panel.locator("dd").allTextContents(), ["not asked yet", "not asked yet", "not asked yet"]);
  await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "denied" }));
  await panel.getByText("omotenashi.test.consent").waitFor();
  assert.deepEqual(await panel.locator("dd").allTextContents(), ["granted", "denied", "not asked yet"]);
  // What this page adds is folded into the profile in between.
  const kept = () => page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
  await until(async () => (await panel.getByText(/^\d+ bytes in/).textContent()).startsWith(`${await kept()} bytes`), "the bytes that are stored");
  await panel.getByText('user.tier: "silver"').waitFor();
  await panel.getByRole("button", { name: "Forget this visitor" }).click();
  await panel.getByText("Nothing: 0 bytes.").waitFor();
});

test("what applied is framed on the page, and pointing at it says which experience it is", async () => {
  const banner = [{ surface: "banner", html: "<p>News</p>" }];
  const more = [{ id: "waits", when: { event: "never" }, show: banner }, { id: "shown", show: banner }];
  const { page, panel, entry } = await inspect("", { rules: { ...rules, experiences: [...rules.experiences, ...more] } });
  await page.locator("omotenashi-debug .frame", { hasText: "shown" }).waitFor();
  assert.equal(await page.locator("omotenashi-debug .frame", { hasText: "waits" }).count(), 0, "of two banners the one that is there");
  const frame = panel.page().locator("omotenashi-debug .frame", { hasText: "first" });
  const title = await page.locator("h1").boundingBox();
  // Frames are drawn anew with each event.
  let box;
  await until(async () => (box = await frame.boundingBox()), "a frame");
  assert.ok(Math.abs(box.x + 3 - title.x) < 2 && Math.abs(box.width - 6 - title.width) < 2, "around the heading");
  await page.mouse.move(title.x + 5, title.y + 5);
  await page.waitForFunction(() => [...document.querySelectorAll("omotenashi-debug")].some((host) => host.shadowRoot.querySelector(".pointed b")?.textContent === "first"));
  await entry("first").hover();
  await page.locator("omotenashi-debug .frame.active", { hasText: "first" }).waitFor();
  await panel.getByLabel("Outline on the page").uncheck();
  await frame.waitFor({ state: "hidden" });
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.textContent("h1"), "Old");
});

test("a variant is forced, the clock moved and an audience played by a preview that says so", async () => {
  const { page, panel, entry } = await inspect();
  await opened(entry("back"));
  await entry("back").getByRole("link", { name: "show" }).click();
  await page.waitForFunction(() => document.querySelector("#back")?.textContent === "Again");
  await panel.getByText("This is a preview: nothing is counted, stored or sent.").waitFor();
  await panel.getByRole("tab", { name: "Try" }).click();
  await panel.getByLabel("back", { exact: true }).selectOption("as decided");
  await panel.getByLabel("returning").selectOption("is in it");
  await panel.getByLabel("The time is").fill("2031-04-01T12:00");
  await panel.getByRole("button", { name: "Preview", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#back")?.textContent === "Again" && omotenashi.explain("back").reason === "applied");
  await panel.getByRole("tab", { name: "Try", selected: true }).waitFor();
  assert.equal(await page.evaluate(() => new Date(omotenashi.profile().lastSeen).getFullYear()), 2031);
  await panel.getByRole("link", { name: "Back to what is" }).click();
  await page.waitForFunction(() => document.querySelector("#back")?.textContent === "-");
  assert.deepEqual(page.errors, []);
});

test("an element is picked by pointer or by keyboard, and becomes a slot that lasts", async () => {
  const { page, panel } = await inspect("tools");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => document.querySelector(".buy").addEventListener("click", () => (window.bought = true)));
  await panel.getByRole("button", { name: "Pick an element" }).click();
  await page.locator(".buy").click();
  assert.equal(await panel.getByLabel("Selector").inputValue(), ".buy");
  assert.equal(await page.evaluate(() => window.bought), undefined, "the click did not reach the page");
  await panel.getByRole("button", { name: "Copy for “slots”" }).click();
  await panel.getByText("Copied").first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '"buy": ".buy"');
  await panel.getByRole("button", { name: "Pick an element" }).press("Enter");
  for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  assert.equal(await panel.getByLabel("Selector").inputValue(), "#gold");
  await panel.getByText("1 on this page").waitFor();
  await panel.getByRole("button", { name: "Pick an element" }).press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await panel.getByLabel("Selector").inputValue(), "#gold");
  await page.locator("omotenashi-debug .pick").waitFor({ state: "detached" });
});

test("the report names nobody unless that is ticked, and a server decides it again", async () => {
  const { page, panel } = await inspect("tools", { page: "/i/x" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => history.replaceState(null, "", "?mail=me@example.org"));
  const copy = async () => {
    await panel.getByRole("button", { name: "Copy the report" }).click();
    await panel.locator("pre").waitFor();
    const text = await panel.locator("pre").textContent();
    await page.waitForFunction(async (wanted) => (await navigator.clipboard.readText()) === wanted, text);
    return text;
  };
  const id = await page.evaluate(() => omotenashi.profile().visitor);
  const plain = await copy();
  for (const secret of [id, "silver", "me@example.org"]) assert.ok(!plain.includes(secret), secret);
  const told = JSON.parse(plain);
  assert.match(told.rules.sha256, /^[\da-f]{64}$/);
  assert.deepEqual(told.left.sort(), ["user.tier", "visitor.id"]);
  await panel.getByLabel("With ids").check();
  await panel.getByRole("button", { name: /Copied|Copy the report/ }).click();
  await panel.locator("pre", { hasText: id }).waitFor();
  const full = JSON.parse(await panel.locator("pre").textContent());
  const again = new Engine(rules).decide(full.visitor);
  for (const { id: name, variant = null } of full.decisions)
    if (name !== "asked") assert.equal(again.variant(name), variant, name);
});

test("everything is done by keyboard, and axe finds nothing in any view", async () => {
  const { page, panel } = await inspect();
  await panel.getByRole("button", { name: "Close the inspector" }).focus();
  await page.keyboard.press("Enter");
  await panel.waitFor({ state: "hidden" });
  const opener = page.getByRole("button", { name: "Inspect" });
  assert.equal(await opener.evaluate((button) => button.getRootNode().activeElement === button), true, "the focus is back");
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Enter");
  await panel.waitFor();
  assert.equal(await panel.getByRole("heading", { name: /^Omotenashi/ }).evaluate((one) => one.getRootNode().activeElement === one), true);
  const tab = (name) => panel.getByRole("tab", { name, selected: true });
  for (let stops = 0; !(await tab("Experiences").evaluate((one) => one.getRootNode().activeElement === one)); stops++) {
    assert.ok(stops < 50, "the tabs are reached");
    await page.keyboard.press("Tab");
  }
  for (const name of ["Experiences", "Try", "Visitor", "Events", "Tools"]) {
    await tab(name).waitFor();
    for (const entry of await panel.locator("[role=tabpanel]:not([hidden]) summary").all()) await entry.press("Enter");
    if (name === "Experiences") await panel.locator(".tree").first().waitFor();
    assert.deepEqual(await axe(page), [], name);
    await tab(name).press("ArrowRight");
  }
  await tab("Experiences").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
});

const long = "long-name-of-a-variant".repeat(4);
const wordy = { ...rules, audiences: { ...rules.audiences, faulty: { "page.path": { $eqq: "/" } } }, experiences: [...rules.experiences, { id: long, name: long, variants: { [long]: { show: show("#gold", "-") } }, split: { original: 50, [long]: 50 } }, { id: "wrong", bogus: 1, who: { $audience: "faulty" }, show: show("#gold", "-") }] };

for (const [words, context] of [["dark, Japanese", { colorScheme: "dark", locale: "ja-JP" }], ["on a phone", { viewport: { width: 390, height: 844 } }], ["at 400 %", { viewport: { width: 320, height: 256 }, forcedColors: "active" }]])
  test(`${words}: nothing runs off the side, and axe finds nothing`, async () => {
    site.files.set("/w", pageOf(wordy, body, { settings }).replace("<html", '<html dir="rtl"'));
    const { page, go, errors } = await site.invite(context);
    await go("/w?om-debug&om-preview=test:red");
    await page.locator("omotenashi-debug .panel").waitFor();
    await page.locator("omotenashi-debug summary", { hasText: long }).click();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      assert.deepEqual(await axe(page), [], await tab.textContent());
      const wide = await page.locator("omotenashi-debug [role=tabpanel]:not([hidden])").evaluate((panel) => panel.scrollWidth > panel.clientWidth);
      assert.equal(wide, false, await tab.textContent());
    }
    const wrong = page.locator("omotenashi-debug .entry", { hasText: "wrong" });
    await page.getByRole("tab").first().click();
    await wrong.locator("summary").click();
    await wrong.locator(".tree").last().waitFor();
    assert.match(await wrong.locator(".tree").last().textContent(), /faulty.*(an audience that is wrong|誤りのあるオーディエンス)$/);
    const said = await wrong.locator(".why").first().textContent();
    assert.match(said, /[。.] unknown-field: \/experiences\/7\/bogus$/);
    const [direction, webkitLocale] = await page.locator("omotenashi-debug .panel").evaluate((panel) => [getComputedStyle(panel).direction, getComputedStyle(panel).webkitLocale]);
    assert.equal(direction, "ltr");
    if (context.locale) assert.equal(webkitLocale, '"ja"');
    assert.deepEqual(errors, []);
  });

test("under a strict policy with Trusted Types nothing is violated", async () => {
  site.files.set("/settings.js", "window.omotenashi=[];omotenashi.settings={bot:false}");
  const text = pageOf(rules, body).replace(/<script>window.omotenashi.*?<\/script>/, '<script src="/settings.js"></script>');
  site.files.set("/csp", (request, response) => {
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types omotenashi");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(text);
  });
  const page = await site.visit("/csp?om-debug&om-preview=test:red", (page) =>
    page.addInitScript(() => {
      window.broken = [];
      document.addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
    }),
  );
  const panel = page.getByRole("region", { name: "Omotenashi inspector" });
  await panel.waitFor();
  for (const tab of await panel.getByRole("tab").all()) await tab.click();
  await panel.getByRole("tab", { name: "Experiences" }).click();
  await panel.locator("summary").first().click();
  await panel.locator(".tree").first().waitFor();
  assert.deepEqual(await page.evaluate(() => broken), []);
  assert.deepEqual(page.errors, []);
});

test("without the server build beside it, it says so and works on", async () => {
  const { panel, entry, page } = await inspect("", { prepare: (page) => page.route("**/omotenashi.server.js", (route) => route.abort()) });
  await entry("back").locator("summary").click();
  await entry("back").getByText(/omotenashi\.server\.js.*is not beside/).waitFor();
  await panel.getByText(/^3 of 6 apply$/).waitFor();
  assert.deepEqual(page.errors, []);
});

test("the module opens it, too", async () => {
  const start = `<script type="module">import { start } from "/omotenashi.mjs";
    window.om = await start({ rules: ${JSON.stringify(rules)}, bot: false });</script>`;
  site.files.set("/m", `<!doctype html><html lang="en"><title>t</title>${start}${body}</html>`);
  const { page, go } = await site.invite();
  await go("/m?om-debug&om-preview=back:show");
  await page.getByRole("region", { name: "Omotenashi inspector" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#back").textContent === "Again");
});
