// Owns: which path shows which page.

import { about } from "./about.mjs";
import { cart } from "./cart.mjs";
import { category, search, spring } from "./category.mjs";
import { checkout, thanks } from "./checkout.mjs";
import { signIn } from "./guest.mjs";
import { home } from "./home.mjs";
import { item } from "./item.mjs";
import { COUPON } from "./basket.mjs";

function cartPage(page) {
  // The coupon's link works without a script; a cart that is empty has nothing to be discounted.
  const wanted = page.url.searchParams.get("coupon");
  if (wanted === COUPON.id && page.session?.cart.size > 0) page.session.coupon = COUPON.id;
  return cart(page);
}

const checkoutPage = (page) => (page.shop.basketOf(page.session).count === 0 ? { redirect: "/cart" } : checkout(page));

function thanksPage(page) {
  const found = page.session?.orders.find((order) => order.id === page.url.searchParams.get("order"));
  return found ? thanks(page, found) : { redirect: "/" };
}

const PAGES = {
  "/": home,
  "/category/spring": spring,
  "/search": search,
  "/cart": cartPage,
  "/checkout": checkoutPage,
  "/thanks": thanksPage,
  "/sign-in": signIn,
  "/about": about,
};

function shelfPage(page) {
  const [, kind, id] = /^\/(category|item)\/([a-z]+)$/.exec(page.path) ?? [];
  const found = kind && page.shop.catalogue[kind](id);
  if (!found) return null;
  return kind === "item" ? item(page, found) : category(page, found);
}

/** The view at a page's path, a redirect, or null. */
export function pageAt(page) {
  return Object.hasOwn(PAGES, page.path) ? PAGES[page.path](page) : shelfPage(page);
}
