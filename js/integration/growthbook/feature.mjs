// Features: flags with rules.
//
// Owns: what becomes of a rule. In: a feature. Out: a flag. Must not: drop a rule that somebody could have
// matched without saying so.

import { assignment, filters, hashBy, variantNames } from "./assignment.mjs";
import { leaves } from "./bandit.mjs";
import { all } from "./condition.mjs";
import { prerequisites } from "./prerequisite.mjs";
import { pointer } from "./problem.mjs";
import { above, part as within } from "./range.mjs";
import { isObject, listOf } from "./shape.mjs";

const plain = ["boolean", "string", "number"];

/** The one type that all values have, or `any`. */
function typeOf(values) {
  const types = new Set(values.map((value) => (isObject(value) ? "object" : plain.includes(typeof value) ? typeof value : "any")));
  return types.size === 1 ? [...types][0] : "any";
}

const known = (parts) => parts.filter((part) => Object.keys(part).length);
const who = (parts) => (known(parts).length ? { who: all(known(parts)) } : {});

/** A rule that gives everybody one value, or a part of everybody. */
function roll(rule, id, when, context, where) {
  if (rule.tracks) context.problems.add("tracks", `${where}/tracks`);
  const part = rule.range ?? (rule.coverage === undefined ? undefined : upTo(rule.coverage));
  const used = rule.hashVersion || 1;
  if (part && used !== 1 && used !== 2) return context.problems.add("hash-version", `${where}/hashVersion`, used);
  const held = rule.filters?.length ? filters(rule.filters, context, where) : [];
  // A visitor with nothing to hash is in no range, not even in the whole: only a filter asks for that.
  const by = part && { seed: rule.seed || id, hashBy: hashBy(rule, context), ...(used === 1 && { hashVersion: 1 }) };
  const isWhole = part && part[0] <= 0 && part[1] >= 1;
  if (isWhole) held.push({ ...by, ranges: [[0, 1]] });
  const condition = context.rewriter.condition(rule.condition ?? {});
  return {
    ...named(rule),
    ...who([...when, condition]),
    ...(part ? { ...by, ...(!isWhole && { ranges: { value: within(part) } }) } : held.length && { hashBy: held[0].hashBy }),
    ...(held.length && { filters: held }),
    value: rule.force ?? null,
  };
}

/** Coverage includes its own border. */
const upTo = (coverage) => (coverage > 0 ? [0, above(coverage)] : [0, 0]);

const named = ({ name }) => (typeof name === "string" ? { name } : {});

/** A rule with variations: an experiment. */
function experiment(rule, id, when, parents, context, where) {
  const key = rule.key || id;
  const names = variantNames(rule.variations, rule.meta);
  const members = assignment(rule, key, names, context, where);
  if (rule.filters && members.stay) context.problems.add("filters-sticky", `${where}/filters`);
  const values = names.flatMap((name, index) => (rule.meta?.[index]?.passthrough ? [] : [[name, rule.variations[index]]]));
  const condition = context.rewriter.condition(rule.condition ?? {});
  // Visitors who were in before need not qualify again; prerequisites are checked each time.
  const held = members.stay && known(parents).length ? { where: all(known(parents)), ...who([...when, condition]) } : who([...parents, ...when, condition]);
  return { id: key, ...named(rule), ...held, ...members, values: Object.fromEntries(values) };
}

/** What a rule becomes, and nothing where it cannot be read. */
function rulesOf(rule, id, context, where) {
  if (!isObject(rule)) return context.problems.add("type", where, "an object") ?? [];
  try {
    return successors(rule, id, context, where);
  } catch {
    return context.problems.add("unreadable", where) ?? [];
  }
}

/** A rule's successors: its gates, then what it gives. */
function successors(rule, id, context, where) {
  const { conditions, gates } = prerequisites(rule.parentConditions ?? [], where, context);
  const found = gates.map((gate) => ({ who: gate, value: null }));
  if ("force" in rule) found.push(roll(rule, id, conditions, context, where));
  const variations = rule.contextualVariations ?? rule.variations;
  if ("force" in rule || !Array.isArray(variations)) return found.filter(Boolean);
  if (variations.length < 2) return context.problems.add("few-variations", `${where}/variations`) ?? found;
  for (const { rule: one, when } of leaves({ ...rule, variations }, context.bandits)) {
    const asked = when.map((condition) => context.rewriter.condition(condition));
    found.push(experiment(one, id, asked, conditions, context, where));
  }
  return found;
}

/** A feature as a flag. `circular` says that its prerequisites depend on it. */
export function flag(id, feature, circular, context) {
  const rules = [];
  if (!Array.isArray(feature.rules ?? [])) context.problems.add("type", pointer("features", id, "rules"), "an array");
  listOf(feature.rules).every((rule, index) => {
    const where = pointer("features", id, "rules", index);
    const ends = circular && listOf(rule?.parentConditions).length;
    if (ends) context.problems.add("circle", `${where}/parentConditions`);
    for (const one of ends ? [{ value: null }] : rulesOf(rule, id, context, where)) {
      context.origins[pointer("flags", id, "rules", rules.length)] = where;
      rules.push(one);
    }
    return !ends;
  });
  const fallback = feature.defaultValue ?? null;
  const values = rules.flatMap((rule) => (rule.values ? Object.values(rule.values) : [rule.value]));
  return { type: typeOf([fallback, ...values]), default: fallback, ...(rules.length && { rules }) };
}
