// The API that the site's developers use.
//
// Owns: the checking of calls. In: calls; those before there are rules wait. Out: events for the module, plain values.
// Must not: throw anything but a UsageError, and that only in a direct call.

import { CONSENT, EXPLAIN, FLAG, FORGET, HIDDEN, IDENTIFY, IMPORT, PROFILE, STATES, TRACK, VARIANT } from "./event.js";
import { kinds } from "./notice.js";

const purposes = ["personalization", "measurement", "sharing"];

/** Wrong use by the calling developer; `code` says what. */
export class UsageError extends Error {
  name = "UsageError";
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const need = (right, code) => {
  if (!right) throw new UsageError("usage." + code);
};

/** An object as JSON text; nothing as the empty text. */
function toJson(value, code) {
  let text = "";
  try {
    if (value != null) text = JSON.stringify(value);
  } catch {}
  need(value == null || text?.[0] === "{", code);
  return text;
}

/** One letter for each purpose, `-` for what is not said. */
const toLetters = (states) =>
  purposes
    .map((purpose) => {
      const state = states[purpose] ?? "-";
      need(/^(granted|denied|pending|-)$/.test(state), "consent");
      return state[0];
    })
    .join("");

/** The object that pages call. `start` takes rules that are pushed later. */
export function createApi({ life, notices, overlay }, start) {
  let waiting = [];

  const tell = (...event) => {
    if (waiting) life.signal.aborted || waiting.push(event);
    else life.tell_event(...event);
  };
  const ask = (kind, id) => (waiting ? null : life.ask_for(kind, id));

  const api = {
    track(name, props) {
      need(name && typeof name === "string", "track-name");
      life.told.add(name);
      tell(TRACK, 0, 0, name, toJson(props, "track-props"));
    },
    identify(id, attributes) {
      need(id == null || /^(string|number)$/.test(typeof id), "identify-id");
      tell(IDENTIFY, 0, 0, `${id ?? ""}`, toJson(attributes, "identify-attributes"));
    },
    consent(wish) {
      if (wish === undefined) return JSON.parse(ask(STATES));
      // A lone word is nobody's answer.
      need(Object(wish) === wish, "consent");
      tell(CONSENT, 0, 0, toLetters(wish));
    },
    variant: (id) => ask(VARIANT, `${id}`),
    value(key, fallback = null) {
      const value = JSON.parse(ask(FLAG, `${key}`)) ?? fallback;
      // Code that counts on a number must never get a text.
      return fallback === null || typeof value === typeof fallback ? value : fallback;
    },
    explain: (id) => JSON.parse(ask(EXPLAIN, `${id}`)),
    on(kind, fn) {
      need(kinds.includes(kind), "on-kind");
      need(typeof fn === "function", "on-listener");
      if (kind === "shift") overlay?.hear_shifts();
      return notices.on(kind, fn);
    },
    profile: () => JSON.parse(ask(PROFILE)),
    import(profile) {
      const text = toJson(profile, "import");
      need(text, "import");
      // Before there are rules it waits, as everything does that is told; after the end nobody answers.
      if (waiting) tell(IMPORT, 0, 0, text);
      else need(ask(IMPORT, text) !== null || life.signal.aborted, "import");
    },
    forget: () => tell(FORGET),
    stop() {
      // As if the visitor left: what waits to be counted, stored or sent is, now.
      life.tell_event(HIDDEN);
      life.stop();
    },
    /** Calls as data: never throws, and also takes `["rules", rules]`. */
    push(...calls) {
      for (const call of calls)
        try {
          const [method, ...values] = call;
          (method === "rules" ? start : api[method])(...values);
        } catch ({ code = "usage.push" }) {
          life.tell_fault(code, `${call}`.split(",")[0]);
        }
    },
  };
  /** Lets the calls through that waited for rules. */
  const open_door = () => {
    const calls = waiting;
    waiting = null;
    for (const event of calls) tell(...event);
  };
  return { api, open_door };
}
