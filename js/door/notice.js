// What the site's listeners hear.
//
// Owns: listeners, and what was reported before they were added. In: a kind and a detail as JSON text. Out: calls of
// listeners, never while the module works. Must not: let a listener's error out.

/** What `on` takes. All but the last are told again to those who come late. */
export const kinds = ["decision", "exposure", "goal", "problem", "fault", "value", "shift", "consent"];

/** How many past notices are kept for late listeners. */
const kept = 200;

/** The notices of one instance. */
export function createNotices() {
  const listeners = new Set();
  const past = [];
  const waiting = [];

  const hear = (listener, [kind, json]) => {
    if (listeners.has(listener) && listener.kind === kind)
      try {
        listener.hear(JSON.parse(json));
      } catch (error) {
        console.error(error);
      }
  };

  return {
    /** Keeps a notice until `tell_all`. The same fault is told once. */
    tell_site(kind, json) {
      if (kind === "fault" && past.some((notice) => notice[1] === json)) return;
      const notice = [kind, json];
      waiting.push(notice);
      if (kind !== "consent" && past.push(notice) > kept) past.shift();
    },
    /** Tells what waits. */
    tell_all() {
      for (const notice of waiting.splice(0)) for (const listener of [...listeners]) hear(listener, notice);
    },
    /** Adds a listener; answers with the function that removes it. */
    on(kind, fn) {
      const listener = { kind, hear: fn };
      const missed = past.filter((notice) => !waiting.includes(notice));
      queueMicrotask(() => missed.forEach((notice) => hear(listener, notice)));
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
