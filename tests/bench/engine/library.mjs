// The libraries, each loaded by itself.
//
// Owns: where they come from. In: a name of a candidate. Out: what candidates() takes. Must not: load what is not asked for:
// a cold start is one library's.

const growthbook = async () => ({ GrowthBook: (await import("@growthbook/growthbook")).GrowthBook });
const ours = async () => {
  const { Engine, importGrowthBook } = await import("../../../dist/node.mjs");
  return { Engine, importGrowthBook };
};

const loaders = {
  "omotenashi/node": ours,
  "the same, one read": ours,
  "the same, imported": ours,
  GrowthBook: growthbook,
  Statsig: async () => ({ Statsig: (await import("@statsig/js-on-device-eval-client")).StatsigOnDeviceEvalClient }),
  "json-logic": async () => ({ jsonLogic: (await import("json-logic-js")).default }),
  sift: async () => ({ sift: (await import("sift")).default }),
  mingo: async () => ({ Query: (await import("mingo")).Query }),
  "written by hand": async () => ({}),
};

/** Every name, in the order of the tables. */
export const names = Object.keys(loaders);

/** What a candidate needs. */
export const load = (name) => loaders[name]();

/** What all of them need. */
export const loadAll = async () => Object.assign({}, ...(await Promise.all(names.map(load))));
