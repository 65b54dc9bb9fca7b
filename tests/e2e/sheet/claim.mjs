// What the rows of a data sheet say, in words that a test can ask.
//
// Owns: which words of a row name which part of what is kept. In: a sheet in English. Out: rows by what they are about.
// Must not: know the format of what is stored.

const said = {
  answer: /own answer/, identity: /^a random id/, visits: /number of visits/, stage: /stage of the journey/, entry: /which variant was shown/,
  whose: /hash that tells apart/, pressure: /surfaces were shown/, orders: /order numbers/, outbox: /no destination has taken/, cookie: /^in a cookie/,
};

/** Which properties of which events ready-made attributes are made of. */
const ready = [
  [/^(order|rfm)\./, { purchase: ["value"] }],
  [/^cart\.(value|count|idleMinutes)$/, { add_to_cart: ["value", "items", "quantity", "price"], remove_from_cart: [], purchase: [] }],
  [/^cart\.items$/, { add_to_cart: ["items", "item_id", "quantity"], remove_from_cart: [], purchase: ["items"] }],
  [/^campaign\./, { campaign_details: ["source", "medium", "name"] }],
  [/^visit\.secondsActive$/, { user_engagement: ["seconds"] }],
  [/^visit\.struggle$/, { rage_click: [], dead_click: [], exception: [], form_abandon: [], back_and_forth: [], hesitation: [] }],
  [/^visit\.landing$/, { page_view: ["page_path"] }],
];

const names = (event) => (typeof event === "string" ? [event] : Object.keys(event));
const root = (path) => path.split(".")[0];

/** The events of a `$did`, and the properties that it reads of each. */
function eventsOf({ event, with: tests = {}, of, times, then, within }) {
  const read = [...Object.keys(tests), of, times].filter(Boolean).map(root);
  const found = Object.fromEntries(names(event).map((name) => [name, [...read, "items"]]));
  if (within?.since) found[within.since] ??= [];
  for (const name of names(then?.event ?? [])) found[name] = [...(found[name] ?? []), ...Object.keys(then.with ?? {}).map(root), "items"];
  return found;
}

/** What is behind the colon of a row: `{attribute}`, `{events}`, both or none; `all` where everything of an event is kept. */
function about(what, rules) {
  const detail = what.match(/`(.*)`$/)?.[1];
  if (!detail) return {};
  if (detail.startsWith("{")) return { events: eventsOf(JSON.parse(detail)) };
  if (/not yet written/.test(what)) return { ahead: detail };
  const interest = detail.match(/^interest\.(\w+)\./)?.[1];
  const events = interest ? eventsOf(rules.interests[interest]) : ready.find(([is]) => is.test(detail))?.[1];
  return { attribute: detail, events };
}

/** A sheet that answers whether something may be kept or sent. */
export function claims(sheet, rules) {
  const rows = sheet.stored.map((row) => {
    const kind = Object.keys(said).find((kind) => said[kind].test(row.what));
    return { ...row, kind, ...(kind ? {} : about(row.what, rules)) };
  });
  const flags = Object.entries(rules.flags ?? {});
  const of = (kind) => rows.filter((row) => row.kind === kind);
  return {
    rows,
    of,
    /** What rows call an experience: a rule of a flag is its flag. */
    owner: (id) => flags.find(([, { rules }]) => rules.some((rule) => rule.id === id))?.[0] ?? id,
    /** Rows in which an event is kept, and rows in which a property of it is. */
    heard: (event, key) =>
      rows.filter(
        (row) =>
          row.ahead === event ||
          (event === "page_view" && key === undefined && row.kind === "visits") ||
          (key === "transaction_id" && row.kind === "orders") ||
          (key === undefined ? row.events?.[event] : row.events?.[event]?.includes(key)),
      ),
    attribute: (path) => rows.filter((row) => row.attribute === path),
    /** The receivers of what is sent for a purpose, by words in it. */
    sent: (words, purpose) => sheet.sent.filter((row) => words.test(row.what) && row.purpose === purpose),
  };
}
