//! The class that JavaScript sees.
//!
//! Owns: nothing but the pump. In: events and questions that `js/door` has checked. Out: answers,
//! through the door. Must not: do anything but enqueue. One wide method instead of a dozen, since each exported one
//! costs half a kilobyte of glue and borrow keeping.

use super::door::Door;
use super::event::Event;
use super::pump::Pump;
use alloc::string::String;
use wasm_bindgen::prelude::*;

/// One visitor on one page.
#[wasm_bindgen]
pub struct Omotenashi {
    pump: Pump,
}

#[wasm_bindgen]
impl Omotenashi {
    /// Waits for its first event, which must be `STARTED`.
    #[wasm_bindgen(constructor)]
    pub fn new(door: Door) -> Self {
        Self {
            pump: Pump::new(door),
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
