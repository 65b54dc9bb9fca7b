//! What rules ask of the past, and how long it may be kept.

use super::behaviour::Behaviour;
use super::profile::Profile;
use crate::engine::condition::{Conditions, Subject};
use crate::engine::json::{Text, Value};
use crate::engine::time::DAY_MS;
use alloc::{string::String, vec::Vec};

/// Who was not seen for thirteen months is forgotten.
pub const RETENTION_MS: f64 = 396.0 * DAY_MS;
/// Most events of the log that is kept ahead.
pub const MAX_AHEAD: usize = 40;

/// Everything that decides what is kept.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What conditions are made of.
    pub conditions: &'a Conditions,
    /// Every attribute and behaviour that is asked for.
    pub subjects: &'a [Subject],
    /// How long it is kept.
    pub retention: &'a Retention,
    /// Events that are kept for rules not yet written.
    pub ahead: &'a [Text],
}

/// How long something is kept, in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// What is not named, and who was not seen.
    pub default_ms: f64,
    /// Times of these events.
    pub events: Vec<(Text, f64)>,
    /// What the site told of a visitor, after the last visit.
    pub user_ms: f64,
    /// What became of an experience, after the last time.
    pub experiences_ms: f64,
}

impl Default for Retention {
    /// Thirteen months.
    fn default() -> Self {
        Self {
            default_ms: RETENTION_MS,
            events: Vec::new(),
            user_ms: f64::INFINITY,
            experiences_ms: RETENTION_MS,
        }
    }
}

impl Retention {
    /// How long one time of a behaviour is kept: of several events, as long as the first to go.
    #[must_use]
    pub fn of(&self, behaviour: &Behaviour) -> f64 {
        self.shortest(&|event| behaviour.hears(event))
    }

    fn shortest(&self, is: &dyn Fn(&str) -> bool) -> f64 {
        let mut shortest = f64::INFINITY;
        for (event, ms) in &self.events {
            if is(event) {
                shortest = shortest.min(*ms);
            }
        }
        if shortest < f64::INFINITY {
            shortest
        } else {
            self.default_ms
        }
    }

    /// How long an event of the log is kept.
    pub(super) fn of_event(&self, name: &str) -> f64 {
        self.shortest(&|event| event == name)
    }
}

/// Something that happened, as it was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// When, milliseconds since the epoch.
    pub at_ms: f64,
    /// The name of the event.
    pub name: String,
    /// Its properties.
    pub props: Value,
}

impl Profile {
    /// Notes an event for rules not yet written, where it is declared; the oldest goes first.
    pub fn keep_ahead(&mut self, happened: &Happened, asked: &Asked<'_>) {
        if asked.ahead.contains(&happened.name.as_str()) {
            if self.ahead.len() >= MAX_AHEAD {
                self.ahead.remove(0);
            }
            self.ahead.push(happened.clone());
        }
    }
}
