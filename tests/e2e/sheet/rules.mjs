// Rules files for the comparison of a data sheet with a browser.
//
// Owns: the pieces that such a file is made of, each with something to be kept or sent. In: a seed, or the name of a piece.
// Out: rules, the same for the same seed. Must not: know what becomes of them.

import { dice } from "../../schema/document.mjs";

const heading = (more) => ({ select: "h1", text: "New", ...more });
const shown = (who, more) => ({ experiences: [{ who, show: [heading()], ...more }] });
const did = (inner, more) => shown({ $did: inner }, more);
const test = (more) => ({
  experiences: [{ variants: { b: { show: [heading()] } }, split: { original: 40, b: 60 }, ...more }],
});
const surface = (more, show) => ({ experiences: [{ show: [{ surface: "toast", text: "Hello", ...show }], ...more }] });
const many = (count, make) => Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));
const clicks = { bought: { click: "#buy" } };
const order = { order: { event: "purchase", value: "value", within: "7d" } };
const goals = many(12, (index) => [`goal-number-${index}-of-the-file`, { event: index % 2 ? "view_item" : "purchase", value: "price" }]);

const halves = { values: { x: "b", y: "c" }, split: { x: 50, y: 50 } };

/** What a file may consist of. Several make one file; each alone tells what it alone keeps. */
export const pieces = {
  plain: () => shown({ "page.path": { $exists: true } }),
  tier: () => shown({ "user.tier": { $exists: true } }),
  name: () => ({ experiences: [{ show: [{ select: "h1", text: "{{user.name|you}}" }] }] }),
  nested: () => shown({ "user.address.zip": { $exists: true }, "anniversary.user.birthday": { $gte: 0 } }),
  reference: () => shown({ "page.path": { $ne: { $ref: "user.plan" } } }),
  needs: () => shown({}, { needs: ["user.code"] }),
  filters: () => test({ filters: [{ seed: "f", hashBy: ["user.city", "visitor.id"], ranges: [[0, 1]] }] }),
  people: () => ({ ...test({ hashBy: ["user.id", "visitor.id"], measure: { primary: "order" } }), goals: order }),
  landing: () => shown({ "visit.landing": { $exists: true }, "visitor.daysSinceLast": { $exists: false } }),
  count: () => did({ event: "view_item", with: { category_name: { $exists: true } }, within: "7d", count: { $gte: 1 } }),
  ever: () => did({ event: "search", daysSince: 0 }),
  weights: () => did({ event: { view_item: 1, search: 5 }, within: "30d", halfLife: "7d", count: { $gte: 1 } }),
  values: () => did({ event: "view_item", of: "brand", values: { $exists: true } }),
  most: () => did({ event: "view_item", of: "item_name", within: "30d", most: { $exists: true } }),
  distinct: () => did({ event: "view_item", of: "brand", within: "30d", distinct: { $gte: 1 } }),
  average: () => did({ event: "view_item", of: "price", within: { days: 7 }, average: { $gt: 1 } }),
  followed: () =>
    did({ event: "view_item", within: "30d", then: { event: "search", with: { term: { $exists: true } }, within: "7d" } }),
  page: () => did({ event: "view_item", with: { brand: { $exists: true } }, within: "page" }, { live: true }),
  since: () => did({ event: "add_to_cart", of: "item_id", times: "quantity", within: { since: "purchase" }, values: { $exists: true } }),
  filled: () => ({
    experiences: [
      {
        who: { $did: { event: "view_item", of: "brand", last: { $exists: true }, as: "favourite" } },
        show: [{ select: "img", image: { src: "https://pictures.other.test/{{favourite|none}}.png", alt: "{{user.name|}}" } }],
      },
    ],
  }),
  orders: () => shown({ "order.count": { $gte: 0 }, "order.total": { $gte: 0 } }),
  lifetime: () => shown({ "order.lifetimeValue": { $gte: 0 } }),
  rfm: () => ({ ...shown({ "rfm.monetary": { $gte: 1 } }), rfm: { recency: [30], frequency: [2], monetary: [100] } }),
  cart: () => shown({ "cart.value": { $gte: 0 }, "cart.items": { $exists: true } }),
  struggle: () => shown({ "visit.struggle": { $gte: 0 }, "visit.secondsActive": { $gte: 0 } }),
  campaign: () => shown({ "campaign.last.name": { $exists: true } }),
  origin: () => shown({ "campaign.first.source": { $exists: true }, "campaign.visit.medium": { $exists: true } }),
  interest: () => ({ ...shown({ "interest.shelf.top": { $exists: true } }), interests: { shelf: { event: "view_item", of: "shelf", halfLife: "14d" } } }),
  stages: () => ({ ...shown({ "visitor.stage": "buyer" }), stages: { buyer: { enter: { $did: { event: "purchase" } }, leave: { "user.gone": true } } } }),
  audience: () => ({ audiences: { idle: { "user.unused": true } }, experiences: [{ show: [heading()] }] }),
  declared: () => ({ attributes: { "user.secret": { type: "string", from: "facts" }, account: { from: "facts" } }, ...test({ hashBy: ["account", "visitor.id"] }) }),
  flag: () => ({
    flags: { checkout: { default: "a", rules: [{ id: "checkout-test", ...halves, who: { "user.tier": { $exists: true } } }] } },
    experiences: [{ show: [heading()] }],
  }),
  family: () => ({
    flags: { theirs: { default: "a", rules: [{ id: "theirs-test", hashBy: "user.id", ...halves }] } },
    experiences: [{ show: [heading()] }],
  }),
  measured: () => ({ ...test({ measure: { primary: "order", guard: ["bought"] } }), goals: { ...order, ...clicks } }),
  goals: () => ({ goals, ...test({ measure: { guard: Object.keys(goals) } }) }),
  holdout: () => ({ holdouts: { all: { percent: 30 } }, ...test({ measure: { primary: "order" } }), goals: order }),
  stay: () => ({ ...test({ stay: { until: "order", atMost: "7d" }, measure: { primary: "order" } }), goals: order }),
  capped: () => surface({ frequency: { atMost: 1, per: "page" } }, { html: "<p>Hello</p><button data-om-close>Close</button>" }),
  often: () => surface({ when: { event: "view_item", every: true }, frequency: { atMost: 60, per: "1d" } }),
  gap: () => ({ ...surface({ until: "bought", dismissed: "7d" }), goals: clicks, surfaces: { gap: "1s", frequency: { atMost: 50, per: "visit" } } }),
  dismissed: () => surface({ dismissed: "30d" }, { html: "<p>Hello</p><button data-om-close>Close</button>" }),
  ahead: () => ({ observe: { keepAhead: ["view_item", "search"] }, experiences: [{ show: [heading()] }] }),
  layer: () => ({ observe: { dataLayer: true }, ...shown({ "order.count": { $gte: 0 } }), destinations: [{ to: "dataLayer" }] }),
  search: () => did({ event: "view_search_results", of: "search_term", values: { $exists: true } }),
  pictures: () => ({
    experiences: [
      {
        show: [
          { select: "img", image: { src: "/p-{{user.plan|none}}.png", srcset: "https://more.other.test/{{user.city|none}}.png 2x" } },
          { select: "p", style: { background: 'image-set("https://style.other.test/a.png" 1x)' } },
          { select: "main", insert: { last: "<img src='https://html.other.test/{{page.query.ref|none}}.png' alt=''>" } },
          { css: "main{background-image:URL('https://css.other.test/a.png')}" },
        ],
      },
    ],
  }),
  video: () => ({ experiences: [{ show: [{ select: "video", video: { src: "https://video.other.test/a.mp4", poster: "https://poster.other.test/a.png" } }] }] }),
  own: () => ({ destinations: [{ to: "beacon", url: "/collect" }], ...test({ measure: { primary: "order" } }), goals: order }),
  foreign: () => ({ destinations: [{ to: "beacon", url: "https://count.other.test/collect" }], ...test({ measure: { primary: "order" } }), goals: order }),
  cookie: () => ({ cookie: { domain: "shop.test" }, experiences: [{ show: [heading()] }] }),
  brief: () => ({ retention: { default: "90d", events: { view_item: "20d", purchase: "40d" }, user: "30d", experiences: "60d" } }),
};

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** One file of two: lists are joined, objects merged, the first keeps what both have. */
function merged(into, from) {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    const isNew = (one) => !known.some((other) => JSON.stringify(other) === JSON.stringify(one));
    if (Array.isArray(known)) into[key] = [...known, ...value.filter(isNew)];
    else if (isMap(known) && isMap(value)) merged(known, value);
    else into[key] ??= value;
  }
  return into;
}

/** Rules of these pieces. */
export function rulesOf(names, more = {}) {
  const rules = names.reduce((rules, name) => merged(rules, structuredClone(pieces[name]())), { omotenashi: 1, site: "s", timezone: "Asia/Tokyo", ...more });
  rules.experiences?.forEach((one, index) => Object.assign(one, { id: `e${index}`, status: "live" }));
  return rules;
}

/** Names of pieces as a seed throws them, a mode, and the days until the visitor comes back. */
export function mixture(seed) {
  const { below, pick } = dice(seed);
  const names = new Set(Array.from({ length: 3 + below(9) }, () => pick(Object.keys(pieces))));
  return { names: [...names], mode: pick(["opt-in", "opt-in", "opt-out"]), days: pick([15, 25, 35, 50, 70, 100, 150]) };
}
