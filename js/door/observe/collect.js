// The way to the file that observes the page; rules that name none of its events never need it.
//
// Owns: the names of the events that need no code from the site, as in src/engine/rules/observe.rs; a test compares
// them. In: what the rules ask for. Out: TRACK, as if the site had called. Must not: look for what nobody asks for.

import { TRACK } from "../event.js";

/** The file leaves its function here. The number is that of the agreement between the two. */
const key = Symbol.for("omotenashi.observe.1");

/** Rules that name one: its beginning is enough, for then the file comes and looks for nothing. */
export const wanted =
  /"(event|since|cancelOn|keepAhead)"\s*:\s*([[{][^}\]]*)?"(view_search|back_and|click"|file_down|element_|rage_|dead_|hesitat|user_eng|scroll|inactiv|exit_int|form_|video_|audio_|exception|copy")|visit\.(secondsA|strugg)|"(dataLayer|product)"\s*:\s*true/;

/** The order to observe what the rules ask for. */
export const observe_page = (life, { note_back }, load_part) => () => {
  const { at_end, listen_to, rules, signal, tell_event, tell_fault, told } = life;
  life.rules = "";
  if (!wanted.test(rules)) return;
  const page = {
    listen: listen_to,
    end: at_end,
    back: note_back,
    told,
    isKept: () => life.kept,
    track: (name, props) => tell_event(TRACK, 0, 0, name, props),
  };
  const begin = () => {
    if (signal.aborted) return;
    if (window[key]) window[key](page, rules);
    else tell_fault("observe-unreachable");
  };
  window[key] ? begin() : load_part("observe").then(begin, begin);
};
