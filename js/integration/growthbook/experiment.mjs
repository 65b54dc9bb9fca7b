// Experiments of the payload itself: changes of the page and redirects, each an experience.
//
// Owns: what becomes of an experiment. In: an experiment. Out: an experience. Must not: run one that is only half
// carried over: it becomes a draft.

import { assignment, variantNames } from "./assignment.mjs";
import { all } from "./condition.mjs";
import { show } from "./mutation.mjs";
import { where as on } from "./place.mjs";
import { prerequisites } from "./prerequisite.mjs";

const lost = ["groups", "url", "manual"];

function variants(one, names, where, problems) {
  let whole = names.length > 1;
  if (!whole) problems.add("few-variations", `${where}/variations`);
  const made = names.map((name, index) => {
    const found = show(one.variations[index], one, `${where}/variations/${index}`, problems);
    whole &&= found.whole;
    return [name, { show: found.changes }];
  });
  return { whole, variants: Object.fromEntries(made) };
}

/** Drafts and what is over can still be forced, here as there. */
function status({ status, active, force }, whole) {
  if (!whole || status === "draft" || active === false) return { status: "draft" };
  // What was stopped with a variation for everybody goes on giving it.
  return status === "stopped" && force === undefined ? { status: "ended" } : {};
}

/** An experiment as an experience. */
export function experience(one, where, context) {
  const { problems, rewriter } = context;
  for (const name of lost) if (one[name]) problems.add(name, `${where}/${name}`);
  const names = variantNames(one.variations, one.meta);
  const { whole, variants: made } = variants(one, names, where, problems);
  const { conditions } = prerequisites(one.parentConditions ?? [], where, context);
  const asked = [...conditions, rewriter.condition(one.condition ?? {})].filter((part) => Object.keys(part).length);
  return {
    id: one.key,
    ...(typeof one.name === "string" && { name: one.name }),
    ...status(one, whole),
    ...(one.urlPatterns && { where: on(one.urlPatterns, `${where}/urlPatterns`, problems) }),
    ...(asked.length && { who: all(asked) }),
    variants: made,
    ...assignment(one, one.key, names, context, where),
  };
}
