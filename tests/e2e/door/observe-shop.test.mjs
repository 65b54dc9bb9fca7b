// What the page tells others is understood as it is: GA4's data layer, and product data for search engines.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, pageOf, rulesOf, until } from "../host.mjs";
import { body, close, openStage, props, push, rulesFor, stand, told } from "./observe.mjs";
import { bundled } from "../../stage/delivery.mjs";

let site;
before(async () => (site = await openStage()));
after(() => site.close());

const cup = { item_id: "SKU_1", item_name: "Cup", item_brand: "Hanamise", item_category: "tea", price: 2400, quantity: 2 };
const snippet = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());gtag('config','G-TEST');";
const observe = { dataLayer: true };

test("GA4's events of Google Tag Manager and of gtag, those already there first, each once and no other's", async () => {
  const order = { transaction_id: "T_1", value: 4800, currency: "JPY", items: [cup] };
  const head = `<script>${snippet}
    dataLayer.push({ event: "gtm.js", "gtm.start": 1 }, { ecommerce: null });
    dataLayer.push({ event: "view_item", ecommerce: ${JSON.stringify({ currency: "JPY", value: 2400, items: [cup] })} });
    gtag("event", "add_to_cart", ${JSON.stringify({ currency: "JPY", value: 4800, items: [cup] })});</script>`;
  const rules = rulesFor(["purchase", "sign_up", "experience_impression", "copy"], { observe, destinations: [{ to: "dataLayer" }, { to: "beacon", url: "/collect" }] });
  const page = await site.open([], { more: rules, head });
  await page.evaluate((order) => {
    const entry = { event: "purchase", ecommerce: order };
    dataLayer.push(entry);
    dataLayer.push(entry, { event: "mine", ecommerce: { value: 1 } });
    const element = Object.assign(document.createElement("b"), { state: {} });
    element.state.of = element;
    dataLayer.push({ event: "sign_up", method: "mail", "gtm.element": element });
    dataLayer.push({ event: "copy" }, ["consent", "default", {}], null, "purchase", 3, { event: 3 });
    const circle = { event: "refund", ecommerce: {} };
    circle.ecommerce.self = circle;
    dataLayer.push(circle);
  }, order);
  await props(page, "sign_up");
  const tracked = await told(page);
  assert.deepEqual(tracked.map(([name]) => name), ["view_item", "add_to_cart", "purchase", "sign_up"]);
  assert.deepEqual(tracked[2][1], order);
  assert.deepEqual(tracked[3][1], { method: "mail" });
  assert.ok(await page.evaluate(() => dataLayer.some((entry) => entry[1] === "experience_impression")), "we push, too");
  const goals = await heard(page, "goal", 2);
  assert.deepEqual(goals.map(({ goal }) => goal).sort(), ["purchase", "sign_up"]);
  assert.deepEqual(page.errors, []);
  await close(page);
});

test("a purchase reaches its goal with its value, once, also when the page of thanks is loaded again; and fills and empties the cart", async () => {
  const rules = rulesOf(
    [
      { id: "seen", show: [{ select: "h1", text: "New" }], measure: { primary: "order" } },
      { id: "cart", who: { "cart.value": { $gte: 4800 } }, show: [{ surface: "toast", html: "x", label: "x" }] },
    ],
    { site: "thanks", observe, goals: { order: { event: "purchase", value: "value" } } },
  );
  const tell = (name, more) => `<script>${snippet}gtag("event", "${name}", ${JSON.stringify({ currency: "JPY", value: 4800, items: [cup], ...more })});</script>`;
  site.files.set("/buy", pageOf(rules, body, { head: tell("add_to_cart") }));
  site.files.set("/thanks", pageOf(rules, body, { head: tell("purchase", { transaction_id: "T_9" }) }));
  const page = await site.visit("/buy");
  await page.waitForFunction(() => heard.some(({ kind, experience }) => kind === "exposure" && experience === "cart"));
  await page.goto(`${site.url}/thanks`);
  const [goal] = await heard(page, "goal");
  assert.deepEqual([goal.goal, goal.value, goal.first], ["order", 4800, true]);
  // A page that goes before it has the answer sends the same once more: what counts is the id.
  const orders = () => new Set(site.events.filter(({ goal }) => goal === "order").map(({ id }) => id)).size;
  await until(() => orders() >= 1, "the order");
  await page.reload();
  await page.waitForFunction(() => window[Symbol.for("omotenashi.observe.1")] && dataLayer.length > 2);
  await page.evaluate(() => gtag("event", "purchase", { transaction_id: "T_10", value: 100 }));
  const again = await heard(page, "goal");
  assert.deepEqual(again.map(({ value }) => value), [100], "the order before is known");
  await until(() => orders() >= 2, "the second order");
  assert.equal(orders(), 2);
  assert.equal((await page.evaluate(() => omotenashi.profile())).cart.value, 0);
  await close(page);
});

