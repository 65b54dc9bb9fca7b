// Pages that take a change back, throw its element away, copy it, or fight for it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const faults = (page) => page.evaluate(() => heard.filter(({ kind }) => kind === "fault"));

/** A page with these changes, once it is there. */
async function open(show, body) {
  site.files.set("/again", pageOf(rulesOf([{ show }]), body));
  const page = await site.visit("/again");
  await page.waitForLoadState("load");
  return page;
}

/** What is there once the page has done something and all that follows from it has happened. */
const doing = (page, act) =>
  page.evaluate(async (act) => {
    await new Function(`return (async () => {${act}})()`)();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return document.body.innerHTML.replaceAll("<!---->", "");
  }, act);

const stop = "omotenashi.stop()";

/** As Lit does: all from a comment to the element behind it goes, twice, and something new comes. */
const clear = `const main = document.querySelector("main"); const part = document.createComment(""); const end = document.createElement("aside");
  const clear = () => { for (let node = part.nextSibling, next; node !== end; node = next) { next = node.nextSibling; node.remove(); } };
  const rest = () => new Promise((done) => setTimeout(done));
  main.append(part, document.createElement("i"), end, document.createElement("u")); await rest(); clear(); await rest(); clear();
  main.insertBefore(document.createElement("s"), end); await rest(); clear(); main.insertBefore(document.createElement("s"), end);`;

