//! What is remembered of one visitor.

use super::Behaviour;
use super::asked::Happened;
use super::cart::Cart;
use super::entry::{Entry, knows, remember, same};
use super::record::Record;
use super::stage::is_after;
use crate::engine::assign::SEED;
use crate::engine::condition::intern::text;
use crate::engine::condition::{Evaluation, Subject, compare};
use crate::engine::json::{Lent, Value};
use crate::engine::part;
use crate::engine::time::MINUTE_MS;
use alloc::{string::String, vec::Vec};
use core::mem;

/// A visit ends after half an hour without anything done; the page after that begins another.
pub const VISIT_GAP_MS: f64 = 30.0 * MINUTE_MS;
/// When the last visit was of whom another host of the site knows: that is not told, but this one may not be the first.
pub const ELSEWHERE_MS: f64 = -1.0;
/// The event of a page view.
pub const VIEW: &str = "page_view";
/// Orders remembered to count each once.
pub(super) const MAX_ORDERS: usize = 20;

/// What is remembered of one visitor. Nothing in it is kept unless a rule asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Random name of this visitor on this device; empty while nothing may be remembered.
    pub visitor_id: String,
    /// Which visit this is, from 1.
    pub visit: f64,
    /// Pages of this visit.
    pub pages: f64,
    /// Path of the first page of this visit.
    pub landing: String,
    /// When the visitor last did something, milliseconds since the epoch.
    pub last_ms: f64,
    /// When the visit before this one ended; 0 for none, [`ELSEWHERE_MS`] for who knows.
    pub before_ms: f64,
    /// What the site told about the visitor, by path (`user.name`).
    pub user: Vec<(Lent, Value)>,
    /// What became of each experience; one without an id is of all together.
    pub entries: Vec<Entry>,
    /// What was done, by the number of the behaviour.
    pub records: Vec<Record>,
    /// When this page, this visit, and the visit before it began.
    pub starts: [f64; 3],
    /// The cart.
    pub cart: Cart,
    /// Hashes of transaction ids already counted.
    pub orders: Vec<f64>,
    /// The log that is kept ahead for rules not yet written, oldest first.
    pub ahead: Vec<Happened>,
    /// When the present stage of the journey was entered, or the last one left, and the hash of its name; 0 for none.
    pub stage: [f64; 2],
    /// The stage is not stored yet.
    pub moved: bool,
    /// Keys of the parts that were folded into it last: a tab that still finds one must not add it again.
    pub folded: Vec<Lent>,
}

impl Default for Profile {
    fn default() -> Self {
        Self::NEW
    }
}

impl Profile {
    /// The profile of a visitor about whom nothing is known.
    pub const NEW: Self = Self {
        visitor_id: String::new(),
        visit: 0.0,
        pages: 0.0,
        landing: String::new(),
        last_ms: 0.0,
        before_ms: 0.0,
        user: Vec::new(),
        entries: Vec::new(),
        records: Vec::new(),
        starts: [0.0; 3],
        cart: Cart {
            value: 0.0,
            count: 0.0,
            changed_ms: 0.0,
        },
        orders: Vec::new(),
        ahead: Vec::new(),
        stage: [0.0; 2],
        moved: false,
        folded: Vec::new(),
    };

    /// Notes a page view; after a pause it begins a new visit.
    pub fn page(&mut self, now_ms: f64, path: &str) {
        if self.visit < 1.0 || now_ms - self.last_ms > VISIT_GAP_MS {
            self.before_ms = self.last_ms;
            self.visit += 1.0;
            self.pages = 0.0;
            self.landing = String::from(path);
            let [_, visit, _] = self.starts;
            self.starts = [0.0, now_ms, visit];
        }
        self.starts[0] = now_ms;
        self.pages += 1.0;
        self.last_ms = now_ms;
    }

    /// Something was done. After a pause the visit is over all the same: the next page begins another.
    pub(super) fn touch(&mut self, now_ms: f64) {
        if self.visit < 1.0 || now_ms - self.last_ms <= VISIT_GAP_MS {
            self.last_ms = now_ms;
        }
    }

    /// Notes what happened, as far as the rules ask for it; says whether it is new: a page of thanks that is
    /// loaded again is not a second order.
    pub fn happen(
        &mut self,
        evaluation: &Evaluation<'_>,
        name: &str,
        props: &Value,
        subjects: &[Subject],
    ) -> bool {
        // Shops write it as a number, and their tag manager the same as a text; or an empty one where there is none.
        if let Some(order) = props.get("transaction_id")
            && compare::truthy(order)
            && let Some(order) = compare::print(evaluation.env, order)
            && !self.is_new(text(text(SEED, name), &order))
        {
            return false;
        }
        if name == VIEW {
            let path = props.text_at("page_path").unwrap_or_default();
            self.page(evaluation.now_ms, path);
        }
        self.touch(evaluation.now_ms);
        let starts = self.starts;
        self.each(subjects, &mut |behaviour, record| {
            behaviour.note(record, evaluation, starts, (name, props));
        });
        if part::PAST {
            self.cart.event(evaluation, name, props);
        }
        true
    }

