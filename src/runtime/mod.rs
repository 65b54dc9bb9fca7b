//! Pure but stateful: `handle(Input) -> Vec<Effect>`.
//!
//! Owns: the state of one visit, consent, and what is remembered. In: every
//! thing that happened, as an [`Input`] with its [`Instant`]. Out: what is to
//! be done, as [`Effect`]s. Must not: read a clock, roll dice, touch a browser.

mod effect;
mod input;

pub use effect::{Effect, Notice};
pub use input::{Device, Input, Instant, Page, Purpose, Source, Start, State, States};

use crate::engine::Env;
use alloc::{string::String, vec::Vec};

/// One visitor on one page.
pub struct Runtime {
    _env: Env,
}

impl Runtime {
    /// A runtime that has seen nothing yet.
    #[must_use]
    pub fn new(env: Env) -> Self {
        Self { _env: env }
    }

    /// Takes one input and says what is to be done about it, in order.
    pub fn handle(&mut self, _at: Instant, _input: Input) -> Vec<Effect> {
        Vec::new()
    }

    /// Why an experience does or does not apply, as JSON; `null` for an unknown id.
    #[must_use]
    pub fn explain(&self, _id: &str) -> String {
        String::from("null")
    }

    /// The variant an experience shows, or `None` where it does not apply.
    #[must_use]
    pub fn variant(&self, _id: &str) -> Option<String> {
        None
    }

    /// What is remembered of this visitor, as JSON.
    #[must_use]
    pub fn profile(&self) -> String {
        String::from("{}")
    }
}
