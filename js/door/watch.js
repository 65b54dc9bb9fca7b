// Finds elements as they come, before they are painted.
//
// Owns: the one MutationObserver, and which element was reported for which selector. In: selectors, each
// with a number. Out: FOUND, then LOOKED. Must not: decide what happens to them.

import { FOUND, LOOKED } from "./event.js";
import { is_parsing } from "./life.js";

/** A watcher that lives as long as `life`; it looks at nothing before its first selector. */
export function createWatch(life, { is_ours }, { sweep_up }, check_address) {
  const { at_end, ask, listen_to, tell_event, to_element, to_number, when_parsed } = life;
  let watches = [];
  let claims = new WeakMap();
  let observer;

  /** Reports what matches in `roots` and was not reported before. */
  const look = (roots, news) => {
    for (const [number, selector, seen] of watches) {
      const meet = (element) => {
        if (seen.has(element) || is_ours(element)) return;
        seen.add(element);
        news = true;
        tell_event(FOUND, number, to_number(element));
      };
      for (const root of roots) {
        if (root.matches?.(selector)) meet(root);
        root.querySelectorAll(selector).forEach(meet);
      }
    }
    // While nobody sees a prerendered page, nothing has reached anybody.
    if (news && !document.prerendering) tell_event(LOOKED, +!is_parsing());
  };

  const notice = (records) => {
    sweep_up();
    const added = is_parsing() ? [document] : records.flatMap((record) => [...record.addedNodes]);
    look(added.filter((node) => node.querySelectorAll && node.isConnected));
    check_address();
  };

  const lookAgain = () => {
    sweep_up(true);
    look([document], true);
  };
  when_parsed(lookAgain);
  listen_to(document, "prerenderingchange", lookAgain);

  return {
    /** The order to look for a selector from the next look on. False when it is not a selector. */
    watch_for(number, _, selector) {
      document.createDocumentFragment().querySelector(selector);
      return !!watches.push([number, selector, new WeakSet()]);
    },
    /** The order to look at the whole page now. */
    look_now() {
      if (!observer) {
        observer = new MutationObserver((records) => ask(() => notice(records)));
        observer.observe(document, { childList: true, subtree: true });
        at_end(() => observer.disconnect());
      }
      look([document]);
    },
    /** Whether an element belongs to this experience: the first to ask gets it. */
    claim_element(number, experience) {
      const element = to_element(number);
      claims.has(element) || claims.set(element, experience);
      return claims.get(element) === experience;
    },
    /** Forgets what was looked for and who has what. */
    forget_watches() {
      watches = [];
      claims = new WeakMap();
    },
  };
}
