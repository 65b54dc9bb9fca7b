// Owns: asking the author build what is wrong with a rules text; where it is not built, JSON's own complaint.
// Out: problems `{ severity, line, column, message, help, code, pointer }`.

import { lang, say } from "./guide.mjs";

let loading = null;

/** The author build, or null. */
const author = (built) => (loading ??= built ? import("/sdk/author.mjs").catch(() => null) : Promise.resolve(null));

function placeIn(text, position) {
  const before = text.slice(0, position).split("\n");
  return { line: before.length, column: before.at(-1).length + 1 };
}

/** What the browser's own parser says; it knows JSON, not rules. */
function plainly(text) {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
    return [{ severity: "error", ...placeIn(text, position), message: say("ここで JSON として読めなくなりました", "this is not JSON any more from here"), help: "", code: "json" }];
  }
}

/** Problems of a rules text, and whether the author build was there to find them. `built`: the server has it. */
export async function check(text, built) {
  const build = await author(built);
  if (typeof build?.check !== "function") return { problems: plainly(text), complete: false };
  const found = await build.check(text, lang);
  return { problems: typeof found === "string" ? JSON.parse(found) : found, complete: true };
}
