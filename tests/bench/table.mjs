// Figures, as people read and keep them.
//
// Owns: minimum, median, ratio, and the table. In: samples. Out: lines on the terminal, and JSON in
// tests/.out. Must not: measure.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../js/build/place.mjs";

/** `{ min, median }` of numbers. */
export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { min: sorted[0], median };
}

/** A time with as many digits as it deserves. */
export const time = (ms) => (ms >= 100 ? ms.toFixed(0) : ms.toFixed(1));

export const ratio = (one, other) => (other ? `×${(one / other).toFixed(2)}` : "–");

/** Prints rows under a head, the first column to the left. */
export function print(title, head, rows) {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const show = (line) =>
    line.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join("  ");
  console.log(`\n${title}`);
  for (const line of lines) console.log(show(line));
}

/** Keeps what was measured for whoever asks later. */
export function keep(name, value) {
  const folder = join(root, "tests/.out");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(value, null, 2) + "\n");
  console.log(`\ntests/.out/${name}.json`);
}
