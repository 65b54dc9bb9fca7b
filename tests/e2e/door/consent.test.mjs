// What consent sources say is heard, and nothing is stored or sent before a yes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundled, inlineRules } from "../../stage/delivery.mjs";
import { human, openHost, pageOf, rulesOf, until } from "../host.mjs";

let site;
before(async () => (site = await openHost()));
after(() => site.close());

const rules = rulesOf([{ show: [{ select: "h1", text: "New" }] }], {
  consent: { mode: "opt-in", signals: ["google", "gpc"] },
});
const command = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}";
/** The states alone, once everybody is heard whom the rules name. */
const states = async (page) => {
  await page.waitForFunction(() => window[Symbol.for("omotenashi.consent.1")]);
  return page.evaluate(() => (({ decidedBy, ...states }) => states)(omotenashi.consent()));
};

test("while pending, nothing is stored and storage is not even probed", async () => {
  site.files.set("/pending", pageOf(rules, "<h1>Old</h1>"));
  const page = await site.visit("/pending", (page) =>
    page.addInitScript(() => {
      window.touched = [];
      for (const name of ["setItem", "getItem", "removeItem"]) {
        const own = Storage.prototype[name];
        Storage.prototype[name] = function (key, text) {
          touched.push(`${name} ${key}`);
          return own.call(this, key, text);
        };
      }
    }),
  );
  await page.evaluate(() => omotenashi.track("x", { value: 1 }));
  await page.waitForTimeout(300);
  assert.deepEqual([...new Set(await page.evaluate(() => touched))], ["getItem omotenashi.test.consent"]);
  assert.equal(await page.evaluate(() => document.cookie + localStorage.length + sessionStorage.length), "00");
});

test("Google's commands are read, those before us and those after, and everybody else reads them too", async () => {
  const head = `<script>${command} gtag("consent","default",{analytics_storage:"denied",ad_user_data:"granted"});</script>`;
  site.files.set("/google", pageOf(rules, "<h1>Old</h1>", { early: head }));
  const page = await site.visit("/google");
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "granted" });
  await page.evaluate(() => gtag("consent", "update", { analytics_storage: "granted", personalization_storage: "denied" }));
  assert.deepEqual(await states(page), { personalization: "denied", measurement: "granted", sharing: "granted" });
  assert.equal(await page.evaluate(() => dataLayer.length), 2);
  await page.evaluate(() => gtag("consent", "default", { analytics_storage: "denied" }));
  assert.equal((await states(page)).measurement, "granted");
});

test("a default for some regions grants nothing, and its no guards", async () => {
  const head = `<script>${command}
    gtag("consent","default",{analytics_storage:"granted",region:["US"]});
    gtag("consent","default",{ad_user_data:"denied",region:["DE"]});
    gtag("consent","default",{ad_user_data:"granted"});</script>`;
  site.files.set("/region", pageOf(rules, "<h1>Old</h1>", { early: head }));
  const page = await site.visit("/region");
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "pending" });
});

test("Global Privacy Control denies sharing, and only that", async () => {
  site.files.set("/gpc", pageOf(rules, "<h1>Old</h1>"));
  const page = await site.visit("/gpc", (page) =>
    page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })),
  );
  assert.deepEqual(await states(page), { personalization: "pending", measurement: "pending", sharing: "denied" });
});

test("a no in one tab reaches one that is still being read", async () => {
  site.files.set("/whole", pageOf(rules, "<h1>Old</h1>"));
  site.files.set("/slow", pageOf(rules, '<h1>Old</h1><script src="/late.js"></script>'));
  const { context, page, go } = await site.invite();
  await go("/whole");
  await page.evaluate(() => omotenashi.consent({ personalization: "granted" }));
  let release;
  const held = new Promise((done) => (release = done));
  await context.route("**/late.js", async (route) => (await held, route.fulfill({ contentType: "text/javascript", body: "" })));
  const other = await context.newPage();
  await other.goto(`${site.url}/slow`, { waitUntil: "commit" });
  const said = () => other.evaluate(() => window.omotenashi?.consent?.()?.personalization);
  await until(async () => (await said()) === "granted", "the yes is known there");
  await page.evaluate(() => omotenashi.consent({ personalization: "denied" }));
  release();
  await until(async () => (await said()) !== "granted", "the no is heard there");
  await context.close();
});

