// Experiences and the rules of flags.
//
// Owns: their members. In: nothing. Out: definitions. Must not: know what is shown; that is show.mjs.

import { anything, closed, date, duration, list, map, number, range, ref, text, word, yesOrNo } from "./part.mjs";

const percent = { type: "number", minimum: 0, maximum: 100 };
const split = { type: "object", additionalProperties: { type: "number", minimum: 0 } };

/** A path, or a list of a path and the one in its stead. */
const hashBy = { anyOf: [text, list(text, { minItems: 2, maxItems: 2 })] };

const filter = closed(
  {
    seed: [text, "What is hashed together with the visitor, so that filters are independent of each other."],
    hashBy: [hashBy, "The attribute that is hashed; visitor.id by default."],
    hashVersion: [word(1, 2), "2 by default; 1 for imports."],
    ranges: [list(range), "Ranges between 0 and 1 that pass: [[0, 0.5]]."],
  },
  ["seed", "ranges"],
);
const group = closed(
  {
    name: [text, "Experiences with the same group name divide the visitors among themselves."],
    from: [percent, "Where the range of this one begins, in percent; 0 by default."],
    to: [percent, "Where it ends; 100 by default."],
  },
  ["name"],
);

/** What an experience and a rule of a flag have in common. */
const common = {
  id: [text, "Its unique id."],
  name: [text, "For people; `bundle` strips it."],
  note: [text, "For people; `bundle` strips it."],
  status: [word("draft", "live", "ended"), "Whether it runs; live by default."],
  version: [number, "Raise it to assign everybody anew."],
  minVersion: [number, "Visitors who were exposed under a lower version take no part."],
  seed: [text, "Seed of the split; by default the id, or else the name of the flag."],
  sticky: [yesOrNo, "Whether visitors who were exposed keep their variant; true by default."],
  languages: [list(text), "Languages of the pages it runs on, as in <html lang>: ja, en, pt-BR."],
  schedule: [
    closed({ from: date, to: date }),
    "When it starts and ends; a `to` without a time means the end of that day. Hours and weekdays are conditions: siteTime.hour, siteTime.weekday.",
  ],
  where: [ref("condition"), "On which pages. Everything in a condition must hold."],
  who: [ref("condition"), "For whom. Everything in a condition must hold."],
  needs: [list(text), "Attributes without which it does not apply."],
  stay: [closed({ until: [text, "Until this goal is reached."], atMost: duration }), "Visitors who have qualified stay qualified."],
  split: [split, "Percentage for each variant; visitors left over see the page as it is."],
  ranges: [map(range), "Exact ranges between 0 and 1, for imports."],
  hashBy: [hashBy, "The attribute that is hashed; visitor.id by default."],
  hashVersion: [word(1, 2), "2 by default; 1 for imports."],
  group: [group, "An exclusion group: where ranges do not overlap, no visitor is in both."],
  filters: [list(filter), "The visitor must pass all of them."],
  ramp: [list(closed({ from: date, percent: [percent, "How much of the split takes part from then on."] }, ["from", "percent"])), "A roll-out in steps that never falls: visitors who are in stay in."],
  measure: [
    closed({ primary: [text, "The goal that decides who won."], guard: [list(text), "Goals that must not suffer."] }),
    "The goals it is measured by.",
  ],
};

/** With several variants, or none at all, it must be said who gets which. */
const parts = { anyOf: [{ required: ["split"] }, { required: ["ranges"] }] };

/** One of two, and not the other. */
const only = (one, other) => ({ required: [one], not: { required: [other] } });

const experience = closed(
  {
    ...common,
    when: ref("when"),
    show: [ref("show"), "What everybody to whom it applies sees."],
    variants: [map(closed({ show: [ref("show"), "What they see."] })), "What each group of visitors sees."],
    frequency: [ref("frequency"), "How often it may be shown."],
    dismissed: [duration, "How long it stays away after the visitor has closed it."],
    until: [text, "Visitors who have reached this goal never see it again. What is already on the page then stays until they leave it."],
    priority: [number, "The higher one wins where experiences compete for an element or for the place of a surface."],
    live: [yesOrNo, "Whether elements also change when its conditions become true later on the page. Such a change stays until the next page."],
  },
  ["id"],
  { oneOf: [only("show", "variants"), { ...only("variants", "show"), ...parts }] },
);
experience.properties.id = { ...experience.properties.id, minLength: 1 };

/** What is remembered of it stands under its id. */
const named = { required: ["id"], properties: { id: { minLength: 1 } } };
const rule = closed(
  {
    ...common,
    value: [anything, "The value of the flag for everybody to whom this rule applies."],
    values: [{ type: "object" }, "The value in each variant: an experiment."],
    percent: [percent, "Percentage of those who qualify; nobody is counted."],
  },
  [],
  { oneOf: [only("value", "values"), { ...only("values", "value"), ...parts }], dependentSchemas: { values: named, stay: named } },
);

const flag = closed(
  {
    type: [word("boolean", "string", "number", "object", "any"), "The type of all its values; as `default` unless given."],
    default: [anything, "The value if no rule gives one."],
    rules: [list(ref("rule")), "The first rule that gives a value wins."],
    note: [text, "For people; `bundle` strips it."],
  },
  ["default"],
);

export const definitions = { experience, rule, flag };
