// Owns: a category, the spring table (a campaign's landing page), and the search results.

import { html } from "./html.mjs";
import { shelf } from "./card.mjs";

const banner = (picture, title, line, lead) => html`<section class="banner"><img src="/art/scene/${picture}.svg" alt="" width="960" height="720">
  <div><p class="hero-kicker">${line}</p><h1>${title}</h1><p>${lead}</p></div></section>`;

/** The page of one category. */
export function category(page, { id, name, line, lead }) {
  return {
    title: page.of(name),
    body: html`${banner(id, page.of(name), page.of(line), page.of(lead))}${shelf(page, page.shop.catalogue.inCategory(id))}`,
  };
}

/** The table of spring things that the spring campaign promises. */
export function spring(page) {
  const { say, shop } = page;
  return {
    title: say("春のしたく", "Ready for spring"),
    body: html`${banner("spring", say("春のしたく", "Ready for spring"), say("三月の机", "The March table"),
      say("花の下まで歩く日のための、軽いものを選びました。", "Light things, for the day you walk out to the blossom."))}${shelf(page, shop.catalogue.tagged("spring"))}`,
  };
}

/** What a search found. */
export function search(page) {
  const { say, shop, url } = page;
  const query = (url.searchParams.get("q") ?? "").slice(0, 100).trim();
  const found = shop.catalogue.search(query);
  page.query = query;
  const heading = query === "" ? say("何をお探しですか", "What are you looking for?") : say(`「${query}」— ${found.length}点`, `“${query}” — ${found.length} found`);
  const nothing = html`<p class="empty">${say("見つかりませんでした。「旅」「革」「gift」などもお試しください。", "Nothing by that name. Try “walk”, “leather” or “gift”.")}</p>`;
  return {
    title: heading,
    event: query && ["search", { search_term: query, results: found.length }],
    body: html`<section><h1>${heading}</h1>${found.length > 0 ? shelf(page, found) : nothing}</section>`,
  };
}
