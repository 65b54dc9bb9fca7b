// A report that somebody else can run: what was known and what was decided.
//
// Owns: what is in it. In: the notes of an instance, traces. Out: a value. Must not: name a person, unless that was
// ticked: ids, what the site told of the visitor, and texts of the address stay out.

/** Attributes that may name somebody, or say what they typed. */
const personal = /^(visitor|user)\.|^page\.(url|title|hash|query)|^referrer\.url$/;

/** The query by its names alone. */
function shortUrl({ origin, pathname, searchParams }) {
  const names = [...new Set(searchParams.keys())].map((name) => (/^utm_/.test(name) ? `${name}=${encodeURIComponent(searchParams.get(name))}` : `${name}=…`));
  return origin + pathname + (names.length ? `?${names.join("&")}` : "");
}

async function digest(text) {
  // Only secure pages may hash.
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The report. `visitor` is what `Engine.decide` of `omotenashi/node` takes. */
export async function createReport(record, wish, trace, withPerson) {
  const { api, rules, text } = record;
  const from = (name) => rules?.attributes?.[name]?.from === "facts";
  const all = await trace.attributes().catch(() => ({}));
  const shown = Object.entries(all).filter(([name]) => withPerson || !(personal.test(name) || from(name)));
  const attributes = Object.fromEntries(shown.filter(([, value]) => value !== null));
  const id = withPerson ? api.profile()?.visitor : undefined;
  const url = withPerson ? location.href : shortUrl(new URL(location.href));
  const ids = (Array.isArray(rules?.experiences) ? rules.experiences : []).map((one) => one.id);
  const told = (kind) => record.events.filter((event) => event.kind === kind).map(({ detail }) => detail);
  return {
    omotenashi: "report",
    rules: { site: rules?.site, bytes: new TextEncoder().encode(text).length, sha256: await digest(text) },
    page: { url, language: document.documentElement.lang },
    device: { userAgent: navigator.userAgent, language: navigator.language, width: innerWidth, height: innerHeight },
    preview: wish.preview ? { forced: wish.forced, audiences: wish.audiences, at: wish.moment || undefined } : undefined,
    visitor: { id: id || undefined, attributes, now: record.now(), url, language: document.documentElement.lang, forced: wish.forced, consent: api.consent() ?? undefined },
    left: all && Object.keys(all).filter((name) => !shown.some(([known]) => known === name)),
    decisions: ids.map((one) => api.explain(one)).filter(Boolean),
    problems: told("problem"),
    faults: told("fault"),
  };
}
