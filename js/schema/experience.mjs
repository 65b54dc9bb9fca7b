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
    seed: [text, "What is hashed together with the visitor, so that one filter says nothing of another."],
    hashBy: [hashBy, "The attribute that is hashed; visitor.id unless said."],
    hashVersion: [word(1, 2), "2 unless said; 1 for imports."],
    ranges: [list(range), "Parts of the line from 0 to 1 that are let through: [[0, 0.5]]."],
  },
  ["seed", "ranges"],
);
const group = closed(
  {
    name: [text, "Experiences with the same name share out the visitors."],
    from: [percent, "Where this one's part begins, in percent; 0 unless said."],
    to: [percent, "Where it ends; 100 unless said."],
  },
  ["name"],
);

/** What an experience and a rule of a flag have in common. */
const common = {
  id: [text, "Its name among all."],
  name: [text, "For people; `bundle` strips it."],
  note: [text, "For people; `bundle` strips it."],
  status: [word("draft", "live", "ended"), "Whether it runs; live unless said."],
  version: [number, "Raised to let everybody be assigned anew."],
  minVersion: [number, "Who was exposed under a lower version takes no part."],
  seed: [text, "Seed of the split; the id unless said, or the name of the flag."],
  sticky: [yesOrNo, "Who was exposed keeps the variant; so unless said."],
  languages: [list(text), "Languages of pages it runs on, as <html lang> says them: ja, en, pt-BR."],
  schedule: [
    closed({ from: date, to: date }),
    "From when to when it runs; a `to` without a time is the end of that day. Hours and weekdays are conditions: siteTime.hour, siteTime.weekday.",
  ],
  where: [ref("condition"), "On which pages. All that stands in a condition must hold."],
  who: [ref("condition"), "For whom. All that stands in a condition must hold."],
  needs: [list(text), "Attributes without which it does not apply."],
  stay: [closed({ until: [text, "Until this goal is reached."], atMost: duration }), "Who qualified stays qualified."],
  split: [split, "Percentages by variant; who is left over sees the page as it is."],
  ranges: [map(range), "Exact parts of the line from 0 to 1, for imports."],
  hashBy: [hashBy, "The attribute that is hashed; visitor.id unless said."],
  hashVersion: [word(1, 2), "2 unless said; 1 for imports."],
  group: [group, "An exclusion group: parts that do not overlap never meet in one visitor."],
  filters: [list(filter), "All must let the visitor through."],
  ramp: [list(closed({ from: date, percent: [percent, "How much of the split is reached from then on."] }, ["from", "percent"])), "A roll-out in steps that never falls: who was in stays in."],
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
    show: [ref("show"), "What everybody sees for whom it applies."],
    variants: [map(closed({ show: [ref("show"), "What they see."] })), "What some see, and what others."],
    frequency: [ref("frequency"), "How often it may be shown."],
    dismissed: [duration, "How long it stays away when the visitor has closed it."],
    until: [text, "It is over, for good, for whoever has reached this goal. What stands on the page then stays there to its end."],
    priority: [number, "Wins elements, and the place of a surface, over those with less."],
    live: [yesOrNo, "Elements may also change when it becomes true later on the page. What was changed then stays so until the next page."],
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
    value: [anything, "What the flag is for all to whom this applies."],
    values: [{ type: "object" }, "What it is in each variant: an experiment."],
    percent: [percent, "How many of those who qualify; nobody is counted."],
  },
  [],
  { oneOf: [only("value", "values"), { ...only("values", "value"), ...parts }], dependentSchemas: { values: named, stay: named } },
);

const flag = closed(
  {
    type: [word("boolean", "string", "number", "object", "any"), "What all of its values are; as `default` unless said."],
    default: [anything, "The value where no rule gives one."],
    rules: [list(ref("rule")), "The first that gives a value wins."],
    note: [text, "For people; `bundle` strips it."],
  },
  ["default"],
);

export const definitions = { experience, rule, flag };
