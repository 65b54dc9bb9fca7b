// Changes of place and content that meet: on one element, in one container, while it is parsed, and when the page
// renders again. All of them hold, and `stop()` gives the page back as it was written.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const html = (page) => page.evaluate(() => document.body.innerHTML.replace(/<!---->|<script.*?<\/script>/gs, "").replaceAll('"', ""));

/** Opens a page with these experiences, each a list of changes, and waits until it looks as it should. */
async function shows(body, experiences, expected) {
  site.files.set("/place", pageOf(rulesOf(experiences.map((show) => ({ show }))), body));
  const page = await site.visit("/place");
  await becomes(page, expected);
  return page;
}

async function becomes(page, expected) {
  const looks = (text) => document.body.innerHTML.replace(/<!---->|<script.*?<\/script>/gs, "").replaceAll('"', "") === text;
  await page.waitForFunction(looks, expected, { timeout: 10_000 }).catch(async () => assert.equal(await html(page), expected));
}

/** Ends the instance: the page is as it should be then. */
async function ends(page, expected) {
  await page.evaluate(() => omotenashi.stop());
  assert.equal(await html(page), expected);
  assert.deepEqual(page.errors, []);
  assert.deepEqual(await page.evaluate(() => heard.filter(({ kind }) => kind === "fault")), []);
  await page.context().close();
}

const list = "<div id=l><p>x</p></div><h1>t</h1>";
const insert = (select, side, text) => ({ select, insert: { [side]: `<b>${text}</b>` } });

for (const [name, show, expected] of [
  ["two insertions last", [insert("#l", "last", 1), insert("#l", "last", 2)], "<div id=l><p>x</p><b>1</b><b>2</b></div><h1>t</h1>"],
  ["two insertions first", [insert("#l", "first", 1), insert("#l", "first", 2)], "<div id=l><b>2</b><b>1</b><p>x</p></div><h1>t</h1>"],
  ["two insertions after", [insert("#l", "after", 1), insert("#l", "after", 2)], "<div id=l><p>x</p></div><b>2</b><b>1</b><h1>t</h1>"],
  ["a text and an insertion last", [{ text: "ours", ...insert("h1", "last", 2) }], "<div id=l><p>x</p></div><h1>ours<b>2</b></h1>"],
  ["a text and an insertion first", [{ text: "ours", ...insert("h1", "first", 2) }], "<div id=l><p>x</p></div><h1><b>2</b>ours</h1>"],
])
  test(`${name}: while the page is parsed, and when it has rendered the list again`, async () => {
    const page = await shows(list, [show], expected);
    await page.evaluate(() => (document.querySelector("#l").innerHTML = "<p>y</p>"));
    await becomes(page, expected.replace("x", "y"));
    await ends(page, list.replace("x", "y"));
  });

const main = "<main><p id=a>A</p><p id=b>B</p><p id=c>C</p></main><div id=s><p>old</p></div>";
const move = (select, side, other) => ({ select, move: { [side]: other } });
const content = (select) => ({ select, html: "<i>new</i>" });

for (const [name, experiences, expected] of [
  ["two moved last", [[move("#a", "last", "main"), move("#b", "last", "main")]], "<main><p id=c>C</p><p id=a>A</p><p id=b>B</p></main><div id=s><p>old</p></div>"],
  ["one moved last, and one inserted by another", [[move("#a", "last", "main")], [insert("main", "last", 1)]], "<main><p id=b>B</p><p id=c>C</p><p id=a>A</p><b>1</b></main><div id=s><p>old</p></div>"],
  ["one moved into what another fills", [[content("#s")], [move("#a", "last", "#s")]], "<main><p id=b>B</p><p id=c>C</p></main><div id=s><i>new</i><p id=a>A</p></div>"],
  ["a text, and another one on the same element", [[{ select: "#b", text: "first" }, { select: "main>p", text: "second" }]], "<main><p id=a>second</p><p id=b>second</p><p id=c>second</p></main><div id=s><p>old</p></div>"],
  ["one moved out of what another fills", [[move("#a", "last", "#s")], [content("main")]], "<main><i>new</i></main><div id=s><p>old</p><p id=a>A</p></div>"],
])
  test(`${name}: nothing is lost, and all of it comes back`, async () => {
    await ends(await shows(main, experiences, expected), main);
  });

/** A page that makes its own nodes and holds them, as frameworks do. */
const made = `const root = document.querySelector("#app"); root.innerHTML = '<main><p id="a">A</p><p id="b">B</p></main><div id="s"></div>'; window.nodes = [...root.querySelectorAll("*")]; const [main, a, b, s] = nodes;`;