test("consent and commerce share one hook, which goes with the last of them; nobody else's is lost", async () => {
  const rules = rulesFor(["purchase"], { observe, consent: { mode: "opt-in", signals: ["google"] } });
  const head = `<script>${snippet}window.others=[];const own=dataLayer.push;dataLayer.push=function(...all){others.push(...all);return own.apply(this,all)};window.theirs=dataLayer.push</script>`;
  const page = await site.open([], { more: rules, head });
  await page.waitForFunction(() => dataLayer.push !== theirs);
  await page.evaluate(() => gtag("consent", "update", { analytics_storage: "granted", personalization_storage: "granted" }));
  await page.waitForFunction(() => omotenashi.consent().measurement === "granted");
  await page.evaluate(() => gtag("event", "purchase", { value: 1 }));
  assert.deepEqual(await props(page, "purchase"), [{ value: 1 }]);
  assert.equal(await page.evaluate(() => others.length), 2);
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.evaluate(() => dataLayer.push === theirs), true);
  await close(page);
});

test("a data layer that the page puts in the place of ours, as it is parsed, is read", async () => {
  const { head, files } = bundled(rulesFor(["purchase"], { observe }));
  for (const [path, file] of Object.entries(files)) site.files.set(path, file);
  const early = "<script>window.omotenashi=Object.assign([],{settings:{bot:false}})</script>";
  const late = '<script>dataLayer=[{event:"purchase",ecommerce:{value:7}}]</script>';
  site.files.set("/replaced", `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>${early}${head}${late}</head><body><h1>Old</h1></body></html>`);
  const page = await site.visit("/replaced");
  const goals = await heard(page, "goal");
  assert.deepEqual(goals.map(({ goal, value }) => [goal, value]), [["purchase", 0]]);
  await page.evaluate(() => dataLayer.push({ event: "purchase", ecommerce: { value: 8 } }));
  await heard(page, "goal", 2);
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await page.evaluate(() => dataLayer.push === Array.prototype.push), true);
  await close(page);
});

const jsonLd = {
  "@context": "https://schema.org",
  "@graph": [
    { "@type": "BreadcrumbList", itemListElement: [] },
    {
      "@type": ["Product"],
      name: "Cup",
      sku: "SKU_1",
      category: "tea",
      brand: { "@type": "Brand", name: "Hanamise" },
      offers: [{ "@type": "Offer", price: "2400", priceCurrency: "JPY", availability: "https://schema.org/InStock" }],
    },
  ],
};
const ld = (value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const microdata = `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Cup</b><meta itemprop="sku" content="SKU_1"><span itemprop="category">tea</span>
  <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><i itemprop="name">Hanamise</i></span>
  <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><b itemprop="price" content="2400">2,400</b><meta itemprop="priceCurrency" content="JPY"><link itemprop="availability" href="https://schema.org/InStock"></div></div>`;
const graph = Object.entries({
  "og:type": "product", "og:title": "Cup", "product:retailer_item_id": "SKU_1", "product:category": "tea", "product:brand": "Hanamise",
  "product:price:amount": "2400", "product:price:currency": "JPY", "product:availability": "in stock",
}).map(([name, content]) => `<meta property="${name}" content="${content}">`).join("");
const expected = {
  currency: "JPY",
  value: 2400,
  items: [{ item_id: "SKU_1", item_name: "Cup", item_brand: "Hanamise", item_category: "tea", price: 2400, availability: "instock" }],
};
const product = { more: { observe: { product: true } } };

for (const [name, options] of Object.entries({ "JSON-LD": { head: ld(jsonLd) }, microdata: { html: body + microdata }, "Open Graph": { head: graph } }))
  test(`the product of a page, as ${name} says it, is viewed once for each page`, async () => {
    const page = await site.open(["view_item"], { ...product, ...options, prepare: stand });
    await page.clock.runFor(1100);
    assert.deepEqual(await props(page, "view_item"), [expected]);
    // The next page of a single-page application, which has not drawn its own yet.
    await push(page, "/next");
    await page.waitForFunction(() => omotenashi.profile().pages === 2);
    await page.clock.runFor(10_000);
    assert.equal((await told(page, "view_item")).length, 1);
    assert.deepEqual(page.errors, []);
    await close(page);
  });

const microdataIn = (price, box = (item) => item) =>
  box(`<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Cup</b><div itemprop="offers" itemscope itemtype="http://schema.org/Offer">${price}</div></div>`);
const productOf = (offers, more) => ld({ "@type": "Product", name: "Cup", offers, ...more });

/** What pages have, and the price that it is. */
const shapes = [
  ...Object.entries({ "2,400": 2400, "3 for 10": undefined, "1.299,00": 1299, "$1,299.50": 1299.5, "12,50 €": 12.5, "1 299,00 kr.": 1299, "2400円（税込）": 2400, "12.5": 12.5, 0: 0, "on request": undefined }).map(([price, value]) => [productOf({ price }), value]),
  [productOf({ "@type": "AggregateOffer", offers: [{ price: 7 }, { price: 8 }] }), 7],
  [productOf({ "@type": "AggregateOffer", lowPrice: 5, offers: [{ price: 7 }] }), 5],
  [ld({ "@type": "ProductGroup", name: "Cup", hasVariant: [{ "@type": "Product", name: "Red cup", offers: { price: 3 } }] }), 3],
  // The shop's own, and that of something installed in it.
  [productOf({ price: 6 }) + ld({ "@type": "Product", name: "Cup", aggregateRating: { ratingValue: 4 } }), 6],
  [microdataIn('<data itemprop="price" value="2400">2,400</data>'), 2400],
  [microdataIn('<b itemprop="price">2,401</b>'), 2401],
  [microdataIn('<meta itemprop="price" content="9">', (item) => `<div itemscope itemtype="http://schema.org/WebPage">${item}</div>`), 9],
];

test("prices as people write them, nested offers, groups, a product told twice, an item in an item", async () => {
  const page = await site.open(["view_item"], { ...product, html: `${body}<div id="shelf"></div>`, prepare: stand });
  for (const [index, [markup, value]] of shapes.entries()) {
    await page.evaluate(([path, markup]) => {
      document.querySelector("#shelf").innerHTML = markup;
      tracked.length = 0;
      history.pushState({}, "", path);
    }, [`/shape-${index}`, markup]);
    await page.waitForFunction((pages) => omotenashi.profile().pages === pages, index + 2);
    await page.clock.runFor(1100);
    const [found] = await props(page, "view_item");
    assert.deepEqual([found.value, found.items[0].item_name], [value, "Cup"], markup);
  }
  await close(page);
});

test("a page of several products, of none, of broken data, or that has told it itself: no view of ours", async () => {
  const list = [jsonLd["@graph"][1], { "@type": "Product", name: "Pot" }];
  for (const head of [ld(list), ld({ "@type": "WebPage" }), '<script type="application/ld+json">{"@type":"Product",</script>', `${ld(jsonLd)}<script>addEventListener("load",()=>omotenashi.track("view_item",{value:1}))</script>`]) {
    const page = await site.open(["view_item"], { ...product, head, prepare: stand });
    await page.clock.runFor(10_000);
    assert.deepEqual(await told(page), [], head);
    assert.deepEqual(page.errors, []);
    await close(page);
  }
  const layer = `${ld(jsonLd)}<script>window.dataLayer=[{event:"view_item",ecommerce:{value:7}}]</script>`;
  const page = await site.open(["view_item"], { more: { observe: { product: true, dataLayer: true } }, head: layer, prepare: stand });
  await page.clock.runFor(10_000);
  assert.deepEqual(await props(page, "view_item"), [{ value: 7 }]);
  await close(page);
});

test("data that a page draws late is found, and nothing is looked for where no rule asks", async () => {
  const page = await site.open(["view_item"], { ...product, prepare: stand });
  await page.clock.runFor(2500);
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), microdata);
  await page.clock.runFor(2000);
  assert.deepEqual(await props(page, "view_item"), [expected]);
  await close(page);
  const other = await site.open(["copy"], { more: { observe: { product: true } }, head: ld(jsonLd), prepare: stand });
  await other.clock.runFor(10_000);
  assert.deepEqual(await told(other), []);
  await close(other);
});

