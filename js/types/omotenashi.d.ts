/**
 * Omotenashi: client-side personalization. The global `window.omotenashi` and the module speak the same API.
 *
 * Calls never throw, except a {@link UsageError} where a direct call is used wrongly. Where there is no page (on a
 * server), after {@link Omotenashi.stop}, or where the browser refuses WebAssembly, every call is accepted and
 * every answer is `null`.
 */

/** JSON values, as rules, facts, properties and attributes hold them. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A type whose values JSON can hold; it may be an interface, and have read-only or optional members. */
export type Plain<T> = unknown extends T
  ? T
  : T extends Json | undefined
    ? T
    : T extends symbol | bigint | ((...args: never) => unknown)
      ? never
      : { [Key in keyof T]: Plain<T[Key]> };

/** Properties and attributes: an object that JSON can hold, but not a list. */
export type Members<T> = T extends readonly unknown[] ? never : Plain<T>;

/** A purpose of handling data; each has its own yes or no. */
export type Purpose =
  /** Remembering this visitor, to choose content. */
  | "personalization"
  /** Sending what was shown and what came of it. */
  | "measurement"
  /** Handing data over to others. */
  | "sharing";

/** What holds for a purpose: a yes, a no, or no answer yet. */
export type ConsentState = "granted" | "denied" | "pending";

/** Who decided what holds for a purpose: the strictest of all who speak. */
export type ConsentDecider =
  /** The site, by {@link Omotenashi.consent}. */
  | "manual"
  /** The answer of an earlier visit. */
  | "remembered"
  /** The mode in the rules, where nobody has anything to say. */
  | "mode"
  /** A signal that the rules name, including one that has not answered yet. */
  | "google"
  | "gpc"
  | "dnt"
  | "tcf"
  | "gpp"
  | "vanilla-cookieconsent"
  | "klaro"
  | "osano"
  | "c15t";

/** What holds for each purpose, and why. */
export interface ConsentStates extends Record<Purpose, ConsentState> {
  /** Who decided each. */
  decidedBy: Record<Purpose, ConsentDecider>;
  /** The browser asks not to be tracked, and the rules name `dnt` or obey it. Without `obeyDoNotTrack` this is advice. */
  doNotTrack?: true;
}

/** How an instance is started. */
export interface Settings {
  /**
   * The rules file: an object, its JSON text, the `#id` of an element that holds that text, or an address.
   * From an address the rules arrive after the first paint, so only the asynchronous delivery should use one.
   */
  rules: object | string;
  /** What the server knows of this visitor: an object, its JSON text, or the `#id` of an element that holds it. */
  facts?: object | string;
  /**
   * Address of `omotenashi.surface.js`, relative to the script, for sites that give it another name. It is loaded when
   * the first surface is shown. For the script tag only: bundlers find the file by themselves.
   */
  surface?: string;
  /**
   * The same for `omotenashi.consent.js`, which is loaded when the rules name a consent signal that the browser does not
   * give by itself. Until it is there, these signals are silent, and silence is not a yes.
   */
  consent?: string;
  /**
   * Address of `omotenashi.debug.js`, likewise. It is loaded when the address of the page asks for it: `?om-preview=id:variant`
   * shows that variant, `?om-as=audience` or `!audience` the page as somebody in that audience or outside it sees it,
   * `?om-at=2027-01-05T09:00` the page at that moment, each on this page view only, and nothing is counted, stored or sent;
   * `?om-debug` opens the inspector, which expects `omotenashi.server.js` beside it. `?om-off` switches everything off and
   * loads nothing.
   */
  debug?: string;
  /**
   * The same for `omotenashi.observe.js`, which is loaded when the rules name an event that is observed without code from
   * the site, such as `scroll` or `rage_click`. `npx omotenashi guide past` lists them.
   */
  observe?: string;
  /** Milliseconds added to the visitor's clock, for demos and tests. */
  clockOffset?: number;
  /** Whether this is a bot, which gets the original page; overrides the detection. */
  bot?: boolean;
}

