// Markup that was made to run scripts: none does, by either way of making it harmless.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../js/build/place.mjs";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

const suites = join(process.env.OMOTENASHI_SUITES ?? join(root, "../shared/suites"), "html-safety");
const absent = !existsSync(suites) && `no ${suites}: the payloads of others are not run`;

let site;
before(async () => (site = await openHost()));
after(() => site.close());

/** Payloads of our own: each would call `alert` if anything of it ran. */
const own = [
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<svg><a><animate attributeName=href values=javascript:alert(1) /><text x=20 y=20>a</text></a></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "<form id=x tabindex=0 onfocus=alert(1)><input name=attributes><button formaction=javascript:alert(1)>b</button></form>",
  "<a href='java&#x0A;script:alert(1)'>a</a><a href='&#x01;javascript:alert(1)'>b</a><a href=' javascript&colon;alert(1)'>c</a>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><object data='javascript:alert(1)'></object><embed src=javascript:alert(1)>",
  "<details open ontoggle=alert(1)><summary>s</summary></details><video><source onerror=alert(1)></video>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><template><img src=x onerror=alert(1)></template>",
  "<select><template><style><!--</style><a rel='--></style></template></select><img id=x src=x onerror=alert(1)>'>",
  "<p style='background:url(javascript:alert(1))'>p</p><base href='javascript:alert(1)//'><link rel=stylesheet href=data:text/css,*{}>",
  "<input id=body><img name=cookie><a id=location href=x>l</a><div id=forms>f</div>",
];

