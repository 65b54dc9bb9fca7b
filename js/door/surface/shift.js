// How much of the page our changes have moved. Part of the second file.
//
// Owns: which layout shifts are ours: those within a tenth of a second after a change that the visitor has not caused.
// In: when changes were made. Out: a call for each. Must not: load anything, or observe anything unless somebody
// listens.

const span = 100;

/** The selector of a node, for people. */
const name = (node) => (node?.localName ? node.localName + (node.id && "#" + node.id) : "");

/** Calls `tell` with the score of each shift and with what was moved, until the end. Chromium alone measures it. */
export function watchShifts({ end, times }, tell) {
  if (!PerformanceObserver.supportedEntryTypes.includes("layout-shift")) return;
  const observer = new PerformanceObserver((list) => {
    for (const { hadRecentInput, sources, startTime, value } of list.getEntries()) {
      const isOurs = times().some((time) => time <= startTime && startTime < time + span);
      if (isOurs && !hadRecentInput) tell({ value, moved: sources.map(({ node }) => name(node)) });
    }
  });
  observer.observe({ type: "layout-shift", buffered: true });
  end(() => observer.disconnect());
}
