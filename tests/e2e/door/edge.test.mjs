// Rules at the edge of what browsers read, and pages that are late, hidden, left and entered again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, loaded, openHost, pageOf, rulesOf, until } from "../host.mjs";
import { stand } from "./observe.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const faults = async (page) => (await page.evaluate(() => heard.filter(({ kind }) => kind === "fault"))).map(({ code, detail }) => [code, detail]);

const surface = (page) => page.locator("omotenashi-surface");

test("a selector that is never closed is that of one change, which is told; all others hold", async () => {
  const open = 'p[data-x="1"';
  const others = ["p[data-x='1", "p/*", ":not(.a"];
  const show = (select, text) => ({ show: [{ select, text }] });
  const rules = rulesOf([show("h1", "ours"), show(open, "p"), ...others.map((one) => show(one, "p")), show("i", "late")]);
  site.files.set("/open", pageOf(rules, '<h1>a</h1><p data-x="1">b</p>'));
  const page = await site.visit("/open");
  await page.waitForFunction(() => document.querySelector("h1").textContent === "ours");
  await page.evaluate(() => document.body.append(document.createElement("i")));
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  assert.equal(await page.textContent("h1"), "ours");
  assert.equal(await page.textContent("p"), "b");
  assert.equal(await page.textContent("i"), "late");
  assert.deepEqual((await faults(page)).sort(), [...others, open].sort().map((one) => ["selector-invalid", one]));
});

for (const to of ["/新着", "/x/../next", "/next?q=東京", "/next?q='x'"])
  test(`a redirect to ${to} ends where it leads, also where its rule holds there`, async () => {
    await site.forget();
    const loads = [];
    const text = pageOf(rulesOf([{ show: [{ redirect: to }] }]), "<h1>a</h1><script>addEventListener('load',()=>fetch('/there',{method:'POST',body:'{}'}))</script>");
    const page = (request, response) => {
      loads.push(request.url);
      response.writeHead(200, { "content-type": "text/html" }).end(text);
    };
    for (const path of ["/start", "/next", encodeURI("/新着")]) site.files.set(path, page);
    const { page: visit, go } = await site.invite();
    await go("/start");
    const address = new URL(to, site.url).href;
    await visit.waitForURL(address);
    await until(() => site.posts.some(({ path }) => path === "/there"), "the page it leads to");
    await visit.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    assert.equal(loads.length, 2, loads.join());
    assert.equal(visit.url(), address);
  });

test("a click inside a web component is one on it", async () => {
  const rules = rulesOf([{ variants: { b: { show: [{ select: "h1", text: "x" }] } }, split: { original: 0, b: 100 }, measure: { primary: "buy" } }], { goals: { buy: { click: "x-buy" } } });
  const define = `customElements.define("x-buy", class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<button>buy</button>" } })`;
  site.files.set("/component", pageOf(rules, `<h1>a</h1><x-buy></x-buy><script>${define}</script>`));
  const page = await site.visit("/component");
  await heard(page, "exposure");
  await page.click("x-buy button");
  assert.equal((await heard(page, "goal"))[0].goal, "buy");
});

test("in shadow trees within shadow trees, however late each comes", async () => {
  const define = (name, inner) => `customElements.define("${name}", class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "${inner}" } })`;
  const script = `<script>${define("a-a", "<b-b></b-b>")}; window.late = () => { ${define("b-b", "<h1>t</h1>")} }</script>`;
  site.files.set("/nested", pageOf(rulesOf([{ show: [{ select: "a-a >>> b-b >>> h1", text: "ours" }] }]), `<a-a></a-a>${script}`));
  const page = await site.visit("/nested");
  await page.evaluate(() => window.late());
  await page.waitForFunction(() => document.querySelector("a-a").shadowRoot.querySelector("b-b").shadowRoot.textContent === "ours");
});

