// A site whose rules ask for events that come without code from it, and what they have been told.
//
// Owns: the page, and the ear at the file that observes. In: names of events. Out: visitors, and what was tracked.
// Must not: assert.

import { openHost, pageOf, rulesOf } from "../host.mjs";

/** Rules with a goal for each event. */
export const rulesFor = (events, more = {}) =>
  rulesOf([{ show: [{ select: "h1", text: "New" }], measure: { guard: events } }], {
    goals: Object.fromEntries(events.map((event) => [event, { event }])),
    slots: { offer: "#offer", form: "#form" },
    ...more,
  });

/** In the page: keeps what is tracked, with its properties, as the file that observes hands it over. */
export function listenToTracks() {
  window.tracked = [];
  const key = Symbol.for("omotenashi.observe.1");
  let own;
  Object.defineProperty(window, key, {
    get: () => own,
    set: (begin) =>
      (own = (page, rules) =>
        begin({ ...page, track: (name, props) => (tracked.push([name, JSON.parse(props ?? "{}")]), page.track(name, props)) }, rules)),
  });
}

export const body =
  '<h1>Old</h1><p id="text">Some words to read</p><button id="plain" type="button">plain</button>' +
  '<button id="works" type="button" onclick="this.dataset.done=1+(+this.dataset.done||0)">works</button>' +
  '<section id="offer" style="height:200px"><button id="buy" type="button">buy</button></section>' +
  '<a id="out" class="c d" href="https://other.example/shop?who=me#x" target="_blank">out</a><a id="in" href="#there">in</a>' +
  '<a id="file" href="/price.PDF?key=1" download>file</a>' +
  '<form id="form" name="order" action="/send?a=1" onsubmit="return false"><input name="a" id="a"><input name="must" id="must"><button>send</button></form>';

/** Opens the site; `open` brings a visitor to a page of these rules, once the file that observes is there. */
export async function openStage(options) {
  const site = await openHost(options);
  let paths = 0;
  const open = async (events, { more, html = body, head = "", prepare = () => {}, query = "" } = {}) => {
    const path = `/observe-${paths++}`;
    site.files.set(path, pageOf(rulesFor(events, more), html, { head }));
    const page = await site.visit(path + query, async (page) => {
      await page.addInitScript(listenToTracks);
      await page.route("https://other.example/**", (route) => route.fulfill({ body: "other" }));
      await prepare(page);
    });
    await isThere(page);
    return Object.assign(page, { path });
  };
  return Object.assign(Object.create(site), { open });
}

/** Time goes on where a test says so, and only there: how fast the machine is does not count. */
export async function stand(page) {
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000);
}

/** Waits for the file that observes. */
export const isThere = (page) => page.waitForFunction(() => window[Symbol.for("omotenashi.observe.1")]);

/** What was tracked, under one name or at all. */
export const told = (page, name) => page.evaluate((name) => tracked.filter((one) => !name || one[0] === name), name);
/** Properties of the events of a name, once there are so many. */
export async function props(page, name, count = 1) {
  await page.waitForFunction(([name, count]) => tracked.filter((one) => one[0] === name).length >= count, [name, count]);
  return (await told(page, name)).map(([, props]) => props);
}
export const close = (page) => page.context().close();
/** Goes on, in a single-page application. */
export const push = (page, url) => page.evaluate((url) => history.pushState({}, "", url), url);
