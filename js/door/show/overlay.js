// The way to the second file, which draws surfaces: most visitors never need it.
//
// Owns: its loading, and what it may use of this one. In: orders to open, moments to wait for. Out: DUE, once it is
// known what came of an order that had to wait; TOUCHED. Must not: count a surface as shown that could not be.

import { DUE, TOUCHED, TRACK } from "../event.js";
import { sanitise } from "./sanitise.js";

/** The second file leaves its functions here. The number is that of the agreement between the two. */
const key = Symbol.for("omotenashi.surface.4");

const kinds = ["modal", "bar", "banner", "slide-in", "toast", "card", "spotlight"];

/** What opens surfaces: a build without them is without this. `page` is what the second file may use. */
function createOpening({ tell_event }, page, load) {
  const opened = {};

  /** Answers 2 when it has to wait until a framework has taken over its place. */
  const open = (number, ...what) => {
    // Its moment may come again.
    if (opened[number]?.isConnected) return 1;
    const [form, content, label, target] = what;
    const order = { kind: kinds[form & 7], template: form > 7, content, label, target };
    const touched = (kind) => tell_event(TOUCHED, number, kind);
    try {
      opened[number] = window[key].open({ ...page, touched }, order, () => come(number, open(number, ...what)));
      return opened[number] ? 1 : 2;
    } catch {
      return 0;
    }
  };

  /** Tells what came of an order that had to wait, unless it goes on waiting. */
  const come = (number, state) => state > 1 || tell_event(DUE, number, 3 - 2 * state);

  return {
    /** The order to open: a number of a kind, and 8 for content from a template. Answers 2 when it has to wait. */
    open_surface(number, ...what) {
      if (window[key]) return open(number, ...what);
      load((lost) => (lost ? tell_event(DUE, number, 2) : come(number, open(number, ...what))));
      return 2;
    },
  };
}

/** What the second file may use of this one, and what it is asked for. */
export function createOverlay(life, { add_css, get_times, note_back, own_node }, { tell_site, tell_all }, load_part) {
  const page = {
    listen: life.listen_to,
    own: own_node,
    back: note_back,
    css: add_css,
    end: life.at_end,
    times: get_times,
    sanitise: import.meta.html !== false && sanitise,
    track: (...event) => life.tell_event(TRACK, 0, 0, ...event),
    boxes: () => life.boxes,
  };
  /** A bundle may hold the second file. */
  const load_file = () => Promise.resolve(window[key] || load_part("surface"));
  /** Calls once it is there, or else with true, unless it is all over by then. */
  const load = (act) => {
    let wanted = true;
    const forget = () => (wanted = false);
    note_back(document, forget);
    life.at_end(forget);
    const done = () => wanted && act(!window[key]);
    load_file().then(done, done);
  };

  return {
    ...(import.meta.more !== false && createOpening(life, page, load)),
    /** Calls `come` when a moment has come, or what a framework takes over may be changed: any build may have to wait for that. */
    wait_for: (...what) =>
      load((lost) => {
        if (lost) life.tell_fault("surface-unreachable");
        else life.when_parsed(() => window[key].wait(page, ...what));
      }),
    /** Whether a framework has taken over an element; no, as long as nobody knows. */
    has_hydrated: (element) => window[key]?.hydrated(element),
    /** Tells the site of every layout shift after a change of ours. */
    hear_shifts: () =>
      load_file().then(() => {
        const tell = (shift) => {
          tell_site("shift", JSON.stringify(shift));
          tell_all();
        };
        if (!life.signal.aborted) window[key].shifts(page, tell);
      }, () => {}),
  };
}
