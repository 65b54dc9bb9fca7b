// What we keep in this browser, for the files that show it.
//
// Owns: the beginnings of our keys, and of our cookie. In: `localStorage`, cookies. Out: keys with their texts, and their
// size; one of them erased. Must not: be in the first file, or read what is not ours.

const bytesOf = (text) => new TextEncoder().encode(text).length;

/** Whether a key is the name of a cookie. */
export const isCookie = (key) => key.startsWith("omotenashi-");

/** The cookies of ours: one for each site, with the visitor's name. */
const readCookies = () =>
  document.cookie.split("; ").filter(isCookie).map((cookie) => /([^=]*)=?(.*)/.exec(cookie).slice(1));

/** `[[key, text]]`, by key, cookies last; null where nobody may look. */
export function readKept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith("omotenashi."));
    return [...keys.sort().map((key) => [key, localStorage.getItem(key)]), ...readCookies()];
  } catch {
    return null;
  }
}

/** Erases one. Which domain a cookie is of nobody tells, so each is tried that this host belongs to. */
export function eraseKept(key) {
  if (!isCookie(key)) return localStorage.removeItem(key);
  const parts = location.hostname.split(".");
  parts.forEach((_, from) => (document.cookie = `${key}=;Path=/;Max-Age=0;Domain=${parts.slice(from).join(".")}`));
}

/** How many bytes these are. */
export const sizeOf = (kept) => kept.reduce((sum, [key, text]) => sum + bytesOf(key + text), 0);
