// An example for each chapter of the guide: a rules file that can be played as it is.
//
// Owns: the examples. In: a choice of one of two texts. Out: rules by chapter. Must not: have anything wrong in it, which
// a test holds, or show a reader texts of another language alone.

const head = { omotenashi: 1, site: "tea-shop" };

const examplesIn = (say) => ({
  file: {
    ...head,
    timezone: "Asia/Tokyo",
    slots: { hero: "#hero h1" },
    audiences: { regulars: { "visit.number": { $gte: 3 } } },
    experiences: [
      { id: "welcome-back", who: { $audience: "regulars" }, show: [{ at: "hero", text: { en: "Good to see you again", ja: "おかえりなさい" } }] },
      { id: "new-year", schedule: { from: "2027-01-01", to: "2027-01-07" }, show: [{ select: ".ribbon", text: { en: "Happy New Year", ja: "迎春" } }] },
    ],
  },
  experiences: {
    ...head,
    goals: { order: { event: "purchase", value: "value" } },
    experiences: [
      {
        id: "button",
        where: { "page.path": "/checkout" },
        variants: { green: { show: [{ select: "#buy", class: { add: ["green"] } }] }, short: { show: [{ select: "#buy", text: say("Buy", "購入する") }] } },
        split: { original: 34, green: 33, short: 33 },
        measure: { primary: "order" },
      },
    ],
  },
  conditions: {
    ...head,
    attributes: { region: { from: "facts" } },
    lists: { kanto: say(["Tokyo", "Chiba", "Kanagawa", "Saitama"], ["東京都", "千葉県", "神奈川県", "埼玉県"]) },
    experiences: [
      {
        id: "evening",
        where: { "page.path": { $glob: "/tea/*" } },
        who: {
          region: { $inGroup: "kanto" },
          "siteTime.hour": { $between: [18, 22] },
          $or: [{ "device.type": "mobile" }, { "campaign.name": { $startsWith: "evening" } }],
          $not: { "visitor.new": true },
        },
        show: [{ select: ".ribbon", text: say("Delivered tomorrow morning", "明日の朝にお届けします") }],
      },
    ],
    timezone: "Asia/Tokyo",
  },
  attributes: {
    ...head,
    attributes: { "user.tier": { type: "string" }, "user.birthday": { type: "date" }, weather: { from: "facts" } },
    experiences: [
      { id: "gold", who: { "user.tier": "gold" }, show: [{ select: ".tier", text: say("Free delivery for gold members", "ゴールド会員は送料無料") }] },
      { id: "birthday", who: { "anniversary.user.birthday": { $lte: 7 } }, show: [{ select: "#hero h1", text: say("A little early: happy birthday", "もうすぐお誕生日ですね") }] },
      { id: "rain", who: { weather: "rain" }, show: [{ select: ".tip", text: say("Warm tea for a rainy day", "雨の日には温かいお茶を") }] },
    ],
  },
  past: {
    ...head,
    experiences: [
      {
        id: "green-tea",
        who: { $did: { event: "view_item", with: { item_category: say("green tea", "緑茶") }, within: "7d", count: { $gte: 3 } } },
        show: [{ select: "#hero h1", text: say("Green teas of the season", "旬の緑茶がそろいました") }],
      },
      {
        id: "left-behind",
        who: { $did: { event: "add_to_cart", within: "3d", then: { event: "purchase", within: "1d", not: true } }, "cart.count": { $gte: 1 } },
        show: [{ select: ".ribbon", text: say("Your tea is still in the cart", "カートに商品が入ったままです") }],
      },
      {
        id: "favourite",
        who: { $did: { event: "view_item", of: "item_name", within: "30d", most: { $exists: true }, as: "favourite" } },
        show: [{ select: ".hint", text: say("You often look at {{favourite}}", "「{{favourite}}」をよくご覧になっています") }],
      },
    ],
  },
  changes: {
    ...head,
    slots: { hero: "#hero" },
    experiences: [
      {
        id: "spring",
        who: { "campaign.name": "spring" },
        show: [
          { select: "#hero h1", text: { en: "Ready for spring", ja: "春のしたく" } },
          { select: "#hero img", image: { src: "/spring.avif", alt: { en: "Cherry blossoms", ja: "桜" } } },
          { at: "hero", insert: { last: say("<p>Free delivery until Sunday</p>", "<p>日曜日まで送料無料</p>") } },
          { select: "#hero a", link: "/spring", attribute: { title: say("Spring", "春の特集") } },
          { select: ".winter", hide: true },
        ],
      },
    ],
  },
  texts: {
    ...head,
    attributes: { "user.name": { type: "string" }, "user.since": { type: "date" } },
    experiences: [
      {
        id: "greeting",
        show: [
          { select: "#hello", text: { en: "Hello, {{user.name|friend}}", ja: "{{user.name|お客様}}、こんにちは" } },
          { select: "#cart", text: say("{{cart.count:plural one=# tea; other=# teas}}, {{cart.value:money JPY}}", "{{cart.count:plural 0=カートは空です; other=カートに#点}}（{{cart.value:money JPY}}）") },
          { select: "#since", text: say("With us since {{user.since:date long|today}}", "{{user.since:date long|今日}}からのお付き合いです") },
        ],
      },
    ],
  },
  surfaces: {
    ...head,
    goals: { order: { event: "purchase" } },
    surfaces: { gap: "2m", frequency: { atMost: 3, per: "visit" }, dismissed: "7d" },
    experiences: [
      {
        id: "coupon",
        who: { "cart.count": { $gte: 1 } },
        when: { exit: true, idle: "45s" },
        show: [
          {
            surface: "modal",
            label: { en: "A coupon for you", ja: "クーポンのご案内" },
            html: say(
              '<h2>10 % for your tea</h2><p>Code <b>TEA10</b></p><button data-om-copy="TEA10">Copy</button> <button data-om-close>Not now</button>',
              '<h2>お茶が 10% 引きになります</h2><p>コード <b>TEA10</b></p><button data-om-copy="TEA10">コピー</button> <button data-om-close>今はしない</button>',
            ),
          },
        ],
        frequency: { atMost: 1, per: "30d" },
        until: "order",
      },
    ],
  },
  flags: {
    ...head,
    attributes: { "user.tier": { type: "string" } },
    flags: {
      "new-checkout": { default: false, rules: [{ who: { "user.tier": "gold" }, value: true }, { value: true, percent: 10 }] },
      "free-from": { default: 5000, rules: [{ id: "free-from-test", values: { low: 3000, high: 8000 }, split: { low: 50, high: 50 } }] },
    },
  },
  measuring: {
    ...head,
    goals: { order: { event: "purchase", value: "value", within: "14d" }, letter: { click: "#subscribe" } },
    holdouts: { everything: { percent: 5 } },
    observe: { dataLayer: true },
    destinations: [{ to: "dataLayer" }, { to: "beacon", url: "/collect" }],
    experiences: [
      {
        id: "headline",
        variants: { calm: { show: [{ select: "h1", text: say("Time for tea", "お茶の時間です") }] } },
        split: { original: 50, calm: 50 },
        measure: { primary: "order", guard: ["letter"] },
      },
    ],
  },
  consent: {
    ...head,
    attributes: { country: { from: "facts" } },
    consent: { mode: "opt-in", byRegion: { from: "country", modes: { US: "opt-out" } }, signals: ["google", "gpc"], onGrant: { change: "next-page", surface: "now" } },
    retention: { default: "180d", events: { view_item: "30d" } },
    experiences: [{ id: "back", who: { "visitor.kind": "returning" }, show: [{ select: "h1", text: say("Welcome back", "おかえりなさい") }] }],
  },
  site: { ...head, off: true },
});

/** The examples by the language of who reads them. */
export const examples = { en: examplesIn((english) => english), ja: examplesIn((_, japanese) => japanese) };