test("a no in one tab reaches the other", async () => {
  site.files.set("/tabs", pageOf(rules, "<h1>Old</h1>"));
  const one = await site.visit("/tabs");
  await one.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
  const two = await one.context().newPage();
  await two.goto(`${site.url}/tabs`);
  assert.equal((await states(two)).measurement, "granted");
  await two.evaluate(() => omotenashi.consent({ personalization: "denied", measurement: "denied" }));
  await one.waitForFunction(() => omotenashi.consent().measurement !== "granted");
  await until(() => one.evaluate(() => localStorage.length === 0), "all is erased, in the eyes of the other, too");
});

/** Ways to ask to be forgotten before there are rules: in the queue before the script, and of the script. */
const forgets = {
  "in the queue": { early: '["forget"]' },
  "as data": { act: () => omotenashi.push(["forget"]) },
  "by a call": { act: () => omotenashi.forget() },
};

for (const [name, { early = "", act }] of Object.entries(forgets))
  test(`to be forgotten is wished ${name} while the rules are still on their way: nothing of before is left`, async () => {
    let come = Promise.resolve();
    const path = `/late-${name.replaceAll(" ", "-")}`;
    const late = (mode) => JSON.stringify({ ...rulesOf([{ show: [{ select: "h1", text: "New" }] }]), site: "late", consent: { mode } });
    const html = (queue) => `<!doctype html><html lang="en"><head><title>T</title>
      <script>window.omotenashi=Object.assign([${queue}],{settings:{bot:false}})</script>
      <script src="/omotenashi.js" data-rules="${path}.json" async></script></head><body><h1>Old</h1></body></html>`;
    for (const mode of ["opt-out", "opt-in"]) {
      site.files.set(`${path}.json`, (request, response) => come.then(() => response.end(late(mode))));
      site.files.set(path, html(""));
      site.files.set(`${path}-again`, html(early));
      const page = await site.visit(path);
      const visitor = async () => {
        await page.waitForFunction(() => omotenashi.profile?.());
        return page.evaluate(() => omotenashi.profile().visitor);
      };
      const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
      await visitor();
      await page.evaluate(() => omotenashi.consent({ personalization: "granted", measurement: "granted" }));
      const before = await visitor();
      assert.match(before, /./);
      await until(async () => (await stored()).includes(before), "the visitor is known");
      const asked = () => site.asked.filter((one) => one === `${path}.json`).length;
      const times = asked();
      let go;
      come = new Promise((done) => (go = done));
      await page.goto(`${site.url}${path}-again`);
      await until(() => asked() > times, "the rules are asked for");
      assert.equal(await page.evaluate(() => omotenashi.profile()), null, "they are not there");
      if (act) await page.evaluate(act);
      go();
      const after = await visitor();
      assert.notEqual(after, before);
      assert.equal((await stored()).includes(before), false);
      // Nobody has said yes, since nobody is known to have.
      if (mode === "opt-in") assert.deepEqual([after, await stored()], ["", "{}"]);
      await page.reload();
      assert.notEqual(await visitor(), before);
      assert.deepEqual(page.errors, []);
      await page.context().close();
      come = Promise.resolve();
    }
  });

/** In the page: klaro as it is at load, confirmed where the address says so. */
function standForKlaro() {
  const names = ["functional", "analytics", "advertising"];
  const confirmed = location.search === "?yes";
  const manager = {
    confirmed,
    savedConsents: Object.fromEntries(names.map((name) => [name, confirmed])),
    config: { services: names.map((name) => ({ name, purposes: [name] })) },
    watch() {},
    unwatch() {},
  };
  window.klaro = { getManager: () => manager };
}

