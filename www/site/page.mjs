// Owns: what every page needs to know: its language, its links, who asks.
// In: the request's address and session. Out: the `page` handed to every view.

/** Splits `/en/item/kuri` into its language and the path without it. */
export function splitPath(pathname) {
  const english = /^\/en(\/.*)?$/.exec(pathname);
  return english ? { lang: "en", path: english[1] ?? "/" } : { lang: "ja", path: pathname };
}

const prefixOf = (lang) => (lang === "en" ? "/en" : "");

/** The view's side of a request. */
export function createPage({ lang, path, url, session, shop }) {
  const money = new Intl.NumberFormat(lang === "en" ? "en-GB" : "ja-JP");
  return {
    lang,
    path,
    url,
    session,
    shop,
    /** One of two sentences. */
    say: (ja, en) => (lang === "en" ? en : ja),
    /** The text of a `{ja, en}` pair. */
    of: (text) => text[lang],
    /** A path of the shop, in this page's language. */
    link: (to) => prefixOf(lang) + to,
    /** This page's address in the other language. */
    inLanguage: (other) => prefixOf(other) + path + url.search,
    yen: (amount) => (lang === "en" ? `¥${money.format(amount)}` : `${money.format(amount)}円`),
  };
}
