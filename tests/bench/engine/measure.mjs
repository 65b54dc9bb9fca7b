// The loops, the same in Node and in a browser.
//
// Owns: what is timed. In: candidates. Out: samples in milliseconds. Must not: let anybody run for long before another has
// had a turn: a machine that others use is slow for all of them alike.

import { rules, variety, visitor } from "./workload.mjs";

const some = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Milliseconds of one call, from as many as take `least_ms` together. */
function time(call, least_ms) {
  let calls = 0;
  const start = performance.now();
  let now;
  do {
    for (let left = 1 + (calls >> 2); left; left--, calls++) call(calls);
    now = performance.now();
  } while (now - start < least_ms);
  return (now - start) / calls;
}

/** That all give the same answers: matches everywhere, halves where the hash is the same. */
export function agree(all, count = 200) {
  for (const distinct of [false, true]) {
    const list = rules(count, distinct);
    const states = Object.entries(all).map(([name, one]) => [name, one, one.init(one.prepare(list))]);
    for (let index = 0; index < 20; index++) {
      const someone = visitor(index);
      const wanted = all["written by hand"].answers(JSON.parse(JSON.stringify(list)), someone);
      for (const [name, one, state] of states) {
        const found = one.answers(state, someone).map((half, at) => (one.matches && half >= 0 ? Math.max(0, wanted[at]) : half));
        if (`${found}` !== `${wanted}`) throw new Error(`${name} answers otherwise: ${found} for ${wanted}`);
      }
    }
  }
}

/** Interleaved rounds of everybody's `make(name)`: samples by name. */
function rounds(names, count, make) {
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  const calls = Object.fromEntries(names.map((name) => [name, make(name)]));
  for (const name of names) calls[name].warm?.();
  for (let round = 0; round < count; round++) for (const name of names) samples[name].push(calls[name].sample());
  return samples;
}

/** One visitor, whose attributes do not change, or another each time. */
export function warm(all, { count, distinct, moving, samples = 11, least_ms = 8 }) {
  const list = rules(count, distinct);
  const someone = moving ? some(64, visitor) : [visitor(0)];
  const found = rounds(Object.keys(all), samples, (name) => {
    const state = all[name].init(all[name].prepare(list));
    const call = (turn) => all[name].decide(state, someone[turn % someone.length]);
    return { warm: () => time(call, 60), sample: () => time(call, least_ms) };
  });
  return { found, variety: variety(list) };
}

/** Reading so many rules. */
export function init(all, { count, samples = 9 }) {
  const list = rules(count);
  return rounds(Object.keys(all), samples, (name) => {
    const data = all[name].prepare(list);
    return { warm: () => all[name].init(data), sample: () => time(() => all[name].init(data), 4) };
  });
}

/** So many visitors, each with one rule. */
export function crowd(all, { count, samples = 7 }) {
  const [rule] = rules(1);
  const people = some(count, visitor);
  return rounds(Object.keys(all), samples, (name) => {
    const state = all[name].init(all[name].prepare([rule]));
    const call = () => people.reduce((sum, one) => sum + all[name].decide(state, one), 0);
    return { warm: call, sample: () => time(call, 1) };
  });
}

/** The very first: nothing is warm. */
export function cold(one, count) {
  const data = one.prepare(rules(count));
  const someone = visitor(0);
  const start = performance.now();
  one.decide(one.init(data), someone);
  return performance.now() - start;
}
