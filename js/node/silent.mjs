// What stands in for the author build where that cannot be compiled.
//
// Owns: one sentence. In: calls. Out: an error that says where to ask; GrowthBook's files, which need no module. Must not:
// pretend that nothing is wrong.

import { UsageError } from "./usage.mjs";

function refuse(what, command) {
  throw new UsageError("edge-author", `${what} is not there at the edge; ask before you deploy: npx omotenashi ${command} rules.json`);
}

export const check = () => refuse("engine.problems", "check");
export const sheet = () => refuse("engine.dataSheet()", "data");

export { Groups as GrowthBookGroups } from "../integration/growthbook/group.mjs";
export { Rewriter as GrowthBookRewriter } from "../integration/growthbook/condition.mjs";
export { importGrowthBook } from "../integration/growthbook/import.mjs";
