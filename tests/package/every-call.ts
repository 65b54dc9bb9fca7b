// Every call of the API as a TypeScript developer would write it, right and wrong. It is compiled, never
// run: types.test.mjs copies it into a project where the package is installed.
//
// Owns: one use of each method, and of what listeners hear. Must not: be written in a way that `any` passes.

import { start, UsageError } from "omotenashi";
import type { Call, ConsentDecider, ConsentState, Decision, Exposure, Fault, Goal, Json, Omotenashi, Problem, Settings } from "omotenashi";

/** Whether two types are the same; `any` is the same as nothing. */
type Same<A, B> = 0 extends 1 & B ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Accepts only a value whose type is `Wanted`: where it is not, an argument is missing. */
const exactly =
  <Wanted>() =>
  <Found>(_found: Found, ..._missing: Same<Wanted, Found> extends true ? [] : [never]): void => {};

const settings: Settings = {
  rules: { omotenashi: 1, site: "shop", experiences: [{ id: "a", show: [{ select: "h1", text: "Hi" }] }] },
  facts: { user: { tier: "gold" } },
  clockOffset: 0,
  bot: false,
};
const om: Omotenashi = await start(settings);
await start({ rules: "/rules.json" });

om.track("view");
om.track("purchase", { value: 4800, currency: "JPY", items: [{ id: "a", gift: true, note: null }] });
om.identify("c-1024", { tier: "gold", birthday: "05-02" });
om.track("view", { price: undefined as number | undefined });
interface Item { item_id: string; price?: number }
interface Order { value: number; coupon?: string; items: readonly Item[] }
const order: Order = { value: 4800, items: [{ item_id: "a" }] };
om.track("purchase", order);
om.identify("c-1024", order);
om.track("told", {} as Record<string, unknown>);
om.track("told", {} as { [key: string]: Json | undefined });
om.identify(1024);
om.identify();
om.consent({ personalization: "granted", measurement: "denied", sharing: "pending" });
om.consent({});

const states = om.consent();
exactly<ConsentState | undefined>()(states?.measurement);
exactly<ConsentDecider | undefined>()(states?.decidedBy.measurement);
exactly<true | undefined>()(states?.doNotTrack);
exactly<string | null>()(om.variant("a"));
exactly<Decision | null>()(om.explain("a"));
exactly<boolean>()(om.value("new-checkout", false));
exactly<string>()(om.value("title", "Hello"));
exactly<Json>()(om.value("title", null));
exactly<"a" | "b">()(om.value<"a" | "b">("side", "a"));
exactly<{ rows: number }>()(om.value("table", { rows: 3 }));
exactly<Order>()(om.value("order", order));
let number = om.value("limit", 3);
number = 4;

const off: () => void = om.on("exposure", (event) => exactly<Exposure>()(event));
off();
om.on("goal", (event) => exactly<Goal>()(event));
om.on("decision", (event) => exactly<Decision>()(event));
om.on("problem", (event) => exactly<Problem>()(event));
om.on("fault", (event) => exactly<Fault>()(event));
om.on("shift", ({ value }) => exactly<number>()(value));
om.on("consent", (event) => exactly<ConsentState>()(event.sharing));
om.on("exposure", ({ result }) => exactly<"applied" | "partial" | "failed">()(result));

const profile = om.profile();
if (profile) void profile["visitor"];
om.push(["track", "purchase", { value: 1 }], ["track", "purchase", order], ["forget"]);
om.push(["on", "exposure", (event) => event.variant]);
const call: Call = ["consent", { sharing: "denied" }];
om.push(call);
if (profile) om.import(profile);
om.import({ data: [] });
om.forget();
om.stop();

try {
  om.track("");
} catch (error) {
  if (error instanceof UsageError) exactly<string>()(error.code);
}

// What pages with the script tag write.
window.omotenashi = window.omotenashi || [];
window.omotenashi.push(["track", "view"]);
if (!Array.isArray(window.omotenashi)) exactly<string | null>()(window.omotenashi.variant("a"));

// @ts-expect-error: rules are missing
await start({});
// @ts-expect-error: a name is text
om.track(1);
// @ts-expect-error: properties are an object
om.track("a", 1);
// @ts-expect-error: no function is JSON
om.track("a", { value: () => 1 });
// @ts-expect-error: nor is one inside
om.track("a", { items: [{ value: () => 1 }] });
// @ts-expect-error: properties are no list
om.track("a", ["b"]);
// @ts-expect-error: an id is no object
om.identify({});
// @ts-expect-error: a state is one of three words
om.consent({ sharing: "yes" });
// @ts-expect-error: a purpose is one of three words
om.consent({ ads: "granted" });
// @ts-expect-error: a kind is one of six words
om.on("click", () => {});
// @ts-expect-error: an exposure has no such field
om.on("exposure", (event) => event.nothing);
// @ts-expect-error: the answer may be null
om.explain("a").reason;
// @ts-expect-error: there is no such method
om.reset();
// @ts-expect-error: a profile is an object with data
om.import("profile");
// @ts-expect-error: there is no such call
om.push(["reset"]);

export { number };
