// On which pages: GrowthBook's URL patterns as a condition on `page.…`.
//
// Owns: the two kinds of pattern. In: `urlPatterns`. Out: a condition, or undefined for a pattern that cannot
// be said as one. Must not: match an address.

const wildcard = "_____";

/** A part of a simple pattern as a regular expression: letters of either case, `*` for anything. */
const like = (part) => part.replace(/[*.+?^${}()|[\]\\]/g, "\\$&").replaceAll(wildcard, ".*");

const anything = (part) => part.split(wildcard).join("") === "";

const whole = (pattern) => ({ $regexi: `^${pattern}$` });

/** A query parameter: one that is missing counts as empty. */
function parameter(name, value) {
  const path = `page.query.${name}`;
  if (value === "") return { $or: [{ [path]: null }, { [path]: "" }] };
  return anything(value) ? {} : { [path]: whole(like(value)) };
}

/** A pattern such as `example.com/item/*?color=red#top`: each part is compared by itself. */
function simple(pattern) {
  // A host without a protocol gets one; `*` is no valid sign of a host everywhere.
  const text = pattern.replace(/^([^:/?]*)\./i, "https://$1.").replaceAll("*", wildcard);
  const url = URL.canParse(text, `https://${wildcard}`) ? new URL(text, `https://${wildcard}`) : undefined;
  if (!url) return undefined;
  const parts = [{ "page.path": whole(`\\/?${like(url.pathname).replace(/(^\/|\/$)/g, "")}\\/?`) }];
  if (!anything(url.host)) parts.push({ "page.host": whole(like(url.host)) });
  if (url.hash) parts.push({ "page.hash": whole(like(url.hash.slice(1))) });
  url.searchParams.forEach((value, name) => parts.push(parameter(name, value)));
  return parts.length === 1 ? parts[0] : { $and: parts };
}

/**
 * A regular expression is tried on the whole address and on what follows the host. The second is the end of
 * the first, so only one that begins with `^` needs to be said twice.
 */
function regular(pattern) {
  const anchors = pattern.replace(/\\.|\[\^?(\\.|[^\]])*\]/g, "").split("^").length - 1;
  if (anchors === 0) return { "page.url": { $regex: pattern } };
  if (anchors > 1 || !pattern.startsWith("^") || /\|/.test(pattern.replace(/\\.|\([^)]*\)|\[[^\]]*\]/g, ""))) return undefined;
  return { $or: [{ "page.url": { $regex: pattern } }, { "page.url": { $regex: `^[a-z]+:\\/\\/[^/]*${pattern.slice(1)}` } }] };
}

function target({ type, pattern }) {
  if (typeof pattern !== "string") return undefined;
  return { simple, regex: regular }[type]?.(pattern);
}

/** The condition of a list of patterns: one of those that include, and none of those that exclude. */
export function where(patterns, pointer, problems) {
  const found = patterns.map((one, index) => {
    const condition = target(one ?? {});
    if (!condition) problems.add("pattern", `${pointer}/${index}`);
    return { condition, excludes: one?.include === false };
  });
  const included = found.filter(({ excludes }) => !excludes);
  const excluded = found.filter(({ condition, excludes }) => excludes && condition).map(({ condition }) => condition);
  const parts = excluded.map((condition) => ({ $not: condition }));
  if (!patterns.length || included.length) parts.unshift(oneOf(included.flatMap(({ condition }) => condition ?? [])));
  return parts.length === 1 ? parts[0] : { $and: parts };
}

function oneOf(conditions) {
  if (!conditions.length) return { $not: {} };
  return conditions.length === 1 ? conditions[0] : { $or: conditions };
}
