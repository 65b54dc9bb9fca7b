//! What is shown on the page, from the order to the receipt.
//!
//! Owns: which experience waits for which elements, which surface is open, and when an experience has
//! reached the visitor. In: [`Showing`]s, and elements as they are found. Out: changes through the
//! [`Door`], [`Receipt`]s. Must not: know what an experience is for.

mod act;
mod apply;

use super::door::Door;
use crate::engine::change::{Moment, RESERVE, Showing, Surface};
use crate::engine::exposure::Receipt;
use crate::engine::part;
use act::Act;
use alloc::vec::Vec;

/// What is watched for besides the probes: the other end of a move, the place of a card.
const NO_PROBE: u32 = u32::MAX;

/// Everything that is shown or waits to be shown.
pub struct Stage {
    acts: Vec<Act>,
    /// By number of the watch: an act and one of its probes.
    watches: Vec<(usize, u32)>,
    /// The numbers of watches before the last withdrawal are below this.
    first: u32,
    parsed: bool,
    /// What has reached the visitor and is not reported yet.
    pub receipts: Vec<Receipt>,
}

impl Stage {
    /// Nothing yet.
    pub const NEW: Self = Self {
        acts: Vec::new(),
        watches: Vec::new(),
        first: 0,
        parsed: false,
        receipts: Vec::new(),
    };

    /// Shows more, highest priority first: what is there already keeps its elements.
    pub fn show(&mut self, door: &Door, list: Vec<Showing>) {
        for showing in list {
            let number = self.acts.len();
            for (probe, selector) in (0..).zip(showing.probes) {
                self.watch(door, (number, probe), selector, showing.hydrate);
            }
            for change in &showing.changes {
                if change.name == RESERVE {
                    apply::change(door, 0, change);
                }
                if let Some(other) = apply::anchor(change) {
                    self.watch(door, (number, NO_PROBE), other, showing.hydrate);
                }
            }
            // A card has to know what is to be hydrated first.
            if part::SURFACE
                && let Some(surface) = &showing.surface
                && !surface.target.is_empty()
            {
                self.watch(door, (number, NO_PROBE), surface.target, showing.hydrate);
            }
            if part::SURFACE && showing.slot.is_some() {
                let number = showing.experience as u32;
                if showing.moments.is_empty() {
                    door.await_moment(number, 0.0, "", "", false);
                }
                for moment in showing.moments {
                    let (kind, at, more) = match *moment {
                        Moment::After(ms) => ("", "", ms),
                        Moment::Cue(kind, at, more) => (kind, at, more),
                        Moment::Event(..) => continue,
                    };
                    door.await_moment(number, more, kind, at, showing.every);
                }
            }
            self.acts.push(Act::new(showing));
        }
        door.look_now();
    }

    fn watch(&mut self, door: &Door, what: (usize, u32), selector: &str, hydrate: &str) {
        let watch = self.first.wrapping_add(self.watches.len() as u32);
        self.watches.push(what);
        if !door.watch_for(watch, selector, hydrate) {
            door.tell_fault("selector-invalid", selector);
        }
    }

    /// An element was found for a watch.
    pub fn found(&mut self, door: &Door, watch: u32, element: u32) {
        let index = watch.wrapping_sub(self.first) as usize;
        if let Some(&(act, probe)) = self.watches.get(index)
            && let Some(act) = self.acts.get_mut(act)
        {
            act.found(door, probe, element);
        }
    }

    /// A look at the page is over. What was found counts when it is complete, or when no more is to
    /// come because the document is parsed.
    pub fn looked(&mut self, parsed: bool) {
        self.parsed |= parsed;
        self.count(self.parsed, false);
    }

    /// The visitor leaves, perhaps for good: what was found counts.
    pub fn leave(&mut self) {
        self.count(true, true);
    }

    fn count(&mut self, parsed: bool, leaves: bool) {
        for act in &mut self.acts {
            if leaves || parsed && !act.waits || act.is_complete() {
                act.report(&mut self.receipts);
            }
        }
    }

    /// Opens the surface of an experience. A ghost takes the same way and shows nothing.
    pub fn open(&mut self, door: &Door, experience: u32, surface: Option<Surface>) {
        let Self { acts, receipts, .. } = self;
        if let Some(act) = find(acts, experience) {
            act.open(door, experience, surface);
            if !act.waits {
                act.report(receipts);
            }
        }
    }

    /// What came of an order to open that had to wait: 1 when it is open, 2 when what opens it could not
    /// be loaded, 3 when it could not be opened.
    pub fn came(&mut self, door: &Door, experience: u32, state: u32) {
        let Self { acts, receipts, .. } = self;
        if let Some(act) = find(acts, experience) {
            let otherwise = if state == 2 {
                "surface-unreachable"
            } else {
                "surface-failed"
            };
            act.opened(door, state == 1, otherwise);
            act.report(receipts);
        }
    }

    /// Takes everything back, newest first, and forgets what was awaited.
    pub fn withdraw(&mut self, door: &Door) {
        self.first = self.first.wrapping_add(self.watches.len() as u32);
        self.watches.clear();
        self.acts.clear();
        door.withdraw_all();
    }
}

fn find(acts: &mut [Act], experience: u32) -> Option<&mut Act> {
    acts.iter_mut()
        .find(|act| act.showing.experience as u32 == experience)
}
