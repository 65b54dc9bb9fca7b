// Finds elements as they come, before they are painted.
//
// Owns: the one MutationObserver, which element was reported for which selector, and who has it. In: selectors, each
// with a number. Out: FOUND, then LOOKED. Must not: decide what happens to the elements.

import { FOUND, LOOKED } from "../event.js";
import { is_parsing, reads } from "../life.js";

const wide = { childList: true, subtree: true };
const reserved = "[data-om-reserve]";

/** What somebody writes in is theirs. */
const editor = "[contenteditable]";

/** So often in one task a page may bring something new; more is an answer to what we do, and would go on for ever. */
const most = 500;

/** Who has which element: all instances on the page share this, whichever file they came with, or they would fight. */
const key = Symbol.for("omotenashi.claims");

/** Such a selector matches another element once one is removed, moved or inserted. */
const counts = /:(nth|first|last|only)-|\+/;

/** The node itself, or the host of the shadow tree it is in. */
function outermost(node) {
  for (let host; (host = node.getRootNode().host); ) node = host;
  return node;
}

/** A watcher that lives as long as `life`; it looks at nothing before its first selector. */
export function createWatch(life, { add_css, is_ours, undo_all }, { sweep_up }, { may_repeat, renew }, { has_hydrated, wait_for }, check_address) {
  const { at_end, ask, listen_to, signal, tell_event, to_element, to_number, when_parsed } = life;
  const claims = (window[key] ??= new WeakMap());
  let watches = [];
  let rounds = 0;
  /** What is claimed is so until this page view is over; then come the instances that wait in here. */
  let view = new Set();
  let observer;

  const let_go = () => {
    view.over = true;
    view.forEach(queueMicrotask);
    view = new Set();
  };
  at_end(let_go);

  /** Calls `meet` with what matches in `roots`; each `>>>` leads into open shadow roots. */
  const search = (roots, [selector, ...inner], meet) => {
    const enter = (host) => {
      const { shadowRoot, localName } = host;
      if (shadowRoot) {
        observer.observe(shadowRoot, wide);
        search([shadowRoot], inner, meet);
      } else if (localName.includes("-")) customElements.whenDefined(localName).then(() => ask(() => host.shadowRoot && look([outermost(host)])));
    };
    for (const root of roots) {
      const act = inner.length ? enter : meet;
      if (root.matches?.(selector)) act(root);
      root.querySelectorAll(selector).forEach(act);
    }
  };

  /** Keeps a height free, as the markup asks. A sheet, not the element's own style, which a framework may compare. */
  const reserve = ({ dataset: { omReserve } }) =>
    CSS.supports("min-height", omReserve) && add_css(`[data-om-reserve="${CSS.escape(omReserve)}"]{min-height:${omReserve}}`);

  /** Whether we have put anything elsewhere. */
  const has_stirred = (parent) => Object.hasOwn(parent, "removeChild") || [...parent.children].some(is_ours);

  /** Reports what matches in `roots` and was not reported before. */
  const look = (roots, news) => {
    // An element may be defined after the end.
    if (life.paused || signal.aborted) return;
    // Most of what a page adds is nobody's: one question for all, not one for each.
    const any = [reserved, ...watches.map(({ parts }) => parts[0])].join();
    const meant = [...roots].filter((root) => !root.matches || root.matches(any) || root.querySelector(any));
    search(meant, [reserved], reserve);
    const found = [];
    for (const watch of watches) search(meant, watch.parts, (element) => found.push([watch, element]));
    // All are found before any is changed: others may count places.
    for (const [watch, element] of found) {
      const { number, selector, boxes, seen, homes } = watch;
      const { isConnected, parentNode } = element;
      if (!isConnected || seen.has(element) || is_ours(element) || element.closest(editor)) continue;
      if (roots[0] === document && counts.test(selector) && homes.has(parentNode) && has_stirred(parentNode)) continue;
      seen.add(element);
      homes.add(parentNode);
      // One in the place of one that is gone: a page may go on with that for ever.
      if ((watch.last?.isConnected === false || rounds > most) && !may_repeat(watch, selector)) continue;
      watch.last = element;
      const report = () => tell_event(FOUND, number, to_number(element));
      if (element.closest(boxes) && !has_hydrated(element)) {
        wait_for("hydrated", element, 0, () =>
          ask(() => {
            report();
            tell_event(LOOKED, 1);
          }),
        );
      } else {
        news = true;
        report();
      }
    }
    if (news && !rounds++) setTimeout(() => (rounds = 0));
    // While nobody sees a prerendered page, nothing has reached anybody.
    if (news && !document.prerendering) tell_event(LOOKED, +!is_parsing());
  };

  const look_again = () => ask(() => look([document]));

  const notice = (records) => {
    sweep_up();
    // First: what a new page holds is for the rules of that page.
    check_address();
    const is_stirred = (parent) =>
      records.some((record) => record.target === parent && ![...record.addedNodes, ...record.removedNodes].every(is_ours));
    renew(records, is_stirred);
    if (is_parsing()) return look([document]);
    const added = records.flatMap((record) => [...record.addedNodes]);
    // What we have moved ourselves says that it is elsewhere.
    const there = added.filter((node) => node.querySelectorAll && node.isConnected && !Object.hasOwn(node, "parentNode"));
    look(new Set(there.map(outermost)));
  };

  const finish = () => {
    sweep_up(true);
    look([document], true);
  };
  when_parsed(finish);
  listen_to(document, "prerenderingchange", finish);
  // Turbo and htmx copy the page they leave, to show it again: the copy is of the page as written.
  const pause = () => {
    life.paused = true;
    undo_all(document.body);
  };
  const resume = () => {
    life.paused = false;
    check_address();
    for (const watch of watches) watch.seen = new WeakSet();
    look([document]);
  };
  listen_to(document, "turbo:before-cache", pause);
  listen_to(document, "turbo:render", resume);
  // Turbo may morph the page, node by node, into the next one as written: by what stands elsewhere it loses its way.
  listen_to(document, "turbo:before-render", pause);
  listen_to(document, "htmx:beforeHistorySave", () => {
    pause();
    queueMicrotask(() => ask(resume));
  });

  return {
    /** The order to look for a selector from the next look on. False when it is not a selector. */
    watch_for(number, _, selector, hydrate) {
      const boxes = "[data-om-hydrate]" + (hydrate && "," + hydrate);
      const parts = selector.split(/\s*>>>\s*/);
      if (![...parts, boxes].every(reads)) return false;
      life.boxes = boxes;
      return !!watches.push({ number, selector, parts, boxes, seen: new WeakSet(), homes: new WeakSet() });
    },
    /** The order to look at the whole page now. */
    look_now() {
      if (!observer) {
        observer = new MutationObserver((records) => ask(() => notice(records)));
        observer.observe(document, wide);
        at_end(() => observer.disconnect());
      }
      look([document]);
    },
    /** Whether an element belongs to this experience: the first to ask gets it. */
    claim_element(number, experience) {
      const element = to_element(number);
      let claim = claims.get(element);
      if (!claim || claim[0].over) claims.set(element, (claim = [view, experience]));
      if (claim[0] === view) return claim[1] === experience;
      claim[0].add(look_again);
      // None of our experiences has it: all ask once more. Elements that all share are the root.
      if (element.parentElement) for (const { seen } of watches) seen.delete(element);
      return false;
    },
    /** Forgets what was looked for and who has what. */
    forget_watches() {
      watches = [];
      let_go();
    },
  };
}
