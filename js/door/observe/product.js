// The product that a page is about, as the page describes it to search engines.
//
// Owns: the reading of schema.org/Product, as JSON-LD or microdata, and of Open Graph. In: the document. Out: one
// `view_item` for each page with one product. Must not: guess on a page with several products, or repeat what the page
// has tracked. Source: schema.org/Product, ogp.me, developers.facebook.com/docs/commerce-platform/catalog/fields

/** Looks at so many milliseconds from each other; the page may tell it itself, or draw late. */
const pause = 1000;
const looks = 5;

const first = (value) => (Array.isArray(value) ? value[0] : value);
const text = (value) => {
  const one = first(value);
  const plain = typeof one === "object" && one ? (one.name ?? one["@id"]) : one;
  return /^(string|number)$/.test(typeof plain) ? `${plain}`.trim() || undefined : undefined;
};
/** Also a price as people read it, `1.299,00 €`: what one or two digits follow at the end begins the fraction. */
const number = (value) => {
  const plain = text(value);
  if (!plain || Number.isFinite(+plain)) return plain && +plain;
  const [, whole, part = ""] = /^\D*?(\d[\d.,'’\s]{0,20}?)(?:[.,](\d\d?))?[.,]?\D*$/.exec(plain) ?? [];
  return whole && +`${whole.replace(/\D/g, "")}.${part}`;
};
/** `https://schema.org/InStock` and `in stock` are one word. */
const stock = (value) => text(value)?.split("/").pop().replace(/[\s_]/g, "").toLowerCase();

const isProduct = (one) => [one?.["@type"]].flat().some((type) => /(^|[/:])Product(Group)?$/.test(type));

/** All products of a JSON-LD document, not those inside of others. */
function productsIn(value) {
  if (Array.isArray(value)) return value.flatMap(productsIn);
  if (!value || typeof value !== "object") return [];
  if (isProduct(value)) return [value];
  return [value["@graph"], value.mainEntity].flatMap(productsIn);
}

function fromJson({ attempt }) {
  const scripts = [...document.querySelectorAll('script[type^="application/ld+json"]')];
  return scripts.flatMap((script) => attempt(() => productsIn(JSON.parse(script.textContent))) ?? []);
}

/** An item of microdata in the form of JSON-LD. Of a field not even its attribute is read: some frameworks write there what is typed. */
function toJson(item) {
  const found = { "@type": item.getAttribute("itemtype") };
  for (const one of item.querySelectorAll("[itemprop]")) {
    if (one.parentElement.closest("[itemscope]") !== item) continue;
    const value = one.hasAttribute("itemscope") ? toJson(one) : (["content", one.matches("data") ? "value" : "href"].map((key) => one.getAttribute(key)).find((value) => value !== null) ?? one.textContent);
    for (const name of one.getAttribute("itemprop").split(/\s+/)) found[name] ??= value;
  }
  return found;
}

/** What is a part of something else has an `itemprop`; the page itself may be an item of which it is the main thing. */
const productItem = '[itemscope][itemtype$="schema.org/Product"]';
const fromMicrodata = () => [...document.querySelectorAll(`${productItem}:is(:not([itemprop]),[itemprop~=mainEntity]):not(${productItem} *)`)].map(toJson);

function fromOpenGraph() {
  const meta = (name) => document.querySelector(`meta[property="${name}"]`)?.content;
  const of = (name) => meta(`product:${name}`) ?? meta(`og:${name}`);
  if (!/^(og:)?product(\.item)?$/.test(meta("og:type") ?? "")) return [];
  const offers = { price: of("price:amount"), priceCurrency: of("price:currency"), availability: of("availability") };
  return [{ name: meta("og:title"), sku: of("retailer_item_id"), brand: of("brand"), category: of("category"), offers }];
}

/** The event's properties. */
function toProps(product) {
  const { name, sku, productID, productGroupID, mpn, gtin13, gtin, brand, category, hasVariant } = product;
  const all = first(product.offers ?? first(hasVariant)?.offers) ?? {};
  const offer = { ...first(all.offers), ...all };
  const terms = first(offer.priceSpecification) ?? {};
  const price = number(offer.lowPrice ?? offer.price ?? terms.price);
  const item = {
    item_id: [sku, productID, productGroupID, mpn, gtin13, gtin].map(text).find(Boolean),
    item_name: text(name),
    item_brand: text(brand),
    item_category: text(category),
    price,
    availability: stock(offer.availability),
  };
  return { currency: text(offer.priceCurrency ?? terms.priceCurrency), value: price, items: [item] };
}

/** The one product of a page, which the shop and what it has installed may each say. */
function theOne(products = []) {
  const names = new Set(products.map((each) => text(each.name) ?? each));
  return names.size === 1 && Object.assign({}, ...products.reverse());
}

/** Tells once for each page. */
export function product({ attempt, later, listen, tell, told, turned }) {
  let before;
  let stop = () => {};
  const look = (left) => {
    if (told.has("view_item")) return;
    const found = [fromJson, fromMicrodata, fromOpenGraph].map((read) => attempt(read, { attempt }) ?? []).find((all) => all.length);
    const single = theOne(found);
    const props = single && JSON.stringify(toProps(single));
    // What the page before has left behind is not about this one.
    if (props && props !== before) {
      before = props;
      tell("view_item", JSON.parse(props));
    } else if (left > 1) stop = later(pause, () => look(left - 1));
  };
  const begin = () => {
    stop();
    stop = later(pause, () => look(looks));
  };
  turned(begin);
  if (document.readyState === "complete") begin();
  else listen(window, "load", begin);
}
