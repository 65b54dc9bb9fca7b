// Every kind of surface: where it stands, who can use it, and the file that draws it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf, until } from "../host.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kinds = ["modal", "bar", "banner", "slide-in", "toast", "card", "spotlight"];

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const html = '<h2>Spring sale</h2><p>Two weeks only. <a href="#more">More</a> <button data-om-track="yes" data-om-close>Yes</button></p>';
const body = `<header style="position:fixed;inset:0 0 auto;height:40px;background:#fff">Site</header>
  <main style="padding-top:40px"><h1>Shop</h1><p id="t">Target</p><div style="height:2000px">long</div></main>`;
const ruleOf = (kind, more = {}) =>
  rulesOf([{ show: [{ surface: kind, html, ...(/card|spotlight/.test(kind) && { select: "#t" }), ...more }] }], {
    goals: { yes: { event: "yes" } },
  });
const box = (page, kind) =>
  page.evaluate((kind) => {
    const host = [...document.querySelectorAll("omotenashi-surface")].find((one) => one.shadowRoot.querySelector(`.${kind}`));
    const { top, bottom, left, right, width, height } = host.shadowRoot.querySelector(`.${kind}`).getBoundingClientRect();
    return { top, bottom, left, right, width, height };
  }, kind);
const violations = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ rules: { "page-has-heading-one": { enabled: false } } }));
  return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
};

