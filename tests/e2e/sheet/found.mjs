// What was found in a browser, held against its data sheet.
//
// Owns: where everything stands in what is stored. In: a visit, what its sheet claims. Out: what the sheet does not name, or
// names too small. Must not: forgive anything.

/** The most of all together, as the sheet says below its rows. */
const most = 32 * 1024;

const bytesOf = (value) => Buffer.byteLength(typeof value === "string" ? value : JSON.stringify(value));
const sum = (rows) => rows.reduce((all, { bytes }) => all + bytes, 0);

const day = 86_400_000;

/**
 * Looks at one visit. `grants` are the purposes that were granted at some time of it, `left` those that were in the end,
 * `later` the days between the first pages and the last.
 */
export function faultsOf({ writes, end, asked, layer }, claim, { grants, left = grants, later = 0, site = "s" }) {
  let granted = grants;
  let ended = false;
  const ids = new Set();
  const faults = new Map();
  // Of one that grows, the last.
  const tell = (what, whose, ...rest) => faults.set(what + whose, [what, whose, ...rest].join(" "));
  const allowed = (rows, what, key) => {
    const good = rows.filter((row) => row.key === key && (row.purpose === "" || granted.has(row.purpose)));
    for (const row of good) row.used = true;
    if (!good.length) tell("kept, and not named:", what, rows.length ? `(for ${rows[0].purpose})` : "");
  };
  const fits = (value, rows, what) => {
    const bounded = rows.every(({ bytes }) => bytes > 0);
    if (bounded && bytesOf(value) > sum(rows)) tell("bigger than said:", what, bytesOf(value), ">", sum(rows));
  };
  /** In the end nothing is there any more that is older than its rows say. */
  const lasts = (rows, what, at_ms) => {
    const most = Math.max(...rows.map(({ days }) => days)) * day;
    if (ended && rows.length && at_ms > 0 && Date.now() + later * day - at_ms > most + day) tell("kept longer than said:", what);
  };
  const profileKey = `omotenashi.${site}.profile`;

  function entries(list) {
    const own = list.filter(([id]) => id !== "");
    for (const [id, , [, exposed, qualified, by, closed], shown, goals] of list) {
      const whose = (kind) => claim.of(kind).filter(({ rules }) => rules.length === 0 || rules.includes(claim.owner(id)));
      if (id === "" || shown.length) allowed(id === "" ? claim.of("pressure") : whose("pressure"), `when ${id} was shown`, profileKey);
      if (id !== "" && (exposed || qualified || closed || goals.length)) allowed(whose("entry"), `what became of ${id}`, profileKey);
      lasts(whose(id === "" ? "pressure" : "entry"), `what became of ${id}`, Math.max(exposed, qualified, closed, ...shown));
      if (by) allowed(whose("whose"), `who met ${id}`, profileKey);
    }
    const plain = own.map(([id, variant, numbers, , goals]) => [id, variant, numbers, [], goals]);
    if (own.length) fits(plain, [...claim.of("entry"), ...claim.of("whose")], "what became of experiences");
    const times = list.map(([id, , , shown, goals]) => (id === "" ? [shown, goals] : shown)).flat(2);
    if (times.length) fits(times, claim.of("pressure"), "when surfaces were shown");
  }

  function visits([visit, last, before, pages, value, count, changed, begun, earlier, since, stage]) {
    fits([visit, last, before, pages, begun, earlier], claim.of("visits"), "visits");
    const cart = claim.rows.filter(({ attribute }) => /^cart\.(value|count|idleMinutes)$/.test(attribute));
    if (value || count || changed) allowed(cart, "the cart", profileKey);
    if (since || stage) allowed(claim.of("stage"), "the stage", profileKey);
  }

  function base([, id, numbers, landing, user, met]) {
    allowed(claim.of("identity"), "an id", profileKey);
    fits(JSON.stringify(id), claim.of("identity"), "an id");
    allowed(claim.of("visits"), "visits", profileKey);
    visits(numbers);
    ids.add(id);
    if (landing) allowed(claim.attribute("visit.landing"), "where the visit began", profileKey);
    for (const path of Object.keys(user)) allowed(claim.attribute(path), path, profileKey);
    entries(met);
  }

  function happened(list) {
    for (let at = 0; at < list.length; at += 3) {
      const [, event, props] = list.slice(at, at + 3);
      if (event === "" && props === 0) continue;
      if (event === "") {
        for (const path of Object.keys(props)) if (path) allowed(claim.attribute(path), `${path} as it was told`, profileKey);
        continue;
      }
      const named = [...claim.heard(event), ...("transaction_id" in props ? claim.of("orders") : [])];
      allowed(named, `that ${event} happened`, profileKey);
      const all = Object.keys(props).concat(...(props.items ?? []).map((item) => Object.keys(item)));
      for (const key of all.filter((key) => key !== "items")) allowed(claim.heard(event, key), `${key} of ${event}`, profileKey);
    }
  }

  function profile(whole) {
    base(whole);
    const [, , , , , , counts, orders, ahead, ...folded] = whole;
    const behaviours = claim.rows.filter(({ events, kind }) => events && !kind);
    if (counts.length) allowed(behaviours, "what was done", profileKey), fits(counts, behaviours, "what was done");
    if (orders.length) allowed(claim.of("orders"), "orders", profileKey), fits(orders, claim.of("orders"), "orders");
    happened(ahead);
    const rows = claim.rows.filter((row) => row.ahead);
    if (ahead.length) fits(ahead, rows.slice(0, 1), "what is kept ahead");
    const records = counts.flatMap(([, seen, pending]) => [...seen, ...pending]);
    for (const one of records) lasts(behaviours, "what was done", [one].flat()[0]);
    for (let at = 0; at < ahead.length; at += 3) lasts(rows.filter((row) => row.ahead === ahead[at + 1]), `${ahead[at + 1]} ahead`, ahead[at]);
    for (const key of folded) if (!key.startsWith(profileKey + "~")) tell("kept, and not named:", key);
  }

  function text(key, value) {
    if (key === "cookie" || key === `omotenashi-${site}`) {
      const [name, id] = key === "cookie" ? value.split(/[=;]/) : [key, value];
      allowed(claim.of("cookie"), `a cookie ${name}`, name);
      if (claim.of("cookie").length) fits(name + id, claim.of("cookie"), "a cookie");
    } else if (key === `omotenashi.${site}.consent`) {
      allowed(claim.of("answer"), "an answer", key);
      fits(value, claim.of("answer"), "an answer");
    } else if (key === `omotenashi.${site}.outbox`) {
      allowed(claim.of("outbox"), "what is to be sent", key);
      fits(value, claim.of("outbox"), "what is to be sent");
    } else if (key === profileKey) profile(JSON.parse(value));
    else if (key.startsWith(profileKey + "~")) {
      const [own, ...list] = JSON.parse(value);
      base(own);
      happened(list);
    } else tell("kept, and not named:", key);
  }

  function over(text) {
    const [, id, , , user] = JSON.parse(text);
    const [identity] = claim.of("identity");
    if (later > identity?.days && ids.size < 2) tell("kept longer than said:", `an id ${id}`);
    for (const path of Object.keys(user)) if (claim.attribute(path).every(({ days }) => later > days)) tell("kept longer than said:", path);
  }

  for (const [key, value] of writes) if (!(key === "cookie" && /Max-Age=0/.test(value))) text(key, value);
  const { origins, cookies, more } = end;
  const stored = origins.flatMap(({ localStorage }) => localStorage.map(({ name, value }) => [name, value]));
  granted = left;
  ended = true;
  for (const [key, value] of stored) {
    text(key, value);
    if (later && key === profileKey) over(value);
    if (key.endsWith(".consent")) lasts(claim.of("answer"), "an answer", JSON.parse(value).until - claim.of("answer")[0].days * day);
  }
  for (const { name, value, expires } of cookies) {
    text(name, value);
    if (expires * 1000 > Date.now() + claim.of("cookie")[0]?.days * day + day) tell("kept longer than said:", name);
  }
  if (bytesOf(stored.flat().join("")) > most) tell("bigger than said: all of it");
  if (origins.some(({ indexedDB }) => indexedDB.length)) tell("kept, and not named: a database");
  for (const [where, what] of Object.entries(more)) if (what?.length) tell("kept, and not named:", where);
  sent({ asked, layer }, claim, { grants, tell });
  return [...faults.values()];
}

