//! Keeps equal things only once.

use super::{Clause, Operand, Subject};
use crate::engine::assign::{SEED, fnv_step};
use crate::engine::json::Value;
use alloc::vec::Vec;

/// Numbers of things by their hash. Open addressing; at most half full.
#[derive(Default)]
pub struct Index {
    /// Hash, and number + 1; 0 for a free place.
    places: Vec<(u32, u32)>,
    used: usize,
}

impl Index {
    /// The number filed under this hash for which `is` holds; else `next`, which is filed.
    #[allow(clippy::cast_possible_truncation)]
    pub fn file(&mut self, hash: u32, next: usize, is: &dyn Fn(usize) -> bool) -> usize {
        if self.used.wrapping_mul(2) >= self.places.len() {
            self.grow();
        }
        let mask = self.places.len().wrapping_sub(1);
        let mut at = hash as usize;
        loop {
            at &= mask;
            let Some(place) = self.places.get_mut(at) else {
                return next;
            };
            let number = (place.1 as usize).wrapping_sub(1);
            if place.1 == 0 {
                *place = (hash, next.wrapping_add(1) as u32);
                self.used = self.used.wrapping_add(1);
                return next;
            }
            if place.0 == hash && is(number) {
                return number;
            }
            at = at.wrapping_add(1);
        }
    }

    fn grow(&mut self) {
        let size = self.places.len().wrapping_mul(2).max(64);
        let mut old = Vec::new();
        old.resize(size, (0, 0));
        core::mem::swap(&mut old, &mut self.places);
        self.used = 0;
        for &(hash, number) in &old {
            if number > 0 {
                self.file(hash, (number as usize).wrapping_sub(1), &|_| false);
            }
        }
    }
}

/// The hash of a clause.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn clause(clause: &Clause<'_>) -> u32 {
    let hash = fnv_step(SEED, clause.subject as u32);
    let hash = fnv_step(hash, clause.operator as u32);
    match clause.operand {
        Operand::Value(value) => digest(hash, value),
        Operand::Ref(other) => fnv_step(hash, other as u32),
    }
}

/// The hash of a subject.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn subject(subject: &Subject) -> u32 {
    match subject {
        Subject::Attribute(path) => text(SEED, path),
        Subject::Behaviour(behaviour) => behaviour.key,
        Subject::Variant(index) | Subject::Result(index, _) | Subject::Flag(index) => *index as u32,
    }
}

/// The hash of a text, byte by byte.
#[must_use]
pub fn text(hash: u32, text: &str) -> u32 {
    let bytes = text.bytes();
    bytes.fold(hash, |hash, byte| fnv_step(hash, u32::from(byte)))
}

/// The hash of a value; of an object, in whatever order its members stand.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn digest(hash: u32, value: &Value) -> u32 {
    match value {
        Value::Text(found) => text(hash, found),
        Value::Number(number) => {
            let bits = number.to_bits();
            fnv_step(fnv_step(hash, bits as u32), (bits >> 32) as u32)
        }
        Value::Bool(yes) => fnv_step(hash, u32::from(*yes)),
        // Each thing is closed: what stands one level deeper, or in two texts instead of one, is another.
        Value::List(items) => items
            .iter()
            .fold(hash, |hash, item| fnv_step(digest(hash, item), 1)),
        Value::Map(members) => {
            let members = members.iter();
            let sum = members.fold(1, |sum: u32, (key, member)| {
                sum.wrapping_add(digest(text(SEED, key), member))
            });
            fnv_step(hash, sum)
        }
        Value::Null => hash,
    }
}
