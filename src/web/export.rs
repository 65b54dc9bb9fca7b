//! The functions that JavaScript sees.
//!
//! Owns: the pump. In: rules, then events and questions that `js/door` has checked. Out: answers,
//! through the door. Must not: do anything but enqueue. One wide function instead of a dozen, since each exported one
//! costs a quarter of a kilobyte of glue.
//!
//! Each instance of the module has its own memory, and so its own pump. A bundle does without [`read_rules`]: it begins
//! with a picture of the memory as that function has left it.

use super::event::Event;
use super::heap::{self, Lasting};
use super::pump::Pump;
use alloc::string::String;
use wasm_bindgen::prelude::*;

/// One visitor on one page.
static PUMP: Lasting<Pump> = Lasting(Pump::new());

/// Reads the rules, which may be anything, and waits for the first event, which must be `STARTED`. To be called once.
#[wasm_bindgen]
pub fn read_rules(text: String) {
    PUMP.0.read(text);
}

/// Tells that something of `js/door/event.js` happened, or asks. May be called from within itself.
#[wasm_bindgen]
pub fn take_event(kind: u32, a: u32, b: u32, text: String, more: String) {
    PUMP.0.take(Event {
        kind,
        a,
        b,
        text,
        more,
    });
}

/// Zeroes memory that is free, before a picture of it is taken. In no visitor's download.
#[wasm_bindgen]
pub fn tidy_memory() {
    heap::tidy();
}
