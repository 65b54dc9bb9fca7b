// Random choices that can be made again.
//
// Owns: the generator. In: a seed. Out: numbers and choices. Must not: use the platform's own randomness.
// Source: mulberry32 by Tommy Ettinger, public domain.

/** Choices that follow from a seed. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  /** From 0 up to 1. */
  real() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  /** A whole number from 0 up to `end`. */
  below(end) {
    return Math.floor(this.real() * end);
  }
  chance(share) {
    return this.real() < share;
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  /** Up to `most` of what `make` makes. */
  some(most, make) {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}
