// The shop's server by itself: what it answers, what it keeps, what it refuses. No browser.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../js/build/place.mjs";
import { createShop } from "../../www/server.mjs";

async function open(t) {
  const dataDir = mkdtempSync(join(tmpdir(), "shop-"));
  const shop = await createShop({ port: 0, dataDir });
  t.after(async () => {
    await shop.close();
    rmSync(dataDir, { recursive: true });
  });
  const at = (path) => new URL(path, shop.address).href;
  const get = (path, headers = {}) => fetch(at(path), { headers, redirect: "manual" });
  const post = (path, body, headers = {}) => fetch(at(path), { method: "POST", body, headers, redirect: "manual" });
  return { shop, get, post };
}

const cookieOf = (answer) => answer.headers.get("set-cookie")?.split(";")[0];
const form = (fields) => new URLSearchParams(fields);
const PAGES = ["/", "/category/shoes", "/category/spring", "/item/kuri", "/search?q=革", "/cart", "/sign-in", "/about"];

test("every page answers in both languages, under a strict policy, and sets no cookie", async (t) => {
  const { get } = await open(t);
  for (const path of PAGES.flatMap((page) => [page, `/en${page}`])) {
    const answer = await get(path);
    const text = await answer.text();
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get("set-cookie"), null, path);
    assert.match(answer.headers.get("content-security-policy"), /script-src 'self' 'wasm-unsafe-eval';/, path);
    assert.match(text, path.startsWith("/en") ? /<html lang="en">/ : /<html lang="ja">/, path);
    const inline = [...text.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].filter(([, more]) => !more.includes("application/json"));
    assert.deepEqual(inline, [], `${path} has an inline script`);
    assert.doesNotMatch(text, /\sstyle=|<style/, path);
    assert.doesNotMatch(text, /undefined|\[object|NaN/, path);
  }
});

test("every link and picture of the shop leads somewhere", async (t) => {
  const { get } = await open(t);
  const seen = new Set();
  const waiting = ["/", "/en/"];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await get(path);
    const text = await answer.text();
    assert.ok(answer.status < 400, `${path} answers ${answer.status}`);
    if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
    for (const [, link] of text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) waiting.push(link.replaceAll("&amp;", "&"));
  }
  assert.ok(seen.size > 80, `${seen.size} addresses were walked`);
});

test("what is not there is said so, in the visitor's language", async (t) => {
  const { get } = await open(t);
  const html = { accept: "text/html" };
  for (const path of ["/item/nothing", "/category/constructor", "/assets/../server.mjs", "/drawer/%2e%2e/server.mjs", "/art/scene/toString.svg"]) {
    assert.equal((await get(path, html)).status, 404, path);
  }
  assert.match(await (await get("/en/nope", html)).text(), /There is no such shelf/);
  assert.equal((await get("/%E0%A4%A", html)).status, 404);
  assert.equal((await get("/thanks?order=h-0", html)).headers.get("location"), "/");
  assert.equal((await get("/en/checkout", html)).headers.get("location"), "/en/cart");
});

test("files are kept for ever under their tag, and asked for again without it", async (t) => {
  const { get } = await open(t);
  const page = await (await get("/")).text();
  const [, pinned] = /href="(\/assets\/shop\.css\?v=[^"]+)"/.exec(page);
  assert.match((await get(pinned)).headers.get("cache-control"), /immutable/);
  const plain = await get("/assets/shop.css");
  assert.equal(plain.headers.get("cache-control"), "no-cache");
  assert.equal((await get("/assets/shop.css", { "if-none-match": plain.headers.get("etag") })).status, 304);
  assert.equal((await get("/")).headers.get("cache-control"), "private, no-cache");
});

test("a cart, a coupon, an order; and only acting sets a cookie", async (t) => {
  const { get, post } = await open(t);
  const added = await post("/cart", form({ item: "kuri", quantity: "2", colour: "1" }), { accept: "application/json" });
  const cookie = cookieOf(added);
  const { event, count } = await added.json();
  assert.equal(count, 2);
  assert.equal(event.value, 48400);
  assert.equal(event.items[0].quantity, 2);
  const cart = await (await get("/cart?coupon=okaeri", { cookie })).text();
  assert.match(cart, /一割引きを適用しました/);
  assert.match(cart, /43,560円/);
  const ordered = await post("/checkout", form({}), { cookie });
  const thanks = await (await get(ordered.headers.get("location"), { cookie })).text();
  const [, told] = /id="shop-event">(.*?)<\/script>/.exec(thanks);
  const [name, purchase] = JSON.parse(told);
  assert.equal(name, "purchase");
  assert.equal(purchase.value, 43560);
  assert.match(purchase.transaction_id, /^h-[0-9a-f]{10}$/);
  assert.match(await (await get("/cart", { cookie })).text(), /まだ空です/);
});

test("signing in tells the facts, whatever the name holds; signing out takes the cookie back", async (t) => {
  const { get, post } = await open(t);
  const name = `</script><img src=x onerror="alert(1)">`;
  const cookie = cookieOf(await post("/en/sign-in", form({ name, birthMonth: "5" })));
  const page = await (await get("/en/", { cookie })).text();
  const [, facts] = /id="om-facts">(.*?)<\/script>/.exec(page);
  assert.equal(JSON.parse(facts).user.name, name);
  assert.equal(JSON.parse(facts).user.birthMonth, 5);
  assert.doesNotMatch(page, /<img src=x/);
  const left = await post("/sign-out", form({}), { cookie });
  assert.match(left.headers.get("set-cookie"), /Max-Age=0/);
});