for (const [name, show, body, act, during, end] of [
  [
    "text that a framework writes anew",
    [{ select: "h1", text: "New" }], "<h1>Old</h1>",
    `document.querySelector("h1").textContent = "Old again"`, "<h1>New</h1>", "<h1>Old again</h1>",
  ],
  [
    "text that is written into our node, as React does",
    [{ select: "h1", text: "New" }], "<h1>Old</h1>",
    `document.querySelector("h1").firstChild.nodeValue = "Old again"`, "<h1>New</h1>", "<h1>Old again</h1>",
  ],
  [
    "text of several nodes that the framework holds",
    [{ select: "h1", text: "New" }], "<main></main>",
    `const h1 = document.createElement("h1"); h1.innerHTML = "Count: <!-- --><b>1</b>"; const [a, , b] = h1.childNodes;
     document.querySelector("main").append(h1); await new Promise((done) => setTimeout(done)); a.nodeValue = "Sum: "; h1.removeChild(b); h1.insertBefore(document.createElement("i"), a)`,
    "<main><h1>New</h1></main>", "<main><h1><i></i>Sum: <!-- --></h1></main>",
  ],
  [
    "what is put before an element that we have moved, as Svelte does",
    [{ select: "i", move: { last: "p" } }], "<main><b>1</b><i>2</i></main><p>x</p>",
    `document.querySelector("i").before(document.createElement("u"), "3")`,
    "<main><b>1</b><u></u>3</main><p>x<i>2</i></p>", "<main><b>1</b><u></u>3<i>2</i></main><p>x</p>",
  ],
  [
    "an element that we have moved, when the page empties its new place",
    [{ select: "i", move: { first: "p" } }], "<main><b>1</b><i>2</i></main><p>x</p>",
    `const i = document.querySelector("i"); document.querySelector("p").innerHTML = "y"; await new Promise((done) => setTimeout(done));
     document.querySelector("main").insertBefore(document.createElement("u"), i)`,
    "<main><b>1</b><u></u><i>2</i></main><p>y</p>", "<main><b>1</b><u></u><i>2</i></main><p>y</p>",
  ],
  [
    "an element that we have moved, and that the page puts elsewhere before it empties its place",
    [{ select: "i", move: { first: "p" } }], "<main><b>1</b><i>2</i></main><p>x</p><div></div>",
    `const i = document.querySelector("i"); document.querySelector("div").append(i); document.querySelector("main").textContent = ""`,
    "<main></main><p>x</p><div><i>2</i></div>", "<main></main><p>x</p><div><i>2</i></div>",
  ],
  ...["i.parentNode.replaceChild(u, i)", "i.replaceWith(u)", "i.after(u); i.remove()"].map((act) => [
    `an element that we have moved, when the page puts another in its place: ${act}`,
    [{ select: "i,u", move: { first: "p" } }], "<main><b>1</b><i>2</i><s>3</s></main><p>x</p>",
    `const i = document.querySelector("i"), u = document.createElement("u"); ${act}`,
    "<main><b>1</b><s>3</s></main><p><u></u>x</p>", "<main><b>1</b><u></u><s>3</s></main><p>x</p>",
  ]),
  [
    "an element that we have moved, and that goes by itself",
    [{ select: "i", move: { first: "p" } }], "<main><b>1</b><i>2</i></main><p>x</p>",
    `document.querySelector("i").remove()`, "<main><b>1</b></main><p>x</p>", "<main><b>1</b></main><p>x</p>",
  ],
  [
    "children that come to replaced content",
    [{ select: "ul", html: "<li>New</li>" }], "<ul><li>1</li></ul>",
    `const ul = document.querySelector("ul"); ul.append(document.createElement("li")); ul.prepend(document.createElement("b"))`,
    "<ul><li>New</li></ul>", "<ul><b></b><li>1</li><li></li></ul>",
  ],
  [
    "attributes, classes and styles that are set anew",
    [{ select: "a", link: "/new", class: { add: ["om"], remove: ["x"] }, style: { color: "red" }, attribute: { title: null } }],
    `<a href="/old" class="x" title="t">a</a>`,
    `const a = document.querySelector("a"); a.href = "/page"; a.className = "x on"; a.setAttribute("style", "top: 0px;"); a.title = "u"`,
    `<a href="/new" class="on om" style="top: 0px; color: red;">a</a>`, `<a href="/page" class="x on" title="u" style="top: 0px;">a</a>`,
  ],
  [
    "insertions that are swept away with all else",
    [{ select: "ul", insert: { first: "<li>New</li>" } }, { select: "i", insert: { after: "<b>New</b>" } }],
    "<ul><li>1</li></ul><p><i>i</i></p>",
    `document.querySelector("ul").innerHTML = "<li>2</li>"; const p = document.querySelector("p"); const i = p.firstChild; p.textContent = ""; p.append(i)`,
    "<ul><li>New</li><li>2</li></ul><p><i>i</i><b>New</b></p>", "<ul><li>2</li></ul><p><i>i</i></p>",
  ],
  [
    "an insertion that the visitor has closed stays closed",
    [{ select: "ul", insert: { first: "<li class='n'>New</li>" } }], "<ul><li>1</li></ul>",
    `document.querySelector(".n").remove(); await new Promise((done) => setTimeout(done)); document.querySelector("ul").append("x")`,
    "<ul><li>1</li>x</ul>", "<ul><li>1</li>x</ul>",
  ],
  [
    "an insertion that is copied with its parent is not doubled",
    [{ select: ".card", insert: { last: "<b>New</b>", before: "<i>i</i>" } }], `<main><p class="card">1</p></main>`,
    `const main = document.querySelector("main"); main.append(...main.cloneNode(true).childNodes)`,
    `<main><i>i</i><p class="card">1<b>New</b></p><i>i</i><p class="card">1<b>New</b></p></main>`,
    `<main><p class="card">1</p><p class="card">1</p></main>`,
  ],
  [
    "an insertion goes when the page takes away what it stands beside, and comes back with it",
    [{ select: "i", insert: { after: "<b>New</b>" } }], "<p><i>i</i></p>",
    `const p = document.querySelector("p"); const i = p.firstChild; p.removeChild(i); await new Promise((done) => setTimeout(done)); window.between = p.innerHTML; p.append(i, between)`,
    "<p><i>i</i><b>New</b></p>", "<p><i>i</i></p>",
  ],
  [
    "a target that is replaced",
    [{ select: "h1", text: "New" }], "<main><h1>Old</h1></main>",
    `document.querySelector("main").innerHTML = "<h1>Other</h1>"`, "<main><h1>New</h1></main>", "<main><h1>Other</h1></main>",
  ],
  [
    "a target that is taken away stays away",
    [{ select: "h1", text: "New" }], "<main><h1>Old</h1></main>",
    `document.querySelector("h1").remove()`, "<main></main>", "<main></main>",
  ],
  [
    "an element that was removed, and is put back by the page",
    [{ select: "b", remove: true }], "<main></main>",
    `const main = document.querySelector("main"); main.innerHTML = "<b>b</b><i>i</i>"; const [b, i] = main.children;
     await new Promise((done) => setTimeout(done)); main.append(b); await new Promise((done) => setTimeout(done)); main.insertBefore(i, b)`,
    "<main><i>i</i></main>", "<main><i>i</i><b>b</b></main>",
  ],
  [
    "an element that was moved, and is taken away from its old parent",
    [{ select: "#b", move: { last: "footer" } }], `<main><i>i</i><b id="b">b</b></main><footer></footer>`,
    `const main = document.querySelector("main"); const b = document.querySelector("#b"); main.insertBefore(document.createElement("u"), b); main.removeChild(b)`,
    `<main><i>i</i><u></u></main><footer></footer>`, `<main><i>i</i><u></u></main><footer></footer>`,
  ],
  [
    "an element that was moved, and is put before itself, has another moved before it with all its state, and is replaced, as Solid and Preact do",
    [{ select: "#b", move: { last: "footer" } }], `<main><b id="b">b</b><i>i</i></main><footer></footer>`,
    `const main = document.querySelector("main"); const b = document.querySelector("#b"); const i = main.lastChild; main.insertBefore(b, b);
     main[main.moveBefore ? "moveBefore" : "insertBefore"](i, b); main.replaceChild(document.createElement("u"), b)`,
    `<main><i>i</i><u></u></main><footer></footer>`, `<main><i>i</i><u></u></main><footer></footer>`,
  ],
  [
    "text whose nodes are replaced and moved with all their state",
    [{ select: "h1", text: "New" }], "<main></main>",
    `const h1 = document.createElement("h1"); h1.innerHTML = "a<b>b</b>c"; const [a, b, c] = h1.childNodes;
     document.querySelector("main").append(h1); await new Promise((done) => setTimeout(done)); h1[h1.moveBefore ? "moveBefore" : "insertBefore"](b, a); h1.replaceChild(document.createElement("i"), c)`,
    "<main><h1>New</h1></main>", "<main><h1><b>b</b>a<i></i></h1></main>",
  ],
  [
    "an element that was removed, and is where the page ends to take away",
    [{ select: "aside", remove: true }], "<main></main>", clear, "<main><s></s><u></u></main>", "<main><s></s><aside></aside><u></u></main>",
  ],
  [
    "an element that was moved to where the page takes away what was there",
    [{ select: "#b", move: { before: "aside" } }], `<main></main><footer><b id="b">b</b></footer>`, clear,
    `<main><b id="b">b</b><s></s><aside></aside><u></u></main><footer></footer>`, `<main><s></s><aside></aside><u></u></main><footer><b id="b">b</b></footer>`,
  ],
  [
    "an element that was moved twice, and stood where the page takes all away",
    [{ select: ".raw", swap: "#b" }], `<main></main><footer><b id="b">b</b></footer>`,
    `const main = document.querySelector("main"); const part = document.createComment(""); main.append(part);
     for (const text of "123") {
       for (let node = part.nextSibling, next; node; node = next) { next = node.nextSibling; node.remove(); }
       const raw = document.createElement("p"); raw.className = "raw"; raw.textContent = text; main.insertBefore(raw, null);
       await new Promise((done) => setTimeout(done));
     }`,
    null, `<main><p class="raw">3</p></main><footer><b id="b">b</b></footer>`,
  ],
  [
    "an element that was moved, and is replaced by a new one",
    [{ select: "#b", move: { last: "footer" } }], `<main><b id="b">b</b></main><footer></footer>`,
    `const main = document.querySelector("main"); main.removeChild(document.querySelector("#b")); main.innerHTML = '<b id="b">c</b>'`,
    `<main></main><footer><b id="b">c</b></footer>`, `<main><b id="b">c</b></main><footer></footer>`,
  ],
  [
    "an element that was moved, and whose place is swept away",
    [{ select: "#b", move: { last: "footer" } }], `<main><b id="b">b</b></main><footer></footer>`,
    `document.querySelector("main").innerHTML = '<b id="b">c</b>'`, `<main></main><footer><b id="b">c</b></footer>`, `<main><b id="b">c</b></main><footer></footer>`,
  ],
  [
    "an element that was moved, and whose place is taken away with all around it",
    [{ select: "#b", move: { last: "footer" } }], `<main><p><b id="b">b</b></p></main><footer></footer>`,
    `const p = document.querySelector("p"); p.remove(); await new Promise((done) => setTimeout(done)); const left = document.querySelector("footer").innerHTML; document.querySelector("main").append(p, left)`,
    `<main><p><b id="b">b</b></p></main><footer></footer>`, `<main><p><b id="b">b</b></p></main><footer></footer>`,
  ],
  [
    "an element that was moved to where the page takes all away",
    [{ select: "#b", move: { last: "footer" } }], `<main><p><b id="b">b</b></p></main><footer></footer>`,
    `document.querySelector("footer").remove()`, `<main><p><b id="b">b</b></p></main>`, `<main><p><b id="b">b</b></p></main>`,
  ],
  [
    "the browser translates",
    [{ select: "h1", text: "New" }, { select: "h1", insert: { after: "more" } }], "<main><h1>Old</h1></main>",
    `const walk = document.createTreeWalker(document.querySelector("main"), 4); const texts = []; while (walk.nextNode()) texts.push(walk.currentNode);
     for (const text of texts) { const outer = document.createElement("font"); outer.append(document.createElement("font")); outer.firstChild.textContent = text.nodeValue.toUpperCase(); text.replaceWith(outer); }
     await new Promise((done) => setTimeout(done))`,
    `<main><h1><font><font>NEW</font></font></h1><font><font>MORE</font></font></main>`, `<main><h1>Old</h1></main>`,
  ],
])
  test(name, async () => {
    const page = await open(show, body);
    const meanwhile = await doing(page, act);
    if (during) assert.equal(meanwhile, during);
    assert.equal(await doing(page, stop), end);
    assert.deepEqual(page.errors, []);
    assert.deepEqual(await faults(page), []);
    const left = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => Object.hasOwn(one, "removeChild")).length);
    assert.equal(left, 0, "no element keeps a bridge");
  });

