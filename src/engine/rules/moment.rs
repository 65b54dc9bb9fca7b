//! `when`: the moment a surface appears. Without one, it appears at once; a card or a spotlight, as soon as its target
//! is there.

use super::experience::texts;
use super::rest::Rest;
use crate::engine::change::{Moment, happening};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::words;

/// Places in [`words::WHEN`], as those of [`happening`]: the first and the last word that takes a duration, the one that may
/// be a number, the one that may have a percentage. A word from [`SCROLL`] to [`happening::CLOSED`] has a text.
const AFTER: usize = 3;
const IDLE: usize = 5;
const SCROLL: usize = 6;
const VIEW: usize = 8;

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
            0..=happening::NAVIGATE if !scope.boolean(&value) => continue,
            0..=happening::NAVIGATE => {}
            AFTER..=IDLE => number = scope.duration(&value),
            SCROLL if matches!(value.value, Some(Value::Number(_))) => {
                number = scope.number(&value, 0.0);
            }
            SCROLL..=happening::CLOSED => at = scope.text(&value).unwrap_or_default(),
            // It says more about the others, and is read above.
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
            AFTER => Moment::After(number),
            happening::NAVIGATE | happening::EVENT.. => Moment::Event(word, at, count),
            // Durations are whole seconds: the percentage is added as their remainder.
            VIEW => Moment::Cue(value.key(), at, for_ms + seen),
            _ => Moment::Cue(value.key(), at, number),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Env;
    use crate::engine::rules::Rules;

    #[test]
    fn the_places_are_those_of_the_words() {
        let places = [
            (AFTER, "after"),
            (IDLE, "idle"),
            (SCROLL, "scroll"),
            (VIEW, "view"),
            (happening::NAVIGATE, "navigate"),
            (happening::EVENT, "event"),
            (happening::SHOWN, "shown"),
            (happening::CLICKED, "clicked"),
            (happening::CLOSED, "closed"),
        ];
        for (place, word) in places {
            assert_eq!(words::WHEN.position(word), Some(place), "{word}");
        }
    }

    #[test]
    fn each_word_is_a_moment_or_says_more_of_one() {
        let more = ["count", "for", "percent", "delay", "every", "cancelOn"];
        for word in words::WHEN.list {
            // A duration, a selector, and the id of an experience.
            let moments = ["true", r#""1s""#].map(|value| {
                let text = alloc::format!(
                    r#"{{"omotenashi":1,"experiences":[{{"id":"1s","when":{{"{word}":{value}}},"show":[{{"surface":"bar","text":"x"}}]}}]}}"#
                );
                let (rules, problems) = Rules::read(&Env::native(), &text);
                let rest = &rules.experiences[0].rest;
                if problems.is_empty() { rest.moments.len() } else { 0 }
            });
            let is_moment = moments.contains(&1);
            assert_ne!(is_moment, more.contains(word), "{word}");
        }
    }
}
