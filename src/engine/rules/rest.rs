//! What only few experiences ask for, kept apart from what all of them have.
//!
//! Owns: the terms of an experience that is more than where, who and show. In and out: plain data. Must not: read a file.

use super::assignment::Filter;
use crate::engine::change::Moment;
use crate::engine::history::Cap;
use crate::engine::json::Text;
use alloc::vec::Vec;

/// Visitors who qualified once stay qualified.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// Until this goal, by index.
    pub until: Option<usize>,
    /// At most this long, in milliseconds.
    pub at_most_ms: f64,
}

/// What most experiences do not ask for.
#[derive(Clone, Debug)]
pub struct Rest {
    /// Languages of pages it runs on; all when empty.
    pub languages: Vec<Text>,
    /// First instant, milliseconds since the epoch.
    pub from_ms: f64,
    /// The instant from which on it does not run any more.
    pub to_ms: f64,
    /// Subjects that must have a value.
    pub needs: Vec<usize>,
    /// Whether who qualified stays so.
    pub stay: Option<Stay>,
    /// When its surface appears.
    pub moments: Vec<Moment>,
    /// How long after that, in milliseconds.
    pub delay_ms: f64,
    /// It may come again on the same page.
    pub every: bool,
    /// Events that call the moment off.
    pub cancel: Vec<Text>,
    /// How often it may be shown.
    pub caps: Vec<Cap>,
    /// How long it stays away when the visitor has closed it, in milliseconds; 0 for as the file says.
    pub dismissed_ms: f64,
    /// The goal that ends it, by index.
    pub until: Option<usize>,
    /// Wins elements over those with less.
    pub priority: f64,
    /// Visitors who were exposed under a lower version take no part.
    pub min_version: f64,
    /// All must let the visitor through.
    pub filters: Vec<Filter>,
    /// From which instant on which share of the split is reached; never falling.
    pub ramp: Vec<(f64, f64)>,
}

impl Rest {
    /// Nothing asked for.
    pub(super) const NONE: Self = Self {
        languages: Vec::new(),
        from_ms: 0.0,
        to_ms: f64::INFINITY,
        needs: Vec::new(),
        stay: None,
        moments: Vec::new(),
        delay_ms: 0.0,
        every: false,
        cancel: Vec::new(),
        caps: Vec::new(),
        dismissed_ms: 0.0,
        until: None,
        priority: 0.0,
        min_version: 0.0,
        filters: Vec::new(),
        ramp: Vec::new(),
    };
}
