//! How long things are kept, in whole days.
//!
//! Owns: the days of each row. In: what is asked for, the rules. Out: days. Must not: say when they begin; `said.rs`
//! does.

use super::asked::{self, What};
use crate::engine::condition::Subject;
use crate::engine::rules::Rules;
use crate::engine::time::DAY_MS;

/// Days for the answer to the question of consent.
pub(super) const ANSWER_DAYS: u32 = 180;

/// Milliseconds in days.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn days(ms: f64) -> u32 {
    (ms / DAY_MS) as u32
}

/// How long it is kept. What is ready-made is about the events that it is made of.
pub(super) fn kept_days(what: &What, rules: &Rules) -> u32 {
    let retention = rules.retention;
    days(match what {
        What::Attribute(path) if path.starts_with("user.") => {
            retention.user_ms().min(retention.default_ms())
        }
        What::Attribute(path) => retention.events_ms(&|event| {
            rules.names.iter().any(|named| {
                rules.name(named.attribute) == path && hears(rules, named.behaviour, event)
            })
        }),
        What::Behaviour(did) => retention.events_ms(&|event| asked::hears(did, event)),
        What::Stage => retention.default_ms(),
    })
}

fn hears(rules: &Rules, subject: usize, event: &str) -> bool {
    let subject = rules.subjects.get(subject);
    matches!(subject, Some(Subject::Behaviour(behaviour)) if behaviour.hears(event))
}
