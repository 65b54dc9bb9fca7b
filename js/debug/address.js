// What the address of the page wishes for, and addresses that wish for something.
//
// Owns: the grammar of `?om-preview=experience:variant,…`, `?om-as=audience,!audience`, `?om-at=2027-01-05T09:00`,
// `?om-debug=tab`. In: the address bar. Out: a wish; addresses. Must not: keep a wish anywhere: a reload ends it.

const words = ["preview", "as", "at", "debug"];
const ours = new RegExp(`([?&])om-(?:${words.join("|")})(?:=[^&]*)?(?=&|$)`, "g");

/** The query without our words, the rest of it as it was written. */
const clean = (search) => search.replace(ours, "$1").replace(/&{2,}/g, "&").replace(/^\?&/, "?").replace(/[?&]$/, "");

const list = (values) => values.flatMap((value) => value.split(",")).map((one) => one.trim()).filter(Boolean);

/** The variant of each experience. */
function readForced(values, wrong) {
  const forced = {};
  for (const one of list(values)) {
    const at = one.lastIndexOf(":");
    if (at < 1) wrong.push(one);
    else forced[one.slice(0, at)] = one.slice(at + 1);
  }
  return forced;
}

/** A moment without a zone is one of this device, as a date alone is. */
const readMoment = (text) => Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);

/** What a query wishes for. */
function readWish(search) {
  const query = new URLSearchParams(search);
  const all = (word) => query.getAll(`om-${word}`);
  const wrong = [];
  const forced = readForced(all("preview"), wrong);
  const audiences = {};
  for (const one of list(all("as"))) audiences[one.replace(/^!/, "")] = one[0] !== "!";
  const [moment = ""] = all("at");
  const at = moment ? readMoment(moment) : NaN;
  const preview = ["preview", "as", "at"].some((word) => query.has(`om-${word}`));
  return { preview, debug: query.has("om-debug"), tab: query.get("om-debug") ?? "", forced, audiences, at, moment, wrong };
}

/** Reads the wish and takes it out of the address bar. */
export function takeWish() {
  const wish = readWish(location.search);
  try {
    history.replaceState(history.state, "", location.pathname + clean(location.search) + location.hash);
    // Instances notice by this that it is still the same page; newer browsers tell them.
    if (!window.navigation) dispatchEvent(new Event("hashchange"));
  } catch {
    // A page in a sandbox may not: it keeps its address.
  }
  return wish;
}

/** The address of this page with a wish in it. */
export function addressOf({ preview, debug, tab = "", forced = {}, audiences = {}, moment = "" }) {
  const encode = (parts) => parts.map(encodeURIComponent).join(",").replace(/%3A/g, ":");
  const pairs = Object.entries(forced).map((pair) => pair.join(":"));
  const groups = Object.entries(audiences).map(([name, is]) => (is ? name : `!${name}`));
  const parts = [];
  if (pairs.length || (preview && !groups.length && !moment)) parts.push(pairs.length ? `om-preview=${encode(pairs)}` : "om-preview");
  if (groups.length) parts.push(`om-as=${encode(groups)}`);
  if (moment) parts.push(`om-at=${encodeURIComponent(moment).replace(/%3A/g, ":")}`);
  if (debug) parts.push(tab ? `om-debug=${tab}` : "om-debug");
  const rest = clean(location.search);
  const search = parts.length ? `${rest ? `${rest}&` : "?"}${parts.join("&")}` : rest;
  return location.origin + location.pathname + search + location.hash;
}