/** Why an experience applies to this visitor, or not. */
export interface Decision {
  /** The experience. */
  id: string;
  /** Whether one of its variants was chosen. */
  applied: boolean;
  /**
   * A stable word, such as `applied`, `schedule` or `who`. For a surface whose moment has come, it may also say why it is
   * held back: `frequency` (its own caps), `dismissed` (the visitor has closed it), `goal` (its `until` is reached),
   * `cancelled` (by `cancelOn`), `slot` (another one has or had its place on this page), `pressure` and `gap` (the caps
   * and the gap of `surfaces`). The visitor is in its variant all the same.
   */
  reason: string;
  /** The variant; absent where none was chosen. */
  variant?: string;
  /** The attribute or behaviour that decided against it, if there is one. */
  at?: string;
}

/**
 * A variant reached the visitor for the first time: once for each visitor, device and version of the experience. Visitors who
 * allow `measurement` but not `personalization` are in no test; what else they are shown counts on each page anew, with its goals.
 */
export interface Exposure {
  /** Id of the event, the same wherever it is sent. */
  id: string;
  type: "exposure";
  /** Milliseconds since the Unix epoch, by the visitor's clock. */
  at: number;
  experience: string;
  /** Version of the experience. */
  version: number;
  variant: string;
  /** Whether all, some or none of the variant's changes were made. Always `applied` for the original. */
  result: "applied" | "partial" | "failed";
}

/** A goal was reached after an exposure, within the time that its `within` gives. It is attributed on this device, to each experience that it measures. */
export interface Goal {
  id: string;
  type: "goal";
  /** Milliseconds since the Unix epoch, by the visitor's clock. */
  at: number;
  goal: string;
  experience: string;
  version: number;
  /** The variant of that exposure. */
  variant: string;
  /** Milliseconds since the first exposure. */
  since: number;
  /** Whether this visitor reached it for the first time after that exposure. */
  first: boolean;
  /** The number in the event's own property, in whatever unit or currency the site uses; 0 where there is none. */
  value: number;
  /** The sum of the values before it, after that exposure. */
  before: number;
}

/**
 * What a destination of the kind `beacon` gets, as JSON in the body of a POST (`text/plain`). Nothing in it names the visitor:
 * one exposure is one visitor, on one device, in one version of an experience.
 *
 * Group them by variant and count every `id` once. Then, in a test, the number of exposures is that of visitors, the number of
 * goals with `first` that of visitors who reached the goal, and the sum of `value` is what all of them brought. For the variance, the sum of
 * `(before + value)² − before²` is the sum of the squares of what each visitor brought.
 */
export interface Batch {
  /** Version of this form. */
  v: 1;
  /** The `site` of the rules. */
  site: string;
  /** When this was sent, by the visitor's own clock, as `at` is: so the time between the two is right even where that clock is wrong. */
  sent: number;
  /** An event may come twice, even in different batches: count each `id` once. */
  events: (Exposure | Goal)[];
  /** How many more events, at most, were lost because nobody took them. A batch that is sent again repeats this number. */
  lost: number;
}

/** Something in the rules file is wrong; the rest of it works. */
export interface Problem {
  /** Stable code. `npx omotenashi check` prints the sentence for it. */
  code: string;
  /** JSON Pointer into the rules. */
  pointer?: string;
  /** Line and column, from 1. */
  line?: number;
  column?: number;
  [more: string]: Json | undefined;
}

