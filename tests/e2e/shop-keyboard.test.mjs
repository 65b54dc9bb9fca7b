// The demo shop without a mouse: from the first Tab to the page of thanks, past the banner, a bar and a dialog of ours.
// At every stop the focus is to be seen, and axe finds nothing on any page or surface that is met on the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe } from "./axe.mjs";
import { invite, openShop } from "./guest.mjs";
import { loaded } from "./host.mjs";

/** What has the focus, also inside open shadow roots. */
function focused() {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  return {
    name: (one.getAttribute("aria-label") || one.textContent || one.id || one.name || "").replace(/\s+/g, " ").trim(),
    kind: one.localName,
    page: document.activeElement.closest("main,.shop,.skip") !== null,
    surface: document.activeElement.localName === "omotenashi-surface",
    seen: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
  };
}

/** Somebody with a keyboard and nothing else. */
function hands(page) {
  const at = () => page.evaluate(focused);
  const unseen = [];
  const press = async (key) => {
    await page.keyboard.press(key);
    const stop = await at();
    if (/Tab$/.test(key) && stop.kind !== "body" && !stop.seen) unseen.push(`${stop.kind} ${stop.name}`);
    return stop;
  };
  return {
    at,
    press,
    unseen,
    /** Tabs on until something of this name has the focus. */
    async tabTo(name, { back = false, most = 90 } = {}) {
      for (let count = 0; count < most; count++) {
        const stop = await press(back ? "Shift+Tab" : "Tab");
        if (name.test(stop.name)) return stop;
      }
      throw new Error(`${name} was not reached in ${most} steps`);
    },
    /** Presses Enter on what leads to another page, and waits until that is there, and what waits for a moment on it. */
    async follow(path) {
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === path);
      await page.waitForLoadState();
      await loaded(page);
    },
  };
}

test("everything on the way from the door to the thanks can be done by keyboard", async (t) => {
  const guest = await invite(await openShop(t), { reducedMotion: "reduce" });
  const { page } = guest;
  const { at, press, tabTo, follow, unseen } = hands(page);
  const clean = async (where) => assert.deepEqual(await axe(page), [], where);
  await guest.go("/en/");
  await page.locator("#cc-main [data-role=all]").waitFor();
  await clean("the banner asks");

  // The banner, and the bar that comes of a yes.
  await tabTo(/^Yes, please$/);
  await page.keyboard.press("Enter");
  const bar = page.getByRole("region", { name: "Welcome" });
  await bar.waitFor();
  await clean("a bar");
  const stop = await tabTo(/^Close$/, { back: true });
  assert.ok(stop.surface, "the bar's own button");
  await page.keyboard.press("Enter");
  await bar.waitFor({ state: "detached" });

  // To the shelf, to an item, into the cart.
  await tabTo(/^Bags$/);
  await follow("/en/category/bags");
  // The first stop of a page leads past its header.
  assert.match((await press("Tab")).name, /^Skip to content$/);
  assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "the skip link is to be seen");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  await tabTo(/Hanpu|canvas/i);
  await follow("/en/item/hanpu");
  await clean("an item");
  await tabTo(/^Add to cart$|^Take it home$/);
  await page.keyboard.press("Enter");
  await page.getByText("In your cart.").waitFor();
  await tabTo(/HANAMISE/, { back: true });
  await follow("/en/");

  // A dialog takes the focus, keeps it, and gives it back.
  await tabTo(/^Shoes$/);
  const leave = () => page.evaluate(() => document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -5 })));
  await leave();
  const dialog = page.getByRole("dialog", { name: "About your cart" });
  await dialog.waitFor();
  await clean("a dialog");
  assert.ok((await at()).surface, "the dialog has the focus");
  for (const key of ["Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) assert.equal((await press(key)).page, false, "the page behind is out of reach");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.match((await at()).name, /^Shoes$/, "the focus is back where it was");

  // To the till, and the thanks.
  await tabTo(/^Cart/);
  await follow("/en/cart");
  await clean("the cart");
  await tabTo(/^Go to checkout$/);
  await follow("/en/checkout");
  await clean("the till");
  await tabTo(/^name$/);
  await page.keyboard.type("Hana");
  await press("Tab");
  await page.keyboard.type("Kyoto");
  await press("Tab");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("input[name=pay]:checked").inputValue(), "smile");
  await tabTo(/^Place the order$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Thank you" }).waitFor();
  await clean("the thanks");
  assert.deepEqual([...new Set(unseen)], [], "the focus is to be seen at every stop");
  assert.deepEqual(guest.errors, []);
});