for (const name of ["by the tag", "in a bundle"])
  test(`a banner that asks again at load, ${name}: the yes that is remembered counts no more, and nothing is kept or sent`, async () => {
    const who = { "visit.number": { $gte: 1 } };
    const known = { id: "known", who, show: [{ select: "h1", text: "Known" }] };
    const again = rulesOf([known, { id: "all", show: [{ select: "p", text: "New" }] }], {
      site: "again",
      consent: { mode: "opt-in", signals: ["klaro"] },
    });
    const early = `<script>(${standForKlaro})()</script>`;
    const body = "<h1>Old</h1><p>Old</p>";
    const { head, files } = name === "in a bundle" ? bundled(again) : { files: {} };
    for (const [path, file] of Object.entries(files)) site.files.set(path, file);
    const bundle = `<!doctype html><html lang="en"><head><title>T</title>${early}${human}${head}</head><body>${body}</body></html>`;
    site.files.set("/again", head ? bundle : pageOf(again, body, { early }));
    site.files.set("/away", "<!doctype html><title>away</title>");
    const said = (page, state) => page.waitForFunction((state) => {
      const { decidedBy, ...states } = omotenashi.consent() ?? {};
      return decidedBy?.measurement === "klaro" && Object.values(states).every((one) => one === state);
    }, state);
    const kept = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("omotenashi.")));

    const page = await site.visit("/again?yes");
    await said(page, "granted");
    await page.reload();
    await said(page, "granted");
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Known");
    await until(async () => site.posts.length > 0 && !(await kept(page)).some((key) => key.includes("outbox")), "all is sent");
    assert.ok((await kept(page)).some((key) => key.includes("profile")));
    await page.goto(`${site.url}/away`);
    const posts = site.posts.length;
    await page.goto(`${site.url}/again`);
    await said(page, "pending");
    if (head) assert.equal(await page.textContent("h1"), "Old", "heard before the first decision");
    assert.deepEqual(await kept(page), []);
    await page.evaluate(() => omotenashi.track("purchase", { value: 1 }));
    // Whatever is still to be sent or stored is when the page is left.
    await page.goto(`${site.url}/away`);
    await page.waitForTimeout(500);
    assert.deepEqual(await kept(page), []);
    assert.equal(site.posts.length, posts);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

/** Rules whose cookie is of all hosts of example.com; halves see another heading. */
const shared = rulesOf(
  [
    { id: "half", variants: { b: { show: [{ select: "h1", text: "B" }] } }, split: { original: 50, b: 50 } },
    { id: "kind", who: { "visitor.kind": "uncertain" }, show: [{ select: "p", text: "Uncertain" }] },
  ],
  { site: "shared", consent: { mode: "opt-in", onGrant: { change: "now" } }, cookie: { domain: "example.com" } },
);

/** In the page: notes whether anybody reads or writes a cookie. */
function noteCookies() {
  const own = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  window.cookies = { read: 0, written: [] };
  Object.defineProperty(Document.prototype, "cookie", {
    get() {
      cookies.read++;
      return own.get.call(this);
    },
    set(text) {
      cookies.written.push(text);
      own.set.call(this, text);
    },
  });
}

/** A visitor of hosts that are nowhere: what they ask for is answered here. `open` gives a page that notes cookies. */
async function onHosts(head, files) {
  const { context, page, errors } = await site.invite();
  const html = `<!doctype html><html lang="en"><head><title>T</title>${head}</head><body><h1>A</h1><p>Old</p></body></html>`;
  await context.addInitScript(noteCookies);
  await context.route(/example\.(com|org)/, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return route.fulfill(file ? { body: file, contentType: "text/javascript" } : { body: html, contentType: "text/html" });
  });
  const open = async (address) => {
    await page.goto(address);
    await page.waitForFunction(() => omotenashi.profile?.());
  };
  const kept = async () => (await context.cookies()).filter(({ name }) => name === "omotenashi-shared");
  const say = (state) => page.evaluate((state) => omotenashi.consent({ personalization: state, measurement: state }), state);
  const seen = () => page.evaluate(() => [omotenashi.profile().visitor, omotenashi.variant("half")]);
  return { context, page, errors, open, kept, say, seen };
}

