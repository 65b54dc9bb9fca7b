// Rules files at random: sound ones, and ones with something wrong in them.
//
// Owns: the dice, the grammar of a sound file, and what may be done to one. In: a seed. Out: documents,
// the same for the same seed. Must not: judge them.

/** Numbers from 0 up to but not 1, the same row for the same seed. */
export function dice(seed) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(roll() * bound);
  const pick = (list) => list[below(list.length)];
  const maybe = (members) => Object.fromEntries(Object.entries(members).filter(() => roll() < 0.35).map(([key, make]) => [key, make()]));
  const many = (make, most = 3) => Array.from({ length: below(most + 1) }, make);
  return { roll, below, pick, maybe, many };
}

const scalars = [null, true, false, 0, 1, -2.5, "", "a", "10", "花", "2026-12-01"];
const paths = ["page.path", "user.tier", "visit.number", "page.query.a", "country", "order.total", "rfm.recency", "campaign.first.source", "visit.struggle", "cart.items", "anniversary.user.birthday"];
const spans = ["30s", "20m", "2h", "7d", "4w"];
const dates = ["2026-12-01", "2026-12-01T09:30", "2026-12-01T09:30:15Z", "2026-12-01T09:30+09:00"];

/** A sound rules file. */
export function soundFile(seed) {
  const random = dice(seed);
  const { below, pick, maybe, many } = random;
  const text = () => pick(["a", "花", "x y", "{{user.name|friend}}", "{{cart.value:money JPY|0}}", "{{cart.count:plural one=#; other=#}}"]);
  const localized = () => pick([text(), { ja: "花", en: "flower" }]);
  const scalar = () => pick(scalars);
  const operand = () => pick([scalar(), [scalar()], { a: 1 }, { $ref: pick(paths) }]);
  const plain = () => pick([scalar(), [scalar()], { a: scalar() }, {}]);
  const range = () => [below(5) / 10, 0.5 + below(5) / 10];
  const operators = (inside) => {
    const value = inside ? plain : operand;
    const makers = {
      $eq: value, $ne: value, $lt: value, $gte: value, $veq: () => "1.2.3", $vlt: scalar,
      $between: () => [1, 2], $in: () => many(scalar), $nini: () => many(scalar), $inGroup: () => "vip",
      $all: () => many(() => pick([scalar(), operators(true)])), $size: () => pick([2, { $gt: 1 }]),
      $elemMatch: () => pick([operators(true), inner()]), $exists: () => true, $type: () => "missing",
      $regex: () => "^a+", $contains: scalar, $startsWith: text, $glob: () => "/a/*", $not: () => pick([operators(inside), scalar()]),
      ...(inside ? {} : { $ref: () => pick(paths), $within: () => pick(spans) }),
    };
    const name = pick(Object.keys(makers));
    return { [name]: makers[name]() };
  };
  const inner = () => ({ n: pick([1, operators(true)]), ...maybe({ $or: () => many(inner, 2), $not: inner }) });
  const tests = () => pick([plain(), operators(false), operators(false)]);
  /** What is ready-made is no object. */
  const ready = () => pick([scalar(), [scalar()], {}, operators(false), operators(false)]);
  const event = () => pick(["view", "buy", { view: 1, buy: 2.5 }]);
  const like = () => maybe({ a: () => pick([1, operators(true), inner()]), "b.c": plain });
  const step = (needs) => ({ event: event(), ...needs, ...maybe({ with: like }) });
  const did = () => ({
    event: event(),
    ...maybe({
      with: () => ({ ...like(), ...maybe({ d: () => ({ $ref: pick(paths) }) }) }),
      within: () => pick([...spans, "page", "visit", "previous-visit", { days: 7 }, { days: 1, zone: "Asia/Tokyo" }, { since: "buy" }]),
      halfLife: () => pick(spans), count: tests, daysSince: tests, as: () => `name-${below(1e9)}`,
    }),
    ...pick([{}, {}, { then: step(maybe({ within: () => pick(spans) })) }, { then: step({ within: pick(spans), not: pick([true, false]) }) }]),
    ...pick([{}, { of: "a", ...maybe({ distinct: tests, sum: tests, min: tests, max: tests, average: tests, first: tests, last: tests, most: tests, share: tests, values: tests, times: () => "n" }) }]),
  });
  const condition = (depth = 2) => ({
    ...maybe({ "page.path": ready, "user.tier": tests, country: tests }),
    ...(depth
      ? maybe({
          $and: () => many(() => condition(depth - 1), 2),
          $or: () => many(() => condition(depth - 1), 2),
          $not: () => condition(depth - 1),
          $audience: () => "new",
          $did: did,
          $variant: () => ({ "e-0": pick(["show", { $shown: true }, { $in: ["a"] }]) }),
          $flag: () => ({ first: tests() }),
        })
      : {}),
  });
  const filter = () => ({ seed: "f", ranges: many(range), ...maybe({ hashVersion: () => pick([1, 2]), hashBy: () => "user.id" }) });
  const common = () =>
    maybe({
      name: text, note: text, status: () => pick(["draft", "live", "ended"]), version: () => below(4), minVersion: () => 1,
      seed: () => "s", sticky: () => false, languages: () => many(() => "ja"),
      schedule: () => maybe({ from: () => pick(dates), to: () => pick(dates) }), where: condition, who: condition,
      needs: () => many(() => pick(paths)), stay: () => maybe({ until: () => "order", atMost: () => pick(spans) }),
      hashBy: () => pick(["user.id", ["user.id", "visitor.id"]]), hashVersion: () => pick([1, 2]),
      group: () => ({ name: "g", ...maybe({ from: () => 0, to: () => 50 }) }), filters: () => many(filter, 2),
      ramp: () => [{ from: "2026-12-01", percent: 10 }, { from: "2026-12-08", percent: 50 }],
      measure: () => maybe({ primary: () => "order", guard: () => many(() => "order", 1) }),
    });
  const mode = () => pick(["opt-in", "opt-out", "exempt"]);
  const side = () => ({ [pick(["before", "after", "first", "last"])]: localized() });
  const change = () => {
    const makers = {
      text: localized, html: localized, attribute: () => ({ title: pick([localized(), null]) }), link: () => "/a",
      class: () => ({ add: many(() => "red"), remove: many(() => "blue") }), image: () => ({ src: "/a.png", ...maybe({ alt: localized }) }),
      style: () => ({ color: "red" }), video: () => ({ src: "/a.mp4" }), insert: side, hide: () => true, remove: () => true,
      swap: () => "#b", move: () => ({ before: "#b" }), reserve: () => "4em",
    };
    const name = pick(Object.keys(makers));
    return { ...pick([{ at: "hero" }, { select: "#a" }]), [name]: makers[name]() };
  };
  const kind = () => pick([{ surface: pick(["modal", "bar", "banner", "slide-in", "toast"]) }, { surface: pick(["card", "spotlight"]), select: "#a" }]);
  const surface = () => ({ ...kind(), ...pick([{ html: localized() }, { template: "#t" }]), ...maybe({ label: localized }) });
  const way = () => pick([{ css: "a{}" }, { value: { any: 1 } }, { redirect: "/b" }, { redirect: { to: "/b", keepQuery: false } }]);
  const show = () => many(() => pick([change, change, surface, way])());
  const parts = () => pick([{ split: { original: 50, red: 25 } }, { ranges: { original: range(), red: range() } }]);
  const cap = () => ({ atMost: 1 + below(9), ...maybe({ per: () => pick([...spans, "page", "visit", "ever"]) }) });
  const frequency = () => pick([cap(), [cap(), ...many(cap)]]);
  const when = () => ({
    ...pick([{ exit: true }, { after: "5s" }, { scroll: pick([50, "#a"]) }, { view: "#a", percent: 80 }, { event: "help", count: 2 }, { navigate: true }]),
    ...maybe({ delay: () => pick(spans), every: () => true, cancelOn: () => many(() => "purchase"), for: () => "1s" }),
    ...maybe({ shown: () => "e-0", clicked: () => "e-0", closed: () => "e-0", return: () => false }),
  });
  const experience = (_, index) => ({
    id: `e-${index}`,
    ...common(),
    ...maybe({ when, frequency, dismissed: () => pick(spans), until: () => "order", priority: () => 5, live: () => true }),
    ...pick([{ show: show() }, { variants: { red: maybe({ show }) }, ...parts() }]),
  });
  const lasting = (rule) => ({ ...rule, ...(rule.stay && { id: "s" }) });
  const rule = () => ({
    ...lasting(common()),
    ...pick([{ value: "v", ...maybe({ percent: () => 20 }) }, { id: "r", values: { original: "o", red: "r" }, ...parts() }]),
  });
  return {
    omotenashi: 1,
    attributes: { country: maybe({ type: () => "string", from: () => "facts" }) },
    slots: { hero: "#hero" },
    lists: { vip: [1, "a"] },
    goals: { order: pick([{ event: "purchase", value: "value", within: "7d" }, { click: "#buy" }]) },
    audiences: { new: { "visit.number": 1 } },
    experiences: [{ id: "e-0", show: [{ select: "h1", text: "x" }] }, ...many(experience).map((one, index) => ({ ...one, id: `e-${index + 1}` }))],
    flags: { first: { default: "a" }, ...maybe({ second: () => ({ default: "a", ...maybe({ type: () => "string", rules: () => many(rule), note: text }) }) }) },
    ...maybe({
      stages: () => maybe({ a: condition, b: condition, c: () => ({ enter: condition(), ...maybe({ leave: condition }) }) }),
      interests: () => ({ c: { event: event(), of: "a", ...maybe({ with: like, within: () => pick(spans), halfLife: () => pick(spans) }) } }),
      observe: () => maybe({ search: () => many(() => "q"), dataLayer: () => true, product: () => false, keepAhead: () => many(() => "view_item") }),
      retention: () => maybe({ default: () => pick(spans), events: () => ({ purchase: pick(spans) }), user: () => pick(spans), experiences: () => pick(spans) }),
      rfm: () => maybe({ recency: () => many(() => below(99)), frequency: () => [2, 5], monetary: () => [] }),
      site: () => "s", timezone: () => "Asia/Tokyo", off: () => false, queryOverride: () => true,
      consent: () =>
        maybe({
          mode, signals: () => many(() => pick(["google", "gpc", "dnt", "tcf", "gpp", "vanilla-cookieconsent", "klaro", "osano", "c15t"])),
          byRegion: () => ({ from: "country", ...maybe({ modes: () => ({ US: mode(), "US-CA": mode() }) }) }),
          purposes: () => maybe({ personalization: () => "functional", sharing: () => "ads" }), obeyDoNotTrack: () => true, onGrant: () => ({ change: "now" }),
        }),
      holdouts: () => ({ all: { percent: 5, ...maybe({ until: () => "2027-01-01" }) } }),
      surfaces: () => maybe({ gap: () => pick(spans), frequency, dismissed: () => pick(spans) }),
      redirects: () => ["https://other.example"],
      hydrate: () => "#root",
      cookie: () => ({ domain: "example.com" }),
      destinations: () => many(() => pick([{ to: "dataLayer" }, { to: "beacon", url: "/c" }])),
    }),
  };
}

