// The file that observes the page. It is loaded when a rule names an event that needs no code from the site;
// src/engine/rules/observe.rs lists these events, and when each happens.
//
// Owns: what collectors may use, and when a page ends and another begins. In: what js/door/observe/collect.js lends,
// the text of the rules. Out: events. Must not: read what is typed or copied, start what nobody asks for, let an error
// into the page, or use a property name that the bundler shortens in the first file.

import { eventsIn } from "./asked.js";
import { attention } from "./attention.js";
import { commerce } from "./commerce.js";
import { form } from "./form.js";
import { media } from "./media.js";
import { press } from "./press.js";
import { product } from "./product.js";
import { trouble } from "./trouble.js";
import { view } from "./view.js";

const collectors = [view, press, attention, form, media, trouble];

/** Every event that a collector gives. */
export const names = collectors.flatMap((group) => group.flatMap(([names]) => names));

/** Runs what may fail, as something of the page's may; nothing of it may end the instance. */
const attempt = (act, ...values) => {
  try {
    return act(...values);
  } catch {}
};

const address = () => location.pathname + location.search;

/** Calls everyone when the visitor comes to another page, or back to this one. */
function createPages({ listen, end, back, told }) {
  const turns = [];
  let over = false;
  let here = address();
  const turn = () => {
    here = address();
    turns.forEach((act) => attempt(act));
  };
  // All that is shown is taken back when a single-page application goes on; and at other times.
  const await_turn = () => {
    back(document, () => {
      if (over) return;
      await_turn();
      if (here === address()) return;
      // At once: what is told from now on is told of the new page.
      told.clear();
      queueMicrotask(() => over || turn());
    });
  };
  end(() => (over = true));
  await_turn();
  listen(window, "pageshow", ({ persisted }) => persisted && turn(told.clear()));
  return (act) => turns.push(act);
}

/** What the parts of a selector find: each behind the first, inside of open shadow roots. */
const find = (parts) =>
  parts.reduce((roots, part, depth) => roots.flatMap((one) => [...((depth ? one.shadowRoot : one)?.querySelectorAll(part) ?? [])]), [document]);

/** Whether it is found there; it need not be in the document any more. */
const isFound = (node, parts, last = parts.length - 1) => node?.matches?.(parts[last]) && (!last || isFound(node.getRootNode().host, parts, last - 1));

/** The names of elements: of the rules alone. */
function createNames(slots) {
  const reads = (part) => !document.createDocumentFragment().querySelector(part);
  const partsOf = (selector) => {
    const parts = selector.split(">>>");
    return parts.every(reads) && parts;
  };
  const known = Object.entries(slots)
    .map(([name, selector]) => [name, attempt(partsOf, selector)])
    .filter(([, parts]) => parts);
  /** The first slot that holds one of these nodes, which are a path outwards. */
  const slot = (path) => known.find(([, parts]) => path.some((node) => isFound(node, parts)))?.[0];
  return {
    slots: known,
    find,
    slot,
    /** What an event may say of an element, by the path outwards from it. */
    describe: (path, element = path[0]) => ({
      slot: slot(path),
      element_tag: element.localName,
      element_role: element.getAttribute?.("role") ?? undefined,
    }),
  };
}

/** What a collector may use. */
function createSite(page, rules) {
  const { slots = {}, observe = {} } = rules;
  const asked = eventsIn(rules);
  const { listen, end, isKept, track, told } = page;
  return {
    ...createNames(slots),
    asked,
    settings: observe,
    name: rules.site,
    told,
    attempt,
    end,
    isKept,
    turned: createPages(page),
    listen: (target, type, act, options) => listen(target, type, (event) => attempt(act, event), options),
    /** Tells an event. */
    // Tag managers add the element that something happened on, and that may lead anywhere.
    track: (name, props) => track(name, JSON.stringify(props, (key, value) => (value instanceof Node ? undefined : value))),
    /** Tells an event that somebody asks for. */
    tell: (name, props) => asked.has(name) && track(name, JSON.stringify(props)),
    /** Calls once after a time; answers with what calls it off. */
    later(ms, act) {
      const timer = setTimeout(() => attempt(act), ms);
      end(() => clearTimeout(timer));
      return () => clearTimeout(timer);
    },
    /** Calls again and again. */
    every(ms, act) {
      const timer = setInterval(() => attempt(act), ms);
      end(() => clearInterval(timer));
    },
    /** Looks at changes of the document; answers with how to look into a shadow root, too. */
    changes(act, options = { childList: true, subtree: true }) {
      const observer = new MutationObserver((records) => attempt(act, records));
      const look = (root) => observer.observe(root, options);
      look(document);
      end(() => observer.disconnect());
      return look;
    },
  };
}

function begin(site) {
  for (const group of collectors)
    for (const [names, start] of group) if (names.some((name) => site.asked.has(name))) attempt(start, site);
  if (site.settings.dataLayer === true) attempt(commerce, site, names);
  if (site.settings.product === true && site.asked.has("view_item")) attempt(product, site);
}

/** Observes for one instance. What nobody sees yet, nobody does anything with. */
window[Symbol.for("omotenashi.observe.1")] = (page, rules) =>
  attempt(() => {
    const site = createSite(page, JSON.parse(rules));
    if (document.prerendering) page.listen(document, "prerenderingchange", () => begin(site));
    else begin(site);
  });
