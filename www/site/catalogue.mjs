// Owns: what the shop sells and who its demo guests are, read once from data/products.json.
// Out: look-ups and search. Must not: know prices after discounts (see basket.mjs).

import { readFileSync } from "node:fs";

const COLOURS = {
  mist: { ja: "霧", en: "Mist" }, paper: { ja: "生成り", en: "Natural" }, ink: { ja: "墨", en: "Ink" },
  chestnut: { ja: "栗", en: "Chestnut" }, tan: { ja: "飴", en: "Tan" }, stone: { ja: "石", en: "Stone" },
  vermilion: { ja: "朱", en: "Vermilion" }, indigo: { ja: "藍", en: "Indigo" }, straw: { ja: "藁", en: "Straw" },
  kiri: { ja: "桐", en: "Paulownia" }, matcha: { ja: "抹茶", en: "Matcha" }, bamboo: { ja: "竹", en: "Bamboo" }, clay: { ja: "土", en: "Clay" },
};

/** The name of an item's nth colour, by language. */
export const colourName = (item, colour) => COLOURS[item.colours[colour]];

/** The number of one of an item's colours, 0 where there is no such colour. */
export const colourIn = (item, text) => Math.max(0, item.colours.findIndex((_, i) => String(i) === text));

/** The address of an item's picture in one of its colours. */
export const picture = (item, colour = 0) => `/art/item/${item.id}${colour ? `-${colour}` : ""}.svg`;

/** The catalogue in `file`. */
export function createCatalogue(file) {
  const { categories, items, guests } = JSON.parse(readFileSync(file, "utf8"));
  const byId = new Map(items.map((item) => [item.id, item]));

  const words = (item) =>
    [item.name.ja, item.name.en, item.text.ja, item.text.en, ...item.tags, ...item.facts.ja, ...item.facts.en,
      ...Object.values(categories.find((c) => c.id === item.category).name)].join(" ").normalize("NFKC").toLowerCase();
  const index = items.map((item) => [item, words(item)]);

  return {
    categories,
    items,
    guests,
    item: (id) => byId.get(id) ?? null,
    category: (id) => categories.find((c) => c.id === id) ?? null,
    guest: (id) => guests.find((g) => g.id === id) ?? null,
    inCategory: (id) => items.filter((item) => item.category === id),
    tagged: (tag) => items.filter((item) => item.tags.includes(tag)),

    /** Items that hold every word of `query`, in either language. */
    search(query) {
      const wanted = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
      return wanted.length === 0 ? [] : index.filter(([, text]) => wanted.every((w) => text.includes(w))).map(([item]) => item);
    },
  };
}
