// The answers for one visitor, as the engine's numbers until somebody asks.
//
// Owns: what the numbers mean. In: numbers, the names of an engine. Out: plain values. Must not: cost anything that
// nobody asked for.

/** `reason | (variant + 1) << 8 | bucket << 16`. */
const VARIANT = 8;
const BUCKET = 16;
const BYTE = 0xff;
const UNKNOWN = 0xffff;
/** `reason | sticky << 7 | (entry + 1) << 8`. */
const FLAG_REASON = 0x7f;
const STICKY = 0x80;
const ENTRY = 8;

/** The names behind the numbers, read when the first is asked for. */
export class Names {
  #table;
  #make;

  /** `reasons()` gives the names of all reasons, and of those of flags. */
  constructor(engine, reasons) {
    this.#make = () => new Table(engine, reasons);
  }
  get table() {
    return (this.#table ??= this.#make());
  }
}

/** All names of one engine, and where each stands. Most experiences have the same list of variants as another. */
class Table {
  constructor(engine, reasons) {
    Object.assign(this, JSON.parse(engine.experiences()));
    this.flags = JSON.parse(engine.flags());
    this.readReasons = reasons;
    /** Behind so many experiences stand the rules of flags. */
    this.plain = this.ids.length - this.values.length;
    /** An object: with a thousand ids, a Map takes almost twice as long to find one. */
    this.experienceAt = Object.create(null);
    for (let index = 0; index < this.plain; index++) this.experienceAt[this.ids[index]] = index;
    this.flagAt = new Map(this.flags.map(({ id }, index) => [id, index]));
    this.ruleAt = this.rules();
  }

  /** Experiments behind flags, by id: a rule of the same id may stand in several. */
  rules() {
    const found = new Map();
    for (let index = this.plain; index < this.ids.length; index++) {
      const id = this.ids[index];
      if (id) found.set(id, [...(found.get(id) ?? []), index]);
    }
    return found;
  }

  variantsOf(index) {
    return this.variants[this.kinds[index]];
  }

  get reasons() {
    return this.readReasons()[0];
  }

  get flagReasons() {
    return this.readReasons()[1];
  }
}

/** Where an experience stands, or a rule of a flag: the one that applies, if any does. */
function find(table, numbers, id) {
  const index = table.experienceAt[id];
  if (index !== undefined) return index;
  const rules = table.ruleAt.get(id);
  return rules?.find((rule) => (numbers[rule] >>> VARIANT) & BYTE) ?? rules?.[0];
}

/** The variant that a number says. */
function variantAt(table, numbers, index) {
  const place = (numbers[index] >>> VARIANT) & BYTE;
  return place ? (table.variantsOf(index)[place - 1] ?? null) : null;
}

/** What was decided for one visitor. */
export class Decisions {
  #names;
  #numbers;

  constructor(names, numbers) {
    this.#names = names;
    this.#numbers = numbers;
  }

  /** The variant of an experience, or of an experiment behind a flag; null where it does not apply. */
  variant(id) {
    const table = this.#names.table;
    const numbers = this.#numbers;
    const index = find(table, numbers, id);
    return index === undefined ? null : variantAt(table, numbers, index);
  }

  /** How it was decided; null for an unknown id. */
  get(id) {
    const table = this.#names.table;
    const index = find(table, this.#numbers, id);
    return index === undefined ? null : this.#outcome(table, index);
  }

  #outcome(table, index) {
    const number = this.#numbers[index];
    const bucket = number >>> BUCKET;
    const variant = variantAt(table, this.#numbers, index);
    return {
      applied: variant !== null,
      reason: table.reasons[number & BYTE],
      variant,
      bucket: bucket === UNKNOWN ? null : bucket / 10000,
    };
  }

  /** A flag's value; `fallback` for a flag that the rules do not have, that is wrong there, or of another type, as in the browser. */
  value(id, fallback = null) {
    const found = this.flag(id);
    const value = (found?.reason === "ERROR" ? null : found?.value) ?? fallback;
    return fallback === null || typeof value === typeof fallback ? value : fallback;
  }

  /** A flag's value and how it came about; null for an unknown flag. */
  flag(id) {
    const table = this.#names.table;
    const index = table.flagAt.get(id);
    if (index === undefined) return null;
    const flag = table.flags[index];
    const number = this.#numbers[table.ids.length + index];
    const at = (number >>> ENTRY) - 1;
    const reason = table.flagReasons[number & FLAG_REASON];
    const sticky = Boolean(number & STICKY);
    if (at < 0) return { value: flag.default, reason, variant: null, sticky, rule: null, id: null };
    const variant = variantAt(table, this.#numbers, at);
    const place = Math.max(0, table.variantsOf(at).indexOf(variant));
    return { value: table.values[at - table.plain][place], reason, variant, sticky, rule: at - flag.from, id: table.ids[at] || null };
  }

  /** Every experience with its outcome. */
  get experiences() {
    const table = this.#names.table;
    const ids = table.ids.slice(0, table.plain);
    const found = ids.map((id, index) => [id, Object.freeze(this.#outcome(table, index))]);
    return Object.freeze(Object.fromEntries(found));
  }

  /** Every flag with its value. */
  get flags() {
    const found = [...this.#names.table.flagAt.keys()].map((id) => [id, Object.freeze(this.flag(id))]);
    return Object.freeze(Object.fromEntries(found));
  }
}
