// Strict policies, and the two ways of making markup harmless: they must give the same tree.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openHost, pageOf, rulesOf } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

/** Markup that has led sanitisers astray, and ordinary markup. */
const samples = [
  "plain & <b>bold</b> <em class=k data-x=1 lang=ja>字</em>",
  "<p>one<p>two<table><tr><td colspan=2>cell</table><ul><li>a<li>b</ul>",
  "<a href=/a target=_blank rel=noopener>a</a><a href=' javascript:x()'>b</a><a href='jav&#x09;ascript:x()'>c</a><a href=data:text/html,x>d</a>",
  "<img src=/i.png srcset='/a.png 1x, javascript:x() 2x' alt=a onerror=x() style=top:0><picture><source srcset=/s.webp type=image/webp><img src=/j.png></picture>",
  "<script>x()</script><style>*{top:0}</style><iframe src=/x></iframe><object data=/x></object><form action=/x><input name=n><button formaction=javascript:x()>go</button></form>",
  "<svg><script>x()</script><a xlink:href=javascript:x()>s</a></svg><math><mi href=javascript:x()>m</mi></math>",
  "<!-- comment --><template><b>t</b></template><noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
  "<div id=location>a</div><div id=fine>b</div><img name=cookie id=forms><p id=action>c</p>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x()&gt;'>",
  "<ruby>漢<rp>(</rp><rt>かん</rt></ruby><details open><summary>s</summary>d</details><x-y>custom</x-y>",
];

const targets = samples.map((html, index) => ({ select: `#s${index}`, html }));
const body = samples.map((_, index) => `<div id="s${index}">old</div>`).join("");

const trees = async (path, setup) => {
  const page = await site.visit(path, setup);
  await heard(page, "exposure");
  assert.deepEqual(page.errors, []);
  return page.evaluate((count) => Array.from({ length: count }, (_, index) => document.getElementById(`s${index}`).innerHTML), samples.length);
};

test("with and without the browser's own sanitiser, the tree is the same", async () => {
  site.files.set("/trees", pageOf(rulesOf([{ show: targets }]), body));
  const native = await trees("/trees");
  const walked = await trees("/trees", (page) => page.addInitScript(() => delete Element.prototype.setHTML));
  assert.deepEqual(walked, native);
  assert.ok(native.every((text) => !/javascript:|onerror=|<script|<style|<iframe|<form|<svg|<math|id="(location|forms)"/.test(text)), native.join("\n"));
  assert.match(native[0], /<em class="k" data-x="1" lang="ja">/);
});

test("under Trusted Types both ways work, with one policy for two instances", async () => {
  const policy = `<meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'; trusted-types omotenashi">`;
  const again = `<script type="module">import { start } from "/omotenashi.mjs";
    window.other = await start({ rules: ${JSON.stringify(rulesOf([{ id: "o", show: [{ select: "#o", html: "<b>x</b>" }] }]))}, bot: false });</script>`;
  site.files.set("/trusted", pageOf(rulesOf([{ show: targets }]), `${body}<div id="o">o</div>${again}`, { early: policy }));
  const remove = (page) => page.addInitScript(() => delete Element.prototype.setHTML);
  assert.deepEqual(await trees("/trusted", remove), await trees("/trusted"));
  const page = await site.visit("/trusted", remove);
  await page.waitForFunction(() => document.getElementById("o").innerHTML === "<b>x</b>");
  assert.deepEqual(page.errors, []);
});
