// Why, with everything that was looked at: the server build says so, which decides as a visitor's browser does.
//
// Owns: the loading of that build, and what it is told of this page. In: the notes of an instance. Out: traces, the
// attributes that rules ask for. Must not: decide for the page, or load anything before it is asked.

import { language } from "./say.js";

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Facts as the settings name them: a value, its text, or an element that holds it. */
function factsOf(source) {
  if (typeof source !== "string") return source ?? null;
  return parse(source[0] === "#" ? (document.querySelector(source)?.textContent ?? "") : source);
}

/** This page and its visitor as the instance sees them. */
function seenBy({ api, profile, settings, now }, { forced }) {
  const consent = api.consent();
  const known = api.profile();
  return {
    now: now(),
    url: location.href,
    referrer: document.referrer,
    title: document.title,
    language: document.documentElement.lang,
    device: {
      language: navigator.language,
      width: innerWidth,
      touch: matchMedia("(pointer:coarse)").matches,
      reducedMotion: matchMedia("(prefers-reduced-motion:reduce)").matches,
      connection: navigator.connection?.effectiveType,
      vendor: navigator.vendor,
    },
    cookies: document.cookie,
    facts: factsOf(settings.facts),
    user: known?.user ?? {},
    visitor: known?.visitor ?? "",
    profile: profile.text ?? "",
    written: profile.written,
    denied: consent?.personalization === "denied",
    consent: [consent?.personalization === "granted", consent?.measurement === "granted"],
    forced,
  };
}

/** Traces of one instance. */
export function createTrace(record, wish) {
  let loading;
  const engine = async () => {
    loading ??= import("./omotenashi.server.js").then(({ Engine }) => new Engine(record.running));
    const made = await loading;
    made.visit(JSON.stringify(seenBy(record, wish)));
    return made;
  };
  return {
    /** The trace of one experience; null for an unknown one. */
    explain: async (id) => JSON.parse((await engine()).explain(id, language)),
    /** What is known of each attribute that the rules ask for. */
    attributes: async () => (record.rules ? JSON.parse((await engine()).attributes()) : {}),
  };
}
