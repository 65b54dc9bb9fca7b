//! (rules, visitor) → decisions, each with its reason.
//!
//! Owns: the order in which an experience is decided. In: compiled rules, what
//! is known, what is remembered. Out: a [`Decision`]. Must not: change anything.
//!
//! The order: sound → forced → status → schedule → language → needs → where → who (or
//! `stay`) → goal → dismissed → frequency → consent → holdout → blocked version → id → sticky variant → filters and
//! exclusion group → split → storage.

mod answer;
mod decision;
mod flag;
mod pressure;

pub use answer::{answer, learn, stage};
pub use decision::{Decision, Reason};
pub use flag::{FlagDecision, FlagReason, evaluate};

use super::assign;
use super::change::primary;
use super::condition::{Condition, Evaluation, Known, Verdict, compare};
use super::history::{Entry, Profile};
use super::json::{Text, Value};
use super::part;
use super::rules::{Experience, Filter, NOBODY, Rules, Status};
use super::visitor::{Address, query};
use alloc::borrow::Cow;

/// Everything a decision depends on, besides the experience.
pub struct Context<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// Conditions against what is known.
    pub evaluation: Evaluation<'a>,
    /// What is remembered.
    pub profile: &'a Profile,
    /// Language of the page.
    pub language: &'a str,
    /// Address of the page, for what its query overrides.
    pub url: &'a str,
    /// Variants forced: an object of their ids by experience.
    pub forced: &'a Value,
    /// Personalization is granted: there is a visitor who can be remembered.
    pub remembers: bool,
    /// Measurement is granted: there is someone to count.
    pub measures: bool,
    /// Whether the browser stored what is remembered; `None` while that is not known.
    pub kept: Option<bool>,
}

/// Decides one experience.
#[must_use]
#[inline]
pub fn decide(context: &Context<'_>, experience: &Experience) -> Decision {
    context.evaluation.blame.set(None);
    let mut decision = Decision::no(Reason::Applied);
    let found = match context.forced(experience) {
        Some(variant) => context.force(experience, variant, &mut decision),
        None => context
            .qualify(experience)
            .and_then(|()| context.assign(experience, &mut decision)),
    };
    match found {
        Ok(variant) => {
            decision.variant = Some(variant);
            if decision.reason == Reason::Applied {
                decision.reason = context.settled(experience);
            }
        }
        Err(reason) => decision.reason = reason,
    }
    if matches!(
        decision.reason,
        Reason::Where | Reason::Who | Reason::Unknown | Reason::Needs
    ) {
        decision.blame = context.evaluation.blame.get();
    }
    decision
}