test("an element that is defined after the end is not observed", async () => {
  site.files.set("/ended", pageOf(rulesOf([{ show: [{ select: "a-a >>> h1", text: "ours" }] }]), "<a-a></a-a>"));
  const page = await site.visit("/ended");
  const observed = await page.evaluate(async () => {
    omotenashi.stop();
    let count = 0;
    MutationObserver.prototype.observe = () => count++;
    customElements.define("a-a", class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = "<h1>t</h1>"; } });
    await new Promise((done) => setTimeout(done, 50));
    return count;
  });
  assert.equal(observed, 0);
});

test("a card waits for the element it stands at", async () => {
  site.files.set("/card", pageOf(rulesOf([{ show: [{ surface: "card", select: "#t", html: "<p>card</p>", label: "Card" }] }]), "<div id=app></div>"));
  const page = await site.visit("/card");
  await loaded(page);
  assert.equal(await surface(page).count(), 0);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "exposure")), []);
  await page.evaluate(() => (document.querySelector("#app").innerHTML = '<p id="t">late</p>'));
  await surface(page).waitFor({ state: "attached" });
  assert.equal((await heard(page, "exposure"))[0].result, "applied");
  assert.deepEqual(await faults(page), []);
});

test("a card comes back with the element it stands at, and is the same card", async () => {
  const show = [{ surface: "card", select: "#t", html: '<p>card</p><button data-om-copy="x">b</button>', label: "Card" }];
  const written = '<ul><li id="t">1</li></ul>';
  site.files.set("/back", pageOf(rulesOf([{ show }], { frequency: { gap: "1h" } }), `<main>${written}</main>`));
  /** What is there once each of these has been done. */
  const after = async (...acts) => {
    const page = await site.visit("/back");
    await surface(page).waitFor({ state: "attached" });
    const seen = await page.evaluate(async (acts) => {
      window.main = document.querySelector("main");
      const seen = [];
      for (const act of acts) {
        new Function(act)();
        await new Promise((done) => setTimeout(done, 20));
        seen.push(main.innerHTML.replace(/<omo.+?<.omo.+?>/g, "card"));
      }
      return seen;
    }, acts);
    assert.deepEqual(page.errors, []);
    assert.equal((await heard(page, "exposure")).length, 1);
    return [seen, await faults(page)];
  };
  const anew = `main.innerHTML = '${written}'`;
  const shown = '<ul><li id="t">1</li>card</ul>';
  const card = 'document.querySelector("omotenashi-surface")';
  const press = (button) => `${card}.shadowRoot.querySelector("${button}").click()`;
  // As React does: the list is made anew, its item alone, all of it goes, all comes back, is kept elsewhere for a while.
  const parts = [
    'const ul = main.firstChild, li = document.createElement("li"); t.remove(); li.id = "t"; li.append("1"); ul.append(li)',
    'main.textContent = ""',
    anew,
    "window.ul = main.firstChild; ul.remove()",
    "main.append(ul)",
  ];
  const all = await after(`window.first = ${card}`, anew, ...parts, `${card} === first || main.remove()`, "omotenashi.stop()", anew);
  assert.deepEqual(all, [[shown, shown, shown, "", shown, "", shown, shown, written, written], []]);
  assert.deepEqual((await after(press(".x"), anew))[0], [written, written]);
  assert.deepEqual((await after(`${card}.remove()`, anew))[0], [written, written]);
  const war = `new MutationObserver(() => ${card} && (${anew})).observe(main, { childList: true, subtree: true }); ${anew}`;
  assert.deepEqual(await after(war, anew), [[written, written], [["change-reverted", "#t"]]]);
});

