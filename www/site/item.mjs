// Owns: the page of one item.

import { html } from "./html.mjs";
import { shelf } from "./card.mjs";
import { asEvent } from "./basket.mjs";
import { colourIn, colourName, picture } from "./catalogue.mjs";

function pictures(page, item, chosen) {
  const name = (colour) => page.of(colourName(item, colour));
  return html`<div class="item-pictures">
  <img class="item-large" src="${picture(item, chosen)}" alt="${page.say(`${page.of(item.name)}（${name(chosen)}）`, `${page.of(item.name)}, ${name(chosen)}`)}" width="400" height="400">
  <ul role="list" class="item-colours" aria-label="${page.say("色", "Colours")}">${item.colours.map((_, i) => html`<li><a href="${page.link(`/item/${item.id}${i ? `?colour=${i}` : ""}`)}"${i === chosen && html` aria-current="true"`}>
    <img src="${picture(item, i)}" alt="" width="400" height="400"><span>${name(i)}</span></a></li>`)}</ul>
</div>`;
}

const buyForm = ({ say, link }, item, colour) => html`<form class="buy-form" method="post" action="${link("/cart")}" data-track="add_to_cart">
  <input type="hidden" name="item" value="${item.id}"><input type="hidden" name="colour" value="${colour}">
  <label>${say("数", "Quantity")} <select name="quantity">${[1, 2, 3].map((n) => html`<option>${n}</option>`)}</select></label>
  <button class="button buy" id="buy">${say("カートに入れる", "Add to cart")}</button>
</form>`;

/** The page of one item. */
export function item(page, it) {
  const { say, shop } = page;
  const colour = colourIn(it, page.url.searchParams.get("colour"));
  const kind = shop.catalogue.category(it.category);
  const others = shop.catalogue.inCategory(it.category).filter((other) => other !== it).slice(0, 4);
  const event = { ...asEvent([{ item: it, quantity: 1 }], it.price), category: it.category };
  return {
    title: page.of(it.name),
    description: page.of(it.text),
    event: ["view_item", event],
    body: html`<nav class="crumbs" aria-label="${say("現在の場所", "You are here")}"><a href="${page.link("/")}">${say("はなみせ", "HANAMISE")}</a> <a href="${page.link(`/category/${kind.id}`)}">${page.of(kind.name)}</a></nav>
<article class="item">${pictures(page, it, colour)}
  <div class="item-words"><p class="hero-kicker">${it.isNew ? say("新着", "New") : page.of(kind.name)}</p><h1>${page.of(it.name)}</h1>
    <p class="item-price">${page.yen(it.price)} <small>${say("税込", "tax included")}</small></p>
    <p class="item-text">${page.of(it.text)}</p>
    ${buyForm(page, it, colour)}
    <dl class="item-facts">${[say("素材", "Made of"), say("大きさ", "Size"), say("作られた町", "Made in")].map((term, i) => html`<div><dt>${term}</dt><dd>${page.of(it.facts)[i]}</dd></div>`)}</dl>
  </div></article>
<section><h2>${say("同じ棚のもの", "From the same shelf")}</h2>${shelf(page, others)}</section>`,
  };
}
