//! `goals`: what the site wants to happen.

use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Text};
use crate::engine::words;
use alloc::vec::Vec;

/// Something a site wants to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its name.
    pub id: Text,
    /// What counts as reaching it.
    pub trigger: Trigger,
    /// The property that holds its value, by dotted path; empty for none.
    pub value: Text,
    /// How long after the first exposure it still counts, in milliseconds; infinity for ever.
    pub within_ms: f64,
}

/// What counts as reaching a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// An event of this name.
    Event(Text),
    /// A click on an element that matches this selector.
    Click(Text),
}

/// Reads `goals`.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, goals: &mut Vec<Goal>) {
    for node in scope.children(node, Kind::Map) {
        scope.fields(&node, &words::GOAL);
        let event = scope.given(&node, "event");
        let click = scope.given(&node, "click");
        if !node.get("event").is_some() && !node.get("click").is_some() {
            scope.missing(&node, "event", "goal-fields");
        }
        goals.push(Goal {
            id: node.key(),
            trigger: match click {
                Some(selector) => Trigger::Click(selector),
                None => Trigger::Event(event.unwrap_or_default()),
            },
            value: scope.text_of(&node, "value"),
            within_ms: scope.duration_of(&node, "within"),
        });
    }
}
