// Which events rules ask for.
//
// Owns: the members of a rules file that name events. In: rules as a value. Out: names. Must not: ask for what is a draft,
// or over.

/** Every event that rules ask for. */
export function eventsIn(value, found = new Set()) {
  if (typeof value !== "object" || !value || /^(draft|ended)$/.test(value.status)) return found;
  for (const [key, inner] of Object.entries(value)) {
    const names = Array.isArray(inner) || typeof inner !== "object" ? [inner].flat() : Object.keys(inner ?? {});
    if (/^(event|since|cancelOn)$/.test(key)) names.forEach((name) => found.add(name));
    eventsIn(inner, found);
  }
  return found;
}
