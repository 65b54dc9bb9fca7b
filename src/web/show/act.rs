//! One experience on this page: which of its targets were found, what was done and reported.
//!
//! Owns: the outcome of one [`Showing`]. In: elements found, the moment of its surface. Out: one
//! [`Receipt`]. Must not: treat the original differently, or its numbers could not be compared.

use super::super::door::Door;
use super::apply;
use crate::engine::change::{Showing, Surface, is_shared};
use crate::engine::exposure::{Outcome, Receipt};
use crate::engine::json::Text;
use alloc::vec::Vec;

/// One bit for each of up to 63 things; those beyond share the last. Bit 63 is the surface.
type Bits = u64;

const SURFACE: u32 = 63;

/// Answers to an order to open.
const OPENED: f64 = 1.0;
const WAITS: f64 = 2.0;

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
    /// The second file is on its way.
    pub(super) waits: bool,
}

impl Act {
    pub(super) fn new(showing: Showing) -> Self {
        Self {
            found: 0,
            wanted: all(showing.changes.len()),
            made: 0,
            reported: false,
            waits: false,
            showing,
        }
    }

    /// Changes an element, unless another experience has it; for what is no probe of ours, the other
    /// end of a move, only tries that.
    pub(super) fn found(&mut self, door: &Door, probe: u32, element: u32) {
        let experience = self.showing.experience;
        let ours =
            |selector: &&Text| is_shared(selector) || door.claim_element(element, experience);
        let probes = &self.showing.probes;
        if let Some(selector) = probes.get(probe as usize).filter(ours) {
            self.found |= bit(probe);
            for (index, change) in (0..).zip(&self.showing.changes) {
                if change.selector == *selector && apply::change(door, element, change) {
                    self.made |= bit(index);
                }
            }
        }
        for (index, change) in (0..).zip(&self.showing.changes) {
            // Also when it was made before: the page may have one of the two anew.
            if let Some(other) = apply::anchor(change)
                && door.arrange(experience, change.way, change.selector, other)
            {
                self.made |= bit(index);
            }
        }
    }

    /// Opens the surface; a ghost has none and counts as opened.
    pub(super) fn open(&mut self, door: &Door, number: u32, surface: Option<Surface>) {
        if self.waits {
            return;
        }
        self.wanted |= 1 << SURFACE;
        self.found |= 1 << SURFACE;
        self.showing.surface = surface;
        let surface = self.showing.surface.as_ref();
        let state = surface.map_or(OPENED, |surface| apply::open(door, number, surface));
        self.waits = state == WAITS;
        if !self.waits {
            self.opened(door, state == OPENED, "surface-failed");
        }
    }

    /// What came of an order to open.
    pub(super) fn opened(&mut self, door: &Door, done: bool, otherwise: &str) {
        self.waits = false;
        if done {
            self.made |= 1 << SURFACE;
        } else {
            let surface = self.showing.surface.as_ref();
            let place = surface.map(|surface| surface.template.unwrap_or(surface.target));
            door.tell_fault(otherwise, place.unwrap_or_default());
        }
    }

    /// Whether all of its targets were found, and what moves has found where to.
    pub(super) fn is_complete(&self) -> bool {
        let probes = all(self.showing.probes.len());
        let mut changes = (0..).zip(&self.showing.changes);
        !self.waits
            && self.found & probes == probes
            && changes.all(|(index, change)| {
                self.made & bit(index) != 0 || apply::anchor(change).is_none()
            })
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
