// What the module can order.
//
// Owns: the numbers, the same as in src/web/door.rs, which says what each order means.
// In: nothing. Out: constants that the bundler writes in place. Must not: hold anything else.

export const READ_TEXT = 0;
export const LOAD_TEXT = 1;
export const READ_NUMBER = 2;
export const MATCH_MEDIA = 3;
export const IS_BOT = 4;
export const NOW_MS = 5;
export const RANDOM_BITS = 6;
export const SAVE_TEXT = 7;
export const ERASE_KEY = 8;
export const PUSH_DATA = 9;
export const SEND_BATCH = 10;
export const TELL_SITE = 11;
export const TELL_FAULT = 12;
export const HEAR_CONSENT = 13;
export const WATCH_CLICKS = 14;
export const WAKE_IN = 15;
export const LIFT_HIDING = 16;
export const WATCH_FOR = 17;
export const LOOK_NOW = 18;
export const AWAIT_MOMENT = 19;
export const CLAIM_ELEMENT = 20;
export const SET_TEXT = 21;
export const SET_HTML = 22;
export const SET_ATTRIBUTE = 23;
export const REMOVE_ATTRIBUTE = 24;
export const SET_CLASS = 25;
export const CLEAR_SOURCES = 26;
export const OPEN_SURFACE = 27;
export const WITHDRAW_ALL = 28;
export const ANSWER = 29;
