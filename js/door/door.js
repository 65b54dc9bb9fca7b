// Does what the module orders.
//
// Owns: the table of orders. In: the settings of one instance; orders by number, see src/web/door.rs.
// Out: answers. Must not: decide anything, or throw: the module could not be called again.

import { createBridge } from "./show/bridge.js";
import { observe_page } from "./observe/collect.js";
import { hear_consent } from "./consent/consent.js";
import { createContent } from "./show/content.js";
import { DELIVERED, WOKE } from "./event.js";
import { createJournal } from "./show/journal.js";
import { createKeeper } from "./show/keep.js";
import { leave_for } from "./show/leave.js";
import { createLife } from "./life.js";
import { createNotices } from "./notice.js";
import { createMoments, createObserver } from "./observe/observe.js";
import * as order from "./order.js";
import { createOverlay } from "./show/overlay.js";
import { createPlaces } from "./show/place.js";
import { is_code, is_safe, is_safe_css, sanitise } from "./show/sanitise.js";
import { push_data, send_batch } from "./send.js";
import { settle } from "./show/steady.js";
import { createStore } from "./store.js";
import { createWatch } from "./show/watch.js";

/** The value at a path such as `document.title`. */
const read = (path) => path.split(".").reduce((object, key) => object[key], window);

/** Orders that leave a trace beyond this page: while nobody sees it, they wait. */
const leaves_trace = (number) => number >= order.SAVE_TEXT && number <= order.SEND_BATCH;

/** The same element, unless a rule may not touch it. */
function changeable(element) {
  if (is_code(element)) throw element;
  return element;
}

/**
 * The orders that change elements. A part that a build is without is `import.meta.…` false there (src/engine/part.rs; `html`
 * is of scripts alone), and true or nothing elsewhere: only where that is written out esbuild leaves out what is behind it.
 * Each answers whether it did.
 */
function createActions(life, journal, places, content, claim_element, { tell_site }) {
  const set_attribute = (element, name, value) =>
    (value === null || is_safe(name.toLowerCase(), value)) && journal.set_attribute(element, name, value);
  const empty = (element) => set_attribute(element, "srcset", "");
  const actions = {
    [order.SET_TEXT]: (element, _, name, text) => content.set_content(element, [document.createTextNode(text)]),
    [order.SET_HTML]: import.meta.html !== false && ((element, _, name, markup) => {
      const nodes = sanitise(markup, element);
      // Where nothing of it is left, what was there is better.
      return (nodes[0] || !markup) && content.set_content(element, nodes);
    }),
    [order.SET_ATTRIBUTE](element, way, name, value) {
      const done = set_attribute(element, name, way < 0 ? null : value);
      // These would win over it. An empty one leaves the choice to `src`, as removing it would, and keeps its place.
      if (done && name === "src" && element.localName === "img") {
        element.closest("picture")?.querySelectorAll("source").forEach(empty);
        empty(element);
      }
      return done;
    },
    [order.SET_STYLE]: (element, _, name, value) => is_safe_css(value) && journal.set_style(element, name, value),
    [order.SET_CLASS]: (element, absent, token) => journal.set_class(element, token, !absent),
    [order.INSERT_HTML]: import.meta.html !== false && ((element, side, name, markup) =>
      places.insert(element, side, sanitise(markup, side < 2 ? element.parentNode : element))),
    [order.REMOVE_ELEMENT]: import.meta.html !== false && places.remove,
    [order.HIDE_ELEMENT]: (element) => journal.set_style(element, "display", "none!important"),
    [order.GIVE_VALUE]: (element, _, name, json) => !tell_site("value", json),
    [order.LEAVE_FOR]: import.meta.more !== false && leave_for(life, journal),
  };
  for (const number in actions) {
    const act = actions[number];
    actions[number] = (element, ...what) => act(changeable(life.to_element(element)), ...what);
  }
  return {
    ...actions,
    [order.ADD_CSS]: (number, _, name, css) => is_safe_css(css) && !!journal.add_css(css),
    [order.ARRANGE]: import.meta.more !== false && ((experience, side, ...selectors) => {
      const first = (selector) => [...document.querySelectorAll(selector)].find((one) => !journal.is_ours(one));
      const key = [experience, side, ...selectors].join();
      const [element, other] = places.pair_of(key) || selectors.slice(0, 2).map((selector) => changeable(first(selector)));
      const own = (one) => claim_element(life.to_number(one), experience);
      return own(element) && (side < 4 || own(other)) && places.arrange(element, side, other, key);
    }),
  };
}

