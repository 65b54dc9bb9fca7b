//! Everything this module can ask of the browser.
//!
//! Owns: the numbers of the orders, the same as in `js/door/order.js`, and their form. In and out: plain values;
//! elements by number. Must not: let an exception through. `js/door/door.js` catches it and the order answers `false`,
//! `None` or `NaN`; an exception would leave every borrow in here taken for good.
//!
//! All orders go through two imports, since each further one would add 60 bytes to the visitor's download. They are
//! functions of `door`, which js/build/glue.mjs binds anew for each instance of the module: an object of the page could
//! not be part of the picture of the memory that js/cli/player.mjs takes before there is a page.

use alloc::string::String;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = door)]
    fn do_order(order: u32, number: f64, extra: f64, a: &str, b: &str, c: &str) -> f64;
    #[wasm_bindgen(js_namespace = door)]
    fn get_text(order: u32, a: &str) -> Option<String>;
}

/// One instance's side of the browser.
#[derive(Clone, Copy, Debug)]
pub struct Door;

/// The numbers of the orders.
mod order {
    pub const READ_TEXT: u32 = 0;
    pub const LOAD_TEXT: u32 = 1;
    pub const READ_NUMBER: u32 = 2;
    pub const MATCH_MEDIA: u32 = 3;
    pub const IS_BOT: u32 = 4;
    pub const NOW_MS: u32 = 5;
    pub const RANDOM_BITS: u32 = 6;
    pub const SAVE_TEXT: u32 = 7;
    pub const ERASE_KEY: u32 = 8;
    pub const PUSH_DATA: u32 = 9;
    pub const LOCK: u32 = 10;
    pub const SEND_BATCH: u32 = 11;
    pub const TELL_SITE: u32 = 12;
    pub const TELL_FAULT: u32 = 13;
    pub const HEAR_CONSENT: u32 = 14;
    pub const WATCH_CLICKS: u32 = 15;
    pub const WAKE_IN: u32 = 16;
    pub const LIFT_HIDING: u32 = 17;
    pub const WATCH_FOR: u32 = 18;
    pub const LOOK_NOW: u32 = 19;
    pub const AWAIT_MOMENT: u32 = 20;
    pub const CLAIM_ELEMENT: u32 = 21;
    pub const ARRANGE: u32 = 22;
    pub const OPEN_SURFACE: u32 = 23;
    pub const WITHDRAW_ALL: u32 = 24;
    pub const ANSWER: u32 = 25;
    pub const OBSERVE: u32 = 26;
    /// The first of those that are numbered by `Action`.
    pub const CHANGE: u32 = 27;
}

/// Orders with numbers alone, with one text, and with two.
impl Door {
    fn bare(&self, order: u32, number: u32, extra: f64) -> f64 {
        do_order(order, f64::from(number), extra, "", "", "")
    }

    fn with(&self, order: u32, number: u32, a: &str) -> f64 {
        self.pair(order, number, a, "")
    }

    fn pair(&self, order: u32, number: u32, a: &str, b: &str) -> f64 {
        do_order(order, f64::from(number), 0.0, a, b, "")
    }
}

/// What is read.
impl Door {
    /// The text at a path from `window`, such as `document.title`.
    pub fn read_text(&self, path: &str) -> String {
        get_text(order::READ_TEXT, path).unwrap_or_default()
    }

    /// A text of `localStorage`; for a key that ends with `~` all that begin with it, as a JSON object.
    #[must_use]
    pub fn load_text(&self, key: &str) -> Option<String> {
        get_text(order::LOAD_TEXT, key)
    }

    /// The number at a path from `window`.
    #[must_use]
    pub fn read_number(&self, path: &str) -> f64 {
        self.with(order::READ_NUMBER, 0, path)
    }

    /// Whether a media query matches.
    #[must_use]
    pub fn match_media(&self, query: &str) -> bool {
        self.with(order::MATCH_MEDIA, 0, query) == 1.0
    }

    /// Whether the browser is driven by a program, or the settings say so.
    #[must_use]
    pub fn is_bot(&self) -> bool {
        self.bare(order::IS_BOT, 0, 0.0) == 1.0
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub fn now_ms(&self) -> f64 {
        self.bare(order::NOW_MS, 0, 0.0)
    }

    /// 32 random bits.
    #[must_use]
    pub fn random_bits(&self) -> u32 {
        self.bare(order::RANDOM_BITS, 0, 0.0) as u32
    }
}

/// What is kept, sent and told.
impl Door {
    /// Stores a text, or will once somebody sees the page; a refusal is told as a fault.
    pub fn save_text(&self, key: &str, text: &str) -> bool {
        self.pair(order::SAVE_TEXT, 0, key, text) > 0.0
    }

    /// Removes a key and those that begin with it and `~`.
    pub fn erase_key(&self, key: &str) {
        self.with(order::ERASE_KEY, 0, key);
    }

