//! Decisions become what `web` shows; receipts become exposures.

use super::{Effect, Notice, Page, Purpose, Runtime, State, Wish};
use crate::engine::change::{Filling, Place, Showing, fill, happening, leads, redirects};
use crate::engine::condition::Evaluation;
use crate::engine::condition::Known;
use crate::engine::decide::{Context, Decision, Reason, answer, decide, learn, stage};
use crate::engine::exposure::{Exposure, Receipt};
use crate::engine::part;
use crate::engine::rules::{Destination, Experience, Variant};
use crate::engine::text::cut;
use crate::engine::visitor::{Sources, resolve};
use alloc::vec::Vec;
use core::mem;

/// What may still be shown on this page.
#[derive(Clone, Copy)]
pub(super) struct Pass {
    elements: bool,
    surfaces: bool,
}

impl Pass {
    /// What one of two lets through.
    const fn or(self, other: Self) -> Self {
        Self {
            elements: self.elements || other.elements,
            surfaces: self.surfaces || other.surfaces,
        }
    }

    /// Puts off what may not be shown any more.
    fn limit(self, experience: &Experience, decision: &mut Decision) {
        let allowed = if experience.slot.is_some() || !experience.rest.moments.is_empty() {
            self.surfaces
        } else {
            self.elements || experience.live
        };
        if decision.variant.is_some() && !allowed {
            decision.reason = Reason::NextPage;
            decision.variant = None;
        }
    }
}

