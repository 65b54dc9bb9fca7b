// A surface above a page that guards a dialog of its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

/** As focus-trap, Radix, Magnific and Lenis listen while a dialog of the page is open. */
const guarded = `<main style="height:4000px"><div id="own"><button>own</button></div></main><script>
  const theirs = document.getElementById("own");
  const close = () => theirs.remove();
  const take = (event) => theirs.contains(event.target) || (event.preventDefault(), event.stopImmediatePropagation());
  for (const type of ["mousedown", "touchstart", "click"]) document.addEventListener(type, take, { capture: true, passive: false });
  document.addEventListener("pointerdown", close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(), true);
  document.addEventListener("keyup", ({ key }) => key === "Escape" && close());
  for (const type of ["wheel", "touchmove"]) addEventListener(type, (event) => event.preventDefault(), { passive: false });
</script>`;
const rules = rulesOf([
  {
    when: { event: "ask", every: true },
    show: [{ surface: "modal", html: `<h2>Terms</h2><button data-om-copy="A">Copy</button>${"<p>On and on.</p>".repeat(60)}` }],
  },
]);
const arrive = async (path, context) => {
  site.files.set(path, pageOf(rules, guarded));
  const { page, go } = await site.invite(context);
  await go(path);
  const ask = () => page.evaluate(() => omotenashi.track("ask"));
  await ask();
  const dialog = page.getByRole("dialog", { name: "Terms" });
  await dialog.waitFor();
  return { page, ask, dialog, isOpen: () => page.evaluate(() => document.getElementById("own") !== null) };
};

test("a modal is pressed, scrolled and closed, and the page's own dialog below stays open", async () => {
  const { page, ask, dialog, isOpen } = await arrive("/press");
  await dialog.getByText("On and on.").first().hover();
  await page.mouse.wheel(0, 300);
  await page.waitForFunction((box) => box.scrollTop, await dialog.elementHandle(), { timeout: 5000 });
  assert.equal(await page.evaluate(() => scrollY), 0);
  await dialog.getByRole("button", { name: "Copy" }).click();
  await dialog.getByRole("status").waitFor({ state: "attached" });
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await isOpen(), true, "by a press");
  await ask();
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await isOpen(), true, "by Escape");
  await page.keyboard.press("Escape");
  assert.equal(await isOpen(), false, "what comes after that is the page's");
});

test("a touch closes it as well", async () => {
  const { dialog, isOpen } = await arrive("/touch", { hasTouch: true });
  await dialog.getByRole("button", { name: "Close" }).tap();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await isOpen(), true);
});
