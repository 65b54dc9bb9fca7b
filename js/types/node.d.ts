/**
 * Omotenashi on a server: the same engine, the same answers, no page. It decides and explains; it stores, sends and
 * shows nothing.
 */

import type { ConsentState, Json } from "./omotenashi.js";

export type { ConsentState, Json };

/** Something in the rules file is wrong, or deserves a look; the rest of it works. */
export interface Finding {
  /** Stable code. */
  readonly code: string;
  /** `error`: the part concerned does not run. `warning`: it runs. */
  readonly severity: "error" | "warning";
  /** JSON Pointer into the rules. */
  readonly pointer: string;
  /** Line and column, from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it; empty where the message says it all. */
  readonly help: string;
}

/** A variant that a visitor was given before, so that they keep it. */
export interface Assignment {
  /** The experience, or the experiment behind a flag. */
  id: string;
  /** Its version at that time. */
  version: number;
  variant: string;
  /** The value that was hashed, which says whose assignment it is. Without it, the assignment holds for whoever is asked about. */
  by?: string;
}

/** One visitor at one moment. None of it is kept beyond the next call. */
export interface Visitor {
  /**
   * `visitor.id`, which decides who gets which variant. In a browser it is a random id that no server knows: if both sides
   * are to agree, let the rules say `"hashBy": "user.id"` and tell both the user's id, here in `attributes` and there in `facts`.
   * The number 0 and an empty text are no id, as in GrowthBook.
   */
  id?: string | number | null;
  /** What is known, nested (`{ user: { tier: "gold" } }`) or with dotted names (`{ "user.tier": "gold" }`). */
  attributes?: object;
  /** The moment that schedules and `time.…` go by; the moment of the call unless given. */
  now?: Date | number;
  /** The address of the page, for `page.…` and the query override. */
  url?: string;
  /** Variants chosen by hand, by experience. They are not counted. */
  forced?: { readonly [id: string]: string };
  /** What this visitor was given before. */
  assignments?: readonly Assignment[];
  /** What the visitor allows; a purpose that is not named is pending. Without this member everything is allowed: the server is taken to have asked. */
  consent?: { readonly personalization?: ConsentState; readonly measurement?: ConsentState };
  /** The visitor's language, such as `ja`. */
  language?: string;
}

/** How an experience was decided. */
export interface Outcome {
  /** Whether one of its variants was chosen. */
  readonly applied: boolean;
  /** A stable word, such as `applied`, `schedule` or `split`. */
  readonly reason: string;
  /** The variant; null where none was chosen. */
  readonly variant: string | null;
  /** Where the visitor falls between 0 and 1; null where that did not matter. */
  readonly bucket: number | null;
}

/** How a flag got its value. */
export interface FlagOutcome {
  /** What the flag is for this visitor. */
  readonly value: Json;
  /** The reason, as OpenFeature names it. */
  readonly reason: "STATIC" | "TARGETING_MATCH" | "SPLIT" | "DEFAULT" | "DISABLED" | "ERROR";
  /** The variant; `value` where the rule gives everybody the same value; null for the default. */
  readonly variant: string | null;
  /** Whether the variant was kept from an earlier assignment. */
  readonly sticky: boolean;
  /** Index of the rule that gave the value, from 0; null for the default. */
  readonly rule: number | null;
  /** That rule's id; null for the default, and for a rule without one. */
  readonly id: string | null;
}

/** What was decided for one visitor. It costs nothing until it is asked. */
export interface Decisions {
  /** The variant of an experience, or of the experiment behind a flag; null where it does not apply. */
  variant(id: string): string | null;
  /** How an experience was decided; null for an unknown one. */
  get(id: string): Outcome | null;
  /** The value of a flag; `fallback` for an unknown flag, and where the value is of another type than `fallback`, unless that is null; a list and an object are of one type here. */
  value(flag: string, fallback?: null): Json;
  value(flag: string, fallback: boolean): boolean;
  value(flag: string, fallback: number): number;
  value(flag: string, fallback: string): string;
  value<T extends Json>(flag: string, fallback: T): T;
  /** A flag's value and how it came about; null for an unknown one. */
  flag(id: string): FlagOutcome | null;
  /** Every experience. */
  readonly experiences: { readonly [id: string]: Outcome };
  /** Every flag. */
  readonly flags: { readonly [id: string]: FlagOutcome };
}

/** Something that is kept in the visitor's own browser. */
export interface Kept {
  /** What it is, in words. */
  readonly what: string;
  /** The key in `localStorage` that holds it, or the name of the cookie (which has no dot). */
  readonly key: string;
  /** The purpose that must be granted; empty for the answer itself. */
  readonly purpose: string;
  /** Why, in words. */
  readonly why: string;
  /** The experiences and flags that it is kept for; empty where all need it. */
  readonly rules: readonly string[];
  /** How many days after the last visit it is kept at most; 0 where it is kept until it is delivered. */
  readonly days: number;
  /** How many bytes it takes at most; 0 where that depends on what the site tells. */
  readonly bytes: number;
}