/** What `bot` may say: in a tag everything is text, and the bare attribute means yes. */
const yesOrNo = { "": true, true: true, false: false };

/** The orders that ask the browser. A setting that means nothing is a fault, and as if it were not there. */
function createAnswers({ clockOffset = 0, bot }, tell_fault) {
  let offset = +clockOffset;
  const bits = [];
  const isBot = yesOrNo[bot] ?? (navigator.webdriver || /bot|crawl|spider|lighthouse/i.test(navigator.userAgent));
  if (bot !== undefined && yesOrNo[bot] === undefined) tell_fault("setting-invalid", "bot");
  if (!isFinite(offset)) {
    offset = 0;
    tell_fault("setting-invalid", "clockOffset");
  }
  return {
    [order.READ_TEXT]: (path) => `${read(path) ?? ""}`,
    [order.READ_NUMBER]: (number, _, path) => read(path),
    [order.MATCH_MEDIA]: (number, _, query) => matchMedia(query).matches,
    [order.IS_BOT]: () => isBot,
    [order.NOW_MS]: () => Date.now() + offset,
    [order.RANDOM_BITS]() {
      // Asked for twice an event, and dear one by one.
      bits.length || bits.push(...crypto.getRandomValues(new Uint32Array(64)));
      return bits.pop();
    },
  };
}

/** The orders that listen, look and show. */
function createStage(life, keeper, journal, notices, overlay, reveal, load_part) {
  const bridge = createBridge(journal);
  const content = createContent(journal, keeper, bridge);
  const places = import.meta.html !== false && createPlaces(journal, content, keeper, bridge);
  const observer = createObserver(life);
  const watch = createWatch(life, journal, content, keeper, overlay, observer.check_address);
  return {
    ...createActions(life, journal, places, content, watch.claim_element, notices),
    [order.HEAR_CONSENT]: hear_consent(life, load_part),
    [order.WATCH_CLICKS]: observer.watch_clicks,
    [order.LIFT_HIDING]: () => life.when_parsed(reveal),
    [order.WATCH_FOR]: watch.watch_for,
    [order.LOOK_NOW]: watch.look_now,
    [order.AWAIT_MOMENT]: import.meta.more !== false && createMoments(life, journal, overlay.wait_for),
    [order.CLAIM_ELEMENT]: watch.claim_element,
    [order.ANSWER]: (number, _, text) => life.take_answer(text),
    [order.OPEN_SURFACE]: overlay.open_surface,
    [order.OBSERVE]: import.meta.past !== false && observe_page(life, journal, load_part),
    [order.WITHDRAW_ALL]() {
      watch.forget_watches();
      journal.undo_all();
    },
  };
}

/** One instance's door, its life and its notices. */
export function createDoor(settings) {
  const notices = createNotices();
  const { tell_site } = notices;
  const reveal = () => settings.reveal?.();
  let alarm;
  const give_back = () => {
    clearTimeout(alarm);
    journal.undo_all();
    reveal();
  };
  const life = createLife(notices, give_back, settle);
  const held = [];
  // What was to be sent is made anew: meanwhile the visitor may have taken the yes back.
  const free = ([number, ...values]) =>
    number === order.SEND_BATCH ? life.tell_event(DELIVERED, values[0]) : do_order(number, ...values);
  // Before anybody else hears of it: they read what was to be stored.
  life.listen_to(document, "prerenderingchange", () => held.splice(0).forEach(free));
  const keeper = createKeeper(life);
  const journal = createJournal(keeper);
  const overlay = createOverlay(life, journal, notices, settings.load_part);
  const orders = {
    ...createAnswers(settings, life.tell_fault),
    ...createStore(life),
    ...createStage(life, keeper, journal, notices, overlay, reveal, settings.load_part),
    [order.PUSH_DATA]: push_data,
    [order.SEND_BATCH]: send_batch(life),
    [order.TELL_SITE]: (number, _, kind, json) => tell_site(kind, json),
    [order.TELL_FAULT]: (number, _, code, detail) => life.tell_fault(code, detail),
    [order.WAKE_IN](number, ms) {
      clearTimeout(alarm);
      alarm = setTimeout(life.tell_event, ms, WOKE);
    },
  };
  const do_order = (number, ...values) => {
    try {
      // The module may be at work still when code of the page stops us inside a change.
      if (life.signal.aborted) return;
      if (document.prerendering && leaves_trace(number)) return held.push([number, ...values]);
      return orders[number](...values);
    } catch {}
  };
  return { door: { do_order, get_text: do_order }, life, notices, orders, overlay };
}
