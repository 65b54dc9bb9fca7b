// Operators: what is asked of the value of one attribute.
//
// Owns: which there are, and what may stand behind each. In: nothing. Out: definitions. Must not: know attributes.

import { anything, closed, duration, list, ref, text, word, yesOrNo } from "./part.mjs";

/** A value, or another attribute in its place. */
const operand = { if: { type: "object", required: ["$ref"] }, then: closed({ $ref: [text, "The value of this attribute."] }) };
/** Inside a list there are no other attributes. */
const plainOperand = { not: { type: "object", required: ["$ref"] } };

const comparisons = {
  $eq: "Equal, without conversion.",
  $ne: "Not equal, without conversion.",
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
    $ini: [list(anything), "One of these, ignoring case."],
    $nini: [list(anything), "None of these, ignoring case."],
    $inGroup: [text, "In the named list of `lists`."],
    $notInGroup: [text, "Not in the named list of `lists`."],
    $all: [list(ref("inner")), "A list that has all of these."],
    $alli: [list(ref("inner")), "A list that has all of these, ignoring case."],
    $size: [ref("inner"), "A list of this length."],
    $elemMatch: [ref("inner"), "A list with an element that passes."],
    $exists: [yesOrNo, "Whether there is a value."],
    $type: [word("string", "number", "boolean", "object", "array", "null", "missing"), "The type of the value."],
    $regex: [text, "A regular expression matches a part of it."],
    $regexi: [text, "A regular expression matches a part of it, ignoring case."],
    $contains: [anything, "A text that contains this; a list that has this element."],
    $startsWith: [text, "A text that begins with this."],
    $endsWith: [text, "A text that ends with this."],
    $glob: [text, "A pattern for the whole text: * is anything, ? is one character."],
    $not: [name("Tests"), "The opposite of other operators."],
  });
  if (!inside) Object.assign(members, { $ref: [text, "Equal to another attribute."], $within: [duration, "A date no further from now than this, before or after."] });
  return members;
}

/** Only what they are called, and what they say. */
const offered = (inside) => Object.fromEntries(Object.entries(operators(inside)).map(([name, [, description]]) => [name, { description }]));

const names = Object.keys(operators(false));
/** An object that is meant to hold operators, also where a `$` was forgotten, or where they are those of a program. */
const asks = {
  type: "object",
  not: { propertyNames: { not: { anyOf: [{ pattern: "^\\$|^[<>=!]+$" }, { enum: names.map((name) => name.slice(1)) }] } } },
};

/** What is asked of one attribute, or of an element `inside` a list. */
export const tests = (inside) => ({
  if: asks,
  then: closed(operators(inside)),
  // Refuses nothing: an editor offers them where there is none yet.
  else: { properties: offered(inside) },
});

/** What is ready-made is never an object. */
export const readyTests = { if: { type: "object" }, then: closed({ ...operators(false), $not: [ref("readyTests"), "The opposite of other operators."] }) };
