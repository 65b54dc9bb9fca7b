// Conditions: attributes under tests, and what joins them.
//
// Owns: what may stand where an attribute would. In: nothing. Out: definitions. Must not: refuse an attribute; the reader
// knows which there are, and the site declares more.

import { attributes, familyMembers } from "./attribute.mjs";
import { readyTests, tests } from "./operator.mjs";
import { closed, duration, list, map, ref, text, word, yesOrNo } from "./part.mjs";

const connectives = (condition) => ({
  $and: { ...list(condition), description: "All of these hold." },
  $or: { ...list(condition), description: "One of these holds." },
  $nor: { ...list(condition), description: "None of these holds." },
  $not: { ...condition, description: "The opposite." },
});

const results = closed({
  $shown: [yesOrNo, "Whether the visitor was shown it."],
  $clicked: [yesOrNo, "Whether they reached a goal of it that is a click."],
  $closed: [yesOrNo, "Whether they closed it."],
});

const condition = {
  type: "object",
  properties: {
    ...connectives(ref("condition")),
    $audience: { ...text, description: "The audience of this name holds." },
    $did: ref("did"),
    $variant: {
      ...map({
        if: { type: "object", anyOf: ["$shown", "$clicked", "$closed"].map((name) => ({ required: [name] })) },
        then: results,
        else: { ...ref("tests"), properties: results.properties },
      }),
      description: "The variant of another experience, or what came of it.",
    },
    $flag: { ...map(ref("tests")), description: "The value of a flag." },
    ...attributes(ref("readyTests")),
  },
  patternProperties: { "^(?!\\$)": ref("tests"), ...familyMembers },
  additionalProperties: false,
};

const innerCondition = {
  type: "object",
  properties: connectives(ref("innerCondition")),
  patternProperties: { "^(?!\\$)": ref("innerTests") },
  additionalProperties: false,
};

/** Operators on an element, or a condition on its members, or a plain value. */
const inner = {
  if: { type: "object", minProperties: 1, propertyNames: { pattern: "^\\$" } },
  then: ref("innerTests"),
  else: { if: { type: "object" }, then: ref("innerCondition") },
};

const name = { type: "string", minLength: 1 };
const event = {
  if: { type: "object" },
  then: map({ type: "number" }),
  else: name,
  minProperties: 1,
};

/** Tests of an event's properties; with `refs` also the value that an attribute has now. */
const filter = (refs) => ({
  type: "object",
  patternProperties: {
    "^(?!\\$)": refs
      ? { if: { type: "object", required: ["$ref"], maxProperties: 1 }, then: closed({ $ref: [text, "The present value of this attribute."] }), else: ref("inner") }
      : ref("inner"),
  },
  additionalProperties: false,
});

const interest = closed(
  {
    event: [event, "Name of the event, or several events with how much each counts."],
    with: [filter(true), "Conditions on its properties, or on those of one of its items."],
    within: [ref("within"), "How far back."],
    of: [name, "The property whose values are the interests."],
    times: [text, "The property that says how many times an event counts, such as quantity."],
    halfLife: [duration, "Age at which an event counts half."],
  },
  ["event", "of"],
);

const days = { type: "integer", minimum: 1, maximum: 3660 };
const within = {
  if: { type: "object" },
  then: {
    if: { required: ["since"] },
    then: closed({ since: [text, "Since the last event of this name; everything where there was none."], days: true, zone: true }),
    else: closed({ days: [days, "How many calendar days, today included."], zone: [text, "Time zone of these days; the site's by default."] }, ["days"]),
  },
  else: { anyOf: [duration, word("page", "visit", "previous-visit")] },
};

const stepMembers = {
  event: [event, "The event that follows."],
  with: [filter(false), "Conditions on its properties, or on those of one of its items."],
  within: [duration, "How long after the first event it must follow at the latest."],
  not: [yesOrNo, "Counts what was not followed by it, once that time is over."],
};
const step = closed(stepMembers, ["event"], {
  if: { properties: { not: { const: true } }, required: ["not"] },
  then: { required: ["within"] },
});
const statistics = ["distinct", "sum", "min", "max", "average", "first", "last", "most", "share", "values"];

const did = closed(
  {
    event: [event, "Name of the event, or several events with how much each counts."],
    with: [filter(true), "Conditions on its properties, or on those of one of its items."],
    within: [ref("within"), "How far back: 7d, page, visit, previous-visit, {\"days\": 7}, {\"since\": \"purchase\"}."],
    of: [text, "The property that a statistic is computed from."],
    halfLife: [duration, "Age at which an event counts half in count, most and share."],
    times: [text, "The property that says how many times an event counts, such as quantity."],
    then: [step, "Counts only events that were followed by this one; with `not`, only those that were not."],
    as: [text, "Name under which texts can use the statistic: {{name}}."],
    count: [ref("tests"), "How often."],
    daysSince: [ref("tests"), "Whole days since the last event."],
    distinct: [ref("tests"), "How many different values."],
    sum: [ref("tests"), "Sum of the values."],
    min: [ref("tests"), "The smallest value."],
    max: [ref("tests"), "The greatest value."],
    average: [ref("tests"), "Average of the values."],
    first: [ref("tests"), "The first value."],
    last: [ref("tests"), "The last value."],
    most: [ref("tests"), "The most frequent value."],
    share: [ref("tests"), "The share of the most frequent value, 0 to 1."],
    values: [ref("tests"), "The different values, as a list."],
  },
  ["event"],
  {
    description: "What the visitor has done.",
    if: { anyOf: statistics.map((name) => ({ required: [name] })) },
    then: { required: ["of"], properties: { of: name } },
  },
);

export const definitions = {
  condition,
  tests: tests(false),
  readyTests,
  inner,
  innerTests: tests(true),
  innerCondition,
  did,
  interest,
  within,
};
