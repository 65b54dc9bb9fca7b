// One instance from its start to its end, whatever ends it.
//
// Owns: the way into the module, and everything that must be given back: listeners, timers, observers.
// In: events. Out: calls of the module. Must not: let an error or a trap into the page.

/** Whether more of the document is to come. */
export const is_parsing = () => document.readyState === "loading";

/** Whether this is a selector, also beside others: CSS closes at the end of a text what was left open. */
export function reads(selector) {
  const does = (more) => {
    try {
      return !document.createDocumentFragment().querySelector(selector + more);
    } catch {}
  };
  return does(",a") && !(/["'(*]/.test(selector) && does(")"));
}

/**
 * `give_back` puts the page back. It works without the module: it is all that is left after a trap. `settle` is called when
 * all that belongs together is done.
 */
export function createLife(notices, give_back, settle) {
  const ends = new AbortController();
  const { signal } = ends;
  let core = null;
  let depth = 0;
  let answer;
  let elements = [];

  /** Drops the module, and its memory with it. */
  const end = () => {
    core = null;
    ends.abort();
    give_back();
    settle();
  };

  const tell_fault = (code, detail) => {
    notices.tell_site("fault", JSON.stringify({ code, detail }));
    depth || notices.tell_all();
  };

  /**
   * Calls the module. A trap ends this instance: what was changed is undone, later calls answer null.
   * Notices are delivered when the outermost call has returned, so that listeners may call us.
   */
  const ask = (act) => {
    depth++;
    try {
      act();
    } catch {
      end();
      tell_fault("trap");
    }
    if (--depth) return;
    elements = [];
    // What went on after code of the page had stopped us inside a change.
    signal.aborted && give_back();
    settle();
    notices.tell_all();
  };

  /** Tells the module what happened; it may be at work and take it up later. */
  const tell_event = (kind, a = 0, b = 0, text = "", more = "") =>
    ask(() => core?.take_event(kind, a, b, text, more));

  const listen_to = (target, type, act, options) => {
    target.addEventListener(type, (event) => ask(() => act(event)), { signal, ...options });
  };

  return {
    ask,
    signal,
    stop: end,
    /** Tells the site that the environment, or we, failed: once for each code and detail. */
    tell_fault,
    /** Gives the instance its module. */
    be_born(made) {
      core = made;
    },
    tell_event,
    /** Asks the module; null when there is no answer. */
    ask_for(kind, text) {
      answer = null;
      tell_event(kind, 0, 0, text);
      return answer;
    },
    /** The order to answer. */
    take_answer(text) {
      answer = text;
    },
    /** A number for an element, good until the module has answered. */
    to_number: (element) => elements.push(element) - 1,
    /** The element of a number. */
    to_element: (number) => elements[number],
    /** Listens until the end. An error of ours is a trap, so that none reaches the page. */
    listen_to,
    /** The text of the rules, for js/door/observe/collect.js. */
    rules: "",
    /** Selector of what a framework takes over, once something is looked for. */
    boxes: "",
    /** Whether this is a selector; the site is told where it is none. */
    is_selector: (selector) => reads(selector) || tell_fault("selector-invalid", selector),
    /** Whether the page is as it was written, to be copied: what is there is of the page that is left. */
    paused: false,
    /** Whether what was last to be added to the profile is stored. */
    kept: false,
    /** Names that the site itself has tracked; js/door/observe/collector.js forgets them with the page. */
    told: new Set(),
    /** Calls once the document is parsed. */
    when_parsed: (act) => (is_parsing() ? listen_to(document, "DOMContentLoaded", act) : act()),
    /** Runs `act` at the end. */
    at_end(act) {
      signal.addEventListener("abort", act);
    },
  };
}
