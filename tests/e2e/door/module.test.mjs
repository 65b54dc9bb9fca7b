// The module: many instances, many times, also where there is no page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { dist } from "../../../js/build/place.mjs";
import { openHost, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = rulesOf(
  [
    { show: [{ select: "h1", text: "New" }, { select: "p", html: "<b>x</b>" }] },
    { show: [{ surface: "modal", html: "<h2>Hello</h2>" }] },
    { when: { exit: true }, show: [{ surface: "bar", html: "<h2>Hello</h2>" }] },
  ],
  { goals: { c: { click: "h1" } }, consent: { mode: "opt-out", signals: ["google", "gpc"] } },
);
const shell = `<!doctype html><html lang="en"><head><title>T</title><script type="module">
  import { start, UsageError } from "/omotenashi.mjs";
  Object.assign(window, { start, UsageError });
</script></head><body><h1 class="k">Old</h1><p>text</p></body></html>`;

/** Before anything of ours: keeps sight of every memory, without keeping it alive. */
function watchMemories() {
  window.memories = [];
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, values) {
      const made = Reflect.construct(target, values);
      const memory = Object.values(made.exports).find((one) => one instanceof WebAssembly.Memory);
      window.memories.push(new WeakRef(memory));
      return made;
    },
  });
}

/**
 * What a page holds once its garbage is collected: listeners and nodes by CDP, memories of modules. What was under way when
 * an instance ended holds it until that is over; a memory that is left behind is there however often one looks.
 */
async function count(page) {
  const session = await page.context().newCDPSession(page);
  let memories;
  for (let look = 0; look < 40 && memories !== 0; look++) {
    if (look) await page.waitForTimeout(100);
    await session.send("HeapProfiler.collectGarbage");
    memories = await page.evaluate(() => window.memories.filter((one) => one.deref()).length);
  }
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { nodes, listeners: jsEventListeners, memories };
}

/** Starts and stops instances in the page, one after the other. */
const rounds = (page, times) =>
  page.evaluate(
    async ([rules, times]) => {
      for (let i = 0; i < times; i++) {
        const om = await start({ rules, bot: false });
        om.on("exposure", () => {});
        await new Promise((done) => setTimeout(done, 5));
        if (document.querySelector("h1").textContent !== "New") throw new Error(`round ${i} changed nothing`);
        om.stop();
        // A page may hold on to what is stopped.
        window.last = om;
      }
    },
    [rules, times],
  );

test("started and stopped a hundred times, nothing is left", async () => {
  site.files.set("/many", shell);
  const page = await site.visit("/many", (page) => page.addInitScript(watchMemories));
  await page.waitForFunction(() => window.start);
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  const written = await markup();
  await rounds(page, 10);
  const before = await count(page);
  await rounds(page, 100);
  const after = await count(page);
  assert.equal(await markup(), written);
  // The browser's own come and go meanwhile; what each instance left behind would be a hundred.
  assert.ok(after.listeners < before.listeners + 10, `${after.listeners} listeners, ${before.listeners} before`);
  assert.ok(after.nodes <= before.nodes + 20, `${before.nodes} → ${after.nodes} nodes`);
  assert.equal(await page.evaluate(() => window.memories.length), 110, "each instance has a memory of its own");
  assert.equal(after.memories, 0, "not even that of the instance the page holds on to");
  assert.ok(await page.evaluate(() => !Object.hasOwn(window.dataLayer, "push")));
  assert.deepEqual(page.errors, []);
});

test("a trap in one instance is nobody else's", async () => {
  site.files.set("/apart", shell);
  const page = await site.visit("/apart", (page) =>
    page.addInitScript(() => {
      const { decode } = TextDecoder.prototype;
      TextDecoder.prototype.decode = function (...values) {
        const text = decode.apply(this, values);
        if (text === "fatal") throw new Error("trap");
        return text;
      };
    }),
  );
  await page.waitForFunction(() => window.start);
  const [one, two] = ["A", "B"].map((text) => rulesOf([{ who: { $did: { event: "go" } }, live: true, show: [{ select: "h1", text }] }], { site: text }));
  one.experiences.push({ id: "bad", who: { $did: { event: "bad" } }, live: true, show: [{ select: "p", text: "fatal" }] });
  const seen = await page.evaluate(async ([one, two]) => {
    const read = () => document.querySelector("h1").textContent;
    const all = [];
    for (const rules of [one, two, one]) all.push(await start({ rules, bot: false }));
    const [bad, good, other] = all;
    bad.track("go");
    const texts = [read()];
    bad.track("bad");
    texts.push(read(), bad.profile());
    good.track("go");
    texts.push(read(), good.explain("e0").applied);
    good.stop();
    other.track("go");
    return [...texts, read()];
  }, [one, two]);
  assert.deepEqual(seen, ["A", "Old", null, "B", true, "A"]);
  assert.deepEqual(page.errors, []);
});

