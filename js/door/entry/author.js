// The author build's door, in browsers and in Node.
//
// Owns: nothing. In: calls. Out: what `src/author` answers. Each call gets an instance of its own, since rules that are
// read are never freed and a studio that stays open would grow. Must not: be part of the visitor's download.

import { instantiate } from "../load/fresh.js";

/** What is wrong with the text of a rules file, said in a language. */
export const check = (rules, language) => instantiate().check(rules, language);

/** What a rules file keeps of a visitor, and what it sends. */
export const sheet = (rules, language) => instantiate().sheet(rules, language);

/** The smallest build that does with these rules what the whole one does: `plain`, `lean`, `more`, or `whole`; `reader` where they must be read on the page. */
export const buildFor = (rules) => instantiate().build_for(rules);

export { Groups as GrowthBookGroups } from "../../integration/growthbook/group.mjs";
export { Rewriter as GrowthBookRewriter } from "../../integration/growthbook/condition.mjs";
export { importGrowthBook } from "../../integration/growthbook/import.mjs";
