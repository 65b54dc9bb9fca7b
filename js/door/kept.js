// What is kept of ours in this browser, for the files that show it.
//
// Owns: the beginning of our keys. In: `localStorage`. Out: keys with their texts, and their size. Must not: be in the first
// file, or read keys that are not ours.

const bytesOf = (text) => new TextEncoder().encode(text).length;

/** `[[key, text]]`, by key; null where nobody may look. */
export function readKept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("omotenashi."));
    return keys.sort().map((key) => [key, localStorage.getItem(key)]);
  } catch {
    return null;
  }
}

/** How many bytes these are. */
export const sizeOf = (kept) => kept.reduce((sum, [key, text]) => sum + bytesOf(key + text), 0);
