// Owns: what stands around every page: head, header, footer, and how the SDK is included.
// In: a page, its title and its body. Out: the whole document.
// Must not: put a script or a style inline; the policy of the answer forbids it.

import { html, jsonBlock } from "./html.mjs";

const LOGO = html`<svg class="logo-mark" viewBox="0 0 64 64" aria-hidden="true"><circle cx="32" cy="32" r="30"/><g>${[0, 72, 144, 216, 288].map(
  (turn) => html`<path d="M32 30C22 22 25 10 32 13C39 10 42 22 32 30Z" transform="rotate(${turn} 32 32)"/>`)}</g></svg>`;

/** The blocks and the tag a site pastes into its head. The stylesheet stands after it: a script waits for sheets above. */
function omotenashi(page) {
  const { shop } = page;
  const settings = shop.settingsPath(page.session);
  return html`${jsonBlock("om-rules", shop.rulesFor(page.session))}
${jsonBlock("om-facts", JSON.stringify(shop.factsFor(page)))}
${settings && html`<script src="${settings}"></script>`}
${shop.hasSdk() && html`<script src="/sdk/omotenashi.js" data-rules="#om-rules" data-facts="#om-facts"></script>`}`;
}

function head(page, { title, description }) {
  const { say, shop } = page;
  const shopName = say("はなみせ", "HANAMISE");
  return html`<meta charset="utf-8">
<title>${title ? `${title} | ${shopName}` : say("はなみせ — 歩くものと、暮らしのもの", "HANAMISE — things for walking and for living")}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description ?? say("履きもの、かばん、茶と器。京都の小さな店です。", "Shoes, bags, tea and ceramics. A small shop in Kyoto.")}">
<meta name="color-scheme" content="light dark">
${omotenashi(page)}
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${shop.pin("/assets/shop.css")}">
<link rel="stylesheet" href="${shop.pin("/assets/pages.css")}">
<link rel="stylesheet" href="${shop.pin("/assets/surface.css")}">
<link rel="stylesheet" href="${shop.pin("/vendor/cookieconsent.css")}">
<link rel="stylesheet" href="${shop.pin("/assets/consent.css")}">
<link rel="stylesheet" href="${shop.pin("/drawer/drawer.css")}">
<link rel="alternate" hreflang="ja" href="${page.inLanguage("ja")}">
<link rel="alternate" hreflang="en" href="${page.inLanguage("en")}">`;
}

function header(page) {
  const { say, link, shop, session } = page;
  const count = shop.basketOf(session).count;
  const isHere = (to) => page.path === to && html` aria-current="page"`;
  return html`<header class="top">
  <a class="logo" href="${link("/")}">${LOGO}<span><b>${say("はなみせ", "HANAMISE")}</b><small>${say("歩くものと、暮らしのもの", "for walking and for living")}</small></span></a>
  <nav class="nav" aria-label="${say("商品の種類", "Categories")}">${shop.catalogue.categories.map(
    (c) => html`<a href="${link(`/category/${c.id}`)}"${isHere(`/category/${c.id}`)}>${page.of(c.name)}</a>`)}</nav>
  <form class="search" role="search" action="${link("/search")}"><label class="hidden" for="q">${say("商品を探す", "Search the shop")}</label>
    <input id="q" name="q" type="search" placeholder="${say("探す", "Search")}" value="${page.query ?? ""}" autocomplete="off"><button>${say("検索", "Go")}</button></form>
  <div class="tools">
    <a class="who" href="${link("/sign-in")}"${isHere("/sign-in")}>${session?.user ? session.user.name : say("ログイン", "Sign in")}</a>
    <a class="cart-link" href="${link("/cart")}"${isHere("/cart")}>${say("カート", "Cart")} <b class="cart-count" data-cart-count>${count}</b></a>
    <a class="language" href="${page.inLanguage(say("en", "ja"))}" lang="${say("en", "ja")}" hreflang="${say("en", "ja")}">${say("English", "日本語")}</a>
  </div>
</header>`;
}

function footer(page) {
  const { say, link, shop } = page;
  return html`<footer class="foot">
  <div><b>${say("はなみせ", "HANAMISE")}</b><p>${say("京都市左京区の、通りから一本入ったところ。水曜定休。", "One street back from the river, Sakyo, Kyoto. Closed on Wednesdays.")}</p></div>
  <nav aria-label="${say("店のこと", "About the shop")}">
    <a href="${link("/about")}">${say("店のこと", "About us")}</a>
    <a href="${link("/about#privacy")}">${say("プライバシー", "Privacy")}</a>
    <button type="button" class="plain" data-cc="show-preferencesModal">${say("同意の設定", "Consent settings")}</button>
    ${shop.hasSdk() && html`<button type="button" class="plain" data-om-privacy>${say("覚えている内容", "What is remembered")}</button>`}
  </nav>
  <p class="foot-note">${say("この店はデモです。お代はいただきませんし、何も届きません。", "This shop is a demonstration. Nothing is charged and nothing is sent.")}</p>
</footer>`;
}

/** The document around `body`. `event` is what the page tells the SDK: `[name, properties]`. */
export function layout(page, { title, description, event, body }) {
  const { say, shop, link } = page;
  return html`<!doctype html>
<html lang="${page.lang}">
<head>
${head(page, { title, description })}
</head>
<body>
<a class="skip" href="#main">${say("本文へ", "Skip to content")}</a>
<div class="shop">
<aside aria-label="${say("お知らせ", "Notice")}"><p class="notice" id="notice">${say("10,000円以上のお買いもので、送料をいただきません", "Free postage in Japan from ¥10,000")}</p></aside>
${header(page)}
<main id="main" tabindex="-1">
${body}
</main>
${footer(page)}
</div>
<template id="coupon"><img part="coupon-picture" src="/art/scene/gift.svg" alt="" width="960" height="720">
  <h2 part="coupon-title">${say("お包みして、待っています。", "We will keep it wrapped for you.")}</h2>
  <p>${say("カートの中のもの、今日お決めになるなら一割お引きします。", "Decide today and the things in your cart are ten percent less.")}</p>
  <p><a part="coupon-button" href="${link("/cart?coupon=okaeri")}">${say("一割引きで、カートを見る", "See the cart with 10% off")}</a></p></template>
${event && jsonBlock("shop-event", JSON.stringify(event))}
<p class="toast" role="status" aria-live="polite" id="toast"></p>
<script type="module" src="${shop.pin("/assets/shop.mjs")}"></script>
<script type="module" src="${shop.pin("/assets/consent.mjs")}"></script>
${shop.hasSdk() && html`<script src="/sdk/omotenashi.privacy.js" defer></script>`}
<script type="module" src="${shop.pin("/drawer/drawer.mjs")}"></script>
</body>
</html>`;
}