for (const [name, show, body, fight, end, detail] of [
  ["writes its text back", [{ select: "h1", text: "New" }], "<h1>Old</h1>", `const h = document.querySelector("h1"); if (h.textContent !== "Old") h.textContent = "Old"`, "<h1>Old</h1>", "h1"],
  ["sets its class back", [{ select: "#h", class: { add: ["a"] } }], `<h1 id="h">Old</h1>`, `const h = document.querySelector("h1"); if (h.className) h.className = ""`, `<h1 id="h" class="">Old</h1>`, "#h"],
  ["makes the element anew", [{ select: "main h1", text: "New" }], "<main><h1>Old</h1></main>", `const main = document.querySelector("main"); if (main.textContent !== "Old") main.innerHTML = "<h1>Old</h1>"`, "<main><h1>Old</h1></main>", "main h1"],
  ["always wants to be last", [{ select: "ul", html: "<li>New</li>" }], "<ul><li>Old</li></ul>", `const ul = document.querySelector("ul"); if (ul.lastChild.textContent !== "badge") { const li = document.createElement("li"); li.textContent = "badge"; ul.append(li); }`, "<ul><li>New</li><li>badge</li></ul>", "ul"],
])
  test(`a page that ${name} whenever we change it has its way, with one fault`, async () => {
    const page = await open(show, body);
    const html = await doing(
      page,
      `window.rounds = 0;
       const insist = () => { if (++rounds < 1e5) { ${fight} } };
       new MutationObserver((records) => records.length && insist()).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
       insist();`,
    );
    // Our own writes wake its observer too: it must have come to rest.
    assert.equal(html, end);
    assert.ok((await page.evaluate(() => rounds)) < 1000);
    assert.deepEqual(await faults(page), [{ kind: "fault", code: "change-reverted", detail }]);
    assert.equal((await heard(page, "exposure")).length, 1);
    assert.deepEqual(page.errors, []);
  });

