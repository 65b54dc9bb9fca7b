// Owns: what a posted form does. Each action says where to go next, and what the SDK should hear.

import { add, remove } from "./cart.mjs";
import { order } from "./checkout.mjs";
import { userFrom } from "./guest.mjs";
import { Refusal } from "../http/body.mjs";

function addToCart({ req, res, site, form }) {
  const item = site.catalogue.item(form.get("item"));
  if (!item) throw new Refusal(404);
  const session = site.sessions.open(req, res);
  const event = add(session, item, form);
  return { to: "/cart", event, count: site.basketOf(session).count };
}

function removeFromCart({ req, site, form }) {
  const session = site.sessions.find(req);
  const event = remove(session, site.catalogue, form);
  return { to: "/cart", event, count: site.basketOf(session).count };
}

function placeOrder({ req, site }) {
  const session = site.sessions.find(req);
  const id = session && order(session, site.basketOf(session));
  return { to: id ? `/thanks?order=${id}` : "/cart" };
}

function signIn({ req, res, site, form, lang }) {
  const user = userFrom(form, site.catalogue, lang);
  if (!user) return { to: "/sign-in" };
  site.sessions.open(req, res).user = user;
  return { to: "/" };
}

function signOut({ req, res, site }) {
  const session = site.sessions.find(req);
  if (session) session.user = null;
  if (session && session.cart.size === 0 && session.rules === null && session.clockOffset === 0) site.sessions.close(req, res);
  return { to: "/" };
}

/** Actions by the path their forms post to. */
export const at = {
  "/cart": addToCart,
  "/cart/remove": removeFromCart,
  "/checkout": placeOrder,
  "/sign-in": signIn,
  "/sign-out": signOut,
};
