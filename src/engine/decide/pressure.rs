//! Whether the visitor has been shown enough.

use super::{Context, Reason};
use crate::engine::history::is_within;
use crate::engine::part;
use crate::engine::rules::Experience;

impl Context<'_> {
    /// Why an experience does not apply any more; `on_page` is how often it was shown on this page.
    #[must_use]
    #[inline]
    pub fn pressed(&self, experience: &Experience, on_page: f64) -> Option<Reason> {
        if !part::SURFACE {
            return None;
        }
        let goal = experience
            .rest
            .until
            .and_then(|goal| self.rules.goals.get(goal));
        if goal.is_some_and(|goal| self.profile.has_reached(goal.id)) {
            return Some(Reason::Goal);
        }
        // Nobody can close what an original does not show: in an experiment only the surface stays away.
        if !experience.is_experiment() && self.is_dismissed(experience) {
            return Some(Reason::Dismissed);
        }
        let whose = (experience.id, experience.version);
        let now_ms = self.evaluation.now_ms;
        let spent = self
            .profile
            .is_spent(&experience.rest.caps, whose, on_page, now_ms);
        spent.then_some(Reason::Frequency)
    }

    /// The reason of one that applies.
    #[must_use]
    #[inline]
    pub fn settled(&self, experience: &Experience) -> Reason {
        if part::SURFACE && self.is_dismissed(experience) {
            Reason::Dismissed
        } else {
            Reason::Applied
        }
    }

    /// Whether the visitor has closed its surface and it is to stay away.
    #[inline]
    fn is_dismissed(&self, experience: &Experience) -> bool {
        let mut span_ms = experience.rest.dismissed_ms;
        if span_ms <= 0.0 {
            span_ms = self.rules.surfaces.dismissed_ms;
        }
        let entry = self.profile.entry(experience.id, experience.version);
        entry.is_some_and(|entry| is_within(entry.closed_ms, self.evaluation.now_ms, span_ms))
    }

    /// Why a surface may not appear now, whatever its experience says; `on_page` is how many surfaces
    /// were shown on this page.
    #[must_use]
    pub fn crowded(&self, on_page: f64) -> Option<Reason> {
        let (profile, surfaces) = (self.profile, &self.rules.surfaces);
        let now_ms = self.evaluation.now_ms;
        if profile.is_spent(&surfaces.caps, ("", 0.0), on_page, now_ms) {
            return Some(Reason::Pressure);
        }
        let recent = profile.is_recent(surfaces.gap_ms, now_ms);
        recent.then_some(Reason::Gap)
    }
}