test("two instances change different elements and stop apart", async () => {
  site.files.set("/two", shell);
  const page = await site.visit("/two");
  await page.waitForFunction(() => window.start);
  const seen = await page.evaluate(async ([a, b]) => {
    const one = await start({ rules: a, bot: false });
    const two = await start({ rules: b, bot: false });
    const read = () => document.body.innerText.trim().replace(/\s+/g, " ");
    const texts = [read()];
    one.stop();
    texts.push(read());
    two.stop();
    return [...texts, read()];
  }, [rulesOf([{ show: [{ select: "h1", text: "A" }] }]), rulesOf([{ show: [{ select: "p", text: "B" }] }])]);
  assert.deepEqual(seen, ["A B", "Old B", "Old text"]);
});

test("where a page has frozen what all nodes inherit, what can be neither moved nor removed stays in its place", async () => {
  site.files.set("/frozen", shell);
  const page = await site.visit("/frozen");
  await page.waitForFunction(() => window.start);
  const show = [{ select: "p", move: { before: "h1" } }, { select: "h1", remove: true }, { select: "body", class: { add: ["seen"] } }];
  const seen = await page.evaluate(async (rules) => {
    for (const { prototype } of [EventTarget, Node, Element, HTMLElement, Document]) Object.freeze(prototype);
    const read = () => document.body.outerHTML.replace(/<!--.*?-->|\s+(?=<\/body)/g, "");
    const texts = [read()];
    const om = await start({ rules, bot: false });
    texts.push(read());
    om.stop();
    return [...texts, read()];
  }, rulesOf(show.map((one) => ({ show: [one] }))));
  const [before, during, end] = seen;
  assert.equal(during, before.replace("<body>", '<body class="seen">'));
  assert.equal(end, before);
  assert.deepEqual(page.errors, []);
});

test("of two instances that would change one element the first has it, and stopped in any order they leave the page as it was", async () => {
  site.files.set("/one", shell);
  const page = await site.visit("/one");
  await page.waitForFunction(() => window.start);
  const [one, two] = ["A", "B"].map((text) => rulesOf([{ show: [{ select: "h1", text, attribute: { title: text } }] }]));
  const [written, ...seen] = await page.evaluate(async ([one, two]) => {
    // Who fights has done so by then.
    const rest = () => new Promise((done) => setTimeout(done, 30));
    const read = () => document.body.innerHTML.trim();
    const begin = async (rules) => {
      const om = await start({ rules, bot: false });
      await rest();
      return om;
    };
    const seen = [read()];
    for (const order of [[1, 0], [0, 1]]) {
      const all = [await begin(one), await begin(two)];
      seen.push(read());
      all[order[0]].stop();
      await rest();
      seen.push(read());
      all[order[1]].stop();
      seen.push(read());
    }
    // As an effect does that runs again.
    const before = start({ rules: one, bot: false });
    await before;
    void before.then((om) => om.stop());
    const after = await begin(two);
    seen.push(read());
    after.stop();
    return [...seen, read()];
  }, [one, two]);
  const [a, b] = ["A", "B"].map((text) => `<h1 class="k" title="${text}">${text}</h1><p>text</p>`);
  assert.deepEqual(seen, [a, a, written, a, b, written, b, written]);
});

test("started twice at once and the first stopped, as StrictMode does, the page is one instance's, and as it was after its end", async () => {
  site.files.set("/strict", shell);
  const page = await site.visit("/strict");
  await page.waitForFunction(() => window.start);
  const twice = rulesOf([{ show: [{ select: "h1", text: "A" }, { select: "p", class: { add: ["c"] }, attribute: { title: "t" }, insert: { last: "<i>x</i>" } }] }]);
  const [written, shown, after] = await page.evaluate(async (rules) => {
    const read = () => document.body.innerHTML.trim();
    const seen = [read()];
    const effect = () => {
      const started = start({ rules, bot: false });
      return { started, cleanup: () => started.then((om) => om.stop()) };
    };
    void effect().cleanup();
    const { started, cleanup } = effect();
    const { stop, import: take } = await started;
    // What would fight over an element has done so by then.
    await new Promise((done) => setTimeout(done, 50));
    seen.push(read());
    await cleanup();
    return [...seen, read(), stop(), take({ data: [] })];
  }, twice);
  assert.equal(shown, '<h1 class="k">A</h1><p title="t" class="c">text<i>x</i></p>');
  assert.equal(after, written);
  assert.equal(await page.evaluate(() => start(null).then((om) => om.variant("e0"))), null);
});