/**
 * The environment, or Omotenashi itself, failed; the page stays as it was written, or as far as it had been changed.
 * Each fault is reported once.
 *
 * - `rules-missing`, `rules-unreachable`: there are no rules. Nothing happens.
 * - `wasm-refused`: the browser or its policy refuses WebAssembly. Nothing happens.
 * - `trap`: an internal error. Everything was undone; later calls answer `null`.
 * - `storage-unavailable`, `storage-full`: nothing is remembered beyond this page.
 * - `setting-invalid`: a setting has an invalid value and is ignored; `detail` says which.
 * - `beacon-refused`: a destination answered that the request was wrong (HTTP 4xx), or redirected it, which makes most posts
 *   lose their content; `detail` is its address.
 * - `selector-invalid`, `change-refused`, `surface-failed`: one change was not made, or one goal or moment is not
 *   looked for; `detail` says which. A change is refused when it could run a script, leads to an address with an unsafe
 *   scheme, or has markup of which nothing is left once it is made safe; a redirect is refused when it leads to another site
 *   that `redirects` in the rules does not allow, or back to where a redirect has just come from.
 * - `surface-unreachable`: `omotenashi.surface.js`, which draws surfaces, could not be loaded, or is of another version; none is shown.
 * - `observe-unreachable`: `omotenashi.observe.js`, which observes the page, could not be loaded, or is of another version: its events
 *   do not come.
 * - `consent-unreachable`: `omotenashi.consent.js`, which hears consent signals, could not be loaded, or is of another version: all of
 *   them stay silent.
 * - `debug-unreachable`: the address asks for a preview or the inspector, and `omotenashi.debug.js` could not be loaded.
 *   Nothing happens.
 * - `change-reverted`: the page took a change back again and again, more than 25 times in a second, and it has its way;
 *   `detail` is the element, or the selector where the page made the element itself anew.
 * - `usage.…`: a call in the queue was used wrongly; `detail` is the method.
 */
export interface Fault {
  code: string;
  detail?: string;
}

/** A `value` of the rules, for the page's own code. */
export interface ValueNotice {
  /** The experience. */
  id: string;
  variant: string;
  /** As it stands in the rules. */
  value: Json;
}

/** A layout shift within a tenth of a second after a change, not caused by the visitor. */
export interface Shift {
  /** Its score, as in Cumulative Layout Shift. */
  value: number;
  /** The elements that moved, five at most. */
  moved: string[];
}

/** What listeners hear, by kind. */
export interface Notices {
  /** A variant was chosen; or the moment of a surface came and the surface is held back. */
  decision: Decision;
  /** A variant reached the visitor. Only with consent to measurement. */
  exposure: Exposure;
  /** A goal was reached. Only with consent to measurement. */
  goal: Goal;
  /** Something in the rules file is wrong. */
  problem: Problem;
  /** The environment, or Omotenashi itself, failed. */
  fault: Fault;
  /** The rules have a value for the page's own code. */
  value: ValueNotice;
  /** A change of ours moved something, as Chromium measures it; this is measured only while somebody listens. */
  shift: Shift;
  /** What holds for the purposes has changed. */
  consent: ConsentStates;
}

/** What is remembered of a visitor. Times are milliseconds since the Unix epoch. */
export interface Profile {
  /** A random id, the same on all hosts that share a `cookie`; empty while the visitor may not be remembered. */
  visitor: string;
  /** Which visit this is, from 1. */
  visit: number;
  /** Pages of this visit. */
  pages: number;
  lastSeen: number;
  /** What the site told, by path. */
  user: { [path: string]: Json };
  /** When an experience gets a new version, its previous version may be kept beside it. */
  experiences: { id: string; version: number; variant: string; since: number }[];
  /** What was done, as far as rules ask for it: the event, its conditions, what is asked about it, and the answer. */
  behaviours: { event: Json; with?: Json; asks: string; answer?: Json; last: number }[];
  /** The log that `observe.keepAhead` declares. */
  ahead: { event: string; with: Json; last: number }[];
  cart: { value: number; count: number };
  /** The stage of the journey and when it was entered, where rules have stages that are entered or left, or ask since when. */
  stage?: { name: string; since: number };
  /** The whole profile, as it is stored. */
  data: Json;
  [more: string]: Json | undefined;
}

/** A call as data, as the queue before loading holds it: `["track", "purchase", { value: 4800 }]`. */
export type Call =
  | ["rules", Settings["rules"]]
  | ["track", string, object?]
  | ["identify", (string | number | null)?, object?]
  | ["consent", Partial<Record<Purpose, ConsentState>>]
  | ["on", keyof Notices, (detail: any) => void]
  | ["import", Profile | { data: Json }]
  | ["forget"]
  | ["stop"];