for (const name of ["by the tag", "in a bundle"])
  test(`hosts of a domain share the visitor's id by a cookie, ${name}: after a yes, until a no`, async () => {
    const { head, files } = name === "in a bundle" ? bundled(shared) : inlineRules(shared);
    for (const part of ["debug", "server"]) files[`/omotenashi.${part}.js`] = site.files.get(`/omotenashi.${part}.js`);
    const { context, page, errors, open, kept, say, seen } = await onHosts(human + head, files);
    // A page may go on before the browser has written its cookie.
    const cookies = (count) => until(async () => (await kept()).length === count, `${count} cookies`);
    const untouched = () => page.evaluate(() => ({ ...cookies }));
    await open("https://www.example.com/");
    assert.deepEqual([await untouched(), await kept()], [{ read: 0, written: [] }, []], "pending: nobody looks");
    await say("granted");
    const [id, variant] = await seen();
    await cookies(1);
    const [cookie, ...more] = await kept();
    const { value, domain, path, sameSite, secure, httpOnly, expires } = cookie;
    assert.deepEqual(more, []);
    assert.deepEqual({ value, domain, path, sameSite, secure, httpOnly }, { value: id, domain: ".example.com", path: "/", sameSite: "Lax", secure: true, httpOnly: false });
    assert.equal(Math.round((expires - Date.now() / 1000) / 86_400), 396);
    assert.equal(await page.textContent("p"), "Old", "a certain newcomer");

    await open("https://shop.example.com/");
    assert.deepEqual([await untouched(), (await seen())[0]], [{ read: 0, written: [] }, ""], "each host asks for itself");
    await say("granted");
    assert.deepEqual(await seen(), [id, variant]);
    assert.equal(await page.textContent("h1"), variant === "b" ? "B" : "A");
    assert.equal(await page.textContent("p"), "Uncertain");
    await page.reload();
    await page.waitForFunction(() => omotenashi.profile?.()?.visitor);
    assert.deepEqual([await seen(), await page.textContent("p")], [[id, variant], "Uncertain"], "the whole visit long");

    await say("denied");
    await cookies(0);
    assert.deepEqual(await kept(), []);
    await open("https://www.example.com/");
    assert.deepEqual([await seen(), (await kept()).length], [[id, variant], 1], "where the yes stands, the id does");
    await page.evaluate(() => omotenashi.forget());
    await cookies(0);
    assert.deepEqual([await kept(), await page.evaluate(() => localStorage.length)], [[], 0]);
    if (name === "by the tag") {
      await open("https://www.example.com/?om-preview=half:b");
      await say("granted");
      assert.deepEqual([await kept(), await page.textContent("h1")], [[], "B"], "a preview keeps nothing");
      await context.addCookies([cookie]);
      await say("denied");
      await cookies(0);
      assert.deepEqual(await kept(), [], "but erases");
    }
    assert.deepEqual(errors, []);
    await context.close();
  });

test("a cookie that is no id, another's id, a refused domain and blocked cookies: the page goes on, and who is known stays", async () => {
  const { head, files } = inlineRules({ ...shared, consent: { mode: "opt-out" } });
  const { context, page, errors, open, kept, seen } = await onHosts(human + head, files);
  const put = (value) => context.addCookies([{ name: "omotenashi-shared", value, domain: ".example.com", path: "/" }]);
  await put("<script>0123456789abcdef");
  await open("http://www.example.com/");
  const [id] = await seen();
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.deepEqual((await kept()).map(({ value, secure }) => [value, secure]), [[id, false]]);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("profile")));
  await put("fedcba9876543210");
  await open("http://www.example.com/");
  assert.deepEqual([(await seen())[0], (await kept())[0].value], [id, "fedcba9876543210"]);
  // Not a domain of this host.
  await open("http://www.example.org/");
  assert.match((await seen())[0], /^[0-9a-f]{16}$/);
  assert.deepEqual((await kept()).map(({ domain }) => domain), [".example.com"]);
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("no cookies here", "SecurityError");
    };
    Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
    window.heard = [];
    addEventListener("load", () => omotenashi.on("fault", ({ code }) => heard.push(code)));
  });
  await open("http://shop.example.com/");
  assert.notEqual((await seen())[0], "fedcba9876543210");
  await page.evaluate(() => omotenashi.forget());
  assert.deepEqual([await page.evaluate(() => heard), errors], [[], []]);
  await context.close();
});
