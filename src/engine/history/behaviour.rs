//! What a rule wants to know of the past: how often something was done.

use crate::engine::json::Value;
use alloc::{rc::Rc, vec::Vec};

/// Counts one kind of event. Two equal behaviours are one aggregate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behaviour {
    /// Name of the event.
    pub event: Rc<str>,
    /// Properties it must have, by dotted path. A path is looked for in the
    /// event and, failing that, in each of its `items`.
    pub with: Vec<(Rc<str>, Value)>,
    /// How far back, in milliseconds; `None` for ever.
    pub within_ms: Option<f64>,
}

impl Behaviour {
    /// Whether this event counts.
    #[must_use]
    pub fn matches(&self, event: &str, props: &Value) -> bool {
        *self.event == *event
            && self
                .with
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