for (const [kind, more, stands] of [
  ["bar", {}, () => document.querySelector("header + omotenashi-surface")],
  [
    "spotlight",
    { select: "#t" },
    () => {
      // It is drawn by the second file, and placed before the next picture.
      const [, sheet] = document.querySelector("omotenashi-surface")?.shadowRoot.adoptedStyleSheets ?? [];
      return sheet?.cssRules.length && Math.abs(parseFloat(sheet.cssRules[0].style.top) + 8 - t.getBoundingClientRect().top) < 1;
    },
  ],
])
  test(`${kind}: a body in the place of another has what it stood by`, async () => {
    const body = (height) => `<header style="position:sticky;top:0">Site</header><p style="height:${height}px"></p><p id="t">t</p>`;
    const rules = rulesOf([{ show: [{ surface: kind, html: "<p>x</p>", label: kind, ...more }] }]);
    site.files.set("/other", pageOf(rules, body(10), { head: "<style>body{margin:0}</style>" }));
    const page = await site.visit("/other");
    await page.waitForFunction(stands);
    await page.evaluate((body) => {
      const other = document.createElement("body");
      other.innerHTML = body;
      document.body.replaceWith(other);
    }, body(100));
    await page.waitForFunction(stands);
    await page.evaluate(() => omotenashi.stop());
    assert.equal(await page.innerHTML("body"), body(100));
    assert.deepEqual(page.errors, []);
  });

test("a toast in a tab that nobody looks at waits until somebody does", async () => {
  site.files.set("/toast", pageOf(rulesOf([{ show: [{ surface: "toast", html: "<p>hi</p>" }] }]), "<h1>a</h1>"));
  const page = await site.visit("/toast", async (page) => {
    await stand(page);
    await page.addInitScript(() => {
      window.away = true;
      Object.defineProperty(document, "hidden", { get: () => window.away });
    });
  });
  await page.clock.runFor(1_000);
  await surface(page).waitFor({ state: "attached" });
  await page.clock.runFor(60_000);
  assert.equal(await surface(page).count(), 1);
  await page.evaluate(() => {
    window.away = false;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.clock.runFor(4_000);
  assert.equal(await surface(page).count(), 1);
  await page.clock.runFor(4_000);
  assert.equal(await surface(page).count(), 0);
});

test("Escape that ends the composing of a word closes nothing", async () => {
  site.files.set("/word", pageOf(rulesOf([{ show: [{ surface: "modal", template: "#t" }] }]), "<template id=t><h2>Name</h2><input></template><h1>a</h1>"));
  const page = await site.visit("/word");
  await surface(page).waitFor({ state: "attached" });
  const press = (isComposing) =>
    surface(page).locator("input").evaluate((input, isComposing) => {
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing, bubbles: true, composed: true }));
    }, isComposing);
  await press(true);
  assert.equal(await surface(page).count(), 1);
  await press(false);
  assert.equal(await surface(page).count(), 0);
});

test("a page in one English gets the texts in another rather than those of another language", async () => {
  const rules = rulesOf([{ show: [{ select: "h1", text: { ja: "日本語", "en-US": "English" } }] }]);
  site.files.set("/british", pageOf(rules, "<h1>a</h1>", { lang: "en-GB" }));
  const page = await site.visit("/british");
  await page.waitForFunction(() => document.querySelector("h1").textContent !== "a");
  assert.equal(await page.textContent("h1"), "English");
});

test("moments that are over listen no more, however often a visitor goes on", async () => {
  const rules = rulesOf([{ when: { idle: "60s" }, show: [{ surface: "toast", html: "<p>x</p>" }] }]);
  site.files.set("/moments", pageOf(rules, "<h1>a</h1>"));
  const page = await site.visit("/moments", (page) =>
    page.addInitScript(() => {
      window.timers = 0;
      const set = window.setTimeout;
      window.setTimeout = (...values) => (values[1] === 60_000 && window.timers++, set(...values));
    }),
  );
  await page.waitForFunction(() => window.timers > 0);
  for (let turn = 0; turn < 20; turn++) {
    const before = await page.evaluate(() => window.timers);
    await page.evaluate((turn) => history.pushState(0, "", `/moments${turn}`), turn);
    await page.waitForFunction((before) => window.timers > before, before);
  }
  const set = await page.evaluate(() => {
    window.timers = 0;
    document.dispatchEvent(new PointerEvent("pointermove", { bubbles: true }));
    return window.timers;
  });
  assert.equal(set, 1);
});
