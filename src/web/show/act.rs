//! One experience on this page: what of it was found, done and reported.
//!
//! Owns: the outcome of one [`Showing`]. In: elements found, the moment of its surface. Out: one
//! [`Receipt`]. Must not: treat the original differently, or its numbers could not be compared.

use super::super::door::Door;
use super::apply;
use crate::engine::change::Showing;
use crate::engine::exposure::{Outcome, Receipt};
use alloc::vec::Vec;

/// One bit for each of up to 63 things; those beyond share the last. Bit 63 is the surface.
type Bits = u64;

const SURFACE: u32 = 63;

const fn bit(index: u32) -> Bits {
    let last = SURFACE.wrapping_sub(1);
    1 << if index < last { index } else { last }
}

/// All bits of so many things.
fn all(count: usize) -> Bits {
    (0..count).fold(0, |bits, index| bits | bit(index as u32))
}

/// One showing and how far it has come.
pub(super) struct Act {
    pub(super) showing: Showing,
    /// Probes of which an element was ours.
    found: Bits,
    /// Changes to be made, and those made to one element at least.
    wanted: Bits,
    made: Bits,
    reported: bool,
}

impl Act {
    pub(super) fn new(showing: Showing) -> Self {
        Self {
            found: 0,
            wanted: all(showing.changes.len()),
            made: 0,
            reported: false,
            showing,
        }
    }

    /// Changes an element, unless another experience has it.
    pub(super) fn found(&mut self, door: &Door, probe: u32, element: u32) {
        let Some(selector) = self.showing.probes.get(probe as usize) else {
            return;
        };
        if !door.claim_element(element, self.showing.experience) {
            return;
        }
        self.found |= bit(probe);
        for (index, change) in (0..).zip(&self.showing.changes) {
            if change.selector == *selector && apply::change(door, element, &change.action) {
                self.made |= bit(index);
            }
        }
    }

    /// Opens the surface; a ghost has none and counts as opened.
    pub(super) fn open(&mut self, door: &Door) {
        self.wanted |= 1 << SURFACE;
        self.found |= 1 << SURFACE;
        let surface = self.showing.surface.as_ref();
        if surface.is_none_or(|surface| apply::open(door, self.showing.experience, surface)) {
            self.made |= 1 << SURFACE;
        }
    }

    /// Whether all of its targets were found.
    pub(super) fn is_complete(&self) -> bool {
        let probes = all(self.showing.probes.len());
        self.found & probes == probes
    }

    /// A receipt, once, when something of it has reached the visitor.
    pub(super) fn report(&mut self, receipts: &mut Vec<Receipt>) {
        if self.reported || self.found == 0 {
            return;
        }
        self.reported = true;
        let outcome = match self.made {
            made if made == self.wanted => Outcome::Applied,
            0 => Outcome::Failed,
            _ => Outcome::Partial,
        };
        receipts.push(Receipt::reached(self.showing.experience, outcome));
    }
}
