//! How much a visitor has been shown: when surfaces appeared, and which goals end that.
//!
//! Owns: what caps, gaps and `until` look back at. In: charges, goals. Out: whether a cap is spent. Must not: know a
//! variant. An original is charged just as the variants that it is compared with.
//!
//! All of it is kept in the entries of the profile; the one without a name holds what applies to all experiences
//! together.

use super::behaviour::MAX_SEEN;
use super::entry::{Entry, Tally, remember};
use super::profile::Profile;
use alloc::string::String;

/// How often something may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cap {
    /// At most this many times, 1 to 100…
    pub at_most: f64,
    /// …in this time.
    pub per: Per,
}

/// The time that a [`Cap`] counts in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Per {
    /// This page view.
    Page,
    /// This visit.
    Visit,
    /// This many milliseconds back, the first of them not included; infinity for ever.
    Span(f64),
}

/// Whether something is less than so long ago. A clock that was put back makes nothing last longer.
#[must_use]
pub fn is_within(at_ms: f64, now_ms: f64, span_ms: f64) -> bool {
    (now_ms - at_ms).abs() < span_ms
}

impl Profile {
    /// Whether one of the caps of an experience, by id and version, is reached; `on_page` is how often
    /// it was shown on this page view.
    #[must_use]
    pub fn is_spent(&self, caps: &[Cap], whose: (&str, f64), on_page: f64, now_ms: f64) -> bool {
        let entry = self.entry(whose.0, whose.1);
        for cap in caps {
            let count = match (cap.per, entry) {
                (Per::Page, _) => on_page,
                // Instants are whole milliseconds.
                (Per::Visit, Some(entry)) => since(&entry.shown, self.starts[1] - 1.0),
                (Per::Span(ms), Some(entry)) => since(&entry.shown, now_ms - ms),
                _ => 0.0,
            };
            if count >= cap.at_most {
                return true;
            }
        }
        false
    }

    /// Notes that an experience was shown, as far back as its caps look; the gap looks at the last time.
    pub fn charge(&mut self, caps: &[Cap], whose: (&str, f64), now_ms: f64) {
        if let Some(entry) = self.entry_mut(whose.0, whose.1) {
            let mut most = 1.0;
            for cap in caps {
                if cap.at_most > most {
                    most = cap.at_most;
                }
            }
            remember(&mut entry.shown, MAX_SEEN.min(most as usize), now_ms);
            entry.unsaved.push(now_ms);
        }
    }

    /// Whether the last surface of any experience was less than so long ago.
    #[must_use]
    pub fn is_recent(&self, gap_ms: f64, now_ms: f64) -> bool {
        let last = self.entry("", 0.0).and_then(|entry| entry.shown.last());
        last.is_some_and(|at_ms| is_within(*at_ms, now_ms, gap_ms))
    }

    /// Whether a goal was reached that ends some experience.
    #[must_use]
    pub fn has_reached(&self, goal: &str) -> bool {
        let entry = self.entry("", 0.0);
        entry.is_some_and(|entry| entry.goals.iter().any(|tally| tally.goal == goal))
    }

    /// Notes that it was.
    pub fn reach(&mut self, goal: &str) {
        if let Some(entry) = self.entry_mut("", 0.0) {
            entry.tally(goal, 1.0, 0.0);
        }
    }
}

impl Entry {
    /// Adds to the tally of a goal; says whether it is the first and what there was before.
    pub fn tally(&mut self, goal: &str, count: f64, value: f64) -> (bool, f64) {
        let goals = &mut self.goals;
        let known = goals.iter().position(|tally| tally.goal == goal);
        let at = known.unwrap_or(goals.len());
        if known.is_none() {
            goals.push(Tally {
                goal: String::from(goal),
                ..Tally::default()
            });
        }
        let Some(tally) = goals.get_mut(at) else {
            return (true, 0.0);
        };
        let before = (tally.count <= 0.0, tally.total);
        tally.count += count;
        tally.total += value;
        let [times, worth] = tally.unsaved;
        tally.unsaved = [times + count, worth + value];
        before
    }
}

/// How many of these instants are later than one.
fn since(times: &[f64], earliest_ms: f64) -> f64 {
    let mut sum = 0.0;
    for at_ms in times {
        if *at_ms > earliest_ms {
            sum += 1.0;
        }
    }
    sum
}
