// Owns: the sums of a cart: lines, coupon, birthday gift, postage; and the same as GA4 events tell it.
// In: a session and the catalogue. Out: plain data. Must not: write HTML.

import { colourIn } from "./catalogue.mjs";

const FREE_POSTAGE_FROM = 10_000;
const POSTAGE = 660;

/** The coupon of the cart that was nearly left behind. */
export const COUPON = { id: "okaeri", percent: 10 };

/** A line's key in the cart. */
export const keyOf = (item, colour) => `${item.id}:${colour}`;

/** The item and colour of a key; the item is null where there is none. */
export function lineOf(key, catalogue) {
  const [id, colour] = (key ?? "").split(":");
  const item = catalogue.item(id);
  return { key, item, colour: item ? colourIn(item, colour) : 0 };
}

const empty = { lines: [], count: 0, goods: 0, discount: 0, postage: 0, total: 0, gift: false };

/** What the session's cart comes to. `month` is this month, 1 to 12. */
export function sum(session, catalogue, month) {
  if (!session || session.cart.size === 0) return empty;
  const lines = [...session.cart].map(([key, quantity]) => ({ ...lineOf(key, catalogue), quantity }));
  const goods = lines.reduce((total, { item, quantity }) => total + item.price * quantity, 0);
  const discount = session.coupon === COUPON.id ? Math.floor((goods * COUPON.percent) / 100) : 0;
  const postage = goods - discount >= FREE_POSTAGE_FROM ? 0 : POSTAGE;
  return {
    lines,
    count: lines.reduce((n, line) => n + line.quantity, 0),
    goods,
    discount,
    postage,
    total: goods - discount + postage,
    gift: session.user?.birthMonth === month,
  };
}

/** One item as GA4 names its fields. */
const asEventItem = (item, quantity = 1) =>
  ({ item_id: item.id, item_name: item.name.en, item_category: item.category, price: item.price, quantity });

/** An event's properties for some lines of a cart. */
export function asEvent(lines, value) {
  return { currency: "JPY", value, items: lines.map(({ item, quantity }) => asEventItem(item, quantity)) };
}
