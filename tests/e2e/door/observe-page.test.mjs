// Events of pages, errors, sound and leaving that come without code from the site.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loaded } from "../host.mjs";
import { body, close, openStage, props, push, stand, told } from "./observe.mjs";

let site;
before(async () => (site = await openStage()));
after(() => site.close());

test("a search is the term of the parameter that the rules name, else of GA4's", async () => {
  const named = { more: { observe: { search: ["suche"] } } };
  const page = await site.open(["view_search_results"], { ...named, query: "?suche=tea&q=no" });
  assert.deepEqual(await props(page, "view_search_results"), [{ search_term: "tea" }]);
  await push(page, "?q=other");
  await push(page, "?suche=cup");
  assert.deepEqual(await props(page, "view_search_results", 2), [{ search_term: "tea" }, { search_term: "cup" }]);
  const usual = await site.open(["view_search_results"], { query: "?query=tea" });
  assert.deepEqual(await props(usual, "view_search_results"), [{ search_term: "tea" }]);
  const none = await site.open(["view_search_results"], { query: "?page=2&q=" });
  // What looks for a term looks when it begins.
  await loaded(none, "observe");
  assert.deepEqual(await told(none, "view_search_results"), []);
});

test("back soon in a single-page application is back and forth, and every page a view", async () => {
  const page = await site.open(["back_and_forth", "page_view"], { prepare: stand });
  const views = () => page.evaluate(() => omotenashi.profile().pages);
  await push(page, "/b");
  await page.waitForFunction(() => omotenashi.profile().pages === 2);
  await page.clock.runFor(20_000);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => omotenashi.profile().pages === 3);
  assert.deepEqual(await told(page), [], "20 seconds are no short look");
  await push(page, "/c");
  await page.waitForFunction(() => omotenashi.profile().pages === 4);
  await page.clock.runFor(3000);
  await page.evaluate(() => history.back());
  assert.deepEqual(await props(page, "back_and_forth"), [{ page_path: page.path }]);
  assert.equal(await views(), 5);
  const goals = await page.evaluate(() => heard.filter(({ goal }) => goal === "page_view").length);
  assert.equal(goals, 4, "each view after the exposure reaches its goal");
  await close(page);
});

test("errors are told by kind, at most ten of a page, and without a word of them", async () => {
  const html = `${body}<form id="must-form"><input required><input required><button id="go">go</button></form><p role="alert" id="alert"></p><p role="alert" id="route" style="position:absolute;width:1px;height:1px;overflow:hidden"></p>`;
  const page = await site.open(["exception"], { html });
  await page.click("#go");
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("secret words");
    });
    Promise.reject(new Error("secret words"));
    document.body.append(Object.assign(new Image(), { src: "/no-such-picture" }));
  });
  await props(page, "exception", 4);
  await page.evaluate(() => document.body.append("nothing alarming"));
  await page.evaluate(() => (route.textContent = "the next page, to screen readers"));
  await page.evaluate(() => (document.querySelector("#alert").textContent = "secret words"));
  const kinds = (await props(page, "exception", 5)).map(({ kind }) => kind);
  assert.deepEqual(kinds.sort(), ["alert", "field", "promise", "resource", "script"]);
  await page.evaluate(() => Array.from({ length: 30 }, () => setTimeout(() => { throw 1; })));
  await props(page, "exception", 10);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  assert.equal((await told(page)).length, 10);
  assert.equal(JSON.stringify(await told(page)).includes("secret"), false);
  await close(page);
});

test("leaving at the top is an intent to leave, once for each page", async () => {
  const page = await site.open(["exit_intent"]);
  const out = (y) => page.evaluate((y) => document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientX: 400, clientY: y })), y);
  await out(300);
  assert.deepEqual(await told(page), []);
  await out(-5);
  await out(-5);
  assert.deepEqual(await props(page, "exit_intent"), [{}]);
  await push(page, "/next");
  await page.click("#plain");
  await out(-5);
  await props(page, "exit_intent", 2);
  await close(page);
});

/** Half a second of silence, as a WAV file. */
function silence() {
  const bytes = Buffer.alloc(44 + 4000, 128);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + 4000, 4);
  bytes.write("WAVEfmt ", 8);
  [[16, 4], [1, 2], [1, 2], [8000, 4], [8000, 4], [1, 2], [8, 2]].reduce((at, [value, size]) => bytes.writeUIntLE(value, at, size), 16);
  bytes.write("data", 36);
  bytes.writeUInt32LE(4000, 40);
  return bytes;
}

test("something played is told, and what plays by itself without sound is not", async () => {
  site.files.set("/s.wav", { body: silence(), type: "audio/wav" });
  const html = `${body}<video id="film" src="/s.wav?key=1"></video><video id="loud" autoplay muted src="/s.wav"></video><audio id="song" src="/s.wav"></audio>`;
  const page = await site.open(["video_start", "video_progress", "video_complete", "audio_start"], { html });
  await page.waitForFunction(() => loud.ended);
  assert.deepEqual(await told(page), []);
  await page.click("#plain");
  await page.evaluate(() => film.play());
  await props(page, "video_complete");
  const [start] = await props(page, "video_start");
  assert.deepEqual(start, { video_provider: "html5", video_url: `${site.url}/s.wav`, video_duration: 1 });
  assert.deepEqual((await props(page, "video_progress", 4)).map((one) => one.video_percent), [10, 25, 50, 75]);
  assert.deepEqual(await told(page, "audio_start"), []);
  await page.evaluate(() => song.play());
  await props(page, "audio_start");
  assert.equal((await told(page, "video_start")).length, 1);
  await close(page);
});