impl Context<'_> {
    /// The variant that the page or its address forces.
    #[inline]
    fn forced(&self, experience: &Experience) -> Option<usize> {
        let id = experience.id;
        let mut variants = experience.variants.iter();
        if let Some(name) = self.forced.text_at(id) {
            return variants.position(|variant| variant.id == name);
        }
        if !self.rules.query_override {
            return None;
        }
        let value = query(Address::of(self.url).query, id)?;
        if let Some(index) = variants.position(|variant| variant.id == value) {
            return Some(index);
        }
        let index = compare::number(self.evaluation.env, &Value::Text(value.into()))?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let known = index >= 0.0 && (index as usize) < experience.variants.len();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        known.then_some(index as usize)
    }

    /// A forced variant is shown where it belongs, whoever it is for.
    fn force(
        &self,
        experience: &Experience,
        variant: usize,
        decision: &mut Decision,
    ) -> Result<usize, Reason> {
        check(!experience.broken, Reason::Problem)?;
        self.hold(&experience.place, Reason::Where)?;
        decision.reason = Reason::Forced;
        Ok(variant)
    }

    #[inline]
    fn qualify(&self, experience: &Experience) -> Result<(), Reason> {
        let now_ms = self.evaluation.now_ms;
        let entry = self.profile.entry(experience.id, experience.version);
        check(!experience.broken, Reason::Problem)?;
        check(experience.status == Status::Live, Reason::Status)?;
        check(now_ms >= experience.rest.from_ms, Reason::Schedule)?;
        check(now_ms < experience.rest.to_ms, Reason::Schedule)?;
        check(self.speaks(experience), Reason::Language)?;
        self.needs(experience)?;
        self.hold(&experience.place, Reason::Where)?;
        if !self.stays(experience, entry) {
            self.hold(&experience.who, Reason::Who)?;
        }
        self.pressed(experience, 0.0).map_or(Ok(()), Err)
    }

    /// Whether an experience is for pages of this language.
    #[inline]
    #[must_use]
    pub fn speaks(&self, experience: &Experience) -> bool {
        let spoken = |tag: &Text| {
            tag.eq_ignore_ascii_case(self.language)
                || tag.eq_ignore_ascii_case(primary(self.language))
        };
        let languages = &experience.rest.languages;
        languages.is_empty() || languages.iter().any(spoken)
    }

    #[inline]
    fn needs(&self, experience: &Experience) -> Result<(), Reason> {
        for subject in &experience.rest.needs {
            let known = self.evaluation.known.get(*subject);
            if !known.is_some_and(Known::is_there) {
                self.evaluation.blame.set(Some(*subject));
                return Err(Reason::Needs);
            }
        }
        Ok(())
    }

    #[inline]
    fn hold(&self, condition: &Condition, otherwise: Reason) -> Result<(), Reason> {
        // Most experiences are for every page.
        if matches!(condition, Condition::All(parts) if parts.is_empty()) {
            return Ok(());
        }
        match self.evaluation.verdict(condition) {
            Verdict::Yes => Ok(()),
            Verdict::No => Err(otherwise),
            Verdict::Unknown => Err(Reason::Unknown),
        }
    }

    /// Whether the visitor qualified before and still counts as such.
    #[inline]
    fn stays(&self, experience: &Experience, entry: Option<&Entry>) -> bool {
        let (Some(stay), Some(entry)) = (experience.rest.stay, entry) else {
            return false;
        };
        let reached = |goal: usize| {
            let goal = self.rules.goals.get(goal);
            entry
                .goals
                .iter()
                .any(|tally| goal.is_some_and(|goal| goal.id == tally.goal))
        };
        entry.qualified_ms > 0.0
            && self.is_of(experience, entry)
            && !stay.until.is_some_and(reached)
            && self.evaluation.now_ms < entry.qualified_ms + stay.at_most_ms
    }

    #[inline]
    fn assign(&self, experience: &Experience, decision: &mut Decision) -> Result<usize, Reason> {
        let assignment = &experience.assignment;
        let counted = experience.is_experiment();
        if counted {
            check(self.remembers && self.measures, Reason::Consent)?;
        }
        // A visitor who cannot be remembered cannot be held out; a flag that counts nobody is not part of the
        // programme.
        if experience.counted {
            check(!self.held_out(), Reason::Holdout)?;
        }
        if !experience.is_split() {
            return Ok(0);
        }
        let blocked = |entry: &Entry| {
            entry.id == experience.id
                && entry.version < experience.rest.min_version
                && entry.exposed_ms > 0.0
        };
        if part::STEER {
            check(!self.profile.entries.iter().any(blocked), Reason::Blocked)?;
        }
        let id = self.hashed(assignment.hash_by).ok_or(Reason::NoId)?;
        let bucket = assignment.seed.bucket(&id);
        decision.bucket = Some(bucket);
        if let Some(variant) = self.sticky(experience) {
            decision.sticky = true;
            return Ok(variant);
        }
        for filter in experience.rest.filters.iter().filter(|_| part::STEER) {
            check(self.lets_through(filter), Reason::Filter)?;
        }
        let now_ms = self.evaluation.now_ms;
        let mut reach = if experience.rest.ramp.is_empty() {
            1.0
        } else {
            0.0
        };
        for (from_ms, share) in experience.rest.ramp.iter().filter(|_| part::STEER) {
            if now_ms >= *from_ms {
                reach = *share;
            }
        }
        let ranges = experience.variants.iter();
        let ranges = ranges.map(|variant| assign::reached(variant.range, reach));
        let variant = assign::choose(ranges, bucket).ok_or(Reason::Split)?;
        // Whom nobody counts may be forgotten.
        check(!counted || self.kept == Some(true), Reason::Storage)?;
        Ok(variant)
    }

    /// The variant of an earlier exposure of this very visitor.
    #[inline]
    fn sticky(&self, experience: &Experience) -> Option<usize> {
        // Most visitors were never exposed, and hashing is dear.
        if !experience.assignment.sticky || self.profile.entries.is_empty() {
            return None;
        }
        for subject in experience.assignment.hash_by {
            let by = self.hash(subject);
            let kept = |entry: &&Entry| {
                entry.id == experience.id
                    && entry.version == experience.version
                    && entry.exposed_ms > 0.0
                    && (entry.by == 0.0 || Some(entry.by) == by)
            };
            if let Some(entry) = self.profile.entries.iter().find(kept) {
                let mut variants = experience.variants.iter();
                return variants.position(|variant| variant.id == entry.variant);
            }
        }
        None
    }

    /// Whether an entry is this visitor's, and not of somebody else at the same device.
    fn is_of(&self, experience: &Experience, entry: &Entry) -> bool {
        let subjects = experience.assignment.hash_by;
        entry.by == 0.0
            || subjects
                .iter()
                .any(|subject| self.hash(*subject) == Some(entry.by))
    }

    /// The hash of what an experience hashes of this visitor: by it, an assignment is known to be theirs. 0 for the name
    /// of this device, which is another where the profile is brought to.
    #[must_use]
    pub fn identity(&self, experience: &Experience) -> f64 {
        let mut subjects = experience.assignment.hash_by.into_iter();
        let device = f64::from(assign::fnv1a(&self.profile.visitor_id));
        subjects
            .find_map(|subject| self.hash(subject))
            .filter(|hash| hash.to_bits() != device.to_bits())
            .unwrap_or_default()
    }

    fn hash(&self, subject: usize) -> Option<f64> {
        Some(f64::from(assign::fnv1a(&self.hashed([subject, NOBODY])?)))
    }

    /// Whether a filter, or an exclusion group, lets the visitor through.
    #[must_use]
    pub fn lets_through(&self, filter: &Filter) -> bool {
        let Some(id) = self.hashed(filter.hash_by) else {
            return false;
        };
        let bucket = filter.seed.bucket(&id);
        let mut ranges = filter.ranges.iter();
        ranges.any(|range| assign::within(*range, bucket))
    }

    #[inline]
    fn held_out(&self) -> bool {
        self.remembers
            && self.kept != Some(false)
            && !self.profile.visitor_id.is_empty()
            && self.rules.holdouts.iter().any(|holdout| {
                self.evaluation.now_ms < holdout.until_ms
                    && holdout.seed.bucket(&self.profile.visitor_id) < holdout.percent / 100.0
            })
    }

    /// The text that is hashed: the value of the first of these subjects that has one.
    #[inline]
    #[must_use]
    pub fn hashed(&self, subjects: [usize; 2]) -> Option<Cow<'_, str>> {
        for subject in subjects {
            if let Some(Known::Is(value)) = self.evaluation.known.get(subject) {
                let text = compare::print(self.evaluation.env, value);
                // What JavaScript calls falsy names nobody.
                let named = match value {
                    Value::Number(number) => *number != 0.0,
                    Value::Bool(yes) => *yes,
                    _ => true,
                };
                if let Some(text) = text.filter(|text| named && !text.is_empty()) {
                    return Some(text);
                }
            }
        }
        None
    }
}

#[inline]
fn check(holds: bool, otherwise: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(otherwise) }
}

#[cfg(test)]
mod tests;
