// A visitor with something to tell: every value that the page gives is a mark of its own, `Q…Z`.
//
// Owns: the pages, what the visitor does on them, and the net in which nobody else is reached. In: rules, answers. Out: all that
// was written, was there in the end, or was asked for. Must not: judge.

import { join } from "node:path";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { dist } from "../../../js/build/place.mjs";
import { pageOf } from "../host.mjs";

const own = "https://www.shop.test";
const names = ["", ".surface", ".consent", ".observe", ".debug", ".server"].map((part) => `omotenashi${part}.js`);
const scripts = new Map(names.map((name) => [`/${name}`, readFileSync(join(dist, name), "utf8")]));

/** What the page knows from its server. It is not told, so none of it is kept. */
const facts = { account: "QaccountZ", "user.secret": "QsecretZ" };

const body =
  '<main><h1>Old</h1><p>Text</p><img alt="" src="data:,"><video></video><button id="buy" type="button">buy</button></main>';

const early = `<script type="application/json" id="facts">${JSON.stringify(facts)}</script>`;

/** In the page, before anything of ours: keeps what is written, and what is put into the data layer. */
function listen() {
  window.writes = [];
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    if (this === localStorage) writes.push([key, text]);
    else writes.push(["sessionStorage", text]);
    setItem.call(this, key, text);
  };
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(document, "cookie", {
    get: () => get.call(document),
    set: (text) => (writes.push(["cookie", text]), set.call(document, text)),
  });
}

/** In the page: all that a visitor may do and a site may tell, `times` times. */
async function act({ states, times, turn, long }) {
  const om = window.omotenashi;
  if (states) om.consent(states);
  const mark = (name) => `Q${name}Z`;
  // Each has to be escaped, as a text and as a text in a text.
  const wide = (step) => (long ? '"\\'.repeat(22) + String(step).padStart(4, "0") : "");
  const people = long ? 40 : 1;
  for (let person = 0; person < people; person++) {
    om.identify(`Q${turn}id${person}Z`, {
      ...Object.fromEntries(["tier", "name", "city", "plan", "code", "unused", "untold", "secret"].map((name) => [name, mark(name)])),
      gone: false, birthday: "05-02", address: { zip: mark("zip"), street: mark("street") },
    });
    om.value("theirs", null);
  }
  for (let step = 0; step < times; step++) {
    const order = `${mark("order")}${turn}-${step}`;
    const items = [{ item_id: mark("item") + wide(step), quantity: 2, price: 1.5, item_brand: mark("itembrand") }];
    om.track("view_item", {
      category_name: mark("category"), category: mark("prefix"), c: mark("letter"), brand: mark("brand") + wide(step), item_name: mark("itemname") + wide(step),
      price: 1234.5 + step / 7, shelf: mark("shelf") + wide(step), untold: mark("viewuntold"), b: mark("bletter"),
    });
    om.track("search", { term: mark("term"), untold: mark("searchuntold") });
    om.track("add_to_cart", { value: 3.25, items, untold: mark("cartuntold") });
    om.track("purchase", { transaction_id: order, value: 4321.5 + step / 7, price: 10, items, coupon: mark("coupon"), email: mark("email") });
    om.track("rage_click", {});
    om.track("user_engagement", { seconds: 10 });
    om.track("told_to_nobody", { text: mark("nobody") });
  }
  (window.dataLayer ??= []).push({ event: "purchase", ecommerce: { transaction_id: `QlayerorderZ${turn}`, value: 5, coupon: mark("layercoupon"), items: [] } });
  for (let page = 0; long && page < 20; page++) {
    history.pushState(null, "", `/Q2pathZ/${page}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  om.variant("e0");
  om.value("checkout", null);
  document.querySelector("#buy").click();
}

/** Closes what can be closed, as a visitor does. */
function close() {
  for (const host of document.querySelectorAll("*")) host.shadowRoot?.querySelector("[data-om-close], .close, button")?.click();
}

/** All that a browser holds for this site. */
async function kept(context, page) {
  const { cookies, origins } = await context.storageState({ indexedDB: true });
  const more = await page.evaluate(async () => ({
    session: Object.entries(sessionStorage),
    state: history.state,
    name: window.name,
    caches: await caches.keys(),
  }));
  return { cookies, origins, more };
}

/** Opens a net around a browser; `visit` is one visitor in it. */
export function openNet(browser) {
  /** `answer` is what the visitor says at first, `then` on the second page; `later` the days until they come back a third time. */
  async function visit(rules, { answer, then, times = 1, heavy = 0, later = 0, refuses = false }) {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const asked = [];
    const settings = { bot: false, facts: "#facts" };
    await context.addInitScript(listen);
    await context.route("**/*", (route) => {
      const request = route.request();
      const { origin, pathname } = new URL(request.url());
      asked.push({ url: request.url(), method: request.method(), body: request.postData(), headers: request.headers() });
      const all = { "access-control-allow-origin": "*" };
      if (request.method() === "POST") return route.fulfill({ status: refuses ? 503 : 204, headers: all });
      if (origin !== own) return route.fulfill({ status: 404 });
      if (scripts.has(pathname)) return route.fulfill({ body: scripts.get(pathname), contentType: "text/javascript" });
      if (pathname === "/favicon.ico" || pathname.endsWith(".png")) return route.fulfill({ status: 404 });
      return route.fulfill({ body: pageOf(rules, body, { early, settings }).replace("<title>Test", "<title>QtitleZ"), contentType: "text/html" });
    });
    const page = await context.newPage();
    const seen = { writes: [], layer: [], errors: [] };
    page.on("pageerror", ({ message }) => seen.errors.push(message));
    const gather = async () => {
      seen.writes.push(...(await page.evaluate(() => writes.splice(0))));
      const entries = () => (window.dataLayer ?? []).map((entry) => JSON.stringify(entry.length ? [...entry] : entry));
      seen.layer.push(...(await page.evaluate(entries)));
    };
    const look = async (path, what) => {
      await page.goto(own + path);
      await page.waitForFunction(() => window.omotenashi?.profile?.());
      await page.evaluate(act, what);
      await page.evaluate(close);
      await pause(1400);
      await gather();
    };
    const campaign = "utm_source=QsourceZ&utm_medium=QmediumZ&utm_campaign=QcampaignZ";
    await look(`/Q1pathZ?${campaign}&q=QsoughtZ&ref=QrefZ&secret=QqueryZ#QhashZ`, { states: answer, times, turn: 1 });
    // Of a campaign a text of a hundred signs is kept, each of which has to be escaped.
    const odd = encodeURIComponent('"'.repeat(100));
    const second = heavy ? `/Q2pathZ?utm_source=${odd}&utm_medium=${odd}&utm_campaign=${odd}` : "/Q2pathZ";
    await look(second, { states: then, times: heavy || times, turn: 2, long: heavy > 0 });
    if (later) {
      settings.clockOffset = later * 86_400_000;
      await page.goto(`${own}/Q3pathZ`);
      await page.waitForFunction(() => window.omotenashi?.profile?.());
      await page.evaluate((states) => states && omotenashi.consent(states), answer);
      await pause(1400);
      await gather();
    }
    const end = await kept(context, page);
    const profile = await page.evaluate(() => omotenashi.profile());
    await context.close();
    return { ...seen, asked, end, profile };
  }
  return { visit, own };
}