/** What tells of the view, in the page, in the same breath as it goes on. */
const tellers = {
  "in the data layer": () => (window.dataLayer ??= []).push({ event: "view_item", ecommerce: { value: 2 } }),
  "to us": () => omotenashi.track("view_item", { value: 2 }),
};

for (const [name, tell] of Object.entries(tellers))
  test(`a single-page application that goes on and tells at once, ${name}, what is viewed: once for each page`, async () => {
    const more = { observe: { product: true, dataLayer: true } };
    const html = `${body}<div id="shelf"></div>`;
    const page = await site.open(["view_item"], { more, html, prepare: stand });
    const show = (path, name, tell) =>
      page.evaluate(
        ([path, markup, tell]) => {
          history.pushState({}, "", path);
          document.querySelector("#shelf").innerHTML = markup;
          if (tell) new Function(`(${tell})()`)();
        },
        [path, ld({ "@type": "Product", name }), tell && `${tell}`],
      );
    const goals = (count) => heard(page, "goal", count).then((all) => all.length);
    await heard(page, "exposure");
    await show("/cup", "Cup", tell);
    await page.waitForFunction(() => omotenashi.profile().pages === 2);
    assert.equal(await goals(1), 1);
    await page.clock.runFor(10_000);
    assert.equal(await goals(1), 1, "the page has told it itself");
    await show("/pot", "Pot");
    await page.waitForFunction(() => omotenashi.profile().pages === 3);
    await page.clock.runFor(10_000);
    assert.equal(await goals(2), 2, "this one has not");
    const [[, { items }]] = (await told(page, "view_item")).slice(-1);
    assert.deepEqual(items, [{ item_name: "Pot" }]);
    await show("/bowl", "Bowl", tell);
    await page.waitForFunction(() => omotenashi.profile().pages === 4);
    await page.clock.runFor(10_000);
    assert.equal(await goals(3), 3);
    assert.deepEqual(page.errors, []);
    await close(page);
  });
