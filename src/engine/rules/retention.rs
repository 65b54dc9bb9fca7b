//! How long things are kept: the `retention` part of a rules file.
//!
//! | member | holds | meaning |
//! |---|---|---|
//! | `default` | a duration | a visitor who was not seen for that long is forgotten, with the stage of the journey, and so is everything older that is not named here; thirteen months (396 days) unless said |
//! | `events` | durations by name | times of these events; a behaviour that is about several of them is kept as long as the first to go. A count or sum without a window goes on while the last is that recent |
//! | `user` | a duration | what the site told about the visitor, after their last visit |
//! | `experiences` | a duration | what became of an experience, after the last time that anything did |
//!
//! What is too old is forgotten when the profile is read, on the visitor's next page.
//!
//! Owns: the members of `retention`. In: the file. Out: [`Retention`]. Must not: forget anything.

use super::Rules;
use crate::engine::condition::Scope;
use crate::engine::history::{Asked, Retention};
use crate::engine::json::{Kind, Node};
use crate::engine::words;

/// Checks the `retention` object.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Retention {
    scope.fields(node, &words::RETENTION);
    for name in ["default", "user", "experiences"] {
        scope.duration_of(node, name);
    }
    for event in scope.children(&node.get("events"), Kind::Map) {
        scope.duration(&event);
    }
    Retention(scope.tree.get("retention"))
}

impl Rules {
    /// What is asked of the past, and how long it may be kept.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            conditions: &self.conditions,
            subjects: &self.subjects,
            retention: self.retention,
            ahead: self.ahead,
            goals: !self.goals.is_empty(),
            stage: self.keeps_stage,
        }
    }
}
