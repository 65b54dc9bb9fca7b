// Which events the rules ask for.
//
// Owns: the members of a rules file that name events. In: rules as a value. Out: names. Must not: ask for the events of
// drafts and ended experiences.

/** Attributes that are made of events, as in src/engine/condition/ready.rs. */
const made = {
  "visit.secondsActive": ["user_engagement"],
  "visit.struggle": ["rage_click", "dead_click", "exception", "form_abandon", "back_and_forth", "hesitation"],
};

/** Every event that rules ask for. */
export function eventsIn(rules) {
  const found = gather(rules, new Set());
  const text = JSON.stringify(rules);
  for (const [name, events] of Object.entries(made)) if (text.includes(name)) events.forEach((event) => found.add(event));
  return found;
}

function gather(value, found) {
  if (typeof value !== "object" || !value || /^(draft|ended)$/.test(value.status)) return found;
  for (const [key, inner] of Object.entries(value)) {
    const names = Array.isArray(inner) || typeof inner !== "object" ? [inner].flat() : Object.keys(inner ?? {});
    if (/^(event|since|cancelOn|keepAhead)$/.test(key)) names.forEach((name) => found.add(name));
    gather(inner, found);
  }
  return found;
}
