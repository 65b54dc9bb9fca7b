// What the browser and the page can tell the module.
//
// Owns: the numbers, the same as in src/web/event.rs, which says what `a`, `b`, `text` and `more` hold.
// In: nothing. Out: constants that the bundler writes in place. Must not: hold anything else.

export const STARTED = 0;
export const FOUND = 1;
export const LOOKED = 2;
export const DUE = 3;
export const MOVED = 4;
export const HIDDEN = 5;
export const SHOWN = 6;
export const CLICKED = 7;
export const TOUCHED = 8;
export const WOKE = 9;
export const DELIVERED = 10;
export const CHANGED = 11;
export const CONSENT = 12;
export const TRACK = 13;
export const IDENTIFY = 14;
export const FORGET = 15;
export const LOCKED = 16;
export const VARIANT = 17;
export const EXPLAIN = 18;
export const PROFILE = 19;
export const STATES = 20;
export const FLAG = 21;
export const IMPORT = 22;