for (const [name, experiences, shown, act, end] of [
  [
    "a page takes away, and puts something before, what one change has taken out of what another fills",
    [[{ select: "main", text: "new" }], [{ select: "main>p", remove: true }]], "<main>new</main><div id=s></div>",
    "main.removeChild(a); main.insertBefore(document.createElement('i'), b)", "<main><i></i><p id=b>B</p></main><div id=s></div>",
  ],
  [
    "a page empties what something was moved into, and ends us at once",
    [[move("#a", "last", "#s")]], "<main><p id=b>B</p></main><div id=s><p id=a>A</p></div>",
    "s.innerHTML = '<u>1</u>'", "<main><p id=a>A</p><p id=b>B</p></main><div id=s><u>1</u></div>",
  ],
  [
    "a page empties what something was moved out of, and ends us at once",
    [[move("#a", "last", "#s")]], "<main><p id=b>B</p></main><div id=s><p id=a>A</p></div>",
    "main.innerHTML = '<u>1</u>'", "<main><u>1</u></main><div id=s></div>",
  ],
])
  test(name, async () => {
    const page = await shows(`<div id="app"></div><script>${made}</script>`, experiences, `<div id=app>${shown}</div>`);
    await page.evaluate((act) => new Function(`const [main, a, b, s] = nodes; ${act}; omotenashi.stop()`)(), act);
    await ends(page, `<div id=app>${end}</div>`);
  });

test("a list that is rendered again, and marked as loaded in the same moment, has its insertion again", async () => {
  const page = await shows(list, [[insert("#l", "last", 1)]], "<div id=l><p>x</p><b>1</b></div><h1>t</h1>");
  await page.evaluate(() => {
    const list = document.querySelector("#l");
    list.innerHTML = "<p>y</p>";
    list.className = "loaded";
  });
  await becomes(page, "<div id=l class=loaded><p>y</p><b>1</b></div><h1>t</h1>");
  await page.evaluate(() => {
    const list = document.querySelector("#l");
    document.body.replaceChildren(list);
    list.className = "alone";
  });
  await becomes(page, "<div id=l class=alone><p>y</p><b>1</b></div>");
  await ends(page, "<div id=l class=alone><p>y</p></div>");
});

test("what is taken out of the page and put back has its insertion still", async () => {
  const shown = "<div id=l><p>x</p><b>1</b></div><h1>t</h1>";
  const page = await shows(list, [[insert("#l", "last", 1)]], shown);
  await page.evaluate(async () => {
    const list = document.querySelector("#l");
    list.remove();
    await new Promise((done) => setTimeout(done, 50));
    document.body.prepend(list);
    await new Promise((done) => setTimeout(done, 50));
  });
  assert.equal(await html(page), shown);
  await ends(page, list);
});

test("what the page has beside it already, and looks like ours, is the page's", async () => {
  const ruled = "<h1>t</h1><hr><p>x</p>";
  const page = await shows(ruled, [[{ select: "h1", insert: { after: "<hr>" } }]], "<h1>t</h1><hr><hr><p>x</p>");
  await ends(page, ruled);
});

test("a selector that counts places means the page as it was found, also when one is taken out, moved or inserted", async () => {
  const first = "li:nth-child(1)";
  const cases = [
    [[{ select: first, remove: true }], "23"],
    [[{ select: first, swap: "li:nth-child(3)" }], "321"],
    [[{ select: first, move: { after: "li:last-child" } }], "231"],
    [[{ select: first, move: { last: "ul" } }], "231"],
    [[{ select: "li:nth-child(2)", text: "x" }, { select: first, insert: { before: "<li>n</li>" } }], "n1x3"],
  ];
  const list = '<ul><li>1</li><li class="b">2</li><li class="b">3</li></ul>';
  const later = `<main></main><script>setTimeout(() => (document.querySelector("main").innerHTML = ${JSON.stringify(list)}))</script>`;
  for (const [index, [show, expected]] of cases.entries())
    for (const body of index < 2 ? [list, later] : [list]) {
      site.files.set("/counts", pageOf(rulesOf([{ show }]), body));
      const page = await site.visit("/counts");
      await heard(page, "exposure");
      await page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
      assert.equal(await page.evaluate(() => document.querySelector("ul").textContent), expected, JSON.stringify(show));
      await page.evaluate(() => omotenashi.stop());
      assert.equal(await page.evaluate(() => document.querySelector("ul").outerHTML), list);
      await page.context().close();
    }
});

for (const [name, show, few] of [
  ["an insertion beside each", insert("li", "after", "new"), 300],
  ["a text in each", { select: "li", text: "new" }, 800],
])
  test(`ten times as long a list does not take a hundred times as long: ${name}`, async () => {
    const page = await shows("<ul></ul><p>x</p>", [[show], [{ select: "p", text: "there" }]], "<ul></ul><p>there</p>");
    const took = (count) =>
      page.evaluate(async (count) => {
        const list = document.querySelector("ul");
        const since = performance.now();
        list.innerHTML = "<li>x</li>".repeat(count);
        await new Promise((done) => setTimeout(done));
        return list.textContent.split("new").length === count + 1 && performance.now() - since;
      }, count);
    const short = await took(few);
    const long = await took(few * 10);
    assert.ok(short && long, `${short}, ${long}: all are changed`);
    assert.ok(long < short * 45, `${short} ms, then ${long} ms`);
    await ends(page, `<ul>${"<li>x</li>".repeat(few * 10)}</ul><p>x</p>`);
  });