/** Every place of a document: the object or list, and the key in it. */
function places(value, found = []) {
  if (value && typeof value === "object")
    for (const key of Object.keys(value)) {
      found.push([value, key]);
      places(value[key], found);
    }
  return found;
}

const odd = [null, true, 3, -1, 0.5, 101, "", "a", "7 days", "2026-02", [], [1], {}, { a: 1 }, { $gt: 1 }, { gt: 1 }, { $bogus: 1 }];
const names = ["$bogus", "gt", "$gt", "$or", "bogus", "value", "show", "id", "split", "from", "$ref", "percent", "text", "to"];

/** The same document with one to three things done to it. */
export function changed(document, seed) {
  const { below, pick } = dice(seed);
  const copy = structuredClone(document);
  for (let count = 1 + below(3); count > 0; count--) {
    const [owner, key] = pick(places(copy));
    const value = owner[key];
    const kinds = {
      replace: () => (owner[key] = structuredClone(pick(odd))),
      remove: () => (Array.isArray(owner) ? owner.splice(+key, 1) : delete owner[key]),
      add: () => value && typeof value === "object" && !Array.isArray(value) && (value[pick(names)] = structuredClone(pick(odd))),
      rename: () => {
        if (Array.isArray(owner)) return;
        delete owner[key];
        owner[pick(names)] = value;
      },
    };
    kinds[pick(Object.keys(kinds))]();
  }
  return copy;
}
