// Every call of the server entry as a TypeScript developer would write it, right and wrong. It is compiled, never run, as
// every-call.ts is.
//
// Owns: one use of each call of `omotenashi/node`. Must not: be written in a way that `any` passes.

import { Engine, UsageError, bucket, destination, importGrowthBook, matches } from "omotenashi/node";
import type { Assignment, DataSheet, Decisions, Finding, FlagOutcome, Imported, Outcome, Visitor } from "omotenashi/node";

/** Whether two types are the same; `any` is the same as nothing. */
type Same<A, B> = 0 extends 1 & B ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Accepts only a value whose type is `Wanted`: where it is not, an argument is missing. */
const exactly =
  <Wanted>() =>
  <Found>(_found: Found, ..._missing: Same<Wanted, Found> extends true ? [] : [never]): void => {};

const engine = new Engine({ omotenashi: 1, site: "shop" });
new Engine("{}", { language: "ja" });
exactly<readonly Finding[]>()(engine.problems);

const visitor: Visitor = { id: "c-1", attributes: { user: { tier: "gold" } }, now: new Date(), url: "https://a.example/" };
const decisions: Decisions = engine.decide(visitor);
engine.decide();
interface Known { tier: string }
engine.decide({ attributes: { tier: "gold" } as Known });
engine.decide({ now: 0, forced: { a: "b" }, consent: { measurement: "denied" }, language: "ja" });
exactly<string | null>()(decisions.variant("a"));
exactly<Outcome | null>()(decisions.get("a"));
exactly<boolean>()(decisions.value("flag", false));
exactly<number>()(decisions.value("flag", 1));
exactly<FlagOutcome | null>()(decisions.flag("flag"));
exactly<Outcome | undefined>()(decisions.experiences["a"]);
exactly<FlagOutcome | undefined>()(decisions.flags["a"]);
exactly<DataSheet>()(engine.dataSheet({ language: "ja" }));
exactly<readonly string[] | undefined>()(engine.dataSheet().stored[0]?.rules);
void engine.explain("a", visitor)?.["reason"];
engine.free();

exactly<boolean>()(matches({ a: 1 }, { a: 1 }, { vip: [1], old: { type: "condition", condition: {} } }));
exactly<number | null>()(bucket("seed", "id", 2));
exactly<string | null>()(destination("https://a.example/?b=1", "/c", false));

exactly<Imported>()(importGrowthBook({ features: {} }));
const { rules, assignments } = await importGrowthBook("{}", { decryptionKey: "key", sticky: true });
exactly<Assignment[]>()(assignments);
new Engine(rules).decide({ assignments });

try {
  engine.decide();
} catch (error) {
  if (error instanceof UsageError) exactly<string>()(error.code);
}

// @ts-expect-error: rules are missing
new Engine();
// @ts-expect-error: there is no such member
engine.decide({ attribute: {} });
// @ts-expect-error: a moment is a Date or a number
engine.decide({ now: "2026-12-01" });
// @ts-expect-error: a state is one of three words
engine.decide({ consent: { measurement: "yes" } });
// @ts-expect-error: the answer may be null
decisions.get("a").reason;
// @ts-expect-error: outcomes are not to be changed
decisions.experiences["a"] = null;
// @ts-expect-error: an assignment has a version
engine.decide({ assignments: [{ id: "a", variant: "b" }] });
// @ts-expect-error: with a key, it is a promise
importGrowthBook({}, { decryptionKey: "key" }).rules;
