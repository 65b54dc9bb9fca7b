// What the engine is told of a visitor: only what its rules read, and of that only what has changed.
//
// Owns: the paths, and the last value of each. In: attributes, nested or with dotted names. Out: calls
// of the engine. Must not: know what an attribute means.

import { toJson } from "./usage.mjs";

/** The value at a path; undefined where there is none. A name with dots in it comes before a way through objects. */
function seek(attributes, path, steps) {
  if (Object.hasOwn(attributes, path)) return attributes[path];
  if (!steps) return undefined;
  let at = attributes;
  for (const step of steps) {
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, step)) return undefined;
    at = at[step];
  }
  return at;
}

/** Nobody has told, or it is not known what was understood. */
const unsaid = Symbol("unsaid");

/** An object's text, which is not to be taken for a text. */
class Text {
  constructor(text) {
    this.text = text;
  }
  is(other) {
    return other instanceof Text && other.text === this.text;
  }
}

/** The attributes that one engine reads. */
export class Attributes {
  /** `paths` in the order of the engine's numbers. */
  constructor(paths) {
    this.paths = paths;
    this.steps = paths.map((path) => (path.includes(".") ? path.split(".") : undefined));
    this.id = paths.indexOf("visitor.id");
    this.forget();
  }

  /** Everything is to be told again. */
  forget() {
    this.values = Array(this.paths.length).fill(unsaid);
  }

  /** Tells an engine what is different now. */
  tell(engine, attributes, id) {
    const { paths, steps, values } = this;
    let rest = "";
    for (let index = 0; index < paths.length; index++) {
      const value = index === this.id && id !== undefined ? id : seek(attributes, paths[index], steps[index]);
      // An object may have changed since it was last seen: it has to be written, to be compared.
      if (typeof value === "object" && value !== null) rest += this.object(index, value);
      else if (value !== values[index]) {
        values[index] = value;
        if (typeof value === "string") engine.tellText(index, value);
        else if (Number.isFinite(value)) engine.tellNumber(index, value);
        else rest += this.written(index, value);
      }
    }
    if (rest) engine.tell(`[${rest.slice(1)}]`);
  }

  object(index, value) {
    const found = new Text(toJson(value, "decide-attributes", this.paths[index]) ?? "null");
    if (found.is(this.values[index])) return "";
    this.values[index] = found;
    return `,[${index},${found.text}]`;
  }

  /** What has no call of its own: true and false, null, what is missing. JSON has no word for the rest. */
  written(index, value) {
    const text = toJson(value, "decide-attributes", this.paths[index]);
    return text === undefined ? `,[${index}]` : `,[${index},${text}]`;
  }
}
