// What a variation does to the page, as changes.
//
// Owns: GrowthBook's visual edits and redirects in the rules file's words. In: a variation. Out: `show`, and whether
// all of it could be said. Must not: carry over scripts.

import { isObject } from "./shape.mjs";

const actions = {
  html: { set: (html) => ({ html }), append: (last) => ({ insert: { last } }) },
  class: {
    set: (value) => ({ attribute: { class: value } }),
    append: (value) => ({ class: { add: value.split(/\s+/).filter(Boolean) } }),
    remove: (value) => ({ class: { remove: value.split(/\s+/).filter(Boolean) } }),
  },
  style: { set: declared, append: declared, remove: () => ({ attribute: { style: null } }) },
};

/** What no rule may set: it could run a script. */
const refused = /^(on.*|srcdoc|http-equiv)$/i;

const anyAttribute = (name) => ({
  set: (value) => (refused.test(name) ? undefined : { attribute: { [name]: value } }),
  remove: () => ({ attribute: { [name]: null } }),
});

/** The declarations of a style attribute; those of the page that are not among them stay. */
function declared(text) {
  const parts = text.match(/("[^"]*"|'[^']*'|\([^)]*\)|[^;])+/g)?.filter((part) => part.trim()) ?? [];
  const found = parts.map((part) => /^\s*([\w-]+)\s*:\s*(.+?)\s*$/s.exec(part));
  return found.length && found.every(Boolean) ? { style: Object.fromEntries(found.map(([, name, value]) => [name, value])) } : undefined;
}

/** An element goes to the end of another, or before one that is in there. */
function moved({ selector, parentSelector, insertBeforeSelector }) {
  const to = insertBeforeSelector ? { before: insertBeforeSelector } : parentSelector && { last: parentSelector };
  return to ? { select: selector, move: to } : undefined;
}

/** One edit as a change; undefined where there is no such change. */
function change(edit) {
  const { selector, action, attribute } = edit;
  const value = edit.value ?? "";
  if (![selector, attribute, value].every((text) => typeof text === "string")) return undefined;
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
  const { urlRedirect, domMutations, css, js } = variation;
  if (js) problems.add("script", `${where}/js`);
  const changes = (domMutations ?? []).flatMap((edit, index) => {
    const made = change(edit ?? {});
    if (!made) problems.add("change", `${where}/domMutations/${index}`);
    return made ?? [];
  });
  if (typeof css === "string" && css) changes.push({ css });
  if (typeof urlRedirect === "string" && urlRedirect) changes.push({ redirect: { to: urlRedirect, keepQuery: Boolean(persistQueryString) } });
  return { changes, whole: problems.list.length === told };
}
