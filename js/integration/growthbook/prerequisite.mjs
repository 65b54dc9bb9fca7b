// Prerequisites: features that depend on the values of others.
//
// Owns: their order, their circles, and how one is said as a condition. In: features. Out: names in order, and
// conditions on `$flag`. Must not: evaluate a feature.

import { all } from "./condition.mjs";
import { isObject, listOf } from "./shape.mjs";

/** The features that a feature's rules name. */
const parentsOf = (feature) =>
  listOf(feature?.rules).flatMap((rule) => listOf(rule?.parentConditions).map((parent) => parent?.id));

/** Every feature behind those it depends on, and the pairs that close a circle. */
export function order(features) {
  const done = new Set();
  const open = new Set();
  const circles = new Set();
  const visit = (id) => {
    if (done.has(id) || !Object.hasOwn(features, id)) return;
    open.add(id);
    for (const parent of parentsOf(features[id]))
      if (open.has(parent)) mark(parent);
      else visit(parent);
    open.delete(id);
    done.add(id);
  };
  // Everything that is open since the one that was met again stands in the circle.
  const mark = (met) => [...open].slice([...open].indexOf(met)).forEach((id) => circles.add(id));
  Object.keys(features).forEach(visit);
  return { names: [...done], circles };
}

/** A prerequisite as a condition: a test of the other flag's value. */
function asked({ id, condition }, where, { rewriter, problems, unknown, isFlag }) {
  if (!isFlag(id)) {
    problems.add("parent", `${where}/id`, id);
    unknown.add(id);
  }
  return ofValue(condition ?? {}, `${where}/condition`, id, rewriter, problems);
}

function ofValue(condition, where, id, rewriter, problems) {
  const parts = Object.entries(condition).map(([key, operand]) => {
    const again = (one, index) => ofValue(one, `${where}/${key}${index === undefined ? "" : `/${index}`}`, id, rewriter, problems);
    if (["$and", "$or", "$nor"].includes(key)) return { [key]: operand.map(again) };
    if (key === "$not") return { $not: again(operand) };
    if (key !== "value") problems.add("parent-test", `${where}/${key.replaceAll("/", "~1")}`, key);
    return key === "value" ? rewriter.test(operand, (test) => ({ $flag: { [id]: test } })) : { $not: {} };
  });
  return parts.length ? all(parts) : {};
}

/**
 * The prerequisites of a rule: `conditions` that must all hold for it, and for each gate the condition under
 * which the whole feature is null instead.
 */
export function prerequisites(parents, where, context) {
  const conditions = [];
  const gates = [];
  parents.filter(isObject).forEach((parent, index) => {
    const condition = asked(parent, `${where}/parentConditions/${index}`, context);
    if (parent.gate) gates.push(all([...conditions, { $not: condition }]));
    conditions.push(condition);
  });
  return { conditions, gates };
}
