//! The moment of a surface: whether it may appear now, and which caps that counts against.
//!
//! Everything here happens to every variant alike: an original's surface is a ghost, which takes its slot, spends its
//! caps and begins its gap as a visible one does.

use super::{Effect, Runtime};
use crate::engine::change::{Moment, SurfaceKind, happening};
use crate::engine::decide::Reason;
use crate::engine::part;
use crate::engine::rules::Experience;

/// How far the surface of an experience has come on this page view.
#[derive(Clone, Copy, Default)]
pub(super) struct Turn {
    /// Its moment has come.
    tried: bool,
    /// An event has called it off.
    cancelled: bool,
    /// Events it has heard of those it waits for.
    heard: f64,
    /// How often it was shown.
    shown: f64,
}

impl Runtime {
    /// What an experience waits for has happened on the page, or, `late`, its delay is over.
    pub(super) fn due(&mut self, index: usize, late: bool) {
        let experience = self.rules.experiences.get(index);
        let Some(experience) = experience.filter(|_| part::SURFACE) else {
            return;
        };
        if late || experience.rest.delay_ms <= 0.0 {
            self.come(index, experience);
        } else {
            self.effects
                .push(Effect::Delay(index, experience.rest.delay_ms));
        }
    }

    /// Something happened that needs no eye on the page: a [`Moment::Event`].
    pub(super) fn happened(&mut self, what: usize, name: &str) {
        for &index in self.rules.order.iter().filter(|_| part::SURFACE) {
            let (Some(experience), Some(course)) = (
                self.rules.experiences.get(index),
                self.courses.get_mut(index),
            ) else {
                continue;
            };
            let turn = &mut course.turn;
            turn.cancelled |= what == happening::EVENT && experience.rest.cancel.contains(&name);
            for moment in &experience.rest.moments {
                if let Moment::Event(wanted, of, count) = *moment
                    && wanted == what
                    && of == name
                {
                    turn.heard += 1.0;
                    // What goes on happening costs nothing where it leads to nothing more.
                    let open = course.decision.variant.is_some();
                    let open = open && (experience.rest.every || !turn.tried);
                    if open && turn.heard >= count {
                        self.effects
                            .push(Effect::Delay(index, experience.rest.delay_ms));
                    }
                }
            }
        }
    }

    /// The moment has come, and with it the question whether there is room.
    fn come(&mut self, index: usize, experience: &'static Experience) {
        let Some(course) = self.courses.get(index) else {
            return;
        };
        let (turn, variant) = (course.turn, course.decision.variant);
        if turn.tried && !experience.rest.every || variant.is_none() {
            return;
        }
        let forced = course.decision.reason == Reason::Forced;
        let mut reason = self.verdict(index, experience, turn);
        // A variant that is forced is wanted, and counts against no cap.
        if forced && reason != Reason::Slot {
            reason = Reason::Forced;
        }
        let shown = matches!(reason, Reason::Applied | Reason::Dismissed | Reason::Forced);
        if let Some(course) = self.courses.get_mut(index) {
            course.turn.tried = true;
            if shown {
                course.turn.shown += 1.0;
            }
            if !forced {
                course.decision.reason = reason;
            }
        }
        if !shown {
            return self.tell_decision(index, experience);
        }
        if !forced {
            self.charge(experience);
            let surfaces = &self.rules.surfaces;
            if surfaces.gap_ms > 0.0 || !surfaces.caps.is_empty() {
                let now_ms = self.now.now_ms;
                self.profile.charge(&surfaces.caps, ("", 0.0), now_ms);
                self.dirty = true;
            }
        }
        // Since it was decided, a name may have been told, and a cart filled.
        let seen = variant.filter(|_| reason != Reason::Dismissed);
        let surface = seen.and_then(|variant| self.showing(index, experience, variant).surface);
        self.effects.push(Effect::Open(index, surface));
        self.happened(happening::SHOWN, experience.id);
    }

    /// Notes that an experience with a cap was shown.
    pub(super) fn charge(&mut self, experience: &Experience) {
        if part::SURFACE && !experience.rest.caps.is_empty() {
            let whose = (experience.id, experience.version);
            let now_ms = self.now.now_ms;
            self.profile.charge(&experience.rest.caps, whose, now_ms);
            self.dirty = true;
        }
    }

    /// Whether a surface may appear now, and else why not. There is one of each kind in a page view,
    /// whether it was closed or not: a ghost is closed by nobody.
    fn verdict(&self, index: usize, experience: &Experience, turn: Turn) -> Reason {
        if turn.cancelled {
            return Reason::Cancelled;
        }
        let slot = experience.slot.map(SurfaceKind::slot);
        let mut all = 0.0;
        for (other, course) in self.courses.iter().enumerate() {
            let rival = self.rules.experiences.get(other);
            let rival = rival.and_then(|rival| rival.slot).map(SurfaceKind::slot);
            if course.turn.shown > 0.0 && rival == slot && other != index {
                return Reason::Slot;
            }
            all += course.turn.shown;
        }
        let context = self.context();
        let stop = context.pressed(experience, turn.shown);
        stop.or_else(|| context.crowded(all))
            .unwrap_or_else(|| context.settled(experience))
    }
}
