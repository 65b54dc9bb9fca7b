//! The class that JavaScript sees.
//!
//! Owns: nothing but the pump. In: rules, then events and questions that `js/door` has checked. Out: answers,
//! through the door. Must not: do anything but enqueue. One wide method instead of a dozen, since each exported one
//! costs half a kilobyte of glue and borrow keeping.
//!
//! A bundle does without the constructor: it begins with a picture of the memory as that has left it.

use super::event::Event;
use super::heap;
use super::pump::Pump;
use alloc::string::String;
use wasm_bindgen::prelude::*;

/// Zeroes memory that is free, before a picture of it is taken. In no visitor's download.
#[wasm_bindgen]
pub fn tidy_memory() {
    heap::tidy();
}

/// One visitor on one page.
#[wasm_bindgen]
pub struct Omotenashi {
    pump: Pump,
}

#[wasm_bindgen]
impl Omotenashi {
    /// Reads the rules, which may be anything, and waits for its first event, which must be `STARTED`.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: String) -> Self {
        Self {
            pump: Pump::new(rules),
        }
    }

    /// Tells that something of `js/door/event.js` happened, or asks. May be called from within itself.
    pub fn take_event(&self, kind: u32, a: u32, b: u32, text: String, more: String) {
        self.pump.take(Event {
            kind,
            a,
            b,
            text,
            more,
        });
    }
}
