// One rules file on a server, for as many visitors as come.
//
// Owns: the engine inside the module, its life, and what it was told last. In: rules; then visitors. Out: decisions.
// Must not: decide anything itself, or keep a visitor.

import { check as findings, sheet } from "omotenashi:author";
import { Engine as Inner, shared } from "omotenashi:server";
import { Attributes } from "./attribute.mjs";
import { Decisions, Names } from "./decision.mjs";
import { UsageError, isObject, kind, need, toJson } from "./usage.mjs";

/** What `decide` may be told of a visitor. */
const words = ["id", "attributes", "now", "url", "forced", "assignments", "consent", "language"];
const purposes = ["personalization", "measurement"];
const states = ["granted", "denied", "pending"];

let list;
const named = () => (list ??= [JSON.parse(shared().reasons()), JSON.parse(shared().flagReasons())]);

function textOf(rules) {
  if (typeof rules === "string") return rules;
  need(isObject(rules), "rules", "new Engine(rules)", "an object or its JSON text", rules);
  return toJson(rules, "rules", "new Engine(rules)");
}

function moment(now) {
  const ms = now instanceof Date ? now.getTime() : now;
  need(Number.isFinite(ms), "decide-now", "now", "a Date or milliseconds", now);
  return ms;
}

function idOf(id) {
  need(id == null || typeof id === "string" || typeof id === "number", "decide-id", "id", "a text or a number", id);
  return id ?? undefined;
}

/** Whether each purpose is granted, in the engine's order. What was not answered yet is not. */
function consentOf(consent) {
  need(isObject(consent), "decide-consent", "consent", "an object", consent);
  return purposes.map((purpose) => {
    const state = consent[purpose] ?? "pending";
    if (!states.includes(state)) throw new UsageError("decide-consent", `consent.${purpose}: expected ${states.join(", ")}, got ${kind(state)}`);
    return state === "granted";
  });
}

const isText = (value) => typeof value === "string";
const isAssignment = (one) => isObject(one) && isText(one.id) && isText(one.variant) && Number.isInteger(one.version);

/** What each option has to be. */
const options = {
  url: [(url) => isText(url) || url instanceof URL, "a text or a URL"],
  forced: [(forced) => isObject(forced) && Object.values(forced).every((variant) => isText(variant ?? "")), "an object of texts"],
  assignments: [(list) => Array.isArray(list) && list.every(isAssignment), "a list of `{ id, version, variant }`"],
  language: [isText, "a text"],
};

/** What is not an attribute, as JSON text; usually there is nothing. */
function optionsOf(visitor) {
  let found;
  for (const name in options) {
    const value = visitor[name];
    if (value == null) continue;
    const [is, wanted] = options[name];
    need(is(value), `decide-${name}`, name, wanted, value);
    (found ??= {})[name] = value;
  }
  if (visitor.consent !== undefined) (found ??= {}).consent = consentOf(visitor.consent);
  return found && toJson(found, "decide-options", "decide");
}

function check(visitor) {
  need(isObject(visitor), "decide", "decide(visitor)", "an object", visitor);
  for (const name in visitor)
    if (!words.includes(name)) throw new UsageError("decide-word", `decide: unknown \`${name}\`, expected one of ${words.join(", ")}`);
}

/** A rules file, read once. */
export class Engine {
  #inner;
  #text;
  #names;
  #attributes;
  #problems;
  #language;

  constructor(rules, { language = "en" } = {}) {
    need(isText(language), "language", "new Engine(…, { language })", "a text", language);
    this.#text = textOf(rules);
    this.#inner = new Inner(this.#text);
    this.#language = language;
    this.#attributes = new Attributes(JSON.parse(this.#inner.asks()));
    this.#names = new Names(this.#inner, named);
  }

  /** What is wrong with the rules, each with its sentence. The rest of them works. */
  get problems() {
    this.#alive();
    const errors = () => findings(this.#text, this.#language).filter(({ severity }) => severity === "error");
    return (this.#problems ??= Object.freeze(errors()));
  }

  /** Decides everything for one visitor. */
  decide(visitor = {}) {
    check(visitor);
    const { attributes = {}, now = Date.now() } = visitor;
    need(isObject(attributes), "decide-attributes", "attributes", "an object", attributes);
    const inner = this.#alive();
    const at = moment(now);
    const text = optionsOf(visitor);
    const id = idOf(visitor.id);
    try {
      this.#attributes.tell(inner, attributes, id);
      return new Decisions(this.#names, inner.decisions(at, text));
    } catch (error) {
      this.#attributes.forget();
      throw error;
    }
  }

  /** Why an experience applies or not, to this visitor or to the last one; null for an unknown id. */
  explain(id, visitor) {
    need(typeof id === "string", "explain-id", "explain(id)", "a text", id);
    if (visitor !== undefined) this.decide(visitor);
    const text = this.#alive().explain(id, this.#language);
    return text ? JSON.parse(text) : null;
  }

  /** What these rules keep of a visitor, and what they send. */
  dataSheet({ language = this.#language } = {}) {
    this.#alive();
    need(isText(language), "language", "dataSheet({ language })", "a text", language);
    return sheet(this.#text, language);
  }

  #alive() {
    if (!this.#inner) throw new UsageError("freed", "this engine was freed");
    return this.#inner;
  }

  /** Lets go of the engine's memory, whoever may still hold this object. */
  free() {
    this.#inner = undefined;
  }
}
