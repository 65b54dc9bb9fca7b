// The few things of the browser that pure rules need and the browser has for free.
//
// Owns: nothing but a memory of patterns and zone formatters, which are dear to make. In: plain values. Out: plain
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
