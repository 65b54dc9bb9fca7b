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
export const LOCK = 10;
export const SEND_BATCH = 11;
export const TELL_SITE = 12;
export const TELL_FAULT = 13;
export const HEAR_CONSENT = 14;
export const WATCH_CLICKS = 15;
export const WAKE_IN = 16;
export const LIFT_HIDING = 17;
export const WATCH_FOR = 18;
export const LOOK_NOW = 19;
export const AWAIT_MOMENT = 20;
export const CLAIM_ELEMENT = 21;
export const ARRANGE = 22;
export const OPEN_SURFACE = 23;
export const WITHDRAW_ALL = 24;
export const ANSWER = 25;
export const OBSERVE = 26;
// From here on as `Action` in src/engine/change/mod.rs has them, which says what each does; its `Move`, which would be 33,
// is ARRANGE.
export const SET_TEXT = 27;
export const SET_HTML = 28;
export const SET_ATTRIBUTE = 29;
export const SET_STYLE = 30;
export const SET_CLASS = 31;
export const INSERT_HTML = 32;
export const REMOVE_ELEMENT = 34;
export const HIDE_ELEMENT = 35;
export const ADD_CSS = 36;
export const GIVE_VALUE = 37;
export const LEAVE_FOR = 38;
