// Which part of the line from 0 to 1 belongs to which variation.
//
// Owns: GrowthBook's arithmetic of weights and coverage, in its own order of additions, so that no visitor
// at a border changes sides. In: the members of an experiment. Out: `[from, to]` for each variation.
// Must not: choose.

const isNumber = (value) => typeof value === "number";

const within = (value) => Math.min(1, Math.max(0, value));

const total = (weights) => weights.reduce((sum, one) => sum + one, 0);

/** Whether the weights are used; otherwise all variations are equal. */
function areWeights(weights, count) {
  if (!Array.isArray(weights) || weights.length !== count || !weights.every(isNumber)) return false;
  return total(weights) >= 0.99 && total(weights) <= 1.01;
}

/** The parts that weights and coverage make. */
export function spread(count, coverage, weights) {
  const share = within(isNumber(coverage) ? coverage : 1);
  const used = areWeights(weights, count) ? weights : Array(count).fill(1 / count);
  let at = 0;
  return used.map((weight) => {
    const from = at;
    at += weight;
    return [from, from + share * weight];
  });
}

/** A part of the line: what reaches beyond its ends reaches nobody there. */
export const part = ([from, to]) => [within(from), within(to)];

/** A part that nobody falls into. */
export const none = [0, 0];

/** The smallest number above one between 0 and 1, so that "at most" can be said as "below". */
export function above(number) {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number);
  bits.setBigInt64(0, bits.getBigInt64(0) + 1n);
  return bits.getFloat64(0);
}
