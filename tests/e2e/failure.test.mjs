// Everything that can go wrong around us: the page stays as the site wrote it, the good rules go on,
// one notice says what happened, and nothing is thrown into the page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { human, openHost, pageOf, rulesTag, script, tag, until } from "./host.mjs";

const good = { id: "good", show: [{ select: "h1", text: "changed" }] };
const file = (...experiences) => ({ omotenashi: 1, site: "t", experiences });
const body = '<h1>as written</h1><p class="b">buy</p>';

let host;
after(() => host.close());
before(async () => {
  host = await openHost();
});

async function open(markup, prepare) {
  host.files.set("/", markup);
  const guest = await host.invite();
  if (prepare) await guest.page.addInitScript(prepare);
  await guest.go("/");
  return guest;
}

/** A condition so many levels deep; `$not` an even number of times says the same. */
const nest = (levels) => '{"$not":'.repeat(levels) + '{"device.width":{"$gt":10}}' + "}".repeat(levels);

const title = (guest) => guest.page.textContent("h1");
const codes = async (guest, kind) => (await guest.heard(kind)).map(({ code }) => code);

const markup = (page) => page.evaluate(() => document.documentElement.outerHTML);

/** The page as it would be without us. */
async function original() {
  const guest = await host.invite({ javaScriptEnabled: false });
  await guest.go("/");
  return (await guest.page.content()).replace(/^<!DOCTYPE html>/i, "");
}

describe("rules", () => {
  for (const [name, markup, kind, code] of [
    ["missing", `${human}${tag}${body}`, "fault", "rules-missing"],
    ["at an address that does not answer", `<!doctype html><script async src="/omotenashi.js" data-rules="/none.json"></script>${body}`, "fault", "rules-unreachable"],
    ["not JSON", pageOf("{oops", body), "problem", "json-key"],
    ["of another kind", pageOf("[]", body), "problem", "type"],
    ["cut off in the middle", pageOf('{"omotenashi":1,"experiences":[{"id":"a","show":[{"select":"h1","text":"x"}]},', body), "problem", "json-value"],
  ])
    test(`${name}: the page as written, one notice`, async () => {
      const guest = await open(markup);
      await guest.page.waitForFunction(() => window.omotenashi?.explain);
      await until(async () => (await codes(guest, kind)).length, "the notice");
      assert.equal(await title(guest), "as written");
      assert.deepEqual(await codes(guest, kind), [code]);
      assert.deepEqual(guest.errors, []);
    });

  test("one broken experience among good ones is disabled alone, with a pointer", async () => {
    const bad = { id: "bad", who: { "page.path": { $gtt: 1 } }, show: [{ select: ".b", text: "bad" }] };
    const guest = await open(pageOf(file(bad, good), body));
    assert.equal(await title(guest), "changed");
    assert.equal(await guest.page.textContent(".b"), "buy");
    const [problem] = await guest.heard("problem");
    assert.equal(problem.code, "unknown-operator");
    assert.equal(problem.pointer, "/experiences/0/who/page.path/$gtt");
    assert.deepEqual(guest.errors, []);
  });

  test("a megabyte is read, and the right one of thousands applies", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      id: `e${index}`,
      where: { "page.path": `/page-${index}`, "page.query.kind": { $in: ["one", "two", "three"] }, "device.width": { $gt: 10 } },
      show: [{ select: `#target-${index}`, text: "a text of reasonable length to fill the file up" }],
    }));
    const text = JSON.stringify(file(...many, good));
    assert.ok(text.length > 900_000, `${text.length}`);
    const guest = await open(pageOf(text, body));
    assert.equal(await title(guest), "changed");
    assert.deepEqual(guest.errors, []);
  });

  test("invalid and unmatched selectors: a fault, and the other changes are made", async () => {
    const mixed = { id: "mixed", show: [{ select: "h1[", text: "x" }, { select: "#none", text: "x" }, { select: "h1", text: "changed" }] };
    const guest = await open(pageOf(file(mixed), body));
    assert.equal(await title(guest), "changed");
    assert.deepEqual(await codes(guest, "fault"), ["selector-invalid"]);
  });

  for (const [levels, expected] of [[42, "changed"], [60, "as written"], [5000, "as written"]])
    test(`nested ${levels} levels deep, on the small stack of the visitor build`, async () => {
      const text = JSON.stringify(file({ ...good, who: "WHO" })).replace('"WHO"', nest(levels));
      const guest = await open(pageOf(text, body));
      assert.equal(await title(guest), expected);
      assert.deepEqual(await codes(guest, "problem"), expected === "changed" ? [] : ["json-depth"]);
      assert.deepEqual(await codes(guest, "fault"), []);
      assert.deepEqual(guest.errors, []);
    });

  test("an address in a blocking tag works as asynchronous, and says so", async () => {
    host.files.set("/rules.json", JSON.stringify(file(good)));
    const guest = await open(`<!doctype html>${human}<script src="/omotenashi.js" data-rules="/rules.json"></script>${body}`);
    await guest.page.waitForFunction(() => document.querySelector("h1").textContent === "changed");
    assert.deepEqual(await codes(guest, "problem"), ["rules-url-blocking"]);
  });

  test("off switches everything off", async () => {
    const guest = await open(pageOf({ ...file(good), off: true }, body));
    assert.equal(await title(guest), "as written");
  });
});

