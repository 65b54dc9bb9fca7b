/**
 * Omotenashi: client-side personalization. The global `window.omotenashi` and the module speak the same API.
 *
 * Calls never throw, except a {@link UsageError} for wrong use in a direct call. Where there is no page (on a
 * server), after {@link Omotenashi.stop}, or where the browser refuses WebAssembly, every call is accepted and
 * every answer is `null`.
 */

/** JSON values, as rules, facts, properties and attributes hold them. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A type whose values JSON can hold: an interface as well, what is read-only, and what may be missing. */
export type Plain<T> = unknown extends T
  ? T
  : T extends Json | undefined
    ? T
    : T extends symbol | bigint | ((...args: never) => unknown)
      ? never
      : { [Key in keyof T]: Plain<T[Key]> };

/** Properties and attributes: an object that JSON can hold, and no list. */
export type Members<T> = T extends readonly unknown[] ? never : Plain<T>;

/** A reason to handle data, each with its own yes or no. */
export type Purpose =
  /** Remembering this visitor, to choose content. */
  | "personalization"
  /** Sending what was shown and what came of it. */
  | "measurement"
  /** Audiences and hand-overs to others. */
  | "sharing";

/** What holds for a purpose: a yes, a no, or nothing was said yet. */
export type ConsentState = "granted" | "denied" | "pending";

/** Who decided what holds for a purpose: the strictest of all who speak. */
export type ConsentDecider =
  /** The site, by {@link Omotenashi.consent}. */
  | "manual"
  /** The answer of an earlier visit. */
  | "remembered"
  /** The mode in the rules, where nobody has anything to say. */
  | "mode"
  /** A signal that the rules name; also where it has not answered yet. */
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
  /** The browser asks not to be tracked, and the rules want to know. Advice, unless they obey it. */
  doNotTrack?: true;
}

/** How an instance is started. */
export interface Settings {
  /**
   * The rules file: an object, its JSON text, the `#id` of an element that holds that text, or an address.
   * From an address it arrives after the first paint; only the asynchronous delivery should do that.
   */
  rules: object | string;
  /** What the server knows of this visitor: an object, its JSON text, or the `#id` of an element that holds it. */
  facts?: object | string;
  /**
   * Address of `omotenashi.surface.js`, as seen from the script, for sites that call it otherwise. It is loaded when
   * the first surface is shown. Of the script tag only: bundlers find it by themselves.
   */
  surface?: string;
  /**
   * The same for `omotenashi.consent.js`, which is loaded when the rules name a consent signal that the browser does not
   * give by itself. Until it is there, these signals are silent, and silence is no yes.
   */
  consent?: string;
  /**
   * Address of `omotenashi.debug.js`, likewise. It is loaded when the address of the page asks for it: `?om-preview=id:variant`
   * shows that variant, `?om-as=audience` or `!audience` the page of somebody in or outside of it, `?om-at=2027-01-05T09:00`
   * the page of that moment, each on this page view alone, and nothing is counted, stored or sent; `?om-debug` opens the
   * inspector, which finds `omotenashi.server.js` beside it. `?om-off` switches everything off and loads nothing.
   */
  debug?: string;
  /**
   * The same for `omotenashi.observe.js`, which is loaded when the rules name an event that comes without code from the
   * site, such as `scroll` or `rage_click`. The package's source has the list of them: `src/engine/rules/observe.rs`.
   */
  observe?: string;
  /** Milliseconds added to the visitor's clock, for demos and tests. */
  clockOffset?: number;
  /** Whether this is a robot, which gets the original page; overrides the detection. */
  bot?: boolean;
}

/** Why an experience applies to this visitor, or not. */
export interface Decision {
  /** The experience. */
  id: string;
  /** Whether one of its variants was chosen. */
  applied: boolean;
  /**
   * A stable word, such as `applied`, `schedule` or `who`. Of a surface, after its moment has come, also why it is held
   * back: `frequency` (its own caps), `dismissed` (the visitor has closed it), `goal` (its `until` is reached),
   * `cancelled` (by `cancelOn`), `slot` (another one has or had its place on this page), `pressure` and `gap` (the caps
   * and the gap of `surfaces`). Its variant stays: the visitor is in it all the same.
   */
  reason: string;
  /** The variant; absent where none was chosen. */
  variant?: string;
  /** The attribute or behaviour that decided against it, where it was one. */
  at?: string;
}

/** A variant reached the visitor, for the first time: once for each visitor of a device and version of the experience. */
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
  /** How many of the variant's changes found their place. Always `applied` for the original. */
  result: "applied" | "partial" | "failed";
}

