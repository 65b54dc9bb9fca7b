//! What is shown on the page, from the order to the receipt.
//!
//! Owns: which experience waits for which elements, which slot is taken, and when an experience has
//! reached the visitor. In: [`Showing`]s, and elements as they are found. Out: changes through the
//! [`Door`], [`Receipt`]s. Must not: know what an experience is for.

mod act;
mod apply;

use super::door::Door;
use crate::engine::change::{Moment, RESERVE, Showing};
use crate::engine::exposure::Receipt;
use act::Act;
use alloc::vec::Vec;

/// What is watched for besides the probes: the other end of a move.
const NO_PROBE: u32 = u32::MAX;

/// Everything that is shown or waits to be shown.
#[derive(Default)]
pub struct Stage {
    acts: Vec<Act>,
    /// By number of the watch: an act and one of its probes.
    watches: Vec<(usize, u32)>,
    /// The numbers of watches before the last withdrawal are below this.
    first: u32,
    /// Slots in which a surface is or was on this page, one bit for each.
    taken: u32,
    parsed: bool,
    /// What has reached the visitor and is not reported yet.
    pub receipts: Vec<Receipt>,
}

impl Stage {
    /// Shows more, highest priority first: what is there already keeps its elements.
    pub fn show(&mut self, door: &Door, list: Vec<Showing>) {
        for showing in list {
            let number = self.acts.len();
            for (probe, selector) in (0..).zip(&showing.probes) {
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
            if showing.slot.is_some() {
                let number = number as u32;
                if showing.moments.is_empty() {
                    door.await_moment(number, 0.0, "", "");
                }
                for moment in &showing.moments {
                    match *moment {
                        Moment::After(ms) => door.await_moment(number, ms, "", ""),
                        Moment::Cue(kind, at, more) => door.await_moment(number, more, kind, at),
                        Moment::Event(..) => {}
                    }
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

    /// The moment of a surface: it takes its slot until the page ends, if that is free. A ghost does
    /// the same and shows nothing. Later states are 1 when it is open, 2 when what opens it could not be
    /// loaded, 3 when it could not be opened.
    pub fn come(&mut self, door: &Door, number: u32, state: u32) {
        let Some(act) = self.acts.get_mut(number as usize) else {
            return;
        };
        if state > 0 {
            act.opened(
                door,
                state == 1,
                if state == 2 {
                    "surface-unreachable"
                } else {
                    "surface-failed"
                },
            );
        } else if let Some(kind) = act.showing.slot {
            let slot = 1 << kind.slot();
            if self.taken & slot != 0 {
                return;
            }
            self.taken |= slot;
            act.open(door, number);
        }
        if !act.waits {
            act.report(&mut self.receipts);
        }
    }

    /// The site has tracked an event, for which some may wait.
    pub fn track(&mut self, door: &Door, name: &str) {
        for number in 0..self.acts.len() {
            let act = self.acts.get_mut(number);
            if act.is_some_and(|act| act.track(name)) {
                self.come(door, number as u32, 0);
            }
        }
    }

    /// The experience of a surface.
    #[must_use]
    pub fn experience(&self, number: u32) -> Option<usize> {
        let act = self.acts.get(number as usize)?;
        Some(act.showing.experience)
    }

    /// Takes everything back, newest first, and forgets what was awaited.
    pub fn withdraw(&mut self, door: &Door) {
        self.first = self.first.wrapping_add(self.watches.len() as u32);
        self.watches.clear();
        self.acts.clear();
        self.taken = 0;
        door.withdraw_all();
    }
}