test("a month begins where the shop stands, wherever its server does", async (t) => {
  const { get, post } = await open(t);
  const hour = 3_600_000;
  const tokyo = new Date(Date.now() + 9 * hour);
  // Half past midnight there, on the first of the next month.
  const first = Date.UTC(tokyo.getUTCFullYear(), tokyo.getUTCMonth() + 1, 1) - 8.5 * hour;
  const birthMonth = ((tokyo.getUTCMonth() + 1) % 12) + 1;
  const cookie = cookieOf(await post("/backstage/become", form({ days: (first - Date.now()) / (24 * hour), name: "Ren", birthMonth })));
  assert.equal((await (await get("/backstage/state", { cookie })).json()).month, birthMonth);
  await post("/cart", form({ item: "kuri" }), { cookie });
  assert.match(await (await get("/cart", { cookie })).text(), /お誕生月の贈りもの/);
});

test("the collector keeps what arrives, with the time, and refuses what is no beacon", async (t) => {
  const { shop, get, post } = await open(t);
  const events = [{ id: "a", type: "exposure", at: 1, experience: "x", version: 1, variant: "show", result: "applied" }];
  assert.equal((await post("/collect", JSON.stringify({ v: 1, site: "hanamise", sent: 2, events }))).status, 204);
  for (const [body, status] of [["{", 400], ["{}", 400], [`{"v":2,"events":[]}`, 400], ["x".repeat(70_000), 413]]) {
    assert.equal((await post("/collect", body)).status, status);
  }
  const rows = readFileSync(shop.eventsFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(rows.length, 1);
  assert.equal(rows[0].experience, "x");
  assert.ok(Date.now() - rows[0].arrived < 5000);
  assert.deepEqual((await (await get("/collect/recent?since=0")).json()).events, rows);
  assert.deepEqual((await (await get("/collect/recent?since=1")).json()).events, []);
  await post("/collect", JSON.stringify({ v: 1, site: "hanamise", sent: 3, events }));
  assert.match(readFileSync(shop.eventsFile, "utf8").trim().split("\n")[1], /"repeat":true/);
  assert.deepEqual((await (await get("/collect/recent?since=0")).json()).events, rows, "an id is told once");
});

test("what the collector could not write is not taken, and the next one is", async (t) => {
  const { shop, post } = await open(t);
  const beacon = (id) => JSON.stringify({ v: 1, site: "hanamise", sent: 2, events: [{ id }] });
  mkdirSync(shop.eventsFile);
  assert.equal((await post("/collect", beacon("a"))).status, 500);
  rmdirSync(shop.eventsFile);
  assert.equal((await post("/collect", beacon("b"))).status, 204);
  assert.match(readFileSync(shop.eventsFile, "utf8"), /"id":"b"/);
});

test("another site's page cannot act here", async (t) => {
  const { post } = await open(t);
  const foreign = { origin: "https://example.com" };
  assert.equal((await post("/cart", form({ item: "kuri" }), foreign)).status, 403);
  assert.equal((await post("/backstage/rules", "{}", foreign)).status, 403);
});

test("edited rules count for one browser, until they are put back", async (t) => {
  const { get, post } = await open(t);
  const rulesIn = async (headers) => /id="om-rules">(.*?)<\/script>/s.exec(await (await get("/", headers)).text())[1];
  const file = await rulesIn({});
  const cookie = cookieOf(await post("/backstage/rules", `{"omotenashi":1,"site":"</script>"}`));
  assert.equal(await rulesIn({ cookie }), String.raw`{"omotenashi":1,"site":"\u003c/script>"}`);
  assert.equal(await rulesIn({}), file);
  await post("/backstage/rules", "", { cookie });
  assert.equal(await rulesIn({ cookie }), file);
});

test("a port that is taken, or none, is said in a sentence", async (t) => {
  const { shop } = await open(t);
  const start = (PORT) => spawnSync(process.execPath, ["www/server.mjs"], { cwd: root, env: { ...process.env, PORT }, encoding: "utf8" });
  const taken = start(`${shop.port}`);
  assert.deepEqual([taken.status, taken.stderr], [1, `Port ${shop.port} is taken; choose another: PORT=${shop.port + 1} npm start\n`]);
  const none = start("abc");
  assert.deepEqual([none.status, none.stderr], [1, "“abc” is no port; take a number, as in PORT=4173 npm start\n"]);
});

test("where nobody has asked for a port, the first free one will do", async (t) => {
  const usual = createServer();
  await new Promise((done) => usual.once("error", done).listen(4173, "localhost", done));
  t.after(() => usual.close());
  const { PORT: _, ...env } = process.env;
  const server = spawn(process.execPath, ["www/server.mjs"], { cwd: root, env });
  t.after(() => server.kill());
  const [said] = await once(server.stdout, "data");
  const [, port] = /^The shop is open at http:\/\/localhost:(\d+)\/$/m.exec(said);
  assert.ok(port > 4173, port);
});
