// Pages in the encodings of yesterday, served without a charset: our file says what it is by itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openSite, pageOf, rulesOf } from "./site.mjs";

let site;
before(async () => (site = await openSite()));
after(() => site.close());

for (const charset of ["shift_jis", "euc-jp", "windows-1252"])
  test(`on a page in ${charset}`, async () => {
    const rules = rulesOf([{ show: [{ select: "h1", text: "\u304a\u304b\u3048\u308a" }] }]);
    const escaped = pageOf(rules, "<h1>Old</h1>").replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
    const text = escaped.replace('<meta charset="utf-8">', `<meta charset="${charset}">`);
    site.pages.set("/page", (request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(Buffer.from(text, "latin1"));
    });
    const page = await site.visit("/page");
    await heard(page, "exposure");
    assert.equal(await page.evaluate(() => document.characterSet.toLowerCase()), charset);
    assert.equal(await page.textContent("h1"), "\u304a\u304b\u3048\u308a");
    assert.deepEqual(page.errors, []);
  });