/** One visitor on one page. */
export interface Omotenashi {
  /**
   * Reports that something happened. Events with GA4's names (`view_item`, `add_to_cart`, `purchase`, …) also keep the cart up to date.
   *
   * This is also how the page itself shows a surface: `track("help")` brings the moment of a surface with
   * `"when": { "event": "help", "every": true }`, if its experience applies and its caps allow it.
   * @throws {UsageError} `usage.track-name` (not a text, or empty), `usage.track-props` (not an object, or not JSON).
   */
  track<T extends object>(name: string, props?: Members<T>): void;
  /**
   * Says who the visitor is, by the site's own id; no id or an empty one signs out. Attributes become `user.…`, nested
   * ones `user.address.city`. Attributes that are not named stay as they were: on a device that several people use, sign out
   * before the next one signs in.
   * @throws {UsageError} `usage.identify-id`, `usage.identify-attributes`.
   */
  identify<T extends object>(id?: string | number | null, attributes?: Members<T>): void;
  /**
   * Gives the visitor's answer, as a banner does. Purposes that are not named stay as they are.
   * @throws {UsageError} `usage.consent` (not an object, or a value that is none of the three).
   */
  consent(states: Partial<Record<Purpose, ConsentState>>): void;
  /** What holds for each purpose; `null` before there are rules. */
  consent(): ConsentStates | null;
  /** The variant that an experience shows to this visitor; `null` where it does not apply. */
  variant(id: string): string | null;
  /**
   * The value of a flag; `fallback` before there are rules, for an unknown flag, and where the value is of
   * another type than `fallback`, unless that is null; a list and an object are of one type here. Reading a flag that is in an experiment makes the visitor take part in it,
   * and counts them.
   */
  value(key: string, fallback?: null): Json;
  value(key: string, fallback: boolean): boolean;
  value(key: string, fallback: number): number;
  value(key: string, fallback: string): string;
  value<T extends Json | object>(key: string, fallback: T): T;
  /** Why an experience applies or not; `null` for an unknown id. */
  explain(id: string): Decision | null;
  /**
   * Adds a listener. What was reported earlier is repeated to it a microtask later, except `consent`. A listener may call the API.
   * @returns a function that removes the listener.
   * @throws {UsageError} `usage.on-kind`, `usage.on-listener`.
   */
  on<Kind extends keyof Notices>(kind: Kind, listener: (detail: Notices[Kind]) => void): () => void;
  /**
   * What is remembered of this visitor: readable, and in `data` also as it is stored, for {@link Omotenashi.import};
   * `null` before there are rules.
   */
  profile(): Profile | null;
  /**
   * Takes in a profile that `profile()` gave elsewhere: on another device, or from a file that the visitor has kept. It is
   * merged once the visitor has agreed to `personalization`, and not before. What was done there counts, but only once,
   * however often it is imported; what is known here stays, and so does the visitor's id here. From a second, later profile of
   * the same visitor only the experiences and what the site told are taken.
   * @throws {UsageError} `usage.import` (no profile, or one that is too old to keep; before there are rules this is not
   * reported).
   */
  import(profile: Profile | { data: Json }): void;
  /**
   * Erases what is remembered of this visitor on this device, in all tabs, including the shared `cookie`; when called before there
   * are rules, as soon as they are there. Only a no is kept, where silence would mean yes.
   */
  forget(): void;
  /** Puts the page back as it was and ends: no listener, timer or node is left. Anything not yet stored is stored first. */
  stop(): void;
  /** Takes calls as data, as the queue before loading did. Never throws: wrong use becomes a {@link Fault}. */
  push(...calls: Call[]): void;
}

/** Wrong use by the calling developer. */
export class UsageError extends Error {
  /** Stable code, such as `usage.track-name`. */
  code: string;
}

/**
 * Starts an instance. The promise resolves when it has decided, and never rejects.
 *
 * A page needs only one. If two instances would change the same element, the first has it until it is stopped; then the other
 * one changes it. In React, start in an effect and stop in its cleanup, which may run before the promise resolves:
 *
 * ```js
 * useEffect(() => {
 *   const started = start({ rules });
 *   return () => void started.then((om) => om.stop());
 * }, []);
 * ```
 */
export function start(settings: Settings): Promise<Omotenashi>;

declare global {
  interface Window {
    /** The API once the script tag has run; before it, a queue of calls with optional `settings`. */
    omotenashi?: Omotenashi | (Call[] & { settings?: Partial<Settings> });
  }
}
