// Owns: the first page: hero, new things, the three categories.

import { html } from "./html.mjs";
import { shelf } from "./card.mjs";

const hero = ({ say, link }) => html`<section class="hero" id="hero" aria-labelledby="hero-title">
  <div class="hero-words">
    <p class="hero-kicker">${say("京都・左京", "Sakyo, Kyoto")}</p>
    <h1 id="hero-title">${say("今日は、どこまで歩きますか。", "How far will you walk today?")}</h1>
    <p class="hero-lead">${say("履きもの、かばん、それから一杯のお茶。長く使える道具だけを、少しずつ置いています。", "Shoes, bags, and a cup of tea afterwards. A few good tools, chosen to last.")}</p>
    <p><a class="button hero-action" href="${link("/category/shoes")}">${say("履きものを見る", "See the shoes")}</a></p>
  </div>
  <img class="hero-picture" src="/art/scene/home.svg" alt="${say("のれんの下に急須や籠、靴の並ぶ店内", "The shop: teapots, baskets and shoes under a noren curtain")}" width="960" height="720" fetchpriority="high">
</section>`;

const doors = (page) => html`<section class="doors" aria-labelledby="doors-title"><h2 id="doors-title">${page.say("三つの棚", "Three shelves")}</h2>
  <div class="doors-row">${page.shop.catalogue.categories.map((c) => html`<a class="door" href="${page.link(`/category/${c.id}`)}">
    <img src="/art/scene/${c.id}.svg" alt="" width="960" height="720" loading="lazy"><span><b>${page.of(c.name)}</b>${page.of(c.line)}</span></a>`)}</div>
</section>`;

const story = ({ say, link }) => html`<section class="story"><h2>${say("先に気づく、跡を残さない。", "Notice first. Leave no trace.")}</h2>
  <p>${say("お客さまのことを覚えるのは、「はい」と言っていただいてから。覚えたことは、お客さまの端末の中だけに置きます。", "We remember you only after you say yes, and what we remember stays on your own device.")}
  <a href="${link("/about#privacy")}">${say("くわしく", "How it works")}</a></p></section>`;

/** The home page. */
export function home(page) {
  const { items } = page.shop.catalogue;
  const fresh = items.filter((item) => item.isNew);
  const loved = ["kyusu", "senaka", "setta", "chawan"].map((id) => page.shop.catalogue.item(id));
  return {
    body: html`${hero(page)}
<section aria-labelledby="new-title"><h2 id="new-title">${page.say("新しく入ったもの", "Just arrived")}</h2>${shelf(page, fresh)}</section>
${doors(page)}
<section aria-labelledby="loved-title"><h2 id="loved-title">${page.say("長く置いているもの", "Here to stay")}</h2>${shelf(page, loved)}</section>
${story(page)}`,
  };
}
