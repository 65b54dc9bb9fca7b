// What the address may ask of us, unknown to the page: `?om-off`, `?om-preview=…` (also `om-as`, `om-at`), `?om-debug`.
//
// Owns: the words, and the way to the file that knows what the others mean, which no visitor needs. In: the address; an
// instance that has not started. Out: the first of the words; the instance, handed over. Must not: change the address,
// or remember anything.

/** The debug file leaves its function here. The number is that of the agreement between the two. */
const key = Symbol.for("omotenashi.debug.1");

/** The first of our words in the address. */
export const read_wish = () => /[?&]om-(off|preview|debug|as|at)(?![\w-])/.exec(location.search)?.[1];

/**
 * Hands an instance to the debug file, which calls `run` with rules. What it gets has no shortened names: settings,
 * rules, the API, the table of orders, the way from a number to its element.
 */
export const grant_wish = async (settings, ...instance) => {
  await settings.load_part("debug");
  window[key](settings, ...instance);
};
