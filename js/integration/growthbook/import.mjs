// `importGrowthBook`: a payload of GrowthBook's API as a rules file.
//
// Owns: the order of the parts. In: the payload, as an object or as JSON text. Out: `{ rules, problems, assignments,
// origins }`. Must not: lose anything silently; what cannot be carried over is a problem with its place.

import { Rewriter } from "./condition.mjs";
import { locked, opened } from "./decrypt.mjs";
import { experience } from "./experiment.mjs";
import { flag } from "./feature.mjs";
import { Groups } from "./group.mjs";
import { order } from "./prerequisite.mjs";
import { Problems, pointer } from "./problem.mjs";
import { isObject } from "./shape.mjs";
import { assignments } from "./sticky.mjs";

/** What becomes rules. */
const parts = ["features", "experiments"];

/** What Omotenashi fills in by itself. */
const own = /^(page|referrer|campaign|device|visit|visitor|time|siteTime|cart)\./;

class Context {
  attributes = new Map();
  origins = {};
  unknown = new Set();

  constructor(payload, { sticky }, problems) {
    this.sticky = Boolean(sticky);
    this.problems = problems;
    this.bandits = payload.contextualBandits;
    this.groups = new Groups(payload.savedGroups, { named: true });
    this.rewriter = new Rewriter(this.groups, this.note);
    this.features = part(payload, "features", isObject, {}, problems);
    this.experiments = part(payload, "experiments", Array.isArray, [], problems);
  }

  /** An attribute is read: the file has to declare it. */
  note = (path) => {
    if (this.attributes.has(path)) return;
    this.attributes.set(path, {});
  };
  isFlag = (id) => Object.hasOwn(this.features, id);
}

function part(payload, name, is, empty, problems) {
  const found = payload[name] ?? empty;
  if (is(found)) return found;
  problems.add("type", pointer(name), Array.isArray(empty) ? "an array" : "an object");
  return empty;
}

function flags(context) {
  const { names, circles } = order(context.features);
  const made = names.flatMap((id) => {
    const feature = context.features[id];
    if (isObject(feature)) return [[id, flag(id, feature, circles.has(id), context)]];
    return context.problems.add("type", pointer("features", id), "an object") ?? [];
  });
  const absent = [...context.unknown].map((id) => [id, { type: "any", default: null }]);
  return Object.fromEntries([...absent, ...made]);
}

/** An experiment as an experience; undefined where it cannot be read. */
function experienceOf(one, where, context) {
  if (!isObject(one) || !Array.isArray(one.variations)) return context.problems.add("type", where, "an experiment");
  try {
    return experience(one, where, context);
  } catch {
    return context.problems.add("unreadable", where);
  }
}

function experiences(context) {
  const made = [];
  context.experiments.forEach((one, index) => {
    const where = pointer("experiments", index);
    const found = experienceOf(one, where, context);
    if (!found) return;
    context.origins[pointer("experiences", made.length)] = where;
    made.push(found);
  });
  return made;
}

/** The origins that redirects lead to: each must be allowed, unless it is the site's own. */
function origins(list) {
  const changes = list.flatMap(({ variants }) => Object.values(variants).flatMap(({ show }) => show));
  const targets = changes.map(({ redirect }) => redirect?.to).filter((to) => to && URL.canParse(to));
  return [...new Set(targets.map((to) => new URL(to).origin))];
}

/** Members of the file that hold something. */
const filled = (members) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => (Array.isArray(value) ? value.length : Object.keys(value).length)));

function convert(payload, options, problems) {
  // Whoever gives the features alone would get rules without any.
  if (isObject(payload) && !parts.some((name) => Object.hasOwn(payload, name)) && !problems.list.length) problems.add("payload", "");
  const context = new Context(payload, options, problems);
  const { groups, rewriter } = context;
  const audiences = groups.conditions().map((id) => [id, rewriter.condition(groups.entry(id).condition)]);
  const made = { flags: flags(context), experiences: experiences(context) };
  for (const path of context.attributes.keys()) if (own.test(path)) problems.add("attribute-taken", "", path);
  const declared = [...context.attributes].filter(([path]) => !own.test(path));
  const rules = {
    omotenashi: 1,
    site: options.site ?? "imported",
    queryOverride: true,
    ...filled({
      attributes: Object.fromEntries(declared),
      lists: groups.lists(),
      audiences: Object.fromEntries(audiences),
      flags: made.flags,
      redirects: origins(made.experiences),
    }),
    experiences: made.experiences,
  };
  const docs = isObject(options.sticky) || Array.isArray(options.sticky) ? options.sticky : {};
  return { rules, problems: problems.list, assignments: assignments(docs, context), origins: context.origins };
}

/**
 * Turns a payload into rules. `sticky` says that the site uses sticky bucketing: `true`, or one visitor's
 * documents, which come back as `assignments`. With a `decryptionKey`, gives a promise.
 *
 * @throws {SyntaxError} for text that is not JSON.
 */
export function importGrowthBook(payload, options = {}) {
  const problems = new Problems(options.language);
  const parsed = typeof payload === "string" ? JSON.parse(payload) : payload;
  if (!isObject(parsed)) problems.add("type", "", "an object");
  const read = isObject(parsed) ? parsed : {};
  if (options.decryptionKey === undefined) return convert(locked(read, problems), options, problems);
  return opened(read, options.decryptionKey, problems).then((plain) => convert(plain, options, problems));
}
