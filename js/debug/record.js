// What an instance does on this page, noted as it happens.
//
// Owns: which element belongs to which experience, what was told, what is remembered. In: the table of orders, before
// the instance begins. Out: the notes, and word when they change. Must not: change what an order answers.

import { CLAIM_ELEMENT, LOAD_TEXT, NOW_MS, OPEN_SURFACE, SAVE_TEXT, WITHDRAW_ALL } from "../door/order.js";

/** All but `shift`: whoever listens to that has it measured, and loads a file for it. */
const kinds = ["decision", "exposure", "goal", "problem", "fault", "value", "consent"];

/** How many events are kept: a page may stay open for days. */
const kept = 200;

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The notes of one instance. */
export function createRecord({ settings, text, api, orders, toElement }) {
  const watchers = new Set();
  const events = [];
  const record = {
    settings,
    text,
    api,
    rules: parse(text),
    events,
    /** The rules as they run. */
    running: text,
    /** `[experience's index, element]`. */
    claims: [],
    /** As `claims`, of elements that another experience has. */
    lost: [],
    /** Ids of experiences whose surface was opened, or will be when its file or its place is there. */
    opened: new Set(),
    /** The profile as it was last read or written, and whether this page is in it. */
    profile: { text: null, written: false },
    /** Where a redirect would have led. */
    way: "",
    now: () => orders[NOW_MS](),
    /** Calls whenever something was noted; answers with the end of that. */
    watch(act) {
      watchers.add(act);
      return () => watchers.delete(act);
    },
    /** Notes an event that the page did not hear of. */
    hold: (kind, json) => note(kind, parse(json), true),
    leadTo(url) {
      record.way = url;
      stir();
    },
    /** Listens, once the instance has begun: what was told before is told again. */
    begun() {
      for (const kind of kinds) api.on(kind, (detail) => note(kind, detail, false));
      stir();
    },
  };
  let stirred = false;
  /** Tells the watchers once for all that happens together. */
  const stir = () => {
    if (stirred) return;
    stirred = true;
    setTimeout(() => {
      stirred = false;
      watchers.forEach((act) => act());
    });
  };
  const note = (kind, detail, held) => {
    events.push({ kind, detail, held, at: record.now() });
    if (events.length > kept) events.shift();
    stir();
  };
  observe(orders, record, toElement, stir);
  return record;
}

/** Looks over the shoulder of a few orders. */
function observe(orders, record, toElement, stir) {
  const after = (number, look) => {
    const order = orders[number];
    orders[number] = (...values) => {
      const answer = order(...values);
      look(answer, ...values);
      return answer;
    };
  };
  after(CLAIM_ELEMENT, (won, number, experience) => {
    const element = toElement(number);
    const list = won ? record.claims : record.lost;
    if (list.some(([number, known]) => known === element && (won || number === experience))) return;
    list.push([experience, element]);
    stir();
  });
  after(OPEN_SURFACE, (answer, index) => {
    if (answer) record.opened.add(record.rules?.experiences?.[index]?.id);
    stir();
  });
  after(WITHDRAW_ALL, () => {
    record.claims = [];
    record.lost = [];
    record.opened.clear();
    stir();
  });
  after(LOAD_TEXT, (found, key) => {
    if (key.endsWith(".profile")) record.profile = { text: found, written: false };
  });
  const save = orders[SAVE_TEXT];
  record.saved = (key, text) => {
    if (key.endsWith(".profile")) record.profile = { text, written: true };
    stir();
  };
  orders[SAVE_TEXT] = (number, extra, key, text) => {
    record.saved(key, text);
    return save(number, extra, key, text);
  };
}
