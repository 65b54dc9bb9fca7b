// Does what the module orders.
//
// Owns: the table of orders. In: the settings of one instance; orders by number, see src/web/door.rs.
// Out: answers. Must not: decide anything, or throw: the module could not be called again.

import { hear_consent } from "./consent.js";
import { createContent } from "./content.js";
import { WOKE } from "./event.js";
import { createJournal } from "./journal.js";
import { createLife } from "./life.js";
import { createNotices } from "./notice.js";
import { createMoments, createObserver } from "./observe.js";
import * as order from "./order.js";
import { is_safe, sanitise } from "./sanitise.js";
import { push_data, send_batch } from "./send.js";
import { createStore } from "./store.js";
import { open_surface } from "./surface.js";
import { createWatch } from "./watch.js";

/** The value at a path such as `document.title`. */
const read = (path) => path.split(".").reduce((object, key) => object[key], window);

/** Orders that leave a trace beyond this page: while nobody sees it, they wait. */
const leaves_trace = (number) => number >= order.SAVE_TEXT && number <= order.SEND_BATCH;

/** The orders that change elements. Each answers whether it did. */
function createActions(journal, content, to_element) {
  const set_attribute = (element, name, value) =>
    is_safe(name.toLowerCase(), value) && journal.set_attribute(element, name, value);
  return {
    [order.SET_TEXT]: (number, _, text) => content.set_content(to_element(number), [document.createTextNode(text)]),
    [order.SET_HTML](number, _, markup) {
      const element = to_element(number);
      return content.set_content(element, sanitise(markup, element));
    },
    [order.SET_ATTRIBUTE]: (number, _, name, value) => set_attribute(to_element(number), name, value),
    [order.REMOVE_ATTRIBUTE]: (number, _, name) => journal.set_attribute(to_element(number), name, null),
    [order.SET_CLASS]: (number, present, token) => journal.set_class(to_element(number), token, !!present),
    [order.CLEAR_SOURCES](number) {
      const sources = to_element(number).closest("picture")?.querySelectorAll("source");
      sources?.forEach((source) => set_attribute(source, "srcset", ""));
    },
  };
}

/** The orders that ask the browser. */
const createAnswers = ({ clockOffset = 0, bot }) => ({
  [order.READ_TEXT]: (path) => `${read(path) ?? ""}`,
  [order.READ_NUMBER]: (number, _, path) => read(path),
  [order.MATCH_MEDIA]: (number, _, query) => matchMedia(query).matches,
  [order.IS_BOT]: () => bot ?? (navigator.webdriver || /bot|crawl|spider|lighthouse/i.test(navigator.userAgent)),
  [order.NOW_MS]: () => Date.now() + clockOffset,
  [order.RANDOM_BITS]: () => crypto.getRandomValues(new Uint32Array(1))[0],
});

/** The orders that listen, look and show. */
function createStage(life, journal, reveal) {
  const content = createContent(journal);
  const observer = createObserver(life);
  const watch = createWatch(life, journal, content, observer.check_address);
  return {
    ...createActions(journal, content, life.to_element),
    [order.HEAR_CONSENT]: hear_consent(life),
    [order.WATCH_CLICKS]: observer.watch_clicks,
    [order.LIFT_HIDING]: () => life.when_parsed(reveal),
    [order.WATCH_FOR]: watch.watch_for,
    [order.LOOK_NOW]: watch.look_now,
    [order.AWAIT_MOMENT]: createMoments(life, journal),
    [order.CLAIM_ELEMENT]: watch.claim_element,
    [order.ANSWER]: (number, _, text) => life.take_answer(text),
    [order.OPEN_SURFACE]: open_surface(life, journal),
    [order.WITHDRAW_ALL]() {
      watch.forget_watches();
      journal.undo_all();
    },
  };
}

/** One instance's door, its life and its notices. */
export function createDoor(settings) {
  const journal = createJournal();
  const notices = createNotices();
  const { tell_site } = notices;
  const reveal = () => settings.reveal?.();
  let alarm;
  const life = createLife(notices, () => {
    clearTimeout(alarm);
    journal.undo_all();
    reveal();
  });
  const orders = {
    ...createAnswers(settings),
    ...createStore(life),
    ...createStage(life, journal, reveal),
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
      if (document.prerendering && leaves_trace(number)) held.push([number, ...values]);
      else return orders[number](...values);
    } catch {}
  };
  const held = [];
  life.listen_to(document, "prerenderingchange", () => held.splice(0).forEach((values) => do_order(...values)));
  return { door: { do_order, get_text: do_order }, life, notices };
}
