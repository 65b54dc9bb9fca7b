// What a variation does to the page, as changes.
//
// Owns: GrowthBook's visual edits and redirects in the rules file's words. In: a variation. Out: `show`, and whether
// all of it could be said. Must not: carry over scripts.

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const actions = {
  html: { set: (html) => ({ html }), append: (last) => ({ insert: { last } }) },
  class: {
    set: (value) => ({ attribute: { class: value } }),
    append: (value) => ({ class: { add: value.split(/\s+/).filter(Boolean) } }),
    remove: (value) => ({ class: { remove: value.split(/\s+/).filter(Boolean) } }),
  },
};

const anyAttribute = (name) => ({
  set: (value) => ({ attribute: { [name]: value } }),
  remove: () => ({ attribute: { [name]: null } }),
});

/** An element goes to the end of another, or before one that is in there. */
function moved({ selector, parentSelector, insertBeforeSelector }) {
  const to = insertBeforeSelector ? { before: insertBeforeSelector } : parentSelector && { last: parentSelector };
  return to && { select: selector, move: to };
}

/** One edit as a change; undefined where there is no such change. */
function change(edit) {
  const { selector, action, attribute, value = "" } = edit;
  if (typeof selector !== "string" || typeof attribute !== "string") return undefined;
  if (attribute === "position") return moved(edit);
  const made = (actions[attribute] ?? anyAttribute(attribute))[action]?.(value);
  return made && { select: selector, ...made };
}

/** The changes of a variation. `whole` is false where something of it is missing. */
export function show(variation, { persistQueryString }, where, problems) {
  const told = problems.list.length;
  if (!isObject(variation)) {
    problems.add("value", where);
    return { changes: [], whole: true };
  }
  const { urlRedirect, domMutations = [], css, js } = variation;
  if (js) problems.add("script", `${where}/js`);
  const changes = domMutations.flatMap((edit, index) => {
    const made = change(edit ?? {});
    if (!made) problems.add("change", `${where}/domMutations/${index}`);
    return made ?? [];
  });
  if (typeof css === "string" && css) changes.push({ css });
  if (typeof urlRedirect === "string" && urlRedirect) changes.push({ redirect: { to: urlRedirect, keepQuery: Boolean(persistQueryString) } });
  return { changes, whole: problems.list.length === told };
}