const views = [
  ["wide", { width: 1200, height: 800 }, "en", "light"],
  ["phone, dark, Japanese", { width: 320, height: 640 }, "JA", "dark"],
  ["phone, right to left", { width: 320, height: 640 }, "ar", "light"],
];
for (const kind of kinds)
  test(`${kind}: in its place, inside the window, without a violation, and away without a trace`, async () => {
    for (const [name, size, lang, colorScheme] of views) {
      const text = pageOf(ruleOf(kind), body).replace('lang="en"', `lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"`);
      site.files.set(`/${kind}`, text);
      const page = await site.visit(`/${kind}`, async (page) => {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      });
      assert.equal((await heard(page, "exposure"))[0].result, "applied", name);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const at = await box(page, kind);
      assert.ok(at.left >= 0 && at.right <= size.width && at.top >= 0 && at.bottom <= size.height, `${name}: ${JSON.stringify(at)}`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${kind}-${name.replace(/\W+/g, "-")}.png` });
      assert.deepEqual(await violations(page), [], name);
      const locale = await page.evaluate(() => getComputedStyle(document.querySelector("omotenashi-surface").shadowRoot.querySelector("dialog,section")).webkitLocale);
      assert.equal(locale, `"${lang}"`, "its letters and line breaks are of the page's language");
      const label = lang === "JA" ? "閉じる" : "Close";
      await page.getByRole("button", { name: label }).click();
      assert.equal(await page.locator("omotenashi-surface").count(), 0);
      await page.evaluate(() => omotenashi.stop());
      assert.equal(await page.evaluate(() => document.body.previousElementSibling.localName + document.adoptedStyleSheets.length), "head0");
      assert.deepEqual(page.errors, []);
      await page.context().close();
    }
  });

test("a bar pushes the page down and covers no fixed header", async () => {
  site.files.set("/bar", pageOf(ruleOf("bar"), body));
  site.files.set("/bare", pageOf(rulesOf([]), body));
  const page = await site.visit("/bar");
  await heard(page, "exposure");
  const bare = await site.visit("/bare");
  const top = (page) => page.evaluate(() => document.querySelector("h1").getBoundingClientRect().top);
  const bar = await box(page, "bar");
  assert.equal(bar.top, 40);
  assert.ok(Math.abs((await top(page)) - (await top(bare)) - bar.height) < 1, `${await top(page)} ${await top(bare)} ${bar.height}`);
  await page.evaluate(() => scrollTo(0, 500));
  assert.equal((await box(page, "bar")).top, 40);
  // Its picture comes.
  await page.evaluate(() => (document.querySelector("header").style.height = "90px"));
  await page.waitForFunction(() => document.querySelector("omotenashi-surface").getBoundingClientRect().top === 90);
});

test("a bar covers no header that stays at the top once it has been scrolled there", async () => {
  const strip = '<p style="margin:0;height:30px">Free postage</p><header style="position:sticky;top:0;height:50px">Site</header>';
  site.files.set("/strip", pageOf(ruleOf("bar"), `${strip}<h1>Shop</h1><div style="height:2000px">long</div>`));
  const page = await site.visit("/strip");
  await heard(page, "exposure");
  await page.evaluate(() => scrollTo(0, 500));
  assert.equal((await box(page, "bar")).top, 50);
});

test("a bar goes up with a header that hides while the page is read, and comes down with it", async () => {
  const hide = "let y = 0; addEventListener('scroll', () => { document.querySelector('header').style.top = scrollY > y ? '-40px' : '0'; y = scrollY; });";
  site.files.set("/hiding", pageOf(ruleOf("bar"), `${body}<script>${hide}</script>`));
  const page = await site.visit("/hiding");
  await heard(page, "exposure");
  const stands = (top) => page.waitForFunction((top) => document.querySelector("omotenashi-surface").getBoundingClientRect().top === top, top);
  await stands(40);
  await page.evaluate(() => scrollTo(0, 500));
  await stands(0);
  await page.evaluate(() => scrollTo(0, 400));
  await stands(40);
});

test("a box in a corner stands above a banner, a message is read out, and a card in a list is an item of it", async () => {
  // With a link, a message stays as long as it takes to look at it.
  const show = (surface, more) => ({ show: [{ surface, html: '<p>x <a href="#x">y</a></p>', label: surface, ...more }] });
  const rules = rulesOf([show("banner"), show("slide-in"), show("toast"), show("card", { select: "li" })]);
  site.files.set("/crowd", pageOf(rules, "<main><h1>Shop</h1><ul><li>1</li><li>2</li></ul></main>"));
  // What comes into a live region that is there, and not what it comes with.
  const page = await site.visit("/crowd", (page) =>
    page.addInitScript(() => {
      const attach = Element.prototype.attachShadow;
      window.read = 0;
      Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        const look = (records) => (read += records.filter(({ target, addedNodes }) => target.role === "status" && addedNodes.length).length);
        new MutationObserver(look).observe(root, { childList: true, subtree: true });
        return root;
      };
    }),
  );
  await heard(page, "exposure", 4);
  await page.waitForFunction(() => read > 0);
  const banner = await box(page, "banner");
  for (const kind of ["slide-in", "toast"]) assert.ok((await box(page, kind)).bottom <= banner.top, kind);
  assert.deepEqual(await violations(page), []);
  // Where there is no room beside it.
  await page.setViewportSize({ width: 375, height: 667 });
  await until(async () => (await box(page, "toast")).bottom <= (await box(page, "slide-in")).top, "a message above the corner");
});

test("on a phone that lies on its side, what its camera covers can be done without", async () => {
  const rules = rulesOf(["bar", "banner", "slide-in"].map((surface) => ({ show: [{ surface, html: "<p>x</p>" }] })));
  const head = '<meta name="viewport" content="width=device-width,viewport-fit=cover">';
  site.files.set("/cover", pageOf(rules, "<h1>Shop</h1>", { head }));
  const { page, context, go } = await site.invite({ viewport: { width: 800, height: 375 }, isMobile: true, reducedMotion: "reduce" });
  await go("/cover");
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { left: 47, leftMax: 47, right: 47, rightMax: 47 } });
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll("omotenashi-surface")].map(({ shadowRoot }) => shadowRoot.querySelector(".x"));
    return all.length === 3 && all.every((one) => one.getBoundingClientRect().right <= innerWidth - 47);
  });
  const bar = await box(page, "bar");
  assert.deepEqual([bar.left, bar.right], [0, 800]);
  await session.send("Emulation.setSafeAreaInsetsOverride", { insets: { top: 50, topMax: 50 } });
  await page.waitForFunction(() => document.querySelector("omotenashi-surface").shadowRoot.querySelector(".bar").clientTop === 50);
});

test("what stands beside a dialog waits until that is gone, and is counted then", async () => {
  const show = (surface, event) => ({ when: { event, every: true }, show: [{ surface, label: surface, html: "<p>x</p><button data-om-close>OK</button>" }] });
  const rules = rulesOf([show("banner", "a"), show("slide-in", "b"), show("bar", "b"), show("toast", "c"), show("modal", "m")]);
  const dialog = "<dialog><button>Own</button></dialog>";
  const own = `attachShadow({ mode: "open" }).innerHTML = "${dialog}"`;
  site.files.set("/beside", pageOf(rules, `<h1>Shop</h1>${dialog}<x-box></x-box><script>document.querySelector("x-box").${own}</script>`));
  const page = await site.visit("/beside");
  const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const there = () => page.evaluate(() => [...document.querySelectorAll("omotenashi-surface")].map(({ shadowRoot }) => shadowRoot.lastChild.className));
  const dialogOf = (root) => page.evaluateHandle((root) => (root ? document.querySelector(root).shadowRoot : document).querySelector("dialog"), root);
  const counted = async () => (await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure"))).map(({ experience, result }) => experience + result);
  for (const [event, root] of [["a", ""], ["b", "x-box"], ["c", "omotenashi-surface"]]) {
    const before = await counted();
    if (event === "c") {
      await page.evaluate(() => omotenashi.track("m"));
      await heard(page, "exposure", before.push("e4applied"));
    }
    const dialog = await dialogOf(root);
    await dialog.evaluate((one) => one.open || one.showModal());
    await page.evaluate((event) => omotenashi.track(event), event);
    await frames();
    assert.deepEqual([await there(), await counted()], [event === "c" ? ["modal"] : [], before], event);
    await dialog.evaluate((one) => one.close());
    await heard(page, "exposure", before.length + (event === "b" ? 2 : 1));
    for (const _ of await there()) await page.getByRole("button", { name: "OK" }).first().click();
    assert.deepEqual(await there(), []);
  }
  assert.deepEqual((await counted()).sort(), [0, 1, 2, 3, 4].map((n) => `e${n}applied`));
  await page.reload();
  await (await dialogOf("")).evaluate((one) => one.showModal());
  await page.evaluate(() => omotenashi.track("a"));
  await loaded(page);
  await page.evaluate(() => omotenashi.stop());
  await (await dialogOf("")).evaluate((one) => one.close());
  await frames();
  assert.deepEqual([await there(), page.errors], [[], []]);
});

test("Escape closes what has the focus, and the focus goes back", async () => {
  site.files.set("/escape", pageOf(ruleOf("slide-in", { label: "Offer" }), '<button id="b">b</button><script>b.focus()</script>'));
  const page = await site.visit("/escape");
  await heard(page, "exposure");
  await page.getByRole("region", { name: "Offer" }).getByRole("link").focus();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "b");
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
});

test("the focus goes back into a shadow root of the page, and into another surface", async () => {
  const rules = rulesOf([
    { show: [{ surface: "slide-in", label: "Offer", html: '<p>Offer <button data-om-track="help">More</button></p>' }] },
    { when: { event: "help", every: true }, show: [{ surface: "modal", label: "More", html: "<p>More of it</p>" }] },
  ]);
  const own = 'attachShadow({ mode: "open" }).innerHTML = "<button>Own</button>"';
  site.files.set("/deep", pageOf(rules, `<x-help></x-help><script>document.querySelector("x-help").${own}</script>`));
  const page = await site.visit("/deep");
  await heard(page, "exposure");
  for (const name of ["Own", "More"]) {
    const opener = page.getByRole("button", { name });
    await opener.focus();
    await page.evaluate(() => omotenashi.track("help"));
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await opener.evaluate((one) => one.getRootNode().activeElement === one), true, name);
  }
});

test("a ring goes along when what comes late moves its target", async () => {
  site.files.set("/ring", pageOf(ruleOf("spotlight"), '<div id="late"></div><p id="t">Target</p>'));
  const page = await site.visit("/ring");
  await heard(page, "exposure");
  await page.evaluate(() => (late.style.height = "150px"));
  const ring = () => {
    const at = getComputedStyle(document.querySelector("omotenashi-surface").shadowRoot.querySelector("dialog"), "::backdrop");
    return Math.abs(parseFloat(at.top) + 8 - document.querySelector("#t").getBoundingClientRect().top) < 1;
  };
  await page.waitForFunction(ring);
});

test("on a site that hides what is not defined, on a background that it alone has named, in the dark, from right to left by the body, all can be read", async () => {
  const show = (surface, html, more) => ({ show: [{ surface, html, ...more }] });
  const rules = rulesOf([
    show("slide-in", `<h2>Offer</h2><p>Much <a href="#a">more</a></p><button>Yes</button>`),
    show("card", `<pre>${"word ".repeat(40)}</pre>`, { select: "#t" }),
  ]);
  const head = "<style>:root{--om-background:#fff3d6;--om-button:#ffd400}:not(:defined){display:none;visibility:hidden;opacity:0}</style>";
  site.files.set("/named", pageOf(rules, '<script>document.body.dir="rtl"</script><main><h1>Shop</h1><p id="t">t</p></main>', { head }));
  const { page, go } = await site.invite({ viewport: { width: 375, height: 600 }, colorScheme: "dark", reducedMotion: "reduce" });
  await go("/named");
  await page.locator("omotenashi-surface").nth(1).waitFor({ state: "attached" });
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => {
    const box = [...document.querySelectorAll("omotenashi-surface")].at(-1).shadowRoot.querySelector(".slide-in");
    const { color, direction } = getComputedStyle(box);
    const ring = getComputedStyle(document.activeElement.shadowRoot.activeElement).outlineColor;
    const isSeen = box.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    return { isSeen, direction, isRead: ring === color, wide: document.documentElement.scrollWidth };
  });
  assert.deepEqual(seen, { isSeen: true, direction: "rtl", isRead: true, wide: 375 });
});

test("a box without content, as its values are not known, is not shown", async () => {
  site.files.set("/empty", pageOf(ruleOf("modal", { html: "<p>{{user.name}}</p>" }), body));
  const page = await site.visit("/empty");
  assert.equal((await heard(page, "exposure"))[0].result, "failed");
  assert.deepEqual((await heard(page, "fault")).map(({ code }) => code), ["surface-failed"]);
  assert.equal(await page.locator("omotenashi-surface").count(), 0);
});

/** A surface with these buttons; the goal takes its value from the event. */
async function withButtons(content, kind = "slide-in") {
  const rules = rulesOf([{ id: "offer", show: [{ surface: kind, html: `<h2>Offer</h2><p>${content}</p>` }], measure: { primary: "yes" } }], {
    goals: { yes: { event: "yes", value: "worth" } },
  });
  site.files.set("/buttons", pageOf(rules, body));
  site.files.set("/next", "<title>next</title>");
  const page = await site.visit("/buttons");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await heard(page, "exposure");
  return page;
}
const gone = (page) => page.locator("omotenashi-surface").waitFor({ state: "detached" });

test("a button tracks, with its own properties; by keyboard as by pointer", async () => {
  const page = await withButtons(`<button data-om-track="yes" data-om-props='{"worth":12}'>Yes</button> <button data-om-track="yes" data-om-props="{">Again</button>`);
  const seen = page.waitForFunction(() => heard.filter(({ kind }) => kind === "goal").length > 0);
  await page.getByRole("button", { name: "Yes" }).press("Enter");
  await seen;
  const [goal] = await heard(page, "goal");
  assert.deepEqual([goal.goal, goal.value], ["yes", 12]);
  await page.getByRole("button", { name: "Again" }).press("Space");
  assert.deepEqual(page.errors, []);
  assert.equal(await page.getByRole("region", { name: "Offer" }).count(), 1, "it stays open");
});

test("a coupon is copied, once said each time, or shown where the browser refuses", async () => {
  const page = await withButtons('Code <button data-om-copy="HELLO">copy</button> <button data-om-copy> ABC </button>');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "copy" }).press("Enter");
  await page.getByText("Copied").waitFor();
  assert.equal(await clipboard(), "HELLO");
  await page.getByRole("button", { name: "copy" }).press("Enter");
  await page.getByText("Copied").waitFor();
  assert.equal(await page.locator(".copied").count(), 1);
  await page.getByRole("button", { name: "ABC" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()) === "ABC");
  assert.deepEqual(await violations(page), []);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
  await page.getByRole("button", { name: "copy" }).click();
  await page.getByText("Please copy: HELLO").waitFor();
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "ABC" }).click();
  await page.getByText("Please copy: ABC").waitFor();
  // A page that does not say its language has that of the browser.
  await page.evaluate(() => Object.defineProperty(navigator, "language", { value: "ja-JP" }));
  await page.evaluate(() => document.documentElement.removeAttribute("lang"));
  await page.getByRole("button", { name: "ABC" }).click();
  await page.getByText("コピーしてください：ABC").waitFor();
});

test("a button closes, and is what the visitor's own close is", async () => {
  const page = await withButtons('<button data-om-close data-om-track="yes">No, thanks</button>', "modal");
  await page.getByRole("button", { name: "No, thanks" }).press("Enter");
  await gone(page);
  assert.equal((await heard(page, "goal"))[0].goal, "yes");
});

test("a link is followed, and tracked and closed on the way", async () => {
  const page = await withButtons('<a class="button" href="/next" data-om-track="yes" data-om-close>Go</a>', "modal");
  const before = site.events.length;
  await page.getByRole("link", { name: "Go" }).press("Enter");
  await page.waitForURL("**/next");
  await until(() => site.events.slice(before).some(({ type, goal }) => type === "goal" && goal === "yes"), "the goal is sent on the way out");
  const within = await withButtons('<a href="#t" data-om-close>Down</a>', "modal");
  await within.getByRole("link", { name: "Down" }).press("Enter");
  await gone(within);
  assert.equal(new URL(within.url()).hash, "#t");
});

test("what draws surfaces is loaded for those who are shown one, and for nobody else", async () => {
  const asked = async (rules) => {
    site.files.set("/asked", pageOf(rules, body));
    const list = [];
    const page = await site.visit("/asked", (page) => page.on("request", (request) => list.push(new URL(request.url()).pathname)));
    await heard(page, "exposure");
    await page.context().close();
    return list.filter((path) => path.includes("surface"));
  };
  assert.deepEqual(await asked(ruleOf("modal")), ["/omotenashi.surface.js"]);
  assert.deepEqual(await asked(rulesOf([{ show: [{ select: "h1", text: "x" }] }])), []);
  const ghost = rulesOf([{ variants: { a: { show: [{ surface: "modal", html }] } }, split: { original: 100, a: 0 } }]);
  assert.deepEqual(await asked(ghost), []);
});

test("where it cannot be loaded there is one fault, and nobody is counted as having seen it", async () => {
  site.files.set("/lost", pageOf(ruleOf("modal"), body));
  const page = await site.visit("/lost", (page) => page.route("**/omotenashi.surface.js", (route) => route.abort()));
  assert.equal((await heard(page, "exposure"))[0].result, "failed");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "surface-unreachable", detail: "" }]);
  assert.deepEqual(page.errors, []);
});

for (const source of ["'self'", "'nonce-n1'"])
  test(`under a policy of script-src ${source} it is drawn without a violation`, async () => {
    const nonce = source === "'self'" ? "" : ' nonce="n1"';
    const inline = "<script>window.omotenashi=[];omotenashi.settings={bot:false}</script>";
    const text = pageOf(ruleOf("modal"), "<h1>Shop</h1>")
      .replace(/<script>window.omotenashi.*?<\/script>/, '<script src="/settings.js"></script>')
      .replaceAll("<script src", `<script${nonce} src`);
    site.files.set("/settings.js", (request, response) => response.end(inline.replace(/<\/?script>/g, "")));
    site.files.set("/csp", (request, response) => {
      const policy = `default-src 'none'; script-src ${source} 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types omotenashi`;
      response.setHeader("content-security-policy", policy);
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(text);
    });
    const page = await site.visit("/csp", (page) =>
      page.addInitScript(() => {
        window.broken = [];
        document.addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.blockedURI}`));
      }),
    );
    assert.equal((await heard(page, "exposure"))[0].result, "applied");
    assert.deepEqual(await page.evaluate(() => broken), []);
    assert.deepEqual(page.errors, []);
  });