test("a preview finds its wish in the address where a bundle in one piece has run the debug file unasked, and two start at once", async () => {
  site.files.set("/piece", shell.replace('import { start', 'import "/omotenashi.debug.js"; import { start'));
  const page = await site.visit("/piece?om-preview=e0:show");
  await page.waitForFunction(() => window.start);
  const draft = rulesOf([{ status: "draft", show: [{ select: "h1", text: "New" }] }]);
  const seen = await page.evaluate(async (rules) => {
    const wish = location.search;
    const [one, two] = await Promise.all([1, 2].map(() => start({ rules, bot: false })));
    one.stop();
    return [wish, location.search, two.variant("e0")];
  }, draft);
  assert.deepEqual(seen, ["?om-preview=e0:show", "", "show"]);
  assert.equal(await page.textContent("h1"), "New");
});

test("on a server it takes every call and answers null", async () => {
  const { start, UsageError } = await import(join(dist, "omotenashi.mjs"));
  const om = await start({ rules });
  om.track("x");
  om.consent({ sharing: "granted" });
  assert.deepEqual([om.variant("e0"), om.explain("e0"), om.profile(), om.value("f", 1)], [null, null, null, 1]);
  assert.throws(() => om.track(""), UsageError);
  for (const wrong of ["denied", null, 1]) assert.throws(() => om.consent(wrong), { code: "usage.consent" });
  om.on("exposure", () => {})();
  om.stop();
});

test("stopped and started again on one page: what the data layer held is counted once, and nothing of it is lost", async () => {
  const who = { "cart.value": { $gte: 0 } };
  const basket = rulesOf([{ who, show: [{ select: "h1", text: "New" }] }], { site: "basket", observe: { dataLayer: true } });
  site.files.set("/basket", shell);
  const page = await site.visit("/basket");
  await page.waitForFunction(() => window.start);
  const begin = async () => {
    await page.evaluate(async (rules) => (window.om = await start({ rules, bot: false })), basket);
    // By then it has read what was there before it.
    await page.waitForFunction(() => Object.hasOwn(window.dataLayer ?? [], "push"));
    return page.evaluate(() => om.profile().cart);
  };
  /** In the page: one thing more in the cart, and the end right after it. */
  const add = (value, stop) =>
    page.evaluate(
      ([value, stop]) => {
        (window.dataLayer ??= []).push({ event: "add_to_cart", ecommerce: { value, items: [{ item_id: `i${value}`, price: value }] } });
        if (stop) om.stop();
      },
      [value, stop],
    );
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));

  assert.deepEqual(await begin(), { value: 0, count: 0 });
  const before = await stored();
  await add(10);
  assert.deepEqual(await page.evaluate(() => om.profile().cart), { value: 10, count: 1 });
  await until(async () => (await stored()) !== before, "the cart is stored");
  await page.evaluate(() => om.stop());
  assert.deepEqual(await begin(), { value: 10, count: 1 }, "stopped once it was stored");

  await add(20, true);
  assert.deepEqual(await begin(), { value: 30, count: 2 }, "stopped as soon as it was read");
  await page.evaluate(() => om.stop());
  await add(40);
  assert.deepEqual(await begin(), { value: 70, count: 3 }, "pushed while nobody read");
  await page.reload();
  await page.waitForFunction(() => window.start);
  assert.deepEqual(await begin(), { value: 70, count: 3 }, "kept");
  assert.deepEqual(page.errors, []);
});

test("stopped and started again before an answer: nothing could be kept, so nothing of the data layer is lost", async () => {
  const who = { "cart.value": { $gte: 0 } };
  const asking = rulesOf([{ who, show: [{ select: "h1", text: "New" }] }], { site: "asking", observe: { dataLayer: true }, consent: { mode: "opt-in" } });
  site.files.set("/asking", shell);
  const page = await site.visit("/asking");
  await page.waitForFunction(() => window.start);
  await page.evaluate(() => (window.dataLayer = [{ event: "add_to_cart", ecommerce: { value: 10, items: [{ item_id: "a", price: 10 }] } }]));
  for (const turn of ["first", "second"]) {
    await page.evaluate(async (rules) => (window.om = await start({ rules, bot: false })), asking);
    await page.waitForFunction(() => Object.hasOwn(window.dataLayer, "push"));
    assert.deepEqual(await page.evaluate(() => om.profile().cart), { value: 10, count: 1 }, turn);
    if (turn === "first") await page.evaluate(() => om.stop());
  }
  await page.evaluate(() => om.consent({ personalization: "granted" }));
  assert.deepEqual(await page.evaluate(() => om.profile().cart), { value: 10, count: 1 });
  assert.deepEqual(page.errors, []);
});