for (const [how, act] of [["anew", "h1.textContent = 'Old again'"], ["into our node", "h1.firstChild.nodeValue = 'Old again'"]])
  test(`text that a deferred script writes ${how}, before the document is done, is ours again, and back at the end`, async () => {
    const later = `<script type="module">const h1 = document.querySelector("h1"); ${act}; document.addEventListener("DOMContentLoaded", () => (window.written = h1.textContent))</script>`;
    const page = await open([{ select: "h1", text: "New" }], `<h1>Old</h1>${later}`);
    await page.waitForFunction(() => document.querySelector("h1").innerHTML === "New");
    assert.equal(await page.evaluate(() => window.written), "New");
    assert.deepEqual(await faults(page), []);
    await page.evaluate(() => omotenashi.stop());
    assert.equal(await page.innerHTML("h1"), "Old again");
  });

test("a page that answers each of our insertions with one more of its own comes to an end, with one fault", async () => {
  const answer = `<script>const main = document.querySelector("main");
    const own = (one) => (one.className = "", one.after(Object.assign(document.createElement("p"), { textContent: "y" })));
    new MutationObserver(() => main.querySelectorAll(".ours").forEach(own)).observe(main, { childList: true })</script>`;
  const page = await open([{ select: "main p", insert: { before: '<i class="ours">x</i>' } }], `<main><p>a</p></main>${answer}`);
  await page.waitForFunction(() => heard.some(({ kind }) => kind === "fault"));
  const told = await faults(page);
  assert.deepEqual(told.map(({ code, detail }) => [code, detail]), [["change-reverted", "main p"]]);
  const count = () => page.evaluate(() => document.querySelectorAll("p").length);
  const before = await count();
  assert.ok(before > 100, "a page may bring very many");
  await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal(await count(), before);
});

test("what somebody writes in stays theirs", async () => {
  const page = await open([{ select: "p", text: "New" }], `<p>a</p><div contenteditable><p>b</p></div>`);
  assert.equal(await page.innerHTML("body > p"), "New");
  await page.click("div p");
  await page.keyboard.press("End");
  await page.keyboard.type("c");
  await page.keyboard.press("Enter");
  await page.keyboard.type("d");
  assert.deepEqual(await page.locator("div p").allTextContents(), ["bc", "d"]);
});
