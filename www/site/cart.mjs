// Owns: the cart's page, and what adding, removing and the coupon do to a session.

import { html } from "./html.mjs";
import { asEvent, keyOf, lineOf } from "./basket.mjs";
import { colourIn, colourName, picture } from "./catalogue.mjs";

const MOST_OF_ONE = 9;

/** Puts items into the session's cart; says what was added, or null where there is no room for more. */
export function add(session, item, form) {
  const key = keyOf(item, colourIn(item, form.get("colour")));
  const wanted = Math.min(MOST_OF_ONE, Math.max(1, Number.parseInt(form.get("quantity") ?? "1", 10) || 1));
  const before = session.cart.get(key) ?? 0;
  const after = Math.min(MOST_OF_ONE, before + wanted);
  session.cart.set(key, after);
  return after === before ? null : asEvent([{ item, quantity: after - before }], item.price * (after - before));
}

/** Takes a line out of the session's cart; says what was removed, or null. */
export function remove(session, catalogue, form) {
  const { key, item } = lineOf(form.get("line"), catalogue);
  const quantity = item && session?.cart.get(key);
  if (!quantity) return null;
  session.cart.delete(key);
  if (session.cart.size === 0) session.coupon = null;
  return asEvent([{ item, quantity }], item.price * quantity);
}

const line = ({ say, link, of, yen }, { key, item, colour, quantity }) => html`<li class="line">
  <img src="${picture(item, colour)}" alt="" width="400" height="400">
  <div><a href="${link(`/item/${item.id}${colour ? `?colour=${colour}` : ""}`)}">${of(item.name)}</a><p>${of(colourName(item, colour))}・${yen(item.price)} × ${quantity}</p></div>
  <b>${yen(item.price * quantity)}</b>
  <form method="post" action="${link("/cart/remove")}" data-track="remove_from_cart"><input type="hidden" name="line" value="${key}">
    <button class="plain" aria-label="${say(`${of(item.name)}を取り出す`, `Remove ${of(item.name)}`)}">${say("取り出す", "Remove")}</button></form>
</li>`;

/** The sums under a cart, also shown at the till. */
export const sums = ({ say, yen }, basket) => html`<dl class="sums">
  <div><dt>${say("商品", "Goods")}</dt><dd>${yen(basket.goods)}</dd></div>
  ${basket.discount > 0 && html`<div class="sums-good"><dt>${say("お待ちしていました割引 一割", "We waited for you: 10% off")}</dt><dd>−${yen(basket.discount)}</dd></div>`}
  ${basket.gift && html`<div class="sums-good"><dt>${say("お誕生月の贈りもの：夜のほうじ茶", "Birthday gift: Evening hojicha")}</dt><dd>${yen(0)}</dd></div>`}
  <div><dt>${say("送料", "Postage")}</dt><dd>${yen(basket.postage)}</dd></div>
  <div class="sums-total"><dt>${say("合計", "Total")}</dt><dd>${yen(basket.total)}</dd></div>
</dl>`;

/** The cart. */
export function cart(page) {
  const { say, link, shop, session } = page;
  const basket = shop.basketOf(session);
  const title = say("カート", "Your cart");
  if (basket.count === 0) {
    return { title, body: html`<section class="narrow"><h1>${title}</h1><p class="empty">${say("まだ空です。", "Still empty.")}</p>
      <p><a class="button" href="${link("/")}">${say("棚を見てまわる", "Look around the shop")}</a></p></section>` };
  }
  return {
    title,
    body: html`<section class="two"><div><h1>${title}</h1>
      ${basket.discount > 0 && html`<p class="good">${say("一割引きを適用しました。", "Ten percent off has been applied.")}</p>`}
      <ul class="lines" role="list">${basket.lines.map((each) => line(page, each))}</ul></div>
    <aside class="till">${sums(page, basket)}<a class="button wide" href="${link("/checkout")}">${say("レジへ進む", "Go to checkout")}</a></aside></section>`,
  };
}
