// The edge's entry: `import { Engine, use } from "omotenashi/edge"`, for workers that may not compile.
//
// Owns: nothing. In: nothing. Out: what the server's entry exports, and `use`. Must not: name anything
// that Node alone has, or import what is not inside.

export { importGrowthBook } from "omotenashi:author";
export { bucket, destination } from "./bucket.mjs";
export { matches } from "./condition.mjs";
export { Engine } from "./engine.mjs";
export { use } from "./given.mjs";
export { UsageError } from "./usage.mjs";
