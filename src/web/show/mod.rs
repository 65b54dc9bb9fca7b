//! What is shown on the page, from the order to the receipt.
//!
//! Owns: which experience waits for which elements, which slot is taken, and when an experience has
//! reached the visitor. In: [`Showing`]s, and elements as they are found. Out: changes through the
//! [`Door`], [`Receipt`]s. Must not: know what an experience is for.

mod act;
mod apply;

use super::door::Door;
use crate::engine::change::{Moment, Showing, SurfaceKind};
use crate::engine::exposure::Receipt;
use act::Act;
use alloc::vec::Vec;

/// Everything that is shown or waits to be shown.
#[derive(Default)]
pub struct Stage {
    acts: Vec<Act>,
    /// By number of the watch: an act and one of its probes.
    watches: Vec<(usize, u32)>,
    /// The numbers of watches before the last withdrawal are below this.
    first: u32,
    /// A modal, a bar is or was open on this page.
    taken: [bool; 2],
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
                let watch = self.first.wrapping_add(self.watches.len() as u32);
                self.watches.push((number, probe));
                if !door.watch_for(watch, selector) {
                    door.tell_fault("selector-invalid", selector);
                }
            }
            if showing.slot.is_some() {
                let ms = match showing.moment {
                    Moment::Now => 0.0,
                    Moment::Exit => -1.0,
                    Moment::After(ms) => ms,
                };
                door.await_moment(number as u32, ms);
            }
            self.acts.push(Act::new(showing));
        }
        door.look_now();
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
        self.count(self.parsed);
    }

    /// The visitor leaves, perhaps for good: what was found counts.
    pub fn leave(&mut self) {
        self.count(true);
    }

    fn count(&mut self, all: bool) {
        for act in &mut self.acts {
            if all || act.is_complete() {
                act.report(&mut self.receipts);
            }
        }
    }

    /// The moment of a surface: it takes its slot until the page ends, if that is free. A ghost does
    /// the same and shows nothing.
    pub fn come(&mut self, door: &Door, number: u32) {
        if let Some(act) = self.acts.get_mut(number as usize)
            && let Some(kind) = act.showing.slot
        {
            let [modal, bar] = &mut self.taken;
            let slot = if kind == SurfaceKind::Modal {
                modal
            } else {
                bar
            };
            if !*slot {
                *slot = true;
                act.open(door);
                act.report(&mut self.receipts);
            }
        }
    }

    /// Takes everything back, newest first, and forgets what was awaited.
    pub fn withdraw(&mut self, door: &Door) {
        self.first = self.first.wrapping_add(self.watches.len() as u32);
        self.watches.clear();
        self.acts.clear();
        self.taken = [false; 2];
        door.withdraw_all();
    }
}
