// Contextual bandits: weights that depend on who the visitor is.
//
// Owns: one rule for each leaf. In: a rule and the payload's `contextualBandits`. Out: rules with one set of
// weights each, of which at most one includes a visitor. Must not: learn anything.

/** The rules that a rule stands for, each with the condition that leads to it. */
export function leaves(rule, bandits) {
  const { contexts } = (rule.contextualBanditRef && bandits?.[rule.contextualBanditRef]) || {};
  if (!Array.isArray(contexts)) return [{ rule, when: [] }];
  const before = [];
  const found = contexts.map(({ condition = {}, weights }) => {
    const when = [...before, condition];
    before.push({ $not: condition });
    return { rule: { ...rule, weights }, when };
  });
  return [...found, { rule, when: before }];
}
