// What runs in the browser: the loops with all candidates, or one candidate's first steps.
//
// Owns: the functions of the page. In: nothing. Out: `bench` on the window. Must not: load anything by itself.

import { candidates, forPage } from "./candidate.mjs";
import { agree, cold, crowd, init, warm } from "./measure.mjs";
import { rules, visitor } from "./workload.mjs";

/** Gives the page its tasks, with whatever libraries were bundled. */
export function offer(library) {
  const all = candidates(library);
  window.bench = {
    agree: () => agree(all),
    warm: (options) => warm(all, options),
    init: (options) => init(all, options),
    crowd: (options) => crowd(all, options),
    cold: (name) => cold(all[name], 100),
  };
}

/** The visitor build: not only the engine, but all that a page gets with it. */
export function offerPage(start) {
  window.bench = {
    cold: async () => {
      const settings = forPage(rules(100), visitor(0));
      const since = performance.now();
      const om = await start(settings);
      const taken = performance.now() - since;
      if (om.explain("r0") === null) throw new Error("nothing was decided");
      return taken;
    },
  };
}