/// For so long nobody opens another page: what was read of the past is still what is stored.
const STALE_MS: f64 = 50.0;

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

    pub(super) fn decide(&mut self, pass: Pass) {
        let rules = self.rules;
        self.learn();
        // A visitor who is about to enter an experiment must be recognised on the next page: so the page view is stored
        // now, not later, and the browser's answer decides. It is asked once: what is written again before it has
        // answered would count twice.
        if self.judge(pass) && self.kept.is_none() && (self.proving.is_some() || self.remember()) {
            self.proving = Some(self.proving.map_or(pass, |before| before.or(pass)));
            return;
        }
        let mut showings = Vec::new();
        for &index in &rules.order {
            if let Some(experience) = rules.experiences.get(index)
                && let Some(course) = self.courses.get_mut(index)
                && let Some(variant) = course.decision.variant
                && !mem::replace(&mut course.shown, true)
            {
                showings.push(self.showing(index, experience, variant));
                self.settle(index, experience);
            }
        }
        if !showings.is_empty() {
            self.effects.push(Effect::Show(showings));
        }
    }

    /// Decides what is not shown yet; says whether it matters that the visitor is remembered.
    fn judge(&mut self, pass: Pass) -> bool {
        let rules = self.rules;
        let mut courses = mem::take(&mut self.courses);
        let context = self.context();
        let matters =
            |decision: &Decision| matches!(decision.reason, Reason::Storage | Reason::Holdout);
        let mut found = false;
        for &index in &rules.order {
            if let Some(experience) = rules.experiences.get(index)
                && let Some(course) = courses.get_mut(index)
                && !course.shown
            {
                course.decision = decide(&context, experience);
                found |= matters(&course.decision);
                pass.limit(experience, &mut course.decision);
            }
        }
        if self.kept.is_none() {
            // A flag is asked for at any moment: its rules must know by then.
            for rule in rules.experiences.iter().skip(rules.order.len()) {
                found |= matters(&decide(&context, rule));
            }
        }
        self.courses = courses;
        found
    }

    /// Looks at everything that conditions ask for.
    pub(super) fn learn(&mut self) {
        let mut known = resolve(&self.rules.subjects, &self.rules.names, &self.sources());
        learn(&mut known, &self.rules.answers, &|known, index| {
            answer(&self.context_of(known), index)
        });
        self.known = known;
        if part::PAST && self.rules.keeps_stage {
            self.travel();
        }
    }

    /// Notes the stage of the journey that the visitor is in now, for what asks since when.
    fn travel(&mut self) {
        let key = match stage(&self.context()) {
            Ok(stage) => stage.key,
            Err(Known::Missing) => 0.0,
            Err(_) => return,
        };
        if self.consent.state(Purpose::Personalization) != State::Denied {
            self.dirty |= self.profile.enter(key, self.now.now_ms);
        }
    }

    /// What follows from a decision that says yes.
    fn settle(&mut self, index: usize, experience: &Experience) {
        self.qualify(experience);
        self.tell_decision(index, experience);
    }

    /// Notes when the visitor qualified for what they stay in.
    pub(super) fn qualify(&mut self, experience: &Experience) {
        if experience.rest.stay.is_some()
            && let Some(entry) = self.profile.entry_mut(experience.id, experience.version)
            && entry.qualified_ms <= 0.0
        {
            entry.qualified_ms = self.now.now_ms;
            self.dirty = true;
        }
    }

    pub(super) fn tell_decision(&mut self, index: usize, experience: &Experience) {
        if let Some(course) = self.courses.get(index) {
            let detail = self.decision_json(experience, &course.decision);
            self.notify(Notice::Decision, detail);
        }
    }

    pub(super) fn showing(
        &self,
        index: usize,
        experience: &'static Experience,
        variant: usize,
    ) -> Showing {
        let variant = experience.variants.get(variant);
        let shows = variant.map_or(&[][..], |variant| &variant.shows);
        let filling = Filling {
            subjects: &self.rules.subjects,
            known: &self.known,
            language: &self.page.language,
            env: &self.env,
            now_ms: self.now.now_ms,
            zone: self.rules.zone,
            experience: experience.id,
            variant: variant.map_or("", |variant| variant.id),
            place: Place {
                url: &self.page.url,
                referrer: &self.page.referrer,
                origins: &self.rules.origins,
                arrived: part::LEAVE && redirects(shows) && self.arrived(),
            },
        };
        let (changes, surface) = fill(shows, &filling);
        Showing {
            experience: index,
            probes: &experience.probes,
            hydrate: self.rules.hydrate,
            changes,
            slot: experience.slot,
            surface,
            moments: &experience.rest.moments,
            every: experience.rest.every,
        }
    }

    /// Whether one of our redirects has led here: nothing is stored, so the rules are asked. Who comes from this very
    /// page was sent back, by the server of where one has led.
    fn arrived(&self) -> bool {
        let Page { url, referrer, .. } = &self.page;
        let mut experiences = self.rules.experiences.iter();
        *referrer == cut(url, b'#').0
            || experiences.any(|experience| {
                let mut variants = experience.variants.iter();
                variants.any(|variant| leads(&variant.shows, referrer, url))
            })
    }

    pub(super) fn context(&self) -> Context<'_> {
        self.context_of(&self.known)
    }

    fn context_of<'a>(&'a self, known: &'a [Known]) -> Context<'a> {
        let conditions = &self.rules.conditions;
        Context {
            rules: self.rules,
            evaluation: Evaluation::new(&self.env, self.now.now_ms, conditions, known),
            profile: &self.profile,
            language: &self.page.language,
            url: &self.page.url,
            forced: &self.forced,
            remembers: self.consent.granted(Purpose::Personalization),
            measures: self.consent.granted(Purpose::Measurement),
            kept: self.kept,
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
            connection: &self.device.connection,
            doubtful: self.doubtful,
            facts: &self.facts,
            profile: &self.profile,
            remembers: self.consent.granted(Purpose::Personalization),
            looks: self.consent.state(Purpose::Personalization) != State::Denied,
            zone: self.rules.zone,
        }
    }

    /// The page says that an experience reached the visitor. Other tabs may have said so while this page was still on its
    /// way: what is stored is looked at again, so that a visitor who opens several at once counts once. Where they are opened
    /// in one instant, neither knows of the others yet: then only the first is sent, or two of the same
    /// millisecond, though each has told its own page.
    pub(super) fn reached(&mut self, receipt: Receipt) {
        let experience = self.rules.experiences.get(receipt.experience());
        self.reached.push(receipt);
        if self.now.now_ms - self.fresh_ms > STALE_MS
            && self.may_remember()
            && experience.is_some_and(|experience| experience.slot.is_none())
        {
            self.load(Wish::Profile);
        } else {
            self.count();
        }
    }

    /// Counts what was reached.
    pub(super) fn count(&mut self) {
        for receipt in &mem::take(&mut self.reached) {
            self.receive(*receipt);
        }
    }

    fn receive(&mut self, receipt: Receipt) {
        let index = receipt.experience();
        let course = self.courses.get(index);
        let course = course.filter(|course| course.decision.reason != Reason::Forced);
        let variant = course.and_then(|course| course.decision.variant);
        let (Some(experience), Some(variant)) = (self.rules.experiences.get(index), variant) else {
            return;
        };
        let now_ms = self.now.now_ms;
        // A surface was charged when it came.
        if experience.slot.is_none() {
            self.charge(experience);
            self.happened(happening::SHOWN, experience.id);
        }
        // What happens before a yes is not counted, and so never sent later.
        if !self.consent.granted(Purpose::Measurement) {
            return;
        }
        let by = self.context().identity(experience);
        let profile = &mut self.profile;
        let Some(exposure) = Exposure::count(receipt, experience, variant, by, profile, now_ms)
        else {
            return;
        };
        self.dirty = true;
        let mut destinations = self.rules.destinations.iter();
        if destinations.any(|one| matches!(one, Destination::DataLayer)) {
            self.effects
                .push(Effect::Push(exposure.tag_manager(&self.env)));
            self.effects
                .push(Effect::Push(exposure.analytics(&self.env)));
        }
        let id = self.new_id();
        let event = exposure.event(&self.env, &id);
        // A variant that leads elsewhere is sent as the page is left. The others must not wait longer: whoever takes their
        // yes back meanwhile would be counted in the one and not in them.
        let leaves = |variant: &Variant| redirects(&variant.shows);
        let pressing = part::LEAVE
            && experience.variants.iter().any(leaves)
            && !experience.variants.get(variant).is_some_and(leaves);
        self.deliver(Notice::Exposure, event, pressing);
    }
}