/** Something that leaves the visitor's browser. */
export interface Sent {
  /** What it is, in words. */
  readonly what: string;
  /** Who receives it. */
  readonly to: string;
  /** The purpose that must be granted; empty for pictures, which come with the content. */
  readonly purpose: string;
  /** Why, in words. */
  readonly why: string;
}

/** What a rules file makes of a visitor's data. */
export interface DataSheet {
  readonly stored: readonly Kept[];
  readonly sent: readonly Sent[];
  /** When none of this happens. */
  readonly note: string;
  /** All of it as Markdown; in Japanese, in the form that Japan's rule on external transmission asks for. */
  readonly text: string;
}

/** A rules file, read once. */
export class Engine {
  /**
   * @param rules the rules file: an object, or its JSON text.
   * @param options the language of the problems' sentences, `en` or `ja`.
   * @throws {UsageError} `usage.rules`: neither of these; `usage.language`: not a string.
   */
  constructor(rules: object | string, options?: { language?: string });
  /** What is wrong with the rules. Warnings come from `npx omotenashi check` only. */
  readonly problems: readonly Finding[];
  /**
   * Decides everything for one visitor.
   * @throws {UsageError} `usage.decide…`: something about the visitor is not what it should be; the message says what.
   */
  decide(visitor?: Visitor): Decisions;
  /**
   * Why an experience applies or not: to this visitor, or else to the one that was decided for last. Null for an unknown
   * experience.
   * @throws {UsageError} `usage.explain-id`: not a string; and those of {@link Engine.decide}.
   */
  explain(id: string, visitor?: Visitor): { readonly [member: string]: Json } | null;
  /**
   * What these rules keep about a visitor and what they send: for which rule, why and for how long.
   * @throws {UsageError} `usage.language`: not a string.
   */
  dataSheet(options?: { language?: string }): DataSheet;
  /** Frees its memory now; otherwise that happens when the object is collected. Later calls throw `usage.freed`. */
  free(): void;
}

/** Saved groups as GrowthBook has them: lists, or conditions. */
export interface Groups {
  readonly [id: string]:
    | readonly unknown[]
    | { readonly type: "list"; readonly attributeKey?: string; readonly values: readonly unknown[] }
    | { readonly type: "condition"; readonly condition: object };
}

/**
 * Whether a condition holds, as GrowthBook means it. A condition that is not understood holds for nobody.
 * @throws {UsageError} `usage.matches…`: an argument that is not an object.
 */
export function matches(condition: object, attributes?: object, groups?: Groups): boolean;

/**
 * Where a value falls between 0 and 1 under a seed; null for an unknown version of the hash. The version is 2 unless given.
 * @throws {UsageError} `usage.bucket-seed`, `usage.bucket-value`.
 */
export function bucket(seed: string, value: string | number, version?: number): number | null;

/**
 * Where a redirect leads from the address of the page; null where it leads nowhere else. With `keepQuery` (true unless
 * given) the page's own parameters are added; where both have one, the target's wins.
 * @throws {UsageError} `usage.destination-current`, `usage.destination-target`: not a string.
 */
export function destination(current: string, target: string, keepQuery?: boolean): string | null;

/** What could not be carried over. */
export interface ImportProblem {
  readonly code: string;
  /** JSON Pointer into the payload. */
  readonly pointer: string;
  readonly message: string;
}

/** A payload as rules. */
export interface Imported {
  /** The rules file. */
  rules: { [member: string]: Json };
  problems: ImportProblem[];
  /** The assignments in the sticky-bucket documents, for {@link Visitor.assignments}. */
  assignments: Assignment[];
  /** Where each rule and experience came from: its pointer in the rules, and its place in the payload. */
  origins: { [pointer: string]: string };
}

/** How a payload is read. */
export interface ImportOptions {
  /** Whether the site uses sticky bucketing: `true`, or one visitor's documents. */
  sticky?: boolean | object;
  /** The rules' `site`. */
  site?: string;
  /** The language of the problems' sentences, `en` or `ja`. */
  language?: string;
}

/**
 * Turns a payload of GrowthBook's API, an object or its JSON text, into rules; with a key, also an encrypted payload. Whatever
 * is hashed, such as `id`, has to be told in `attributes` here, and in `facts` in a browser. Run `npx omotenashi check` on the
 * rules once: it names the markup in them that will not be shown.
 *
 * @throws {SyntaxError} for text that is not JSON.
 */
export function importGrowthBook(payload: object | string, options?: ImportOptions & { decryptionKey?: undefined }): Imported;
export function importGrowthBook(payload: object | string, options: ImportOptions & { decryptionKey: string }): Promise<Imported>;

/** Wrong use by the calling developer; the message is a sentence. */
export class UsageError extends Error {
  /** Stable code, such as `usage.decide-id`. */
  code: string;
}
