// Conditions: attributes under tests, and what joins them.
//
// Owns: the operators and what may stand behind each. In: nothing. Out: definitions. Must not: know
// which attributes there are; the reader knows.

import { anything, closed, duration, list, map, ref, text, word, yesOrNo } from "./part.mjs";

/** A value, or another attribute in its place. */
const operand = { if: { type: "object", required: ["$ref"] }, then: closed({ $ref: text }) };
/** Inside a list there are no other attributes. */
const plainOperand = { not: { type: "object", required: ["$ref"] } };

const comparisons = {
  $eq: "Equal, nothing converted.",
  $ne: "Not equal, nothing converted.",
  $lt: "Less than.",
  $lte: "Less than or equal.",
  $gt: "Greater than.",
  $gte: "Greater than or equal.",
};

const versions = ["$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte"];

/** What stands behind each operator; `inside` a list without what only whole attributes can be asked. */
function operators(inside) {
  const name = (plain) => ref(inside ? `inner${plain}` : plain.toLowerCase());
  const members = {};
  for (const [operator, description] of Object.entries(comparisons))
    members[operator] = [inside ? plainOperand : operand, description];
  for (const operator of versions) members[operator] = [anything, "A semantic version, such as 1.10.0."];
  Object.assign(members, {
    $between: [list(anything, { minItems: 2, maxItems: 2 }), "Between two values, both included."],
    $in: [list(anything), "One of these."],
    $nin: [list(anything), "None of these."],
    $ini: [list(anything), "One of these, in any case of letters."],
    $nini: [list(anything), "None of these, in any case of letters."],
    $inGroup: [text, "In the named list of `lists`."],
    $notInGroup: [text, "Not in the named list of `lists`."],
    $all: [list(ref("inner")), "A list that has all of these."],
    $alli: [list(ref("inner")), "A list that has all of these, in any case of letters."],
    $size: [ref("inner"), "A list of this length."],
    $elemMatch: [ref("inner"), "A list with an element that passes."],
    $exists: [yesOrNo, "Whether there is a value."],
    $type: word("string", "number", "boolean", "object", "array", "null", "missing"),
    $regex: [text, "A regular expression finds something."],
    $regexi: [text, "A regular expression finds something, in any case of letters."],
    $contains: [anything, "A text that has this in it; a list that has this element."],
    $startsWith: text,
    $endsWith: text,
    $glob: [text, "A pattern of * and ?."],
    $not: [name("Tests"), "The opposite of other operators."],
  });
  if (!inside) Object.assign(members, { $ref: [text, "Equal to another attribute."], $within: duration });
  return members;
}

const names = Object.keys(operators(false));
/** An object that is meant to hold operators, also where a `$` was forgotten. */
const asks = {
  type: "object",
  not: { propertyNames: { not: { anyOf: [{ pattern: "^\\$" }, { enum: names.map((name) => name.slice(1)) }] } } },
};

const tests = (inside) => ({
  if: asks,
  then: closed(operators(inside)),
});

const connectives = (condition) => ({
  $and: list(condition),
  $or: list(condition),
  $nor: list(condition),
  $not: condition,
});

const condition = {
  type: "object",
  properties: {
    ...connectives(ref("condition")),
    $audience: { ...text, description: "A condition by its name." },
    $did: ref("did"),
    $variant: {
      ...map({
        if: { type: "object", anyOf: ["$shown", "$clicked", "$closed"].map((name) => ({ required: [name] })) },
        then: closed({ $shown: yesOrNo, $clicked: yesOrNo, $closed: yesOrNo }),
        else: ref("tests"),
      }),
      description: "The variant of another experience, or what came of it.",
    },
    $flag: { ...map(ref("tests")), description: "The value of a flag." },
  },
  patternProperties: { "^(?!\\$)": ref("tests") },
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

const did = closed(
  { event: text, with: { type: "object" }, within: duration, count: ref("tests") },
  ["event"],
  { description: "How often an event happened." },
);
did.properties.event = { type: "string", minLength: 1 };

export const definitions = {
  condition,
  tests: tests(false),
  inner,
  innerTests: tests(true),
  innerCondition,
  did,
};