    /// Reports when a lock is ours, or at once where there are none.
    pub fn lock(&self, name: &str) {
        self.with(order::LOCK, 0, name);
    }

    /// Pushes a JSON value to the data layer.
    pub fn push_data(&self, json: &str) {
        self.with(order::PUSH_DATA, 0, json);
    }

    /// Posts a body; answered by an event.
    pub fn send_batch(&self, batch: u32, url: &str, body: &str, last: bool) {
        let last = if last { 1.0 } else { 0.0 };
        do_order(order::SEND_BATCH, f64::from(batch), last, url, body, "");
    }

    /// Tells the site's listeners, after the pump.
    pub fn tell_site(&self, kind: &str, json: &str) {
        self.pair(order::TELL_SITE, 0, kind, json);
    }

    /// Answers the question that is being asked.
    pub fn answer(&self, text: &str) {
        self.with(order::ANSWER, 0, text);
    }

    /// Tells the site's listeners of a fault, once for each code and detail.
    pub fn tell_fault(&self, code: &str, detail: &str) {
        self.pair(order::TELL_FAULT, 0, code, detail);
    }
}

/// What is listened to.
impl Door {
    /// Reports what these consent signals say from now on, and what they have said already: one bit
    /// for each; the banner's own names of the purposes, as JSON.
    pub fn hear_consent(&self, signals: u32, purposes: &str) {
        self.with(order::HEAR_CONSENT, signals, purposes);
    }

    /// Reports clicks on what matches a selector, under this index; index 0 begins a new list.
    pub fn watch_clicks(&self, index: u32, selector: &str) {
        self.with(order::WATCH_CLICKS, index, selector);
    }

    /// Observes what the rules ask for, which the door has kept.
    pub fn observe(&self) {
        self.bare(order::OBSERVE, 0, 0.0);
    }

    /// Rings once, after so many milliseconds; replaces an earlier wish.
    pub fn wake_in(&self, ms: f64) {
        self.bare(order::WAKE_IN, 0, ms);
    }

    /// Lifts the stub's hiding as soon as the document is parsed.
    pub fn lift_hiding(&self) {
        self.bare(order::LIFT_HIDING, 0, 0.0);
    }

    /// Reports elements that match, under this number, those inside what matches the second selector once
    /// a framework has taken it over; `false` for what is not a selector.
    #[must_use]
    pub fn watch_for(&self, number: u32, selector: &str, hydrate: &str) -> bool {
        self.pair(order::WATCH_FOR, number, selector, hydrate) == 1.0
    }

    /// Looks at the whole page now.
    pub fn look_now(&self) {
        self.bare(order::LOOK_NOW, 0, 0.0);
    }

    /// Reports under this number that so many milliseconds have passed and the document is parsed; or
    /// what a word of `when` means, for which `more` is a percentage or milliseconds; again and again where
    /// `every`.
    pub fn await_moment(&self, number: u32, more: f64, kind: &str, at: &str, every: bool) {
        let every = if every { "every" } else { "" };
        let number = f64::from(number);
        do_order(order::AWAIT_MOMENT, number, more, kind, at, every);
    }
}

/// What is changed. Each says whether it was.
impl Door {
    /// Whether the element is this experience's: the first to ask gets it.
    #[must_use]
    pub fn claim_element(&self, element: u32, experience: usize) -> bool {
        self.bare(order::CLAIM_ELEMENT, element, experience as f64) == 1.0
    }

    /// Changes an element: the number of an `Action`, which of several ways (below zero: take
    /// away), a name and a text.
    #[must_use]
    pub fn change(&self, element: u32, action: u32, way: f64, name: &str, text: &str) -> bool {
        let order = order::CHANGE.wrapping_add(action);
        do_order(order, f64::from(element), way, name, text, "") == 1.0
    }

    /// Moves the first match of a selector to a side of the first match of another; 4 swaps them.
    /// `false` while one is not there or not this experience's.
    #[must_use]
    pub fn arrange(&self, experience: usize, side: u32, selector: &str, other: &str) -> bool {
        let experience = experience as f64;
        do_order(
            order::ARRANGE,
            experience,
            f64::from(side),
            selector,
            other,
            "",
        ) == 1.0
    }

    /// Opens a surface: its kind, and 8 for the selector of a template instead of HTML; content, label,
    /// target. Answers 1 when it is open, 2 when that will be told by `DUE`.
    #[must_use]
    pub fn open_surface(&self, number: u32, form: u32, texts: [&str; 3]) -> f64 {
        let [content, label, target] = texts;
        let (number, form) = (f64::from(number), f64::from(form));
        do_order(order::OPEN_SURFACE, number, form, content, label, target)
    }

    /// Takes everything shown back and forgets what was watched for.
    pub fn withdraw_all(&self) {
        self.bare(order::WITHDRAW_ALL, 0, 0.0);
    }
}
