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

  constructor(engine, reasons, flagReasons) {
    this.#make = () => new Table(engine, reasons, flagReasons);
  }
  get table() {
    return (this.#table ??= this.#make());
  }
}

/** All names of one engine, and where each stands. */
class Table {
  constructor(engine, reasons, flagReasons) {
    this.entries = JSON.parse(engine.experiences());
    this.flags = JSON.parse(engine.flags());
    this.reasons = reasons;
    this.flagReasons = flagReasons;
    this.experienceAt = new Map(this.entries.flatMap(({ id, flag }, index) => (flag === null ? [[id, index]] : [])));
    this.flagAt = new Map(this.flags.map(({ id }, index) => [id, index]));
    this.first = new Map();
    this.entries.forEach(({ flag }, index) => flag !== null && !this.first.has(flag) && this.first.set(flag, index));
    this.ruleAt = this.rules();
  }

  /** Experiments behind flags, by id: a rule of the same id may stand in several. */
  rules() {
    const found = new Map();
    this.entries.forEach(({ id, flag }, index) => {
      if (flag !== null && id) found.set(id, [...(found.get(id) ?? []), index]);
    });
    return found;
  }
}

/** What was decided for one visitor. */
export class Decisions {
  #names;
  #numbers;

  constructor(names, numbers) {
    this.#names = names;
    this.#numbers = numbers;
  }

  #entry(id) {
    const { experienceAt, ruleAt } = this.#names.table;
    const index = experienceAt.get(id);
    if (index !== undefined) return index;
    const rules = ruleAt.get(id);
    return rules?.find((rule) => this.#numbers[rule] >>> VARIANT & BYTE) ?? rules?.[0];
  }

  /** The variant of an experience, or of an experiment behind a flag; null where it does not apply. */
  variant(id) {
    const index = this.#entry(id);
    return index === undefined ? null : this.#variant(index);
  }

  #variant(index) {
    const place = (this.#numbers[index] >>> VARIANT) & BYTE;
    return place ? (this.#names.table.entries[index].variants[place - 1] ?? null) : null;
  }

  /** How it was decided; null for an unknown id. */
  get(id) {
    const index = this.#entry(id);
    return index === undefined ? null : this.#outcome(index);
  }

  #outcome(index) {
    const number = this.#numbers[index];
    const bucket = number >>> BUCKET;
    const variant = this.#variant(index);
    return {
      applied: variant !== null,
      reason: this.#names.table.reasons[number & BYTE],
      variant,
      bucket: bucket === UNKNOWN ? null : bucket / 10000,
    };
  }

  /** A flag's value; `fallback` for a flag that the rules do not have, or that is wrong there. */
  value(id, fallback = null) {
    const found = this.#flag(id);
    return found && found.reason !== "ERROR" ? found.value : fallback;
  }

  /** A flag's value and how it came about; null for an unknown flag. */
  flag(id) {
    return this.#flag(id);
  }

  #flag(id) {
    const names = this.#names.table;
    const index = names.flagAt.get(id);
    if (index === undefined) return null;
    const number = this.#numbers[names.entries.length + index];
    const at = (number >>> ENTRY) - 1;
    const reason = names.flagReasons[number & FLAG_REASON];
    const sticky = Boolean(number & STICKY);
    if (at < 0) return { value: names.flags[index].default, reason, variant: null, sticky, rule: null, id: null };
    const { id: name, variants, values } = names.entries[at];
    const variant = this.#variant(at);
    const place = Math.max(0, variants.indexOf(variant));
    return { value: values[place], reason, variant, sticky, rule: at - names.first.get(index), id: name || null };
  }

  /** Every experience with its outcome. */
  get experiences() {
    const found = [...this.#names.table.experienceAt].map(([id, index]) => [id, Object.freeze(this.#outcome(index))]);
    return Object.freeze(Object.fromEntries(found));
  }

  /** Every flag with its value. */
  get flags() {
    const found = [...this.#names.table.flagAt.keys()].map((id) => [id, Object.freeze(this.#flag(id))]);
    return Object.freeze(Object.fromEntries(found));
  }
}
