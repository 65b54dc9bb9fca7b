//! Decisions become what `web` shows; receipts become exposures.

use super::{Effect, Notice, Purpose, Runtime};
use crate::engine::change::{Filling, Showing, fill};
use crate::engine::condition::Evaluation;
use crate::engine::decide::{Context, Decision, Reason, decide};
use crate::engine::exposure::{Exposure, Receipt};
use crate::engine::rules::{Destination, Experience};
use crate::engine::visitor::{Sources, resolve};
use alloc::vec::Vec;
use core::cell::Cell;

/// What may still be shown on this page.
#[derive(Clone, Copy)]
struct Pass {
    elements: bool,
    surfaces: bool,
}

impl Runtime {
    /// Everything, at the beginning of a page.
    pub(super) fn decide_page(&mut self) {
        self.decide(Pass {
            elements: true,
            surfaces: true,
        });
    }

    /// After something happened: elements are final for this page, surfaces are not.
    pub(super) fn decide_later(&mut self) {
        self.decide(Pass {
            elements: false,
            surfaces: true,
        });
    }

    /// After a yes in the middle of a page: as the site declares.
    pub(super) fn decide_after_grant(&mut self) {
        let consent = &self.rules.consent;
        let pass = Pass {
            elements: consent.change_now,
            surfaces: !consent.surface_later,
        };
        self.decide(pass);
    }

    fn decide(&mut self, pass: Pass) {
        let rules = self.rules;
        self.known = resolve(&rules.subjects, &self.sources());
        let mut showings = Vec::new();
        for &index in &rules.order {
            let Some(experience) = rules.experiences.get(index) else {
                continue;
            };
            if self.courses.get(index).is_none_or(|course| course.shown) {
                continue;
            }
            let mut decision = decide(&self.context(), experience);
            let surface = Self::is_surface(experience.moment, experience.slot.is_some());
            let allowed = if surface {
                pass.surfaces
            } else {
                pass.elements || experience.live
            };
            if decision.variant.is_some() && !allowed {
                decision.reason = Reason::NextPage;
                decision.variant = None;
            }
            if let Some(variant) = decision.variant {
                showings.push(self.showing(index, experience, variant));
            }
            self.settle(index, experience, decision);
        }
        if !showings.is_empty() {
            self.effects.push(Effect::Show(showings));
        }
    }

    /// Notes a decision and, where it says yes, what follows from it.
    fn settle(&mut self, index: usize, experience: &Experience, decision: Decision) {
        if let Some(course) = self.courses.get_mut(index) {
            course.decision = decision;
            course.shown = decision.variant.is_some();
        }
        if decision.variant.is_none() {
            return;
        }
        if experience.stay.is_some()
            && let Some(entry) = self.profile.entry_mut(experience.id, experience.version)
            && entry.qualified_ms <= 0.0
        {
            entry.qualified_ms = self.now.now_ms;
            self.dirty = true;
        }
        let detail = self.decision_json(experience, &decision);
        self.notify(Notice::Decision, detail);
    }

    fn showing(&self, index: usize, experience: &Experience, variant: usize) -> Showing {
        let filling = Filling {
            subjects: &self.rules.subjects,
            known: &self.known,
            language: &self.page.language,
            env: &self.env,
        };
        let shows = experience
            .variants
            .get(variant)
            .map_or(&[][..], |variant| &variant.shows);
        let (changes, surface) = fill(shows, &filling);
        Showing {
            experience: index,
            probes: experience.probes.clone(),
            changes,
            slot: experience.slot,
            surface,
            moment: experience.moment,
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            rules: self.rules,
            evaluation: Evaluation {
                known: &self.known,
                audiences: &self.rules.audiences,
                now_ms: self.now.now_ms,
                env: &self.env,
                blame: Cell::new(None),
            },
            profile: &self.profile,
            language: &self.page.language,
            remembers: self.consent.granted(Purpose::Personalization),
            measures: self.consent.granted(Purpose::Measurement),
        }
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            env: &self.env,
            now_ms: self.now.now_ms,
            url: &self.page.url,
            referrer: &self.page.referrer,
            title: &self.page.title,
            language: &self.page.language,
            device_language: &self.device.language,
            width: self.device.width,
            touch: self.device.touch,
            reduced_motion: self.device.reduced_motion,
            facts: &self.facts,
            profile: &self.profile,
            remembers: self.consent.granted(Purpose::Personalization),
            zone: self.rules.zone,
        }
    }

    /// The page says that an experience reached the visitor.
    pub(super) fn receive(&mut self, receipt: Receipt) {
        let index = receipt.experience();
        let course = self.courses.get(index);
        let variant = course.and_then(|course| course.decision.variant);
        let (Some(experience), Some(variant)) = (self.rules.experiences.get(index), variant) else {
            return;
        };
        let now_ms = self.now.now_ms;
        if experience.frequency.is_some()
            && let Some(entry) = self.profile.entry_mut(experience.id, experience.version)
        {
            // Charged alike to every variant: a ghost spends the cap, too.
            entry.shown.push(now_ms);
            self.dirty = true;
        }
        // What happens before a yes is not counted, and so never sent later.
        if !self.consent.granted(Purpose::Measurement) {
            return;
        }
        let Some(exposure) =
            Exposure::count(receipt, experience, variant, &mut self.profile, now_ms)
        else {
            return;
        };
        self.dirty = true;
        if self.rules.destinations.contains(&Destination::DataLayer) {
            self.effects
                .push(Effect::Push(exposure.tag_manager(&self.env)));
            self.effects
                .push(Effect::Push(exposure.analytics(&self.env)));
        }
        let id = self.new_id();
        let event = exposure.event(&self.env, &id);
        self.deliver(Notice::Exposure, event);
    }
}
