//! What became of one experience, and lists of numbers of limited length.

use super::behaviour::MAX_SEEN;
use crate::engine::part;
use alloc::{string::String, vec::Vec};
use core::mem;

/// What became of one experience.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Id of the experience.
    pub id: String,
    /// Its version at the exposure.
    pub version: f64,
    /// The variant shown.
    pub variant: String,
    /// First exposure; 0 before it.
    pub exposed_ms: f64,
    /// When the visitor qualified, for `stay`; 0 before.
    pub qualified_ms: f64,
    /// When it was shown, oldest first, as far back as its caps look.
    pub shown: Vec<f64>,
    /// Those of them that are not stored yet.
    pub unsaved: Vec<f64>,
    /// Goals reached since the exposure.
    pub goals: Vec<Tally>,
    /// Whose it is: the hash of what was hashed for the split; 0 for whoever this is.
    pub by: f64,
    /// When its surface was last closed; 0 for never.
    pub closed_ms: f64,
    /// Something of it is not stored yet.
    pub changed: bool,
}

/// How often a goal was reached after an exposure, and what it was worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Name of the goal.
    pub goal: String,
    /// How often.
    pub count: f64,
    /// Sum of the values.
    pub total: f64,
    /// How much of both is not stored yet.
    pub unsaved: [f64; 2],
}

impl Entry {
    /// Whether it is of whom this hash names, and not of somebody else at the same device.
    #[must_use]
    pub fn is_by(&self, by: f64) -> bool {
        !part::STEER || self.by == 0.0 || same(self.by, by)
    }

    /// Takes what another tab knows of the same experience.
    #[inline(never)]
    pub(super) fn join(&mut self, other: &Self) {
        let is_earlier = |one: f64, other: f64| one > 0.0 && (other <= 0.0 || one < other);
        if is_earlier(other.exposed_ms, self.exposed_ms) {
            self.variant = other.variant.clone();
            self.by = other.by;
            self.exposed_ms = other.exposed_ms;
        }
        if is_earlier(other.qualified_ms, self.qualified_ms) {
            self.qualified_ms = other.qualified_ms;
        }
        self.closed_ms = self.closed_ms.max(other.closed_ms);
        for at_ms in &other.unsaved {
            remember_in_order(&mut self.shown, MAX_SEEN, *at_ms);
            self.unsaved.push(*at_ms);
        }
        for tally in &other.goals {
            let [count, value] = tally.unsaved;
            self.tally(&tally.goal, count, value);
        }
    }
}

/// Whether a number is in a list.
#[must_use]
pub fn knows(list: &[f64], number: f64) -> bool {
    list.iter().any(|known| same(*known, number))
}

/// Appends to a list that holds so many at most; the oldest goes first.
pub fn remember(list: &mut Vec<f64>, most: usize, number: f64) {
    if list.len() >= most {
        list.remove(0);
    }
    list.push(number);
}

/// As [`remember`], for a number that may be less than the last ones.
fn remember_in_order(list: &mut Vec<f64>, most: usize, number: f64) {
    remember(list, most, number);
    let mut newest = list.iter_mut().rev();
    let Some(mut last) = newest.next() else {
        return;
    };
    for earlier in newest {
        if *earlier > *last {
            mem::swap(earlier, last);
        }
        last = earlier;
    }
}

/// Equality of whole numbers kept as doubles.
#[must_use]
#[allow(clippy::float_cmp)]
pub fn same(left: f64, right: f64) -> bool {
    left == right
}
