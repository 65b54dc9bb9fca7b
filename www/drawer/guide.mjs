// Owns: what the drawer knows of the page it stands on: its language, its home, the SDK, the names of experiences.
// Must not: reach into the SDK; only its public methods are called.

const english = document.documentElement.lang === "en";

/** The page's language. */
export const lang = english ? "en" : "ja";

/** The path of the home page in this language. */
export const home = english ? "/en/" : "/";

/** One of two sentences. */
export const say = (ja, en) => (english ? en : ja);

/** The SDK, or null where its script is not (yet) there. */
export function sdk() {
  const om = window.omotenashi;
  return om && typeof om.explain === "function" ? om : null;
}

/** The half of a "日本語 / English" name that this page speaks. */
export function half(name) {
  const [ja, en] = name.split(" / ");
  return english ? en ?? ja : ja;
}

/** A number with its unit, short: 0 B, 512 B, 1.3 KB. */
export const bytes = (n) => (n < 1000 ? `${n} B` : `${(n / 1000).toFixed(1)} KB`);

/** The rules of this page: `{text, edited, author, rules}`; `rules` is null where the text is not JSON. */
export async function fetchRules() {
  const answer = await (await fetch("/backstage/rules")).json();
  return { ...answer, rules: parse(answer.text) };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