/** Everybody who was asked for something, and what stood in it. */
function sent({ asked, layer }, claim, { grants, tell }) {
  const measures = grants.has("measurement");
  for (const { url, method, body, headers } of asked) {
    const { host, pathname } = new URL(url);
    const foreign = host !== "www.shop.test";
    const to = (rows) => rows.find((row) => (foreign ? row.to.startsWith(host) : row.to.startsWith("this site")));
    if (headers.cookie && !claim.sent(/cookie/, "personalization").length) tell("sent, and not named: a cookie to", host);
    if (method === "POST") {
      const types = JSON.parse(body).events.map(({ type }) => type);
      const named = (words) => measures && to(claim.sent(words, "measurement"));
      for (const type of types) if (!named(new RegExp(`^${type}:`))) tell("sent, and not named:", type, host);
      if (!named(/IP address/)) tell("sent, and not named: the request itself to", host);
    } else if (foreign && !to(claim.sent(/IP address/, ""))) tell("asked, and not named:", host);
    if (method !== "GET" || /^\/Q\dpathZ/.test(pathname)) continue;
    for (const [mark] of decodeURIComponent(url).matchAll(/Q[a-z]+Z/g)) {
      const row = claim.sent(/address of a picture/, "").filter((row) => to([row]));
      if (!row.length) tell("sent, and not named:", mark, "to", host);
    }
  }
  const names = measures && claim.sent(/^exposure/, "measurement").some(({ to }) => /dataLayer/.test(to));
  const ours = layer.filter((entry) => /experiment_viewed|experience_impression/.test(entry));
  if (ours.length && !names) tell("told to the data layer, and not named:", ours[0]);
}
