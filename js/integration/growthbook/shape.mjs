// Which shape a value of a payload has: anything may stand there.
//
// Owns: what counts as an object, and as a list. In: a value. Out: yes or no; a list. Must not: say what is wrong.

/** Whether a value has members with names. */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** What is no list has nothing in it; whoever reads it says so. */
export const listOf = (value) => (Array.isArray(value) ? value : []);
