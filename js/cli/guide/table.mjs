// A part of the schema as rows: member, what stands there, what it means.
//
// Owns: how a schema is read aloud. In: the schema and a place in it. Out: texts. Must not: know rules.

/** What a definition is called where something refers to it. */
const names = {
  en: { condition: "a condition", tests: "a value, or operators", readyTests: "a value, or operators", inner: "a value, or operators", innerTests: "operators", did: "see *past*", show: "changes", when: "a moment", frequency: "how often", experience: "an experience", rule: "a rule", flag: "a flag", stage: "a condition, or enter and leave", interest: "an interest", within: "how far back", surfaces: "how much is enough" },
  ja: { condition: "条件", tests: "値または演算子", readyTests: "値または演算子", inner: "値または演算子", innerTests: "演算子", did: "「past」の章", show: "変更", when: "きっかけ", frequency: "回数", experience: "施策", rule: "ルール", flag: "フラグ", stage: "条件、または enter と leave", interest: "興味", within: "いつから", surfaces: "出しすぎを防ぐ設定" },
};
const kinds = {
  en: { string: "text", number: "a number", integer: "a whole number", boolean: "true or false", object: "an object", array: "a list", null: "null", any: "any value", localized: "text, or one for each language", operand: "a value, or `{ \"$ref\": attribute }`", list: (of) => `a list: ${of}`, map: (of) => `by name: ${of}`, or: " or ", duration: "a duration: 30m, 7d", date: "a date: 2026-12-01" },
  ja: { string: "文字列", number: "数値", integer: "整数", boolean: "true / false", object: "オブジェクト", array: "配列", null: "null", any: "任意の値", localized: "テキスト、または言語ごとのテキスト", operand: "値、または `{ \"$ref\": 属性 }`", list: (of) => `配列（${of}）`, map: (of) => `名前ごとに：${of}`, or: "、または", duration: "期間（30m、7d）", date: "日付（2026-12-01）" },
};

const isOpen = (schema) => schema === true || (typeof schema === "object" && !("type" in schema || "enum" in schema || "const" in schema || "$ref" in schema || "anyOf" in schema || "then" in schema));

/** The ways in which one of several may be written. */
function branches({ anyOf, then, else: other }) {
  if (anyOf) return anyOf;
  return [then, other].filter((one) => one !== undefined && !isOpen(one));
}

function kindOfText({ pattern = "" }, say) {
  if (pattern.includes("[smhdw]")) return say.duration;
  return pattern.includes("[0-9]{4}") ? say.date : say.string;
}

/** A text, or texts by language. */
const isLocalized = ({ anyOf: [one, other] = [] }) => one?.type === "string" && other?.additionalProperties?.type === "string";

/** What stands at a place, in words. */
function kindOf(schema, lang) {
  const say = kinds[lang];
  if (schema === true || schema === undefined) return say.any;
  if (schema.$ref) return names[lang][schema.$ref.split("/").at(-1)];
  if (schema.enum) return schema.enum.map((word) => `\`${word}\``).join(", ");
  if ("const" in schema) return `\`${schema.const}\``;
  if (schema.type === "string") return kindOfText(schema, say);
  if (schema.type === "array" && schema.items) return schema.items === true ? say.array : say.list(kindOf(schema.items, lang));
  if (schema.type === "object" && typeof schema.additionalProperties === "object") return say.map(kindOf(schema.additionalProperties, lang));
  if (schema.type) return say[schema.type];
  if (isLocalized(schema)) return say.localized;
  // Besides a plain value.
  if (schema.then?.properties?.$ref && !schema.else) return say.operand;
  const several = [...new Set(branches(schema).map((one) => kindOf(one, lang)))];
  return several.length ? several.join(say.or) : say.any;
}

/** The object that a member is made of, by the way to it: itself, one of a list, one by name, or one way to write it. */
function insideOf(schema, way) {
  if (typeof schema !== "object" || schema.$ref) return undefined;
  if (schema.properties) return [way, schema];
  if (schema.type === "array") return insideOf(schema.items ?? true, `${way}[]`);
  if (typeof schema.additionalProperties === "object") return insideOf(schema.additionalProperties, `${way}.…`);
  return branches(schema).map((one) => insideOf(one, way)).find(Boolean);
}

/** A family of names as people write it: what may stand in its place is left open. */
const family = (pattern) => pattern.replace(/^\^|\$$/g, "").replace(/\[\^\.\]\+|(?<!\\)\.$/g, "…").replaceAll("\\.", ".");

function members(schema, way, { shallow, only, all }, lang) {
  const rows = [];
  const meaning = ({ description, $ref = "" }) => description ?? all.$defs[$ref.split("/").at(-1)]?.description ?? "";
  for (const [name, member] of Object.entries(schema.properties)) {
    // What stands there for another branch says nothing.
    if (member === true || (only && !only.test(name))) continue;
    rows.push([`\`${way}${name}\``, kindOf(member, lang), meaning(member)]);
    const inside = shallow ? undefined : insideOf(member, way + name);
    if (inside) rows.push(...members(inside[1], `${inside[0]}.`, { all }, lang));
  }
  for (const [pattern, { description }] of Object.entries(schema.patternProperties ?? {}))
    if (description && (!only || only.test(family(pattern)))) rows.push([`\`${family(pattern)}\``, names[lang].tests, description]);
  return rows;
}

/** The rows of a part: `of` is the way to it, `only` which of its members, `shallow` without what they are made of. */
export function rowsOf(schema, { of, ...how }, lang) {
  const part = of.reduce((at, step) => at[step], schema);
  return members(part, "", { ...how, all: schema }, lang);
}
