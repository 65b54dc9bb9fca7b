//! What a rule wants to know of the past: how often something was done.

use crate::engine::assign::fnv1a;
use crate::engine::json::{Text, Value, integer_text};
use alloc::string::String;

/// Counts one kind of event. Two equal behaviours are one aggregate.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// Name of the event.
    pub event: Text,
    /// Properties it must have: an object by dotted path. A path is looked for in the
    /// event and, failing that, in each of its `items`.
    pub with: &'static Value,
    /// How far back, in milliseconds; infinity for ever.
    pub within_ms: f64,
}

impl Behaviour {
    /// Whether this event counts.
    #[must_use]
    pub fn matches(&self, event: &str, props: &Value) -> bool {
        *self.event == *event
            && self
                .with
                .members()
                .iter()
                .all(|(path, wanted)| has(props, path, wanted))
    }
}

fn has(props: &Value, path: &str, wanted: &Value) -> bool {
    match props.at(path) {
        Some(found) => found == wanted,
        None => props.get("items").is_some_and(|items| {
            items
                .items()
                .iter()
                .any(|item| item.at(path) == Some(wanted))
        }),
    }
}

impl Behaviour {
    /// Whether this is the behaviour of that number.
    #[must_use]
    #[allow(clippy::float_cmp)]
    pub fn is(&self, key: f64) -> bool {
        self.key() == key
    }

    /// A number for this definition, stable over pages and versions of the file.
    #[must_use]
    pub fn key(&self) -> f64 {
        let mut text = String::from(self.event);
        integer_text(&mut text, self.within_ms);
        for (path, value) in self.with.members() {
            text.push('\n');
            text.push_str(path);
            text.push('=');
            match value {
                Value::Text(wanted) => text.push_str(wanted),
                Value::Number(wanted) => integer_text(&mut text, *wanted * 1000.0),
                Value::Bool(true) => text.push('t'),
                _ => text.push('-'),
            }
        }
        f64::from(fnv1a(&text))
    }
}
