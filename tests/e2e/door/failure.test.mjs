// Whatever fails, the page stays as it was written, one fault says why, and nothing reaches the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heard, openSite, pageOf, rulesOf } from "./site.mjs";

const body = `<h1 id="t" class="k">Old <i>title</i></h1><p>Text</p>`;
const rules = rulesOf([
  { show: [{ select: "#t", text: "New" }, { select: "p", class: { add: ["red"] } }] },
  { show: [{ surface: "modal", html: "<h2>Hello</h2>" }] },
]);

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const markup = (page) => page.evaluate(() => document.documentElement.outerHTML);

/** The page as it would be without us. */
async function original(path) {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page.content().then((text) => text.replace(/^<!DOCTYPE html>/i, ""));
}

test("a trap in the middle of applying undoes everything and silences us", async () => {
  site.pages.set("/trap", pageOf(rules, body));
  const page = await site.visit("/trap", (page) =>
    page.addInitScript(() => {
      // The glue decodes every text that comes out of the module: an error there is one inside it.
      const { decode } = TextDecoder.prototype;
      TextDecoder.prototype.decode = function (bytes, options) {
        const text = decode.call(this, bytes, options);
        if (text === "red" && window.trapped !== 0) throw new Error("trap");
        return text;
      };
    }),
  );
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "trap" }]);
  assert.equal(await markup(page), await original("/trap"));
  const answers = await page.evaluate(() => {
    omotenashi.track("x");
    return [omotenashi.variant("e0"), omotenashi.explain("e0"), omotenashi.profile()];
  });
  assert.deepEqual(answers, [null, null, null]);
  assert.deepEqual(page.errors, []);
});

test("a listener's error and a listener that stops us hurt nobody", async () => {
  site.pages.set("/listener", pageOf(rules, body));
  const page = await site.visit("/listener", (page) =>
    page.addInitScript(() => {
      window.addEventListener("load", () => {
        omotenashi.on("exposure", () => {
          throw new Error("theirs");
        });
        omotenashi.on("exposure", () => omotenashi.track("again"));
        omotenashi.on("exposure", () => omotenashi.stop());
      });
    }),
  );
  await page.waitForFunction(() => document.querySelector("h1").textContent === "Old title");
  assert.equal(await markup(page), await original("/listener"));
  assert.deepEqual(page.errors, []);
});

for (const [name, code, breakIt] of [
  ["access", "storage-unavailable", () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })],
  ["writing", "storage-full", () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
])
  test(`storage that refuses ${name} is one fault, and the page is changed all the same`, async () => {
    site.pages.set("/storage", pageOf(rules, body));
    const page = await site.visit("/storage", (page) => page.addInitScript(breakIt));
    assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code }]);
    assert.equal(await page.textContent("h1"), "New");
    await page.evaluate(() => omotenashi.track("x"));
    assert.equal((await heard(page, "fault")).length, 1);
    assert.deepEqual(page.errors, []);
  });

test("WebAssembly refused by the policy is one fault", async () => {
  const policy = `<meta http-equiv="content-security-policy" content="script-src 'self' 'unsafe-inline'">`;
  site.pages.set("/policy", pageOf(rules, body, { head: policy }));
  const page = await site.visit("/policy");
  assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code: "wasm-refused" }]);
  assert.equal(await markup(page), await original("/policy"));
  assert.deepEqual(await page.evaluate(() => [omotenashi.variant("e0"), omotenashi.track("x") ?? null]), [null, null]);
  assert.deepEqual(page.errors, []);
});

for (const [name, tag, code] of [
  ["an element that is not there", 'data-rules="#none"', "rules-missing"],
  ["an address that does not answer", 'async data-rules="/none.json"', "rules-unreachable"],
])
  test(`rules from ${name} are one fault`, async () => {
    site.pages.set("/norules", `<!doctype html><script src="/omotenashi.js" ${tag}></script>${body}`);
    const page = await site.visit("/norules");
    assert.deepEqual(await heard(page, "fault"), [{ kind: "fault", code }]);
    assert.equal(await page.textContent("h1"), "Old title");
    assert.deepEqual(page.errors, []);
  });

test("an address in a blocking tag works as asynchronous, and says so", async () => {
  site.pages.set("/rules.json", JSON.stringify(rules));
  const settings = `<script>omotenashi=[];omotenashi.settings={bot:false}</script>`;
  site.pages.set("/url", `<!doctype html>${settings}<script src="/omotenashi.js" data-rules="/rules.json"></script>${body}`);
  const page = await site.visit("/url");
  const [problem] = await heard(page, "problem");
  assert.equal(problem.code, "rules-url-blocking");
  await page.waitForFunction(() => document.querySelector("h1").textContent === "New");
});

test("wrong use throws in a direct call, and is a fault from the queue", async () => {
  site.pages.set("/usage", pageOf(rules, body, { head: "<script>window.omotenashi=[['track'],['nonsense',1]]</script>" }).replace("window.omotenashi=[];", ""));
  const page = await site.visit("/usage");
  const faults = await heard(page, "fault", 2);
  assert.deepEqual(faults.map(({ code, detail }) => [code, detail]), [["usage.track-name", "track"], ["usage.push", "nonsense"]]);
  const codes = await page.evaluate(() => {
    const calls = [
      () => omotenashi.track(""), () => omotenashi.track("x", [1]), () => omotenashi.track("x", { n: 1n }),
      () => omotenashi.identify({}), () => omotenashi.consent({ sharing: "yes" }), () => omotenashi.on("x", () => {}),
    ];
    return calls.map((call) => { try { call(); } catch (error) { return [error.name, error.code].join(" "); } });
  });
  assert.deepEqual(codes, ["track-name", "track-props", "track-props", "identify-id", "consent", "on-kind"].map((code) => `UsageError usage.${code}`));
  assert.deepEqual(page.errors, []);
});
