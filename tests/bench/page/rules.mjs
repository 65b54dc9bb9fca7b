// Twenty experiences of a shop's home page, as such files really look.
//
// Owns: the workload. In: nothing. Out: the same rules for us and for GrowthBook, what the visitor is
// like, and the four texts that must appear. Must not: favour anybody: three to five conditions each,
// sixteen that fail at the first to the fourth of them, four that hold.

/** What the server knows of the visitor. */
export const facts = {
  user: { tier: "gold", orders: 7, city: "Kyoto", plan: "monthly", idleDays: 40, points: 1800, newsletter: true },
};

/** The address that is opened; its campaign is what some rules look for. */
export const query = "?utm_source=letter&utm_medium=email&utm_campaign=spring";

/** The text that is measured. */
export const wanted = "For the day you walk out to the blossom.";

const screens = { $in: ["desktop", "tablet"] };

const rows = [
  ["platinum", { "user.tier": "platinum", "user.orders": { $gte: 5 }, "device.type": screens }, ".hero h1", "The shop is yours."],
  ["newcomer", { "user.orders": { $lt: 1 }, "device.type": screens, "campaign.source": { $exists: true } }, ".hero h1", "It is good to meet you."],
  ["spring-notice", { "campaign.name": "spring", "campaign.source": { $in: ["letter", "post"] }, "user.newsletter": true }, ".notice", "Everything from our letter is on one table."],
  ["winter", { "campaign.name": "winter", "campaign.medium": "email", "user.tier": { $in: ["gold", "silver"] } }, ".hero h1", "Warm feet, cold air."],
  ["osaka", { "user.city": "Osaka", "user.orders": { $gte: 1 }, "user.points": { $gte: 100 } }, ".notice", "Delivered tomorrow in Osaka."],
  ["sleeping", { "user.idleDays": { $gte: 90 }, "user.orders": { $gte: 3 }, "user.plan": { $ne: "none" } }, ".hero .lead", "We kept your shelf as it was."],
  ["phone", { "device.type": "mobile", "device.width": { $lt: 480 }, "user.newsletter": true }, ".buy", "Tap to buy"],
  ["points", { "user.points": { $gte: 1500 }, "user.tier": { $in: ["gold", "platinum"] }, "user.plan": "monthly" }, ".buy", "Buy with 1,800 points"],
  ["student", { "user.plan": "student", "user.orders": { $gt: 0 }, "campaign.medium": "email" }, ".hero h1", "Half price until graduation."],
  ["partner", { "campaign.source": "partner", "campaign.medium": { $in: ["cpc", "banner"] }, "user.city": { $exists: true } }, ".hero h1", "Our friends' friends are welcome."],
  ["spring-hero", { "campaign.name": "spring", "campaign.medium": "email", "user.tier": { $in: ["gold", "silver"] }, "user.orders": { $gte: 3 }, "device.type": screens }, ".hero h1", wanted],
  ["bulk", { "user.orders": { $gte: 20 }, "user.points": { $gte: 5000 }, "user.tier": "platinum" }, ".buy", "Order by the dozen"],
  ["yearly", { "user.plan": "yearly", "user.idleDays": { $lt: 30 }, "user.newsletter": true }, ".hero .lead", "Your year with us, so far."],
  ["wide", { "device.width": { $gte: 2200 }, "device.type": "desktop", "user.tier": { $in: ["gold"] } }, ".hero .lead", "There is room for more pictures."],
  ["welcome-back", { "user.idleDays": { $gte: 14 }, "user.orders": { $gte: 2 }, "user.tier": { $in: ["gold", "silver"] }, "user.city": { $in: ["Kyoto", "Nara"] } }, ".hero .lead", "We left the lantern on."],
  ["lapsed", { "user.newsletter": false, "user.idleDays": { $gt: 60 }, "campaign.source": "letter" }, ".notice", "We would like to write to you again."],
  ["tokyo", { "user.city": { $in: ["Tokyo", "Yokohama", "Chiba"] }, "user.orders": { $gte: 1 }, "device.type": screens }, ".notice", "Come and see us in Yanaka."],
  ["autumn", { "campaign.name": { $in: ["autumn", "harvest"] }, "campaign.source": "letter", "user.points": { $gt: 0 } }, ".hero h1", "New tea has arrived."],
  ["silver", { "user.tier": "silver", "user.orders": { $gte: 5 }, "user.points": { $gte: 1000 } }, ".buy", "One order to gold"],
  ["trial", { "user.plan": { $in: ["trial", "none"] }, "user.orders": { $gte: 1 }, "user.idleDays": { $lte: 7 } }, ".buy", "Try it for a month"],
];

/** Selector to text: what the page must show in the end. */
export const swaps = Object.fromEntries(
  rows.filter(([id]) => ["spring-notice", "points", "spring-hero", "welcome-back"].includes(id)).map(([, , at, text]) => [at, text]),
);

/** For Omotenashi. Opt-out, so that everybody is assigned and counted, as with GrowthBook. */
export const omotenashi = {
  omotenashi: 1,
  site: "bench",
  consent: { mode: "opt-out" },
  attributes: Object.fromEntries(
    Object.entries(facts.user).map(([name, value]) => [`user.${name}`, { type: typeof value, from: "facts" }]),
  ),
  goals: { order: { event: "purchase", value: "value", within: "7d" } },
  experiences: rows.map(([id, who, select, text]) => ({
    id,
    where: { "page.path": "/" },
    who,
    variants: { show: { show: [{ select, text }] } },
    split: { original: 0, show: 100 },
    measure: { primary: "order" },
  })),
  destinations: [{ to: "dataLayer" }],
};

const renamed = { "campaign.source": "utmSource", "campaign.medium": "utmMedium", "campaign.name": "utmCampaign" };

const theirs = (who) => Object.fromEntries(Object.entries(who).map(([path, value]) => [renamed[path] ?? path, value]));

/** For GrowthBook: what its API would answer for the same experiments, made in its visual editor. */
export const growthbook = {
  status: 200,
  features: {},
  experiments: rows.map(([id, who, selector, value]) => ({
    key: id,
    changeId: id,
    status: "running",
    hashAttribute: "id",
    hashVersion: 2,
    coverage: 1,
    weights: [0, 1],
    phase: "0",
    seed: id,
    condition: theirs(who),
    urlPatterns: [{ include: true, type: "simple", pattern: "/" }],
    meta: [{ key: "original" }, { key: "show" }],
    variations: [{}, { domMutations: [{ selector, action: "set", attribute: "html", value }] }],
  })),
};
