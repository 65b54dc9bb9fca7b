// Conditions and attributes as nobody would write them all, but somebody might each.
//
// Owns: what is generated. In: a `Random`. Out: a condition, attributes, saved groups. Must not: leave out what differs: that
// is for difference.mjs to name.

const texts = ["", " ", "a", "A", "ab", "abc", "b", "B", "xay", "10", "9", "8", "0", "-5", "1.50", "1e3", "0x10", "true", "false"]
  .concat(["null", "undefined", "NaN", "Infinity", "é", "É", "日本", "日本語", "😀", "\uff5e", "ß", "İ", "a.b", "a/b", "-12-25", "line\nbreak"])
  .concat(["2026-01-01", "2026-01-01T00:00:00Z", "2025-12-31T23:00:00-02:00", "1980-12-25"]);
const versions = ["1.2.3", "v1.2.3", "1.2.3-beta.2", "1.2.3-beta.11", "1.10.0", "1.2", "2", "10.0.0+build", "", "v", "1-2-3", "a.b.c"];
const numbers = [0, 1, -1, 2, 3, 5, 8, 9, 10, 16, 1.5, -5, 1000, 1e21, 1e-7, 0.1, 123456789];
const patterns = ["a", "^a", "b$", "^(a|b)+$", "[0-9]+", "\\d{2}", "-12-25$", "(Mobile|Tablet)", "a.b", "a/b", "\\.", "^$", "日", "[^a]", "x?ay"];
const odd = ["(?=a)", "(a)\\1", "[", "\\p{L}", "(?<n>a)"];
const paths = ["a", "b", "c", "d", "l", "l2", "o.x", "o.y.z", "o", "l.0", "v", "gone"];
const types = ["string", "number", "boolean", "object", "array", "null"];
const orders = ["$lt", "$lte", "$gt", "$gte"];

/** A value that JSON has no inside for. */
export function scalar(random) {
  const kind = random.below(10);
  if (kind < 5) return random.pick(texts);
  if (kind < 8) return random.pick(numbers);
  return kind < 9 ? random.chance(0.5) : null;
}

const list = (random) => random.some(4, () => (random.chance(0.9) ? scalar(random) : { name: scalar(random), n: random.pick(numbers) }));

/** Any value. */
function value(random) {
  if (random.chance(0.85)) return scalar(random);
  return random.chance(0.6) ? list(random) : { x: scalar(random) };
}

/** A visitor: some attributes are not there. */
export function attributes(random) {
  const found = {};
  for (const path of ["a", "b", "c", "d"]) if (random.chance(0.8)) found[path] = value(random);
  if (random.chance(0.8)) found.l = list(random);
  if (random.chance(0.5)) found.l2 = random.some(3, () => random.pick(texts));
  if (random.chance(0.7)) found.o = random.chance(0.9) ? { x: value(random), y: { z: scalar(random) } } : scalar(random);
  if (random.chance(0.7)) found.v = random.chance(0.9) ? random.pick(versions) : scalar(random);
  return found;
}

/** Saved groups in both shapes, one of them broken. */
export const groups = {
  listed: ["a", "b", 1, 8, "10", true],
  typed: { type: "list", attributeKey: "a", values: ["a", 5, "日本"] },
  named: { type: "condition", condition: { a: { $gt: 5 }, $savedGroup: { id: "typed", attributeKey: "b" } } },
  circular: { type: "condition", condition: { $savedGroup: { id: "circular" } } },
  broken: { type: "unheard" },
};
const groupNames = [...Object.keys(groups), "nobody"];

const operands = {
  $in: (random) => random.some(4, () => (random.chance(0.95) ? scalar(random) : list(random))),
  $regex: (random) => (random.chance(0.93) ? random.pick(patterns) : random.pick(odd)),
  $exists: (random) => random.chance(0.5),
  $type: (random) => random.pick(types),
  $size: (random) => (random.chance(0.5) ? random.below(4) : { [random.pick(orders)]: random.below(4) }),
  $veq: (random) => random.pick(versions),
  $inGroup: (random) => random.pick(groupNames),
};
const alike = { $nin: "$in", $ini: "$in", $nini: "$in", $regexi: "$regex", $notInGroup: "$inGroup" };
for (const name of ["$vne", "$vlt", "$vlte", "$vgt", "$vgte"]) alike[name] = "$veq";
const weighted = [...orders, ...orders, "$eq", "$ne", "$in", "$nin", "$ini", "$nini", "$all", "$alli", "$regex", "$regexi", "$exists"]
  .concat(["$type", "$size", "$elemMatch", "$not", "$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte", "$inGroup", "$notInGroup"]);

function operand(random, name, depth) {
  // Something that the operator was not made for.
  if (random.chance(0.01)) return value(random);
  if (name === "$not") return random.chance(0.2) ? value(random) : operators(random, depth + 1);
  if (name === "$elemMatch") return random.chance(0.5) ? operators(random, depth + 1) : element(random, depth + 1);
  if (name === "$all" || name === "$alli") return random.some(3, () => (random.chance(0.8) ? scalar(random) : operators(random, depth + 1)));
  const make = operands[alike[name] ?? name];
  return make ? make(random) : random.chance(0.97) ? scalar(random) : value(random);
}

/** A condition on the elements of a list. */
function element(random, depth) {
  const found = { name: test(random, depth) };
  if (random.chance(0.5)) found.n = test(random, depth);
  if (random.chance(0.2)) found.$or = random.some(2, () => ({ n: test(random, depth) }));
  return found;
}

function operators(random, depth) {
  const known = depth > 2 ? weighted.filter((name) => !["$not", "$elemMatch", "$all", "$alli"].includes(name)) : weighted;
  const found = {};
  for (let left = 1 + random.below(2); left; left--) {
    const name = random.chance(0.005) ? "$regx" : random.pick(known);
    found[name] = operand(random, name, depth);
  }
  return found;
}

const test = (random, depth = 0) => (random.chance(0.3) ? value(random) : operators(random, depth));

/** A condition. */
export function condition(random, depth = 0) {
  const found = {};
  for (let left = 1 + random.below(3); left; left--) {
    const kind = random.below(depth > 2 ? 8 : 12);
    if (kind < 8) found[random.pick(paths)] = test(random);
    else if (kind < 10) found[random.pick(["$and", "$or", "$nor"])] = random.some(3, () => condition(random, depth + 1));
    else if (kind < 11) found.$not = condition(random, depth + 1);
    else found.$savedGroup = { id: random.pick(groupNames), ...(random.chance(0.3) && { attributeKey: random.pick(paths) }) };
  }
  return found;
}
