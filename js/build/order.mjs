// Which function of a module stands behind which.
//
// Owns: the order, as a number before each name, by which wasm-opt sorts. In: a module with names. Out: the same with
// other names. Must not: know what is called how often: that an index is short counts for less than its neighbours.
//
// What repeats costs brotli less the nearer it is, and its contexts change with what surrounds them: functions that are
// alike, one behind the other, take 2 % less than the most called first.

import { renameFunctions } from "../encode/rewrite.mjs";
import { functions } from "../encode/section.mjs";

/** How many bytes in a row are compared. */
const run = 3;
/** As many digits as sort alike as text and as numbers. */
const digits = 5;
const numbered = new RegExp(`^\\d{${digits}}`);

/** Every run of bytes in a body, once. */
function runs(body) {
  const found = new Set();
  for (let at = 0; at + run <= body.length; at++) found.add(body.readUIntBE(at, run));
  return found;
}

/** From 0 to 1: how much of the one is in the other. */
function likeness(one, other) {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const each of few) if (many.has(each)) common++;
  return common / Math.sqrt(few.size * many.size || 1);
}

/** The places of functions, each followed by the one that is most like it of those that are left. */
function chain(bodies) {
  const all = bodies.map(runs);
  const left = new Set(all.keys());
  const order = [];
  for (let last = 0; left.size; ) {
    left.delete(last);
    order.push(last);
    const from = all[last];
    let most = -1;
    for (const one of left) {
      const like = likeness(from, all[one]);
      if (like > most) [most, last] = [like, one];
    }
  }
  return order;
}

/** Puts before each name where its function belongs. */
export function numberFunctions(bytes) {
  const all = functions(bytes);
  const places = new Map(chain(all.map(({ body }) => body)).map((index, place) => [all[index].name, `${place}`.padStart(digits, "0")]));
  return renameFunctions(bytes, (name) => (places.get(name) ?? "") + name);
}

/** Takes it away again. */
export const unnumberFunctions = (bytes) => renameFunctions(bytes, (name) => name.replace(numbered, ""));
