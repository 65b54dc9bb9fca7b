// What of a wish cannot be granted, and what was probably meant.
//
// Owns: the check of names against the rules. In: a wish, rules as a value. Out: findings for people. Must not: grant
// what was probably meant in place of what was wished for.

import { nearest } from "../cli/nearest.mjs";

const own = (object) => Object.keys(object ?? {});

/** The variants of an experience, or of an experiment behind a flag, as they may be forced. */
export const variantsOf = (one) =>
  "show" in one ? ["original", "show"] : [...new Set([...("values" in one ? [] : ["original"]), ...own(one.split), ...own(one.variants), ...own(one.values)])];

/** Everything of the rules that has an id and variants. */
export const choices = (rules) => [
  ...(Array.isArray(rules?.experiences) ? rules.experiences : []),
  ...Object.values(rules?.flags ?? {}).flatMap((flag) => (flag?.rules ?? []).filter((rule) => rule.id && rule.values)),
];

/** `[{ kind, word, meant, at }]`: `kind` is `form`, `moment`, `rules`, `experience`, `variant` or `audience`. */
export function review({ forced, audiences, at, moment, wrong }, rules) {
  const found = wrong.map((word) => ({ kind: "form", word }));
  if (moment && Number.isNaN(at)) found.push({ kind: "moment", word: moment });
  if (!rules) return [...found, { kind: "rules" }];
  const all = choices(rules);
  for (const [id, variant] of Object.entries(forced)) {
    const one = all.find((known) => known.id === id);
    if (!one) found.push({ kind: "experience", word: id, meant: nearest(id, all.map((known) => `${known.id}`)) });
    else if (!variantsOf(one).includes(variant))
      found.push({ kind: "variant", word: variant, at: id, meant: nearest(variant, variantsOf(one)), known: variantsOf(one) });
  }
  for (const name of Object.keys(audiences))
    if (!own(rules.audiences).includes(name)) found.push({ kind: "audience", word: name, meant: nearest(name, own(rules.audiences)) });
  return found;
}
