// Who takes part, and how each is told the same rules.
//
// Owns: the translation, which is not timed, and the two timed steps: `init(data)`, which begins with JSON text for
// everybody, and `decide(state, visitor)`, which gives how many rules apply. In: the libraries. Out: candidates by name. Must not: give anybody work that another is
// spared, except that matchers do not split (`matches: true`); that is said in the tables.

import { attributes } from "./workload.mjs";

const ops = {
  mongo: { equals: (value) => value, in: ($in) => ({ $in }), atLeast: ($gte) => ({ $gte }), below: ($lt) => ({ $lt }), contains: ($regex) => ({ $regex }) },
  logic: {
    equals: (at, value) => ({ "==": [at, value] }),
    in: (at, value) => ({ in: [at, value] }),
    atLeast: (at, value) => ({ ">=": [at, value] }),
    below: (at, value) => ({ "<": [at, value] }),
    contains: (at, value) => ({ in: [value, at] }),
  },
  statsig: { equals: "eq", in: "any_case_sensitive", atLeast: "gte", below: "lt", contains: "str_contains_any" },
};

const mongo = ({ clauses }) => Object.fromEntries(clauses.map(({ at, op, value }) => [at, ops.mongo[op](value)]));
const own = ({ clauses }) => Object.fromEntries(clauses.map(({ at, op, value }) => [at, op === "contains" ? { $contains: value } : ops.mongo[op](value)]));

/** A rules file of experiences, each an experiment of two halves. */
const omotenashi = (rules) =>
  JSON.stringify({
    omotenashi: 1,
    site: "bench",
    attributes: Object.fromEntries([...attributes, "id"].map((name) => [name, {}])),
    experiences: rules.map((rule) => ({ id: rule.id, hashBy: "id", who: own(rule), variants: { a: { show: [] }, b: { show: [] } }, split: { a: 50, b: 50 } })),
  });

/** What the visitor build gets for the same: a page has facts, and consent that was given. */
export const forPage = (rules, { id, ...facts }) => ({
  rules: {
    ...JSON.parse(omotenashi(rules)),
    consent: { mode: "opt-out" },
    attributes: Object.fromEntries([...attributes, "id"].map((name) => [name, { from: "facts" }])),
  },
  facts: { id, ...facts },
  bot: false,
});

const growthbook = (rules) =>
  Object.fromEntries(
    rules.map((rule) => [rule.id, { defaultValue: -1, rules: [{ key: rule.id, condition: mongo(rule), variations: [0, 1], hashVersion: 2, coverage: 1, weights: [0.5, 0.5] }] }]),
  );

/** Every variant read, so that nothing is left to be done. */
function readAll(decisions, ids) {
  let count = 0;
  for (const id of ids) if (decisions.variant(id) !== null) count++;
  return count;
}

function ours(Engine, prepare, read = readAll) {
  return {
    prepare: (rules) => ({ text: prepare(rules), ids: rules.map(({ id }) => id) }),
    init: ({ text, ids }) => ({ engine: new Engine(text), ids }),
    decide: ({ engine, ids }, visitor) => read(engine.decide({ attributes: visitor, now: 0 }), ids),
    answers: ({ engine, ids }, visitor) => {
      const decisions = engine.decide({ attributes: visitor, now: 0 });
      return ids.map((id) => (decisions.variant(id) === null ? -1 : decisions.get(id).bucket < 0.5 ? 0 : 1));
    },
  };
}

/** What somebody would write who needs these five operators and nothing else. */
const byHand = {
  prepare: (rules) => JSON.stringify(rules),
  init: (text) => JSON.parse(text),
  decide: (rules, visitor) => rules.reduce((count, rule) => count + (half(rule, visitor) >= 0), 0),
  answers: (rules, visitor) => rules.map((rule) => half(rule, visitor)),
};

function holds({ at, op, value }, visitor) {
  const found = visitor[at];
  switch (op) {
    case "equals":
      return found === value;
    case "in":
      return value.includes(found);
    case "atLeast":
      return found >= value;
    case "below":
      return found < value;
    default:
      return found.includes(value);
  }
}

function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function half({ id, clauses }, visitor) {
  for (const clause of clauses) if (!holds(clause, visitor)) return -1;
  return (hash(`${hash(id + visitor.id)}`) % 10000) / 10000 < 0.5 ? 0 : 1;
}

