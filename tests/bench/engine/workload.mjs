// The workload of every candidate: rules that resemble each other, as a site's do, or have nothing in common.
//
// Owns: visitors and rules in nobody's language. In: a count. Out: the same rules for the same count. Must not: favour
// anybody. 20 attributes; each rule five clauses that must all hold, over five attributes: equals, in, at least, below,
// contains; each holds with p = 0.8 for the first visitor; then a 50/50 split on the hashed id.

import { Random } from "../../conformance/differential/random.mjs";

const texts = Array.from({ length: 12 }, (_, index) => `t${index}`);
const numbers = Array.from({ length: 8 }, (_, index) => `n${index}`);
const words = ["spring-letter", "summer-sale", "autumn-walk", "winter-boots", "returning", "first-visit", "newsletter", "kyoto-shop"];

/** A visitor with 20 attributes and an id. */
export function visitor(index) {
  const random = new Random(index + 1);
  const found = { id: `visitor-${index}` };
  for (const name of texts) found[name] = `${random.pick(words)}/${random.pick(words)}`;
  for (const name of numbers) found[name] = random.below(100);
  // As a page has them: members that were added one by one are slow to copy, and GrowthBook copies.
  return JSON.parse(JSON.stringify(found));
}

const first = visitor(0);

/** Makes a clause that holds for the first visitor, or one that does not; `salt` makes it unlike all others. */
const clauses = [
  (random, holds, salt) => {
    const at = random.pick(texts);
    const value = holds ? first[at] : random.pick(words);
    // No two different values can be equal to the same one: alone in a list, with company of its own.
    return salt === undefined ? { at, op: "equals", value } : { at, op: "in", value: [value, `only-${salt}`] };
  },
  (random, holds, salt) => {
    const at = random.pick(texts);
    const others = [salt === undefined ? random.pick(words.slice(0, 4)) : `other-${salt}`];
    return { at, op: "in", value: holds ? [first[at], ...others] : others };
  },
  (random, holds, salt) => {
    const at = random.pick(numbers);
    const step = salt === undefined ? random.below(5) : random.below(5) + (salt + 1) / 100_000;
    return { at, op: "atLeast", value: holds ? first[at] - step : first[at] + step + 1 };
  },
  (random, holds, salt) => {
    const at = random.pick(numbers);
    const step = salt === undefined ? random.below(5) : random.below(5) + (salt + 1) / 100_000;
    return { at, op: "below", value: holds ? first[at] + step + 1 : first[at] - step };
  },
  (random, holds, salt) => {
    const at = random.pick(texts);
    const start = random.below(salt === undefined ? 3 : first[at].length - 3);
    const length = salt === undefined ? 4 : 3 + random.below(first[at].length - start - 2);
    return { at, op: "contains", value: holds ? first[at].slice(start, start + length) : `none-${salt ?? random.below(2)}` };
  },
];

/** A clause on an attribute that the rule does not ask for yet. */
function other(make, taken, random, salt) {
  const holds = random.chance(0.8);
  for (;;) {
    const made = make(random, holds, salt);
    if (!taken.has(made.at)) return taken.add(made.at) && made;
  }
}

/** So many rules; with `distinct`, no two clauses are the same. */
export function rules(count, distinct = false) {
  const random = new Random(count + (distinct ? 1 : 0));
  return Array.from({ length: count }, (_, index) => {
    const taken = new Set();
    return { id: `r${index}`, clauses: clauses.map((make, place) => other(make, taken, random, distinct ? index * 5 + place : undefined)) };
  });
}

/** How many different clauses there are. */
export const variety = (list) => new Set(list.flatMap((rule) => rule.clauses.map((clause) => JSON.stringify(clause)))).size;

/** The attributes that rules may ask for. */
export const attributes = [...texts, ...numbers];
