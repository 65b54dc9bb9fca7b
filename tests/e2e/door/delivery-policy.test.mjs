// The exact policies of .github/SECURITY.md: each delivery, every kind of change, every surface, no report.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { asyncWithStub, bundled, inlineRules, rulesBeside } from "../../stage/delivery.mjs";
import { heard, openHost, rulesOf, until } from "../host.mjs";

let site;
before(async () => {
  site = await openHost();
  // Automation says so in `navigator.webdriver`; a page of this policy cannot say otherwise by an inline script.
  site.files.set("/settings.js", "window.omotenashi=Object.assign(window.omotenashi??[],{settings:{bot:false}})");
  site.files.set("/i.png", { body: "", type: "image/png" });
});
after(() => site.close());

const changes = [
  { select: "h1", text: "New" },
  { select: "#a", html: '<b title="x">New</b> <i class="x">x</i>' },
  { select: "#b", attribute: { title: "New" }, class: { add: ["om"] }, style: { color: "red" }, insert: { after: "<s>New</s>" } },
  { select: "#c", image: { src: "/i.png", alt: "New" } },
  { select: "#d", remove: true },
  { select: "#e", hide: true, reserve: "3em" },
  { select: "#f", move: { before: "h1" } },
  { css: ".om{font-weight:700}" },
];
const kinds = ["modal", "bar", "banner", "slide-in", "toast", "card"];
const rules = rulesOf([
  { show: changes },
  ...kinds.map((surface) => ({ when: { event: surface }, show: [{ surface, select: "h1", html: '<h2>New</h2><button data-om-copy="A">Copy</button>', label: "New" }] })),
]);
const body = '<h1>Old</h1><p id="a">a</p><p id="b">b</p><img id="c" alt=""><p id="d">d</p><p id="e" data-om-reserve="2em">e</p><p id="f">f</p>';

const policyOf = (script, style = "") =>
  `default-src 'none'; script-src ${script} 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types omotenashi${style}`;

/** A delivery under a policy; `nonce` is on every script of the site. */
async function visit(name, { head, files }, policy, nonce) {
  for (const [path, file] of Object.entries(files)) site.files.set(path, file);
  const attribute = nonce ? ` nonce="${nonce}"` : "";
  const scripts = `<script src="/settings.js"></script>${head}`.replace(/<script (?=src|async|data-)/g, `<script${attribute} `);
  site.files.set(`/${name}`, (request, response) => {
    response.setHeader("content-security-policy", policy);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><head><title>Policy</title>${scripts}</head><body>${body}</body></html>`);
  });
  return site.visit(`/${name}`, (page) =>
    page.addInitScript(() => {
      window.broken = [];
      document.addEventListener("securitypolicyviolation", (event) => broken.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    }),
  );
}

const hashOf = (head) => /<script>(.*?)<\/script>/s.exec(head)?.[1];

async function hash(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${Buffer.from(digest).toString("base64")}'`;
}

const deliveries = { "inline rules": inlineRules, "rules beside": rulesBeside, bundle: bundled, "async with stub": asyncWithStub };

for (const [name, deliver] of Object.entries(deliveries))
  for (const nonce of [undefined, "n1"])
    test(`${name}, ${nonce ? "by nonce" : "by origin"}: everything is shown, and nothing is reported`, async () => {
      await site.forget();
      const delivery = deliver(rules);
      const inline = hashOf(delivery.head);
      const script = (nonce ? `'nonce-${nonce}'` : "'self'") + (inline ? ` ${await hash(inline)}` : "");
      const page = await visit(name.replaceAll(" ", "-") + (nonce ?? ""), delivery, policyOf(script), nonce);
      assert.equal((await heard(page, "exposure"))[0].result, "applied");
      assert.equal(await page.textContent("h1"), "New");
      for (const kind of kinds) {
        await page.evaluate((kind) => omotenashi.track(kind), kind);
        await until(() => page.evaluate((kind) => [...document.querySelectorAll("omotenashi-surface")].some((one) => one.shadowRoot.querySelector(`.${kind}`)), kind), kind);
        await page.evaluate((kind) => [...document.querySelectorAll("omotenashi-surface")].forEach((one) => one.shadowRoot.querySelector(`.${kind} .x`)?.click()), kind);
      }
      await until(() => site.events.length > 0, "exposures arrive");
      assert.deepEqual(await page.evaluate(() => broken), []);
      await page.evaluate(() => omotenashi.stop());
      assert.deepEqual(await page.evaluate(() => broken), []);
      assert.deepEqual(page.errors, []);
    });
