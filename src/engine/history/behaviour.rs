//! What a rule wants to know about the past: an event, a filter, a window, a statistic.
//!
//! What `$did` can ask, member by member; everything except `event` may be left out:
//!
//! | member | holds | meaning |
//! |---|---|---|
//! | `event` | a name | which event; `page_view` is noted by itself |
//! | | `{"view_item": 1, "purchase": 5}` | one of several, each counted so many times |
//! | `with` | tests by dotted path | what the event, or one of its `items`, must be like. Every operator that works inside a list, or `{"$ref": attribute}` for the same value as an attribute has *now* |
//! | `within` | a duration, `"30m"`, `"7d"` | no longer ago than that, to the millisecond; hours and days are of 60 minutes and 24 hours |
//! | | `"page"`, `"visit"`, `"previous-visit"` | since this page began; since this visit began; between the begin of the visit before it and of this one |
//! | | `{"days": 7, "zone": "Asia/Tokyo"}` | today and the six days of the calendar before it, from midnight to midnight in that zone, else the site's |
//! | | `{"since": "purchase"}` | after the last event of that name; everything where there was none |
//! | | nothing | ever |
//! | `of` | a dotted path | the property that a statistic is about, of the event or of each item that fits |
//! | `count` | tests of a number | how many events, or with `of` how many values; without any statistic: at least one |
//! | `distinct` | tests of a number | how many different values |
//! | `sum`, `min`, `max`, `average` | tests of a number | of the values that are numbers. No values: the sum is 0, the others are missing |
//! | `first`, `last`, `most` | tests of a value | the first, the last, the most frequent value (of equals the last seen); missing without one |
//! | `share` | tests of a number | the share of the most frequent value among all, 0 to 1 |
//! | `values` | tests of a list | the different values, the last seen last |
//! | `daysSince` | tests of a number | whole days of 24 hours since the last; missing without one |
//! | `times` | a dotted path | the number that says how often each counts, for example `quantity`; 1 where there is none |
//! | `halfLife` | a duration | what is that old counts half in `count`, `most` and `share` |
//! | `then` | `event`, `with`, `within` | counts only what was followed by this, at the latest after that time |
//! | | with `"not": true` | counts only what was not, once that time is over |
//! | `as` | a name | the attribute that the (last named) statistic becomes, for texts and conditions that stand behind it: `{{name}}` |
//!
//! *And*, *or* and *not* are the connectives of conditions. A window applies to what is counted: with `then`, to the
//! first event, not to what follows it. Limits: at most [`MAX_SEEN`] records of one behaviour are kept. Older ones are
//! merged with the next where the statistic allows it, and of different values the one not seen for longest is lost; a
//! text of more than 100 bytes does not count as a value.

use crate::engine::Env;
use crate::engine::assign::{SEED, fnv_step};
use crate::engine::condition::intern::digest;
use crate::engine::json::{Text, Value};
use crate::engine::time::{DAY_MS, MINUTE_MS, floor, to_utc};
use alloc::vec::Vec;

/// Most records of one behaviour.
pub const MAX_SEEN: usize = 100;

/// One kind of event under one statistic. Two equal behaviours are one aggregate.
#[derive(Debug)]
pub struct Behaviour {
    /// A number for this definition, stable over pages and versions of the file.
    pub key: u32,
    /// Its place among the behaviours of the file.
    pub number: usize,
    /// What is asked.
    pub statistic: Statistic,
    /// Of what.
    pub plan: &'static Plan,
}

/// A kind of event, whatever is asked of it.
#[derive(Debug)]
pub struct Plan {
    /// Hash of the definition.
    pub hash: u32,
    /// What is counted.
    pub step: Step,
    /// What it must be, or must not be, followed by.
    pub next: Option<Next>,
    /// How far back.
    pub window: Window,
    /// The property that the statistic is about; empty for none.
    pub of: Text,
    /// The property that says how often it counts; empty for none.
    pub times: Text,
    /// After so many milliseconds a time counts half; infinity for never.
    pub half_life_ms: f64,
}

/// An event and what it must be like.
#[derive(Debug)]
pub struct Step {
    /// Its name; or an object of names, each with how often one of them counts.
    pub event: &'static Value,
    /// Tests by path.
    pub with: &'static Value,
    /// Paths that must have the value of an attribute, with its subject.
    pub refs: Vec<(Text, usize)>,
}

/// What follows.
#[derive(Debug)]
pub struct Next {
    /// The event.
    pub step: Step,
    /// Until when it counts as following, in milliseconds.
    pub within_ms: f64,
    /// It must not follow.
    pub not: bool,
}

/// How far back something counts.
#[derive(Clone, Copy, Debug)]
pub enum Window {
    /// This many milliseconds; infinity for ever.
    Span(f64),
    /// This page, this visit, the one before: numbers of [`crate::engine::words::WINDOW`].
    Part(usize),
    /// This many calendar days in a zone, the last of which is today.
    Days(f64, Text),
    /// Since the last event of this name.
    Since(Text),
}