/** A library that only says whether a rule matches: a list of functions. */
const matcher = (prepare, compile) => ({
  matches: true,
  prepare: (rules) => JSON.stringify(prepare(rules)),
  init: (text) => JSON.parse(text).map(compile),
  decide: (tests, visitor) => tests.reduce((count, test) => count + (test(visitor) ? 1 : 0), 0),
  answers: (tests, visitor) => tests.map((test) => (test(visitor) ? 1 : -1)),
});

/** In the way that was found to be its fastest: with a callback it keeps no list of calls, and whom it knows it is not told again. */
function peer(GrowthBook) {
  const tell = (state, visitor) => {
    if (state.last !== visitor) state.book.setAttributes((state.last = visitor));
  };
  return {
    prepare: (rules) => ({ text: JSON.stringify(growthbook(rules)), ids: rules.map(({ id }) => id) }),
    init: ({ text, ids }) => ({ book: new GrowthBook({ features: JSON.parse(text), trackingCallback: () => {} }), ids }),
    decide: (state, visitor) => {
      tell(state, visitor);
      let count = 0;
      for (const id of state.ids) if (state.book.evalFeature(id).value !== -1) count++;
      return count;
    },
    answers: (state, visitor) => {
      tell(state, visitor);
      return state.ids.map((id) => state.book.evalFeature(id).value);
    },
  };
}

const condition = ({ at, op, value }) => ({
  type: "user_field",
  field: at,
  operator: ops.statsig[op],
  targetValue: op === "contains" ? [value] : value,
  additionalValues: {},
});

const spec = (rule) => ({
  name: rule.id,
  type: "dynamic_config",
  salt: rule.id,
  enabled: true,
  defaultValue: {},
  entity: "experiment",
  idType: "userID",
  rules: [{ id: "match", name: "match", salt: "s", passPercentage: 50, idType: "userID", returnValue: { half: 1 }, conditions: rule.clauses.map(condition) }],
});

function statsig(Client) {
  const quiet = { disableExposureLog: true };
  const user = ({ id, ...custom }) => ({ userID: id, custom });
  return {
    // Its hash is SHA-256: the halves are others, the matches are the same.
    matches: true,
    prepare: (rules) => ({
      text: JSON.stringify({ has_updates: true, time: 1, feature_gates: [], layer_configs: [], dynamic_configs: rules.map(spec) }),
      ids: rules.map(({ id }) => id),
    }),
    init: ({ text, ids }) => {
      const client = new Client("client-key", { networkConfig: { preventAllNetworkTraffic: true }, disableStorage: true, disableLogging: true });
      client.dataAdapter.setData(text);
      client.initializeSync({ disableBackgroundCacheRefresh: true });
      return { client, ids };
    },
    decide: ({ client, ids }, visitor) => {
      const known = user(visitor);
      return ids.reduce((count, id) => count + (client.getExperiment(id, known, quiet).ruleID === "match" ? 1 : 0), 0);
    },
    answers: ({ client, ids }, visitor) => ids.map((id) => (client.getExperiment(id, user(visitor), quiet).ruleID === "match" ? 1 : -1)),
  };
}

/** All candidates whose library is there. */
export function candidates({ Engine, importGrowthBook, GrowthBook, Statsig, jsonLogic, sift, Query }) {
  const logic = ({ clauses }) => ({ and: clauses.map(({ at, op, value }) => ops.logic[op]({ var: at }, value)) });
  const all = {
    "omotenashi/node": Engine && ours(Engine, omotenashi),
    "the same, one read": Engine && ours(Engine, omotenashi, (decisions) => Number(decisions.variant("r0") !== null)),
    "the same, imported": importGrowthBook && ours(Engine, (rules) => JSON.stringify(importGrowthBook({ features: growthbook(rules) }).rules)),
    GrowthBook: GrowthBook && peer(GrowthBook),
    Statsig: Statsig && statsig(Statsig),
    "json-logic": jsonLogic && matcher((rules) => rules.map(logic), (rule) => (visitor) => jsonLogic.apply(rule, visitor)),
    sift: sift && matcher((rules) => rules.map(mongo), (rule) => sift(rule)),
    mingo: Query && matcher((rules) => rules.map(mongo), (rule) => ((query) => (visitor) => query.test(visitor))(new Query(rule))),
    "written by hand": byHand,
  };
  return Object.fromEntries(Object.entries(all).filter(([, one]) => one));
}
