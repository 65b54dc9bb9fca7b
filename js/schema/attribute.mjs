// The attributes that need no declaration, so that an editor offers them and says what they hold.
//
// Owns: their names and one sentence for each. In: nothing. Out: members of a condition. Must not: say what may
// be asked of them; a test holds the names against the engine's.

const whens = {
  first: "for the first time",
  last: "for the last time; a direct visit changes nothing",
  visit: "in this visit; missing where it is a direct one",
};
const whats = { source: "utm_source, else the referrer's host", medium: "utm_medium, else referral", name: "utm_campaign" };
const cameFrom = (when, what) => `Where the visitor came from ${when}: ${what}.`;

/** A sentence for each attribute of where the visitor came from. */
const campaigns = () => pairs((which, part) => [`campaign.${which}.${part}`, cameFrom(whens[which], whats[part])]);
const pairs = (make) => Object.fromEntries(Object.keys(whens).flatMap((which) => Object.keys(whats).map((part) => make(which, part))));

/** The same sentences in another language, each by the English one. */
export const campaignSentences = (when, what, say) =>
  pairs((which, part) => [cameFrom(whens[which], whats[part]), say(when[which], what[part])]);

const descriptions = {
  "page.url": "The whole address of the page.",
  "page.path": "Path of the page, such as /item/3, without query and fragment.",
  "page.host": "Host of the page, such as www.example.com, with the port where it has one.",
  "page.hash": "What follows the # of the address, without it. #/cart counts as a page of its own; a place on the same page, such as #top, does not.",
  "page.title": "Title of the page.",
  "page.language": "Language of the page, as in its <html lang>: ja, en-GB.",
  "referrer.url": "The page the visitor came from; missing where there is none.",
  "referrer.host": "Host of the page the visitor came from.",
  "campaign.source": "utm_source in the address of this page.",
  "campaign.medium": "utm_medium in the address of this page.",
  "campaign.name": "utm_campaign in the address of this page.",
  "campaign.term": "utm_term in the address of this page.",
  "campaign.content": "utm_content in the address of this page.",
  "device.type": "mobile, tablet or desktop.",
  "device.width": "Width of the window, in CSS pixels.",
  "device.touch": "Whether there is a touch screen.",
  "device.language": "The browser's first language, such as ja-JP.",
  "device.reducedMotion": "Whether the visitor asks for less motion.",
  "device.connection": "4g, 3g, 2g or slow-2g, where the browser tells it.",
  "time.hour": "Hour on the visitor's clock, 0 to 23. In the site's zone: siteTime.hour.",
  "time.minute": "Minute of the hour, 0 to 59.",
  "time.weekday": "Day of the week on the visitor's clock: 1 is Monday, 7 Sunday. In the site's zone: siteTime.weekday.",
  "time.day": "Day of the month on the visitor's clock, 1 to 31.",
  "time.month": "Month on the visitor's clock, 1 to 12.",
  "time.year": "Year on the visitor's clock.",
  "time.date": "Date on the visitor's clock, 2026-12-01.",
  "siteTime.hour": "Hour in the rules' timezone, 0 to 23.",
  "siteTime.weekday": "Day of the week in the rules' timezone: 1 is Monday, 7 Sunday.",
  "siteTime.day": "Day of the month in the rules' timezone, 1 to 31.",
  "siteTime.month": "Month in the rules' timezone, 1 to 12.",
  "siteTime.date": "Date in the rules' timezone, 2026-12-01.",
  "visitor.id": "The visitor's random id on this device.",
  "visitor.new": "Whether this is the visitor's first visit, as far as this device remembers.",
  "visitor.kind": "new, returning, or uncertain where the browser may have forgotten earlier visits.",
  "visitor.daysSinceLast": "Whole days since the previous visit; missing in the first.",
  "visitor.stage": "The first of the rules' `stages` that holds; where one has `enter`, the furthest one that was entered and not left.",
  "visitor.daysInStage": "Whole days since visitor.stage was entered: 0 on the day, missing where there is no stage, unknown before consent.",
  "visit.number": "Which visit this is, from 1.",
  "visit.first": "Whether this is the visitor's first visit.",
  "visit.pages": "Pages in this visit so far, including this one.",
  "visit.landing": "Path of the page that this visit began with.",
  "visit.secondsActive": "Seconds that the visitor was active in this visit: known at 10, 30, 60 and 180 of each page.",
  "visit.struggle": "Troubles in this visit, added up: 3 for a rage click, 2 for a dead click, an error or an abandoned form, 1 for hesitation and for going back and forth.",
  "cart.value": "Value of the cart, in the shop's currency, from add_to_cart and the like; 0 after purchase.",
  "cart.count": "How many items are in the cart.",
  "cart.items": "The item_ids in the cart, as a list.",
  "cart.idleMinutes": "Whole minutes since the cart changed.",
  "order.count": "Orders so far: purchase events, each transaction_id once.",
  "order.total": "The total spent so far.",
  "order.average": "The average order; missing before the first.",
  "order.daysSinceLast": "Whole days since the last order; missing before the first.",
  "order.lifetimeValue": "An estimate: what was spent in the last 365 days, times three.",
  "rfm.recency": "1, plus one for each threshold of `rfm` reached: the higher, the more recent the last order.",
  "rfm.frequency": "1, plus one for each threshold of `rfm` reached: the higher, the more orders.",
  "rfm.monetary": "1, plus one for each threshold of `rfm` reached: the higher, the more was spent.",
  ...campaigns(),
};

/** Families of names: what follows, the page, the file or the site says. */
const families = {
  "^page\\.query\\..": "A parameter in the address of the page, such as page.query.ref; missing where it is not there.",
  "^user\\..": "What the site has told about the visitor, by identify or in the JSON of data-facts.",
  "^anniversary\\..": "Whole days until the next birthday, or the next anniversary of any date that the site tells (1990-05-02 or 05-02): anniversary.user.birthday is 0 on the day.",
  "^interest\\.[^.]+\\.top$": "The leading value of an interest in `interests`.",
  "^interest\\.[^.]+\\.share$": "The share of an interest's leading value, 0 to 1.",
};

/** What an editor says of a member of such a family. */
export const familyMembers = Object.fromEntries(Object.entries(families).map(([pattern, description]) => [pattern, { description }]));

/** A member of a condition for each. */
export const attributes = (tests) =>
  Object.fromEntries(Object.entries(descriptions).map(([name, description]) => [name, { ...tests, description }]));