/** A goal was reached after an exposure, within its `within`. Attributed on this device, to each experience that it measures. */
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
  /** Whether it is this visitor's first after that exposure. */
  first: boolean;
  /** The number in the event's own property, in whatever unit or currency that is; 0 for none. */
  value: number;
  /** The sum of the values before it, after that exposure. */
  before: number;
}

/**
 * What a destination `beacon` gets, as JSON in the body of a POST (`text/plain`). Nothing in it names the visitor: one exposure
 * is one visitor, on one device, in one version of an experience.
 *
 * By variant, with every `id` counted once: exposures are the visitors; goals with `first` those of them who reached it; the
 * sum of `value` is what they brought, and the sum of `(before + value)² − before²` that of the squares of what each brought,
 * for the variance.
 */
export interface Batch {
  /** Version of this form. */
  v: 1;
  /** The `site` of the rules. */
  site: string;
  /** When this was sent, by the visitor's own clock as `at` is: the time between the two is right where that clock is wrong. */
  sent: number;
  /** An event may come twice, also in different batches: count each `id` once. */
  events: (Exposure | Goal)[];
  /** How many more could not be kept while nobody took them, at most. A batch that comes again says it again. */
  lost: number;
}

/** Something in the rules file is wrong; the rest of it works. */
export interface Problem {
  /** Stable code. The check command has the sentence. */
  code: string;
  /** JSON Pointer into the rules. */
  pointer?: string;
  /** Line and column, from 1. */
  line?: number;
  column?: number;
  [more: string]: Json | undefined;
}

/**
 * The environment, or Omotenashi itself, failed; the page is as it was written, or as it was shown so far.
 * Each is told once.
 *
 * - `rules-missing`, `rules-unreachable`: there are no rules. Nothing happens.
 * - `wasm-refused`: the browser or its policy refuses WebAssembly. Nothing happens.
 * - `trap`: an error inside. Everything was undone; later calls answer `null`.
 * - `storage-unavailable`, `storage-full`: nothing is remembered beyond this page.
 * - `setting-invalid`: a setting has a value that means nothing, and counts as not there; `detail` says which.
 * - `beacon-refused`: a destination answered with an error of ours (HTTP 4xx), or led elsewhere, where most posts arrive
 *   without what they hold; `detail` is its address.
 * - `selector-invalid`, `change-refused`, `surface-failed`: one change was not made, or one goal or moment is not
 *   looked for; `detail` says which. A change is refused when it could run a script, leads to an address of an unsafe
 *   scheme, or has markup of which nothing may stay, and a redirect when it leads to another site that `redirects` in the
 *   rules does not allow, or back to where a redirect has just come from.
 * - `surface-unreachable`: `omotenashi.surface.js`, which draws surfaces, could not be loaded, or is of another version; none is shown.
 * - `observe-unreachable`: `omotenashi.observe.js`, which observes the page, could not be loaded, or is of another version: its events
 *   do not come.
 * - `consent-unreachable`: `omotenashi.consent.js`, which hears consent signals, could not be loaded, or is of another version: all of
 *   them stay silent.
 * - `debug-unreachable`: the address asks for a preview or the inspector, and `omotenashi.debug.js` could not be loaded.
 *   Nothing happens.
 * - `change-reverted`: the page took a change back again and again, more than 25 times in a second. It has its way;
 *   `detail` is the element, or the selector where the element itself was made anew.
 * - `usage.…`: wrong use from the queue; `detail` is the method.
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

/** A layout shift in the first tenth of a second after a change, without the visitor's doing. */
export interface Shift {
  /** Its score, as in Cumulative Layout Shift. */
  value: number;
  /** The elements that were moved, five at most. */
  moved: string[];
}

/** What listeners hear, by kind. */
export interface Notices {
  /** A variant was chosen; or the moment of its surface came, and the surface is held back. */
  decision: Decision;
  /** A variant reached the visitor. Only with consent to measurement. */
  exposure: Exposure;
  /** A goal was reached. Only with consent to measurement. */
  goal: Goal;
  /** The rules file is wrong somewhere. */
  problem: Problem;
  /** The environment, or Omotenashi itself, failed. */
  fault: Fault;
  /** The rules have a value for the page's own code. */
  value: ValueNotice;
  /** What was moved by a change of ours, as Chromium measures it; who listens makes it be measured. */
  shift: Shift;
  /** What holds for the purposes has changed. */
  consent: ConsentStates;
}

