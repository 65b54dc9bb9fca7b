// Pages no one here wrote, personalised with nothing added but the tag and rules. Pictures of before and
// after are in tests/.out/templates.
//
// Owns: what must hold on any page. In: the catalogue. Out: assertions. Must not: know a template.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { launch } from "../../js/build/browser.mjs";
import { root } from "../../js/build/place.mjs";
import { shown, templates } from "./catalogue.mjs";
import { closeInternet, openTemplate } from "./site.mjs";

const pictures = join(root, "tests/.out/templates");
let browser;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launch();
});
after(() => browser.close());

/** Runs in the page: waits until its own scripts have come to rest. */
const rest = () =>
  new Promise((done) => {
    const ready = () => (observer.disconnect(), done());
    let timer = setTimeout(ready, 400);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(ready, 400);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

/** Opens the page in a browser that has never been there. */
async function open(t, address, query = "") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  t.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => requests.push(request.url().replace(address, "").replace("?plain", "")));
  await closeInternet(page, address);
  // A browser that a program drives is a bot, and bots get the page as it was written.
  await page.addInitScript(() => (window.omotenashi = Object.assign([], { settings: { bot: false } })));
  await page.goto(`${address}/index.html${query}`);
  // Templates put classes on what they follow while one scrolls, on top of ours.
  for (const top of [600, 0]) {
    await page.evaluate((to) => scrollTo({ top: to, behavior: "instant" }), top);
    await page.evaluate(rest);
  }
  return { context, page, errors, requests };
}

/** Runs in the page: everything a browser can keep for it. */
const kept = async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()),
  ...document.cookie.split(";").filter(Boolean),
];

/** Runs in the page: how it looks at the targets. */
function look(at) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const surface = (selector) =>
    all("omotenashi-surface").map((host) => host.shadowRoot.querySelector(selector)?.innerText).find(Boolean);
  return {
    text: all(at.text).map((element) => element.textContent),
    html: all(at.html).map((element) => element.innerHTML),
    images: all('img[src="/gift.svg"]').map(({ alt, complete, naturalWidth }) => [alt, complete && naturalWidth]),
    attribute: all(at.attribute).map(({ title, attributes }) => [title, attributes.href.value]),
    classes: all(at.class.select).map((element) => [...element.classList]),
    bar: surface("section"),
    modal: surface("dialog[open]"),
  };
}

function assertShown(seen, at, imageCount) {
  assert.deepEqual(seen.text, [shown.text]);
  assert.deepEqual(seen.html, [shown.html]);
  assert.ok(imageCount > 0);
  assert.deepEqual(seen.images, Array(imageCount).fill(["A gift", 400]));
  assert.deepEqual(seen.attribute, [[shown.attribute.title, shown.attribute.href]]);
  assert.equal(seen.classes.length, 1);
  for (const token of at.class.add) assert.ok(seen.classes[0].includes(token), token);
  for (const token of at.class.remove) assert.ok(!seen.classes[0].includes(token), token);
  assert.match(seen.bar, /Free delivery/);
  assert.match(seen.modal, /A gift for you/);
}

/** Runs in the page: what comes by the network has come. */
const isThere = () =>
  document.querySelectorAll("omotenashi-surface").length === 2 && [...document.querySelectorAll('img[src="/gift.svg"]')].every((one) => one.complete);

/** The pages are long: only the place where they part is worth reading. */
function assertSame(found, written) {
  let at = 0;
  while (at < written.length && found[at] === written[at]) at++;
  const around = (text) => text.slice(Math.max(0, at - 60), at + 140);
  if (found !== written) assert.equal(around(found), around(written), `not as it was, from character ${at} on`);
}

/** Runs in the page: its markup, without what the template itself changes as time goes by. */
function outerHTML(restless) {
  if (!restless) return document.documentElement.outerHTML;
  const copy = document.documentElement.cloneNode(true);
  for (const element of copy.querySelectorAll(restless)) element.remove();
  return copy.outerHTML;
}

const ours = (path) => path !== "/gift.svg" && path !== "/omotenashi.surface.js";

for (const template of templates)
  test(`${template.name} is personalised, and put back byte for byte`, async (t) => {
    const address = await openTemplate(t, template);
    // Playwright hides the caret by a `style` on every field, unless told to leave it.
    const picture = (page, name) =>
      page.screenshot({ path: join(pictures, `${template.name}-${name}.png`), caret: "initial" });

    const plain = await open(t, address, "?plain");
    const written = await plain.page.evaluate(outerHTML, template.restless);
    const imageCount = await plain.page.locator(template.at.image).count();
    await picture(plain.page, "before");

    const { context, page, errors, requests } = await open(t, address);
    await page.waitForFunction(isThere);
    assertShown(await page.evaluate(look, template.at), template.at, imageCount);
    await picture(page, "modal");
    await page.keyboard.press("Escape");
    assert.equal((await page.evaluate(look, template.at)).modal, undefined, "closed by the visitor");
    await picture(page, "after");
    assert.deepEqual(errors, plain.errors, "errors that are not there without us");
    assert.deepEqual(await page.evaluate(kept), await plain.page.evaluate(kept), "stored before consent");
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(new Set(requests.filter(ours)), new Set(plain.requests), "asked of the network");

    await page.evaluate(() => window.omotenashi.stop());
    await page.evaluate(rest);
    assertSame(await page.evaluate(outerHTML, template.restless), written);
    await picture(page, "stopped");
  });
