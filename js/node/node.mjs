// The server's entry: `import { Engine } from "omotenashi/node"`.
//
// Owns: nothing. In: nothing. Out: six exports. Must not: name `window`, or anything else that a server lacks.

import { importGrowthBook } from "omotenashi:author";

export { bucket, destination } from "./bucket.mjs";
export { Engine } from "./engine.mjs";
export { matches } from "./condition.mjs";
export { UsageError } from "./usage.mjs";
export { importGrowthBook };
