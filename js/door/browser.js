// The few things that the pure engine needs and the browser has for free.
//
// Owns: nothing but a cache of patterns and zone formatters, which are expensive to make. In: plain values. Out: plain
// values. Must not: touch the page.

const zones = new Map();
const patterns = new Map();

/** Whether a text matches, as a number; NaN when the pattern is not one. */
export function test(pattern, flags, text) {
  try {
    const key = flags + "/" + pattern;
    if (!patterns.has(key)) patterns.set(key, new RegExp(pattern, flags));
    return +patterns.get(key).test(text);
  } catch {
    return NaN;
  }
}

/** A text in small letters. */
export const fold = (text) => text.toLowerCase();

/** Minutes east of UTC; NaN for an unknown zone. An empty name is the visitor's zone. */
export function zoneOffset(zone, utcMs) {
  if (!zone) return -new Date(utcMs).getTimezoneOffset();
  try {
    if (!zones.has(zone))
      zones.set(zone, new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }));
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(zones.get(zone).format(utcMs)) ?? [0, "+", 0, 0];
    return +(sign + 1) * (hours * 60 + +minutes);
  } catch {
    return NaN;
  }
}

const units = { year: 31536e6, month: 2592e6, week: 6048e5, day: 864e5, hour: 36e5, minute: 6e4, second: 1e3 };

/**
 * A number as people of a language write it, by a format of src/engine/change/template.rs; empty where that means
 * nothing. Without a format the shortest numeral.
 */
export function format(format, language, number) {
  if (!format) return `${number}`;
  try {
    const [style, detail] = format.split(/\s+(.*)/);
    const tag = language.replace("_", "-") || undefined;
    const write = (options) => new Intl.NumberFormat(tag, options).format(number);
    if (style === "money") return write({ style: "currency", currency: detail });
    if (style === "date") return new Intl.DateTimeFormat(tag, { dateStyle: detail || "medium", timeZone: "UTC" }).format(number);
    if (style === "ago") {
      const [unit, ms] = Object.entries(units).find(([, ms]) => Math.abs(number) >= ms || ms === 1e3);
      return new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(Math.round(number / ms), unit);
    }
    if (style === "plural") {
      const texts = Object.fromEntries(detail.split(";").map((text) => text.trim().split(/=(.*)/)));
      return (texts[number] ?? texts[new Intl.PluralRules(tag).select(number)] ?? texts.other).replaceAll("#", write());
    }
    return write({ style: style === "number" ? "decimal" : style, ...(detail && { minimumFractionDigits: detail, maximumFractionDigits: detail }) });
  } catch {
    return "";
  }
}