/** The payloads of a file in the format of html5lib. */
const fromLib = (name) =>
  readFileSync(join(suites, name), "utf8")
    .split(/^#data\n/m)
    .slice(1)
    .map((part) => part.split(/\n#/)[0]);

function others() {
  const read = (name) => readFileSync(join(suites, name), "utf8");
  // JSON with comments and commas too many: each input is a JSON text by itself.
  const loofah = [...read("loofah-sanitizer-tests.dat").matchAll(/"input":\s*("(?:[^"\\]|\\.)*")/g)];
  return [
    ...JSON.parse(read("dompurify-expect.json")).map(({ payload }) => payload),
    ...loofah.map(([, input]) => JSON.parse(input)),
    ...["sanitizer-javascript-url.dat", "sethtml-safety.sub.dat", "sethtml-tree-construction.sub.dat"].flatMap(fromLib),
  ];
}

/** In every frame: what a payload calls when it runs. */
function hook() {
  for (const name of ["alert", "confirm", "prompt", "xssed"]) window[name] = () => (top.ran = [...(top.ran ?? []), location.href]);
}

/** In the page: every event a payload may wait for, on everything, and what the markup has become. */
async function provoke(count) {
  // No link or button may lead away from what is being tested; whether it would run is seen before that.
  addEventListener("click", (event) => event.target.closest("a")?.protocol === "javascript:" || event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  const boxes = Array.from({ length: count }, (_, i) => document.getElementById(`s${i}`));
  for (const element of boxes.flatMap((box) => [...box.querySelectorAll("*")])) {
    for (const type of ["mouseover", "mouseenter", "pointerdown", "focus", "blur", "load", "error", "toggle", "input", "begin", "end", "animationend"])
      element.dispatchEvent(new Event(type, { bubbles: true }));
    element.click?.();
  }
  await new Promise((done) => setTimeout(done, 300));
  return { trees: boxes.map((box) => box.innerHTML), ran: window.ran ?? [] };
}

async function run(payloads, setup = () => {}) {
  const show = payloads.map((html, i) => ({ select: `#s${i}`, html: html.replaceAll("{{", "{ {") || " " }));
  const body = payloads.map((_, i) => `<div id="s${i}">old</div>`).join("");
  site.files.set("/safety", pageOf(rulesOf([{ show }]), body));
  const page = await site.visit("/safety", async (page) => {
    await page.addInitScript(hook);
    await setup(page);
  });
  const [{ result: told }] = await heard(page, "exposure");
  const result = await page.evaluate(provoke, payloads.length);
  // Of what nothing may stay, nothing is made: what was there is there.
  assert.equal(told, payloads.some((html, i) => html !== "old" && result.trees[i] === "old") ? "partial" : "applied");
  assert.deepEqual(page.errors, []);
  await page.context().close();
  return result;
}

/** Both ways, then what came of them once more. */
async function judge(payloads) {
  const native = await run(payloads);
  const walked = await run(payloads, (page) => page.addInitScript(() => delete Element.prototype.setHTML));
  const again = await run(native.trees);
  assert.deepEqual([native.ran, walked.ran, again.ran], [[], [], []]);
  payloads.forEach((payload, i) => assert.equal(walked.trees[i], native.trees[i], payload));
  // Parsed again it is the same: nothing can hide between two parsers.
  payloads.forEach((payload, i) => assert.equal(again.trees[i].trim(), native.trees[i].trim(), payload));
}

test("our own payloads: nothing runs, both trees are the same and stay the same", () => judge(own));

test("the payloads of DOMPurify, Loofah and the web platform tests: nothing runs", { skip: absent }, async (t) => {
  const payloads = others();
  assert.ok(payloads.length > 400, `${payloads.length}`);
  await judge(payloads);
  t.diagnostic(`${payloads.length} payloads, three times: 0 executions`);
});

test("what an element writes out as it is stays as it was, and a frame may be changed but for what is inside", async () => {
  const payload = (name) => `</${name}><img src=x onerror=alert(1)>`;
  const escaped = (name) => `<b title="${payload(name).replaceAll("<", "&lt;")}">b</b>${payload(name).replaceAll("<", "&lt;")}`;
  const names = ["xmp", "noembed", "noframes", "noscript", "iframe"];
  const ways = [(name) => ({ text: payload(name) }), (name) => ({ html: escaped(name) }), (name) => ({ insert: { first: escaped(name), last: escaped(name) } })];
  const show = ways.flatMap((way, i) => names.map((name) => ({ select: `${name}.w${i}`, ...way(name) })));
  const written = ways.flatMap((_, i) => names.map((name) => `<${name} class="w${i}">old</${name}>`)).join("");
  const frame = { select: "iframe.w0", class: { add: ["om"] }, insert: { after: "<b>after</b>" } };
  site.files.set("/raw", pageOf(rulesOf([{ show: [...show, { select: "plaintext", text: "</plaintext>" }, frame] }]), `<main>${written}</main>`));
  const page = await site.visit("/raw", (page) => page.addInitScript(hook));
  assert.equal((await heard(page, "exposure"))[0].result, "partial");
  const seen = await page.evaluate(async () => {
    const main = document.querySelector("main");
    const before = main.innerHTML;
    main.innerHTML = before;
    main.append(document.createElement("plaintext"));
    await new Promise((done) => setTimeout(done, 100));
    return [before, window.ran, main.lastChild.textContent];
  });
  const changed = written.replace('<iframe class="w0">old</iframe>', '<iframe class="w0 om">old</iframe><b>after</b>');
  assert.deepEqual(seen, [changed, undefined, ""]);
});

const bar = rulesOf([{ id: "bar", show: [{ surface: "bar", html: "<p>ours</p>" }] }]);

/** Opens a page on which somebody could write before our tag; `evil` are their files. */
async function invaded(early) {
  const evil = await openHost();
  const file = { body: "alert(1)", type: "text/javascript", headers: { "access-control-allow-origin": "*" } };
  evil.files.set("/omotenashi.surface.js", file);
  const say = (rules) => `data-rules='${JSON.stringify(rules)}' data-surface="${evil.url}/omotenashi.surface.js" src="${evil.url}/omotenashi.js"`;
  const theirs = rulesOf([{ id: "theirs", show: [{ select: "h1", text: "theirs" }, { surface: "bar", html: "<p>theirs</p>" }] }]);
  site.files.set("/invaded", pageOf(bar, "<h1>ours</h1>", { early: early(say(theirs), `${evil.url}/omotenashi.surface.js`) }));
  const page = await site.visit("/invaded", (page) => page.addInitScript(hook));
  await page.locator("omotenashi-surface").waitFor();
  const seen = [await page.textContent("h1"), await page.locator("omotenashi-surface section p").textContent(), await page.evaluate(() => window.ran)];
  assert.deepEqual([seen, page.errors], [["ours", "ours", undefined], []]);
  await evil.close();
}

for (const name of ["img", "form", "object"])
  test(`markup that calls itself the script that runs says nothing to us: <${name}>`, () =>
    invaded((tag) => `<body><${name} name="currentScript" ${tag}></${name}>`));

test("what somebody has got onto the prototype of all objects names no file that is run, and no rules", () =>
  invaded((_, file) => `<script>for (const one of [Object.prototype, (Object.prototype.settings = {})]) Object.assign(one, { surface: "${file}", rules: "[]" })</script>`));

test("the check bites: unsanitised, payloads do run", async () => {
  site.files.set("/bare", `<!doctype html><div id="s0">${own[0]}</div>`);
  const page = await site.visit("/bare", (page) => page.addInitScript(hook));
  assert.ok((await page.evaluate(provoke, 1)).ran.length > 0);
});