describe("storage", () => {
  const yes = () => window.omotenashi.consent({ personalization: "granted", measurement: "granted" });
  const breakages = {
    "throws on access": [["storage-unavailable"], () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })],
    "throws on read": [["storage-unavailable"], () => { Storage.prototype.getItem = () => { throw new Error("read"); }; }],
    "throws on write": [["storage-full"], () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
    "is not there": [["storage-unavailable"], () => Object.defineProperty(window, "localStorage", { value: null })],
  };
  for (const [name, [expected, breakage]] of Object.entries(breakages))
    test(`${name}: decisions go on in memory, one fault`, async () => {
      const rules = { ...file(good, { id: "pop", who: { $did: { event: "ask" } }, show: [{ surface: "bar", html: "<p>hello</p>" }] }), consent: { mode: "opt-in" } };
      const guest = await open(pageOf(rules, body), breakage);
      assert.equal(await title(guest), "changed");
      await guest.page.evaluate(yes);
      await guest.page.evaluate(() => window.omotenashi.track("ask"));
      assert.equal((await guest.page.evaluate(() => window.omotenashi.explain("pop"))).applied, true);
      assert.deepEqual(await codes(guest, "fault"), expected, "once");
      assert.deepEqual(guest.errors, []);
    });

  test("is full: kept in memory, the rest of the page's storage untouched", async () => {
    const guest = await open(pageOf(file(good), body), () => {
      for (let size = 1 << 20; size > 0; size >>= 1)
        try {
          for (let n = 0; ; n++) localStorage.setItem(`fill-${size}-${n}`, "x".repeat(size));
        } catch {}
    });
    const before = await guest.page.evaluate(() => localStorage.length);
    await guest.page.evaluate(yes);
    assert.equal(await title(guest), "changed");
    assert.ok((await codes(guest, "fault")).includes("storage-full"));
    assert.ok((await guest.page.evaluate(() => localStorage.length)) <= before);
    assert.deepEqual(guest.errors, []);
  });
});

describe("the browser", () => {
  test("WebAssembly refused by the page's policy: the page as written, one fault", async () => {
    host.files.set("/", { body: `<!doctype html><html><head>${rulesTag(file(good))}${tag}</head><body>${body}</body></html>`, headers: { "content-security-policy": "default-src 'none'; script-src 'self'" } });
    const guest = await host.invite();
    await guest.go("/");
    assert.equal(await title(guest), "as written");
    assert.deepEqual(await codes(guest, "fault"), ["wasm-refused"]);
    assert.equal(await markup(guest.page), await original());
    assert.deepEqual(await guest.page.evaluate(() => [omotenashi.explain("good"), omotenashi.variant("good"), omotenashi.profile()]), [null, null, null]);
    await guest.page.evaluate(() => { window.omotenashi.track("x"); window.omotenashi.forget(); window.omotenashi.stop(); });
    assert.deepEqual(guest.errors, []);
  });

  test("a trap in the middle of applying undoes everything and silences us", async () => {
    const more = { id: "more", show: [{ select: ".b", class: { add: ["red"] } }] };
    const bar = { id: "bar", show: [{ surface: "modal", html: "<h2>Hello</h2>" }] };
    const guest = await open(pageOf(file(good, more, bar), body), () => {
      // The glue decodes every text that comes out of the module: an error there is one inside it.
      const { decode } = TextDecoder.prototype;
      TextDecoder.prototype.decode = function (...values) {
        const text = decode.apply(this, values);
        if (text === "red") throw new Error("trap");
        return text;
      };
    });
    assert.deepEqual(await codes(guest, "fault"), ["trap"]);
    assert.equal(await markup(guest.page), await original());
    const answers = await guest.page.evaluate(() => {
      omotenashi.track("x");
      return [omotenashi.variant("good"), omotenashi.explain("good"), omotenashi.profile()];
    });
    assert.deepEqual(answers, [null, null, null]);
    assert.deepEqual(guest.errors, []);
  });

  test("no WebAssembly at all", async () => {
    const guest = await open(pageOf(file(good), body), () => { delete window.WebAssembly; });
    assert.equal(await title(guest), "as written");
    assert.deepEqual(await codes(guest, "fault"), ["wasm-refused"]);
    assert.deepEqual(guest.errors, []);
  });
});

