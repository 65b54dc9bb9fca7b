// Owns: the till and the thank-you page, and making an order of a cart.

import { randomBytes } from "node:crypto";
import { html } from "./html.mjs";
import { asEvent } from "./basket.mjs";
import { sums } from "./cart.mjs";

/** Makes an order of the session's cart and empties it; its number, or null for an empty cart. */
export function order(session, basket) {
  if (basket.count === 0) return null;
  const id = `h-${randomBytes(5).toString("hex")}`;
  session.orders.push({ id, basket });
  session.cart.clear();
  session.coupon = null;
  return id;
}

const field = (id, label, more = "") => html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" ${more}></div>`;

/** The till. */
export function checkout(page) {
  const { say, link, shop, session } = page;
  const basket = shop.basketOf(session);
  const title = say("レジ", "Checkout");
  return {
    title,
    event: ["begin_checkout", asEvent(basket.lines, basket.total)],
    body: html`<section class="two"><form class="form" method="post" action="${link("/checkout")}"><h1>${title}</h1>
      <p class="soft">${say("デモですので、何を書いても、書かなくてもかまいません。お店は保存しません。", "This is a demonstration: write anything, or nothing. The shop keeps none of it.")}</p>
      ${field("name", say("お名前", "Name"))}${field("address", say("お届け先", "Address"))}
      <fieldset><legend>${say("お支払い", "Payment")}</legend>
        <label><input type="radio" name="pay" value="later" checked> ${say("後払い（払わなくてよい）", "Later (that is: never)")}</label>
        <label><input type="radio" name="pay" value="smile"> ${say("笑顔", "With a smile")}</label></fieldset>
      <button class="button wide">${say("注文を確定する", "Place the order")}</button></form>
    <aside class="till"><h2>${say("お包みするもの", "To be wrapped")}</h2><ul class="mini" role="list">${basket.lines.map(({ item, quantity }) => html`<li>${page.of(item.name)} × ${quantity}</li>`)}</ul>${sums(page, basket)}</aside></section>`,
  };
}

/** The page after an order. */
export function thanks(page, { id, basket }) {
  const { say, link } = page;
  return {
    title: say("ありがとうございました", "Thank you"),
    event: ["purchase", { transaction_id: id, ...asEvent(basket.lines, basket.total) }],
    body: html`<section class="narrow thanks"><img src="/art/scene/gift.svg" alt="" width="960" height="720"><h1>${say("ありがとうございました", "Thank you")}</h1>
      <p>${say("ご注文番号", "Your order")} <b>${id}</b> — ${page.yen(basket.total)}</p>
      <p>${say("次の散歩までに、お届けします。", "It will reach you before your next walk.")}</p>
      <p><a class="button" href="${link("/")}">${say("店にもどる", "Back to the shop")}</a></p></section>`,
  };
}
