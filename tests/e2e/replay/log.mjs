// Who bought what and when: from a shop of long ago, and from a model.
//
// Owns: both logs in one form, `[{ visitor, at_ms, things, value }]` by time. In: a package of PyPI, or a seed. Out: a
// log; null where there is no pip or no registry. Must not: know what is asked of it.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { work } from "../../../js/build/place.mjs";
import { run } from "../../../js/build/step.mjs";

const day = 86_400_000;

/**
 * The CDNOW sample (Fader and Hardie): every order of 2,357 people who first bought CDs there in the first quarter of
 * 1997, until June 1998. It comes with the package `lifetimes` (MIT); every `step`th buyer is taken.
 */
export async function readOrders(step) {
  const folder = join(work, "cdnow");
  const find = () => readdirSync(folder).find((name) => name.endsWith(".whl"));
  mkdirSync(folder, { recursive: true });
  try {
    if (!find()) await run("python3", ["-m", "pip", "download", "lifetimes==0.11.3", "--no-deps", "-d", folder]);
    await run("python3", ["-m", "zipfile", "-e", join(folder, find()), folder]);
  } catch {
    return null;
  }
  const lines = readFileSync(join(folder, "lifetimes/datasets/CDNOW_sample.txt"), "utf8").trim().split("\n");
  const orders = lines.map((line) => {
    const [, visitor, date, things, value] = line.trim().split(/\s+/);
    const at = date.replace(/(....)(..)(..)/, "$1-$2-$3T12:00:00Z");
    return { visitor, at_ms: Date.parse(at), things: +things, value: +value };
  });
  return orders.filter(({ visitor }) => visitor % step === 0).sort((a, b) => a.at_ms - b.at_ms);
}

/** Numbers from 0 to 1 (mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A generated log, nobody's. Each visitor has a pace of their own (a mean pause of 5 to 120 days) and pauses are
 * exponential; after each order one in six never comes back; baskets are geometric, prices between 5 and 40.
 */
export function makeOrders(visitors, seed) {
  const next = chance(seed);
  const begin = Date.parse("2025-01-01T00:00Z");
  const orders = [];
  for (let visitor = 1; visitor <= visitors; visitor++) {
    const pace = 5 + 115 * next() ** 2;
    let at_ms = begin + next() * 90 * day;
    do {
      let things = 1;
      while (next() < 0.5) things++;
      const prices = Array.from({ length: things }, () => 5 + Math.round(next() * 35));
      orders.push({ visitor: `g${visitor}`, at_ms: Math.floor(at_ms), things, value: prices.reduce((sum, one) => sum + one) });
      at_ms += 3_600_000 - Math.log(1 - next()) * pace * day;
    } while (next() > 1 / 6 && at_ms < begin + 545 * day);
  }
  return orders.sort((a, b) => a.at_ms - b.at_ms);
}
