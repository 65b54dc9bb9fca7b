//! Merges a profile of the same visitor from elsewhere into this one.
//!
//! Owns: which part of it counts. In: both. Out: one. Must not: know when that is allowed.

use super::entry::remember;
use super::profile::{MAX_ORDERS, Profile};
use crate::engine::assign::SEED;
use crate::engine::condition::Subject;
use crate::engine::condition::intern::text;
use crate::engine::part;
use core::mem;

impl Profile {
    /// Takes a profile of the same visitor from elsewhere. What was done there counts once; what is known here stays.
    pub fn import(&mut self, mut other: Self, subjects: &[Subject]) {
        let own = other.visitor_id == self.visitor_id;
        if own || !self.is_new(text(text(SEED, "import"), &other.visitor_id)) {
            other.settle(usize::MAX);
        } else {
            self.each(subjects, &mut |behaviour, record| {
                if let Some(more) = other.records.get_mut(behaviour.number) {
                    record.join(behaviour, more);
                }
            });
            // An order that was counted there is no new one here.
            mem::swap(&mut self.orders, &mut other.orders);
            for hash in &other.orders {
                remember(&mut self.orders, MAX_ORDERS, *hash);
            }
            if part::PAST {
                self.cart.value += other.cart.value;
                self.cart.count += other.cart.count;
                self.cart.changed_ms = self.cart.changed_ms.max(other.cart.changed_ms);
            }
            self.visit += other.visit;
            self.before_ms = self.before_ms.max(other.last_ms.min(self.starts[1]));
        }
        for told in &other.user {
            if !self.user.iter().any(|(known, _)| *known == told.0) {
                self.user.push(told.clone());
            }
        }
        self.learn(&other, true);
    }
}
