// The schema's sentences in Japanese: for editors, and for the guide of the command line.
//
// Owns: one sentence for each of the schema's. In: the schema. Out: the same schema, which speaks Japanese. Must not: know
// where a sentence stands; a test holds that each has its own, and none is left over.

import { sentences as attribute } from "./ja/attribute.mjs";
import { sentences as condition } from "./ja/condition.mjs";
import { sentences as experience } from "./ja/experience.mjs";
import { sentences as file } from "./ja/file.mjs";
import { sentences as show } from "./ja/show.mjs";

const sentences = { ...file, ...attribute, ...condition, ...experience, ...show };

/** Which are there. */
export const known = Object.keys(sentences);

/** The same schema, or a part of it, in Japanese. */
export function inJapanese(schema) {
  if (Array.isArray(schema)) return schema.map(inJapanese);
  if (schema === null || typeof schema !== "object") return schema;
  const translated = ([key, value]) => [key, spoken.has(key) && typeof value === "string" ? (sentences[value] ?? value) : inJapanese(value)];
  return Object.fromEntries(Object.entries(schema).map(translated));
}

/** What of a schema people read. */
export const spoken = new Set(["title", "description", "patternErrorMessage"]);