describe("code of the page that runs during our work", () => {
  test("a listener that calls back into us, and one that throws", async () => {
    const head = `<script>
      window.seen = [];
      omotenashi.push(["on", "decision", (e) => { omotenashi.track("echo"); omotenashi.identify("c", {name: "N"}); seen.push(e.id); }],
                      ["on", "decision", () => { throw new Error("theirs"); }]);
    </script>`;
    const markup = `<!doctype html><html lang="en"><head><meta charset="utf-8">${human}${head}${rulesTag(file(good))}${tag}</head><body>${body}</body></html>`;
    const guest = await open(markup);
    assert.equal(await title(guest), "changed");
    assert.deepEqual(await guest.page.evaluate(() => window.seen), ["good"]);
    assert.deepEqual(await codes(guest, "fault"), []);
    assert.equal((await guest.page.evaluate(() => window.omotenashi.explain("good"))).applied, true);
  });

  test("a listener that stops us, beside one that throws and one that calls us", async () => {
    const guest = await open(pageOf({ ...file(good), consent: { mode: "opt-out" } }, body), () => {
      window.addEventListener("load", () => {
        omotenashi.on("exposure", () => { throw new Error("theirs"); });
        omotenashi.on("exposure", () => omotenashi.track("again"));
        omotenashi.on("exposure", () => omotenashi.stop());
      });
    });
    await guest.page.waitForFunction(() => document.querySelector("h1").textContent === "as written");
    assert.equal(await markup(guest.page), await original());
    assert.deepEqual(guest.errors, []);
  });

  test("custom elements whose callbacks call us while we change them", async () => {
    const head = `<script>
      customElements.define("x-loud", class extends HTMLElement {
        static observedAttributes = ["data-a"];
        attributeChangedCallback() { window.omotenashi.track?.("loud"); window.omotenashi.explain?.("good"); }
        connectedCallback() { window.omotenashi.track?.("here"); }
        disconnectedCallback() { window.omotenashi.track?.("gone"); }
      });
    </script>`;
    const loud = { id: "loud", show: [{ select: "#box", html: "<p>new</p>" }, { select: "x-loud.a", attribute: { "data-a": "1" } }] };
    const markup = `${body}<div id="box"><x-loud></x-loud></div><x-loud class="a"></x-loud>`;
    const guest = await open(pageOf(file(good, loud), markup, { head }));
    assert.equal(await title(guest), "changed");
    assert.equal(await guest.page.textContent("#box"), "new");
    assert.equal(await guest.page.getAttribute("x-loud.a", "data-a"), "1");
    await guest.page.evaluate(() => window.omotenashi.stop());
    assert.equal(await title(guest), "as written");
    assert.deepEqual(guest.errors, []);
  });

  test("removing the focused field fires blur into us", async () => {
    const late = { id: "late", who: { $did: { event: "go" } }, live: true, show: [{ select: "#form", html: "<p>thanks</p>" }] };
    const rules = { ...file(late), consent: { mode: "opt-out" } };
    const markup = `<div id="form"><input id="field" onblur="omotenashi.track('blurred'); omotenashi.variant('late')"></div>`;
    const guest = await open(pageOf(rules, markup));
    await guest.page.focus("#field");
    await guest.page.evaluate(() => window.omotenashi.track("go"));
    assert.equal(await guest.page.textContent("#form"), "thanks");
    assert.deepEqual(guest.errors, []);
    assert.deepEqual(await codes(guest, "fault"), []);
  });

  test("the file included twice changes once and counts once", async () => {
    const guest = await open(pageOf(file(good), body, { head: tag }));
    assert.equal(await title(guest), "changed");
    await guest.page.evaluate(() => window.omotenashi.stop());
    assert.equal(await title(guest), "as written");
  });
});

test("wrong use throws in a direct call, and is a fault from the queue", async () => {
  const early = "<script>window.omotenashi=[['track'],['nonsense',1]]</script>";
  const guest = await open(pageOf(file(good), body, { early }));
  const faults = await guest.heard("fault");
  assert.deepEqual(faults.map(({ code, detail }) => [code, detail]), [["usage.track-name", "track"], ["usage.push", "nonsense"]]);
  const thrown = await guest.page.evaluate(() => {
    const calls = [
      () => omotenashi.track(""), () => omotenashi.track("x", [1]), () => omotenashi.track("x", { n: 1n }),
      () => omotenashi.identify({}), () => omotenashi.consent({ sharing: "yes" }), () => omotenashi.on("x", () => {}),
    ];
    return calls.map((call) => { try { call(); } catch (error) { return [error.name, error.code].join(" "); } });
  });
  assert.deepEqual(thrown, ["track-name", "track-props", "track-props", "identify-id", "consent", "on-kind"].map((code) => `UsageError usage.${code}`));
  assert.deepEqual(guest.errors, []);
});

test("a script that is cut off in transit harms nothing", async () => {
  host.files.set("/cut.js", { body: script().subarray(0, 30_000), type: "text/javascript" });
  const guest = await open(`<!doctype html>${human}${rulesTag(file(good))}<script src="/cut.js" data-rules="#om-rules"></script>${body}`);
  assert.equal(await title(guest), "as written");
});