/// What is asked; the order is that of [`crate::engine::words::STATISTIC`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
#[allow(missing_docs)]
pub enum Statistic {
    Count,
    DaysSince,
    Distinct,
    Sum,
    Min,
    Max,
    Average,
    First,
    Last,
    Most,
    Share,
    Values,
}

/// Every statistic, in order.
pub const STATISTICS: [Statistic; 12] = [
    Statistic::Count,
    Statistic::DaysSince,
    Statistic::Distinct,
    Statistic::Sum,
    Statistic::Min,
    Statistic::Max,
    Statistic::Average,
    Statistic::First,
    Statistic::Last,
    Statistic::Most,
    Statistic::Share,
    Statistic::Values,
];

impl Window {
    /// When it begins and ends; the beginning belongs to it, the end does not.
    #[must_use]
    pub fn range(&self, env: &Env, now_ms: f64, starts: [f64; 3]) -> (f64, f64) {
        let [_, visit, _] = starts;
        let start = self.earliest(now_ms, starts);
        match *self {
            Self::Part(2) => (start, visit),
            Self::Days(days, zone) => {
                let begin = midnight(env, zone, now_ms, days);
                (begin.unwrap_or(start), f64::INFINITY)
            }
            _ => (start, f64::INFINITY),
        }
    }

    /// The earliest instant that it can begin at.
    pub(super) fn earliest(&self, now_ms: f64, starts: [f64; 3]) -> f64 {
        match *self {
            Self::Span(span) => now_ms - span,
            Self::Part(part) => starts.get(part).copied().unwrap_or_default(),
            // Midnights are asked of the browser: not with every event.
            Self::Days(days, _) => now_ms - (days + 1.0) * DAY_MS,
            Self::Since(_) => f64::NEG_INFINITY,
        }
    }

    /// Whether it only ever begins anew, so that what is in it need not be told apart.
    pub(super) fn grows(&self) -> bool {
        match self {
            Self::Span(span) => *span == f64::INFINITY,
            Self::Part(part) => *part < 2,
            Self::Days(..) => false,
            Self::Since(_) => true,
        }
    }
}

/// The beginning of the first of so many days, the last of which is today.
fn midnight(env: &Env, zone: &str, now_ms: f64, days: f64) -> Option<f64> {
    let local_ms = now_ms + (env.zone_offset)(zone, now_ms)? * MINUTE_MS;
    to_utc(env, zone, (floor(local_ms / DAY_MS) + 1.0 - days) * DAY_MS)
}

/// Whether a path leads to what stands under a key, or into it.
fn is_in(key: &str, path: &str) -> bool {
    let rest = path.strip_prefix(key);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Step {
    /// Whether a property is tested, or what is in it.
    fn reads(&self, key: &str) -> bool {
        let mut tests = self.with.members().iter();
        tests.any(|(path, _)| is_in(key, path))
    }

    /// How often an event of this name counts.
    pub(super) fn weight(&self, name: &str) -> Option<f64> {
        match self.event {
            Value::Text(event) => (event == name).then_some(1.0),
            events => events.get(name)?.as_number(),
        }
    }
}

/// Goes on with what values are filed under.
#[must_use]
pub fn link(hash: u32, value: &Value) -> u32 {
    fnv_step(digest(hash ^ SEED, value), 0)
}

impl Behaviour {
    /// Whether an event of this name can change what is kept.
    #[must_use]
    pub fn hears(&self, name: &str) -> bool {
        let Plan {
            step, next, window, ..
        } = self.plan;
        step.weight(name).is_some()
            || next
                .as_ref()
                .is_some_and(|next| next.step.weight(name).is_some())
            || matches!(window, Window::Since(event) if *event == name)
    }

    /// Whether something is asked of a property of an event, or of what is in it.
    pub(super) fn reads(&self, name: &str, key: &str) -> bool {
        let Plan {
            step,
            next,
            of,
            times,
            ..
        } = self.plan;
        step.weight(name).is_some() && (is_in(key, of) || is_in(key, times) || step.reads(key))
            || next
                .as_ref()
                .is_some_and(|next| next.step.weight(name).is_some() && next.step.reads(key))
    }

    /// Whether the past is kept value by value.
    pub(super) const fn is_by_value(&self) -> bool {
        matches!(
            self.statistic,
            Statistic::Distinct | Statistic::Most | Statistic::Share | Statistic::Values
        )
    }

    /// What people call it: its event, where it is only one.
    #[must_use]
    pub fn name(&self) -> Text {
        match self.plan.step.event {
            Value::Text(alloc::borrow::Cow::Borrowed(event)) => event,
            _ => "",
        }
    }

    /// Whether it is of this page only, and so never stored.
    #[must_use]
    pub fn is_of_page(&self) -> bool {
        matches!(self.plan.window, Window::Part(0))
    }
}
