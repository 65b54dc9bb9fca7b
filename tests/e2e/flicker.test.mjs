// Never flickering: nobody ever sees the original of what is changed, in any blocking delivery.
//
// Seen in three ways: Element Timing (the first paint), the heading's text in every animation frame, and
// a screencast. The first tests show that all three see a flicker where there is one.
// Thirty loads of each delivery, fast and slow, whole and in pieces; OMOTENASHI_FULL=1: 140.

import assert from "node:assert/strict";
import test, { after, before, describe } from "node:test";
import { launch } from "../../js/build/browser.mjs";
import { asyncBare, asyncWithStub, bundled, inlineRules, rulesBeside } from "../stage/delivery.mjs";
import { conditions } from "../stage/network.mjs";
import { after as delayed, inPieces, openSite } from "../stage/site.mjs";
import { blackness, record } from "./flicker/camera.mjs";
import { testify } from "./flicker/eye.mjs";
import { repeat, visit } from "./flicker/load.mjs";
import { original, ours, pieces, rules, whole } from "./flicker/page.mjs";

const full = process.env.OMOTENASHI_FULL === "1";
const loads = full ? 50 : 10;
const cutLoads = full ? 20 : 5;
/** More than any antialiased edge, less than one block. */
const black = 150;
/** More than all blocks of the heading: a part of the screen that a busy browser has not painted yet. */
const unpainted = 20_000;

let browser;
before(async () => (browser = await launch({ args: ["--disable-blink-features=AutomationControlled"] })));
after(() => browser.close());

/** Serves a delivery while `act(url)` runs. `wait_ms` keeps the script from coming, `gap_ms` the next piece. */
async function serving({ head, files }, { cut = false, gap_ms = 120, wait_ms = 0 }, act) {
  const late = Object.entries(files).map(([path, body]) => [path, delayed(wait_ms, body)]);
  const page = cut ? inPieces(pieces(head), gap_ms) : whole(head);
  const site = await openSite({ "/": page, ...Object.fromEntries(late) });
  try {
    return await act(`${site.url}/`);
  } finally {
    await site.close();
  }
}

/** What the eye saw that it should not have; undefined when all is well. */
function flicker({ frames, width, final }) {
  if (Math.abs(width - final) > 2) return `first painted ${width} wide, not ${final}`;
  if (frames.some((text) => text !== ours)) return `seen in frames: ${JSON.stringify(frames)}`;
}

/** The blackest frame of one load. */
async function film(url) {
  const look = async (page, stop) => {
    await testify(page);
    return stop();
  };
  const frames = await visit(browser, url, null, look, record);
  const blank = await browser.newPage();
  const counted = (await blackness(blank, frames)).filter((pixels) => pixels < unpainted);
  await blank.close();
  return { frames: counted.length, blackest: Math.max(...counted) };
}

const deliveries = { "inline rules": inlineRules, "rules.js beside": rulesBeside, bundle: bundled };

describe("what sees a flicker sees one", () => {
  // Later than a busy machine paints first.
  const slowly = { wait_ms: 1500 };

  test("an asynchronous script without the stub: first paint and frames", async () => {
    const look = async (page) => {
      await page.waitForFunction((text) => window.seen.frames.includes(text), ours);
      return testify(page);
    };
    const seen = await serving(asyncBare(rules), slowly, (url) => repeat(3, () => visit(browser, url, null, look)));
    for (const { frames, width, final } of seen) {
      assert.ok(width > final + 50, `the original is painted first: ${width}, ${final}`);
      assert.deepEqual(frames, [original.join(""), ours]);
    }
  });

  test("the same, on film", async () => {
    const { blackest } = await serving(asyncBare(rules), slowly, film);
    assert.ok(blackest > black * 4, `${blackest} black pixels`);
  });

  test("a heading that nobody changes, in pieces: each piece is a frame", async () => {
    const nothing = { head: "", files: {} };
    // A busy machine may paint late, and all of it at once: then the pieces come more slowly.
    const texts = [];
    for (const gap_ms of [120, 600, 3000]) {
      const seen = await serving(nothing, { cut: true, gap_ms }, (url) => repeat(3, () => visit(browser, url)));
      texts.push(...seen.map(({ frames }) => frames));
      if (texts.some((frames) => frames.length > 1)) break;
    }
    const all = JSON.stringify(texts);
    assert.ok(texts.flat().every((text) => original.join("").startsWith(text)), all);
    assert.ok(texts.some((frames) => frames.length > 1), all);
  });
});

for (const [name, deliver] of Object.entries(deliveries))
  describe(name, () => {
    for (const [title, condition] of Object.entries(conditions)) {
      const flickers = async (count, how) => {
        const seen = await serving(deliver(rules), how, (url) => repeat(count, () => visit(browser, url, condition)));
        assert.equal(seen.length, count);
        return seen.map(flicker).filter(Boolean);
      };

      test(`0 flickers in ${loads} loads, ${title}`, async () => {
        assert.deepEqual(await flickers(loads, {}), []);
      });

      test(`0 flickers in ${cutLoads} loads with the heading in pieces, ${title}`, async () => {
        assert.deepEqual(await flickers(cutLoads, { cut: true }), []);
      });
    }

    test("in pieces, on film", async () => {
      const { frames, blackest } = await serving(deliver(rules), { cut: true }, film);
      assert.ok(frames > 0 && blackest < black, `${blackest} black pixels in ${frames} frames`);
    });
  });

describe("asynchronous, with the stub", () => {
  test("never shows the original before its time-out", async () => {
    const delivery = asyncWithStub(rules, { timeout: 5000 });
    const seen = await serving(delivery, { wait_ms: 300 }, (url) => repeat(full ? 20 : 5, () => visit(browser, url)));
    assert.deepEqual(seen.map(flicker).filter(Boolean), []);
  });

  test("shows the original after it, and leaves it", async () => {
    const delivery = asyncWithStub(rules, { timeout: 200 });
    const look = async (page) => {
      await page.waitForFunction(() => window.omotenashi?.explain);
      await page.waitForTimeout(300);
      return testify(page);
    };
    const { frames } = await serving(delivery, { wait_ms: 2000 }, (url) => visit(browser, url, null, look));
    assert.deepEqual(frames, [original.join("")]);
  });
});