    /// Every behaviour with its record.
    pub(super) fn each(
        &mut self,
        subjects: &[Subject],
        act: &mut dyn FnMut(&Behaviour, &mut Record),
    ) {
        for subject in subjects {
            if part::PAST
                && let Subject::Behaviour(behaviour) = subject
                && let Some(record) = self.record_mut(behaviour)
            {
                act(behaviour, record);
            }
        }
    }

    /// The record of a behaviour.
    pub(super) fn record_mut(&mut self, behaviour: &Behaviour) -> Option<&mut Record> {
        while self.records.len() <= behaviour.number {
            self.records.push(Record::default());
        }
        self.records.get_mut(behaviour.number)
    }

    /// Sets the record of a behaviour.
    pub(super) fn put(&mut self, behaviour: &Behaviour, record: Record) {
        if let Some(place) = self.record_mut(behaviour) {
            *place = record;
        }
    }

    /// The entry of an experience, where there is one of this version.
    #[must_use]
    #[inline]
    pub fn entry(&self, id: &str, version: f64) -> Option<&Entry> {
        let is = |entry: &&Entry| entry.id == id && same(entry.version, version);
        self.entries.iter().find(is)
    }

    /// Where the entry of an experience is that is of whom this hash names; where nobody is named, the last.
    #[must_use]
    pub fn place_of(&self, id: &str, version: f64, by: f64) -> Option<usize> {
        let mut place = None;
        for (at, entry) in self.entries.iter().enumerate() {
            let is = entry.id == id && same(entry.version, version);
            if is && (by == 0.0 || entry.is_by(by)) {
                place = Some(at);
                if part::STEER && same(entry.by, by) {
                    break;
                }
            }
        }
        place
    }

    /// The entry of an experience, whoever it is of.
    pub fn entry_mut(&mut self, id: &str, version: f64) -> Option<&mut Entry> {
        self.entry_by(id, version, f64::NAN)
    }

    /// The entry of an experience that is of whom this hash names, or of nobody yet. One of the version before it stays,
    /// for a tab that was opened when that was the last; what is older is replaced.
    pub fn entry_by(&mut self, id: &str, version: f64, by: f64) -> Option<&mut Entry> {
        let entries = &mut self.entries;
        let mut place = entries.len();
        let mut known = false;
        for (at, entry) in entries.iter().enumerate() {
            if known || entry.id != id {
                continue;
            }
            known = same(entry.version, version)
                && (by.is_nan() || entry.exposed_ms <= 0.0 || entry.is_by(by));
            if known || entry.version < version - 1.0 {
                place = at;
            }
        }
        if !known {
            let fresh = Entry {
                id: String::from(id),
                version,
                ..Entry::default()
            };
            match entries.get_mut(place) {
                Some(old) => *old = fresh,
                None => entries.push(fresh),
            }
        }
        let entry = entries.get_mut(place)?;
        entry.changed = true;
        Some(entry)
    }

    /// Whether this is new of what counts once, such as an event of an order; from then on it is not.
    pub(super) fn is_new(&mut self, hash: u32) -> bool {
        let hash = f64::from(hash);
        if knows(&self.orders, hash) {
            return false;
        }
        remember(&mut self.orders, MAX_ORDERS, hash);
        true
    }

    /// Remembers what the site told about the visitor.
    pub fn tell(&mut self, path: &str, value: Value) {
        for (known, told) in &mut self.user {
            if known == path {
                *told = value;
                return;
            }
        }
        self.user.push((Lent::Owned(String::from(path)), value));
    }

    /// Becomes the profile that is stored, but stays on its own page, and takes with it what is not stored yet.
    pub fn replace(&mut self, other: Self, subjects: &[Subject]) {
        let mut own = mem::replace(self, other);
        self.starts[0] = own.starts[0];
        self.each(subjects, &mut |behaviour, record| {
            if behaviour.is_of_page()
                && let Some(page) = own.records.get_mut(behaviour.number)
            {
                mem::swap(record, page);
            }
        });
        // What is stored knows since when.
        own.moved &= part::PAST && !same(own.stage[1], self.stage[1]);
        self.learn(&own, false);
    }

    /// Takes what another tab knows of experiences and the stage: of `all`, or of what changed. Of two stages the one
    /// that was entered last counts, so that it is the same in whatever order they come.
    pub(super) fn learn(&mut self, other: &Self, all: bool) {
        if part::PAST && (all || other.moved) && is_after(other.stage, self.stage) {
            self.stage = other.stage;
            self.moved = other.moved;
        }
        for entry in &other.entries {
            // What was shown to nobody yet is of whoever it is shown to.
            let by = if part::STEER && entry.exposed_ms > 0.0 {
                entry.by
            } else {
                f64::NAN
            };
            if (all || entry.changed)
                && let Some(known) = self.entry_by(&entry.id, entry.version, by)
            {
                known.join(entry);
            }
        }
    }

    /// Notes that this many of the experiences that changed are stored, the oldest first; says whether all are.
    pub fn settle(&mut self, mut most: usize) -> bool {
        self.moved = false;
        for entry in &mut self.entries {
            if mem::take(&mut entry.changed) {
                if most == 0 {
                    entry.changed = true;
                    return false;
                }
                most = most.wrapping_sub(1);
            }
            entry.unsaved.clear();
            for tally in &mut entry.goals {
                tally.unsaved = [0.0; 2];
            }
        }
        true
    }
}
