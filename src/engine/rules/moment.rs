//! `when`: the moment a surface appears. Without one that is at once; of a card and a spotlight, when the element is
//! there at which they stand.

use super::experience::texts;
use super::rest::Rest;
use crate::engine::change::{Moment, happening};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::words;

/// Reads `when`.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, rest: &mut Rest) {
    scope.fields(node, &words::WHEN);
    let count = scope.number_of(node, "count", 1.0);
    let for_ms = scope.span_of(node, "for");
    rest.delay_ms = scope.span_of(node, "delay");
    rest.every = scope.boolean_of(node, "every");
    let percent = node.get("percent");
    let seen = scope.number(&percent, 0.0);
    if percent.is_some() && !(seen > 0.0 && seen <= 100.0) {
        scope.problem(&percent, Spot::Start, "range", "", "percentage");
    }
    rest.cancel = texts(scope, &node.get("cancelOn"));
    for value in node.children(Kind::Map) {
        let (mut at, mut number) = ("", for_ms);
        let Some(word) = words::WHEN.position(value.key()) else {
            continue;
        };
        match word {
            0..=2 if !scope.boolean(&value) => continue,
            0..=2 => {}
            3..=5 => number = scope.duration(&value),
            6 if matches!(value.value, Some(Value::Number(_))) => {
                number = scope.number(&value, 0.0);
            }
            6..=happening::CLOSED => at = scope.text(&value).unwrap_or_default(),
            _ => continue,
        }
        if word >= happening::SHOWN && scope.experience(at).is_none() {
            scope.problem(
                &value,
                Spot::Start,
                "unknown-experience",
                at,
                "experience-id",
            );
        }
        rest.moments.push(match word {
            3 => Moment::After(number),
            happening::NAVIGATE | happening::EVENT.. => Moment::Event(word, at, count),
            // Durations are whole seconds: the percentage stands in what is left over.
            8 => Moment::Cue(value.key(), at, for_ms + seen),
            _ => Moment::Cue(value.key(), at, number),
        });
    }
}