/** What is remembered of a visitor. Times are milliseconds since the Unix epoch. */
export interface Profile {
  /** A random name, the same on all hosts that share a `cookie`; empty while the visitor may not be remembered. */
  visitor: string;
  /** Which visit this is, from 1. */
  visit: number;
  /** Pages of this visit. */
  pages: number;
  lastSeen: number;
  /** What the site told, by path. */
  user: { [path: string]: Json };
  /** Of an experience whose rules went on to another version, the version before may be kept beside it. */
  experiences: { id: string; version: number; variant: string; since: number }[];
  /** What was done, as far as rules ask: the event, what it must be like, what is asked of it, and what is known. */
  behaviours: { event: Json; with?: Json; asks: string; answer?: Json; last: number }[];
  /** The log that `observe.keepAhead` declares. */
  ahead: { event: string; with: Json; last: number }[];
  cart: { value: number; count: number };
  /** The stage of the journey, where rules ask since when, or for one that is left: its name, and when it was entered. */
  stage?: { name: string; since: number };
  /** All of it as it is stored. */
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
   * Tells that something happened. GA4's names (`view_item`, `add_to_cart`, `purchase`, …) also keep the cart.
   *
   * So the page also shows a surface by hand: `track("help")` brings the moment of one with
   * `"when": { "event": "help", "every": true }`, for whom it applies and as far as its caps allow.
   * @throws {UsageError} `usage.track-name` (not a text, or empty), `usage.track-props` (not an object, or not JSON).
   */
  track<T extends object>(name: string, props?: Members<T>): void;
  /**
   * Tells who the visitor is, by the site's own name; nothing or an empty text signs out. Attributes become
   * `user.…`, what is inside of one `user.address.city`. What is not named stays as it was told: on a device that several
   * people use, sign out before the next one signs in.
   * @throws {UsageError} `usage.identify-id`, `usage.identify-attributes`.
   */
  identify<T extends object>(id?: string | number | null, attributes?: Members<T>): void;
  /**
   * Speaks for the visitor, as a banner does. Purposes not named stay as they are.
   * @throws {UsageError} `usage.consent` (not an object, or a value that is none of the three).
   */
  consent(states: Partial<Record<Purpose, ConsentState>>): void;
  /** What holds for each purpose; `null` before there are rules. */
  consent(): ConsentStates | null;
  /** The variant that an experience shows to this visitor; `null` where it does not apply. */
  variant(id: string): string | null;
  /**
   * The value of a flag; `fallback` before there are rules, for an unknown flag, and where the value is of
   * another type than `fallback`, unless that is null. Who reads a flag in an experiment takes part in it by that, and is counted.
   */
  value(key: string, fallback?: null): Json;
  value(key: string, fallback: boolean): boolean;
  value(key: string, fallback: number): number;
  value(key: string, fallback: string): string;
  value<T extends Json | object>(key: string, fallback: T): T;
  /** Why an experience applies or not; `null` for an unknown id. */
  explain(id: string): Decision | null;
  /**
   * Listens. What was told before is told again, a microtask later, except `consent`. A listener may call back.
   * @returns a function that removes the listener.
   * @throws {UsageError} `usage.on-kind`, `usage.on-listener`.
   */
  on<Kind extends keyof Notices>(kind: Kind, listener: (detail: Notices[Kind]) => void): () => void;
  /**
   * What is remembered of this visitor, to read, and in `data` as it is stored, for {@link Omotenashi.import}; `null`
   * before there are rules.
   */
  profile(): Profile | null;
  /**
   * Takes a profile from elsewhere, as `profile()` gave it: from another device, or from a file that the visitor has
   * kept. It is merged once the visitor has agreed to `personalization`, and not before: what was done there counts, but
   * only once, however often it is brought; what is known here stays, and so does the visitor's name here. Of a second,
   * later profile of the same visitor only the experiences and what the site told are taken.
   * @throws {UsageError} `usage.import` (no profile, or one that is too old to keep; before there are rules this is not
   * told).
   */
  import(profile: Profile | { data: Json }): void;
  /**
   * Erases what is remembered of this visitor on this device, in all tabs, with the `cookie` of its hosts; before there are rules, as soon as they are there.
   * Only a no is kept where silence would mean yes.
   */
  forget(): void;
  /** Puts the page back as it was, and ends: no listener, timer or node is left. What was still to be stored is. */
  stop(): void;
  /** Takes calls as data, as the queue did. Never throws: wrong use becomes a {@link Fault}. */
  push(...calls: Call[]): void;
}

/** Wrong use by the calling developer. */
export class UsageError extends Error {
  /** Stable code, such as `usage.track-name`. */
  code: string;
}

/**
 * Starts an instance. The promise is kept when it has decided; it is never broken.
 *
 * One page needs one. Of two that would change the same element, the one that comes first has it until it is stopped; then the
 * other changes it. In React, start in an effect and stop in its cleanup, also where it is run before the promise is kept:
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
