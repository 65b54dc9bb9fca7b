// Owns: the card of one item and the shelf of many.

import { html } from "./html.mjs";
import { picture } from "./catalogue.mjs";

function card(page, item) {
  const name = page.of(item.name);
  return html`<li class="card">
    <a href="${page.link(`/item/${item.id}`)}">
      <span class="card-picture"><img src="${picture(item)}" alt="" width="400" height="400" loading="lazy"></span>
      <span class="card-name">${name}</span>
      ${item.isNew && html`<span class="card-new">${page.say("新着", "New")}</span>`}
    </a>
    <span class="card-price">${page.yen(item.price)}</span>
  </li>`;
}

/** A grid of items. */
export const shelf = (page, items) => html`<ul class="shelf" role="list">${items.map((item) => card(page, item))}</ul>`;
