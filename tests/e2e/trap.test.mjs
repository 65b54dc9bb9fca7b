// The module fails in the middle of its work, at every step it takes: whatever it was doing, the page
// ends as written or as decided, never in between, and hears of it by one fault.
//
// The hook is outside of the product: the page wraps what the module imports and throws in the n-th
// call, past the module's own catching, as a trap does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHost, pageOf } from "./host.mjs";

const rules = {
  omotenashi: 1,
  site: "t",
  consent: { mode: "opt-out" },
  goals: { g: { click: "#go" } },
  experiences: [
    {
      id: "all",
      variants: {
        b: {
          show: [
            { select: "h1", text: "B {{page.path}}" },
            { select: "#box", html: "<b>B</b>" },
            { select: "#link", attribute: { title: "B" }, class: { add: ["b"] } },
            { select: "img", image: { src: "/b.png" } },
            { surface: "bar", html: "<p>B</p>" },
          ],
        },
      },
      split: { b: 100, original: 0 },
      measure: { primary: "g" },
    },
  ],
  destinations: [{ to: "dataLayer" }, { to: "beacon", url: "/collect" }],
};
const body = '<h1>as written</h1><div id="box">box <i>i</i></div><a id="link" href="#">l</a><img src="/a.png" alt="a"><button id="go">go</button>';

let host;
after(() => host.close());
before(async () => {
  host = await openHost();
  host.files.set("/", pageOf(rules, body));
  host.files.set("/a.png", { body: "", type: "image/png" });
  host.files.set("/b.png", { body: "", type: "image/png" });
});

/** Runs in the page, first of all. */
function failAt(n) {
  const { Instance } = WebAssembly;
  window.calls = 0;
  const wrap = (object) =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        typeof value === "function"
          ? (...values) => {
              if (++window.calls === n) throw new WebAssembly.RuntimeError("provoked");
              return value(...values);
            }
          : value,
      ]),
    );
  WebAssembly.Instance = function (module, imports = {}) {
    const wrapped = Object.fromEntries(Object.entries(imports).map(([name, part]) => [name, wrap(part)]));
    return new Instance(module, wrapped);
  };
}

async function fail(n) {
  const guest = await host.invite();
  await guest.page.addInitScript(failAt, n);
  await guest.go("/");
  await guest.page.click("#go");
  const seen = await guest.page.evaluate(async () => {
    const faults = [];
    window.omotenashi?.on("fault", ({ code }) => faults.push(code));
    await new Promise((done) => setTimeout(done, 20));
    const at = (selector) => document.querySelector(selector);
    return {
      calls: window.calls,
      faults,
      body: document.body.innerHTML,
      surfaces: document.querySelectorAll("omotenashi-surface").length,
      title: at("h1").textContent,
    };
  });
  const { errors } = guest;
  await guest.context.close();
  return { ...seen, errors };
}

test("at every step: fully done or fully undone, one fault, nothing thrown", async (t) => {
  const { calls, title } = await fail(0);
  assert.equal(title, "B /");
  assert.ok(calls > 30, `${calls} calls`);
  const step = process.env.OMOTENASHI_FULL ? 1 : Math.ceil(calls / 24);
  let undone = 0;
  for (let n = 1; n <= calls; n += step) {
    const seen = await fail(n);
    assert.deepEqual(seen.errors, [], `step ${n}`);
    const traps = seen.faults.filter((code) => code === "trap" || code === "wasm-refused");
    assert.ok(traps.length <= 1, `step ${n}: ${seen.faults}`);
    if (traps.length) {
      undone++;
      assert.equal(seen.body, body, `step ${n}`);
      assert.equal(seen.surfaces, 0, `step ${n}`);
    } else {
      assert.equal(seen.title, "B /", `step ${n} of ${calls}: neither a fault nor the change`);
    }
  }
  t.diagnostic(`${calls} steps, every ${step}th failed, ${undone} undone`);
  assert.ok(undone > 5);
});
