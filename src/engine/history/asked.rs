//! What rules ask about the past, and how long it may be kept.

use crate::engine::condition::{Conditions, Subject};
use crate::engine::json::Value;
use crate::engine::part::PAST;
use crate::engine::time::{DAY_MS, parse_duration};
use alloc::string::String;

/// Visitors who were not seen for thirteen months are forgotten.
pub const RETENTION_MS: f64 = 396.0 * DAY_MS;

/// Everything that decides what is kept.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What conditions are made of.
    pub conditions: &'a Conditions,
    /// Every attribute and behaviour that is asked for.
    pub subjects: &'a [Subject],
    /// How long it is kept.
    pub retention: Retention,
    /// Events that are kept for rules not yet written.
    pub ahead: &'a [Value],
    /// Goals are counted, and so each order once.
    pub goals: bool,
    /// The stage of the journey is asked for, and when it was entered.
    pub stage: bool,
}

impl Asked<'_> {
    /// Whether an event is kept for rules not yet written.
    #[must_use]
    pub fn is_ahead(&self, name: &str) -> bool {
        PAST && self.ahead.iter().any(|known| known.as_text() == Some(name))
    }
}

/// How long things are kept: the checked `retention` of a rules file, where there is one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Retention(pub Option<&'static Value>);

impl Retention {
    /// The duration of a member in milliseconds, where it is there.
    fn named(self, name: &str) -> Option<f64> {
        parse_duration(self.0?.text_at(name)?)
    }

    /// What is not named, and who was not seen.
    #[must_use]
    pub fn default_ms(self) -> f64 {
        self.named("default").unwrap_or(RETENTION_MS)
    }

    /// What the site told of a visitor, after the last visit.
    #[must_use]
    pub fn user_ms(self) -> f64 {
        self.named("user").unwrap_or(f64::INFINITY)
    }

    /// What became of an experience, after the last time.
    #[must_use]
    pub fn experiences_ms(self) -> f64 {
        self.named("experiences").unwrap_or(self.default_ms())
    }

    /// Times of the events that this is true of: of several, as long as the first to go.
    #[must_use]
    pub fn events_ms(self, is: &dyn Fn(&str) -> bool) -> f64 {
        let mut shortest = f64::INFINITY;
        let events = self.0.and_then(|all| all.get("events"));
        for (event, text) in events.map_or(&[][..], Value::members) {
            if is(event)
                && let Some(ms) = text.as_text().and_then(parse_duration)
            {
                shortest = shortest.min(ms);
            }
        }
        if shortest < f64::INFINITY {
            shortest
        } else {
            self.default_ms()
        }
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

impl Happened {
    /// Every event of a list of times, names and properties.
    pub(super) fn each(list: &[Value], act: &mut dyn FnMut(Self)) {
        for parts in list.chunks(3) {
            if let [Value::Number(at_ms), Value::Text(name), props] = parts {
                act(Self {
                    at_ms: *at_ms,
                    name: String::from(&**name),
                    props: props.clone(),
                });
            }
        }
    }
}
