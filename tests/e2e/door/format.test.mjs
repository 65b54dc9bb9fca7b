// Numbers, money, dates and plurals, as the browser's own Intl writes them in the language of the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const facts = { price: 4800.5, share: 0.256, count: 1, many: 1234567, since: "2026-12-01", soon: "2031-04-02T18:00Z", word: "x", mark: "<b>" };
const attributes = Object.fromEntries(Object.keys(facts).map((name) => [name, { from: "facts" }]));

/** What places show on a page in a language; each is in an element of its own. */
async function shown(lang, places, { zone = "Asia/Tokyo", html } = {}) {
  const show = places.map((place, index) => ({ select: `#p${index}`, [html ? "html" : "text"]: place }));
  const rules = rulesOf([{ show }], { attributes, timezone: zone });
  const body = places.map((_, index) => `<p id="p${index}">-</p>`).join("");
  const clockOffset = Date.parse("2031-04-01T12:00Z") - Date.now();
  site.files.set("/f", pageOf(rules, body, { lang, settings: { bot: false, facts, clockOffset } }));
  const page = await site.visit("/f");
  await heard(page, "exposure");
  assert.deepEqual(page.errors, []);
  const texts = await page.locator("p").allTextContents();
  await page.context().close();
  return texts;
}

const places = [
  "{{price:money JPY}}", "{{price:money EUR}}", "{{many:number}}", "{{price:number 2}}", "{{share:percent}}", "{{share:percent 1}}",
  "{{since:date}}", "{{since:date long}}", "{{since:date full}}", "{{soon:ago}}", "{{since:ago}}",
  "{{count:plural 0=nothing; one=# thing; other=# things}}", "{{many:plural 0=nothing; one=# thing; other=# things}}",
];

for (const [lang, expected] of [
  ["en", ["¥4,801", "€4,800.50", "1,234,567", "4,800.50", "26%", "25.6%", "Dec 1, 2026", "December 1, 2026", "Tuesday, December 1, 2026", "tomorrow", "4 years ago", "1 thing", "1,234,567 things"]],
  ["ja", ["￥4,801", "€4,800.50", "1,234,567", "4,800.50", "26%", "25.6%", "2026/12/01", "2026年12月1日", "2026年12月1日火曜日", "明日", "4 年前", "1 things", "1,234,567 things"]],
  ["de_DE", ["4.801 ¥", "4.800,50 €", "1.234.567", "4.800,50", "26 %", "25,6 %", "01.12.2026", "1. Dezember 2026", "Dienstag, 1. Dezember 2026", "morgen", "vor 4 Jahren", "1 thing", "1.234.567 things"]],
])
  test(`in ${lang}`, async () => {
    const texts = await shown(lang, places);
    assert.deepEqual(texts.map((text) => text.replaceAll("\u00a0", " ")), expected);
  });

test("what cannot be written shows the fallback, and values stay text", async () => {
  const odd = ["{{word:number|none}}", "{{price:money nonsense|free}}", "{{word:date|some day}}", "{{price:nonsense|n}}", "{{count:plural one=<i>#</i>; other=#}}", "{{mark:number|&lt;}}"];
  assert.deepEqual(await shown("en", odd), ["none", "free", "some day", "n", "<i>1</i>", "&lt;"]);
  assert.deepEqual(await shown("en", ["<b>{{count:plural one=<i>#</i>; other=#}}</b>", "{{mark|x}}"], { html: true }), ["<i>1</i>", "<b>"]);
});

test("a date is that of the rules' time zone", async () => {
  for (const [zone, day] of [["Asia/Tokyo", "Apr 3, 2031"], ["Pacific/Kiritimati", "Apr 3, 2031"], ["America/New_York", "Apr 2, 2031"]])
    assert.deepEqual(await shown("en", ["{{soon:date}}", "{{since:date}}"], { zone }), [day, "Dec 1, 2026"], zone);
});
