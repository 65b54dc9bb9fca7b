//! (rules, visitor) → decisions, each with its reason.
//!
//! Owns: the order in which an experience is decided. In: compiled rules, what
//! is known, what is remembered. Out: a [`Decision`]. Must not: change anything.
//!
//! The order: sound → status → schedule → language → needs → where → who (or
//! `stay`) → frequency → consent → holdout → sticky variant → split.

mod decision;

pub use decision::{Decision, Reason};

use super::assign;
use super::change::primary;
use super::condition::{Condition, Evaluation, Known, Verdict};
use super::history::{Entry, Profile, since};
use super::json::{Text, Value, integer_text};
use super::rules::{Experience, Rules, Status};
use alloc::string::String;

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
    /// Personalization is granted: there is a visitor who can be remembered.
    pub remembers: bool,
    /// Measurement is granted: there is someone to count.
    pub measures: bool,
}

/// Decides one experience.
#[must_use]
pub fn decide(context: &Context<'_>, experience: &Experience) -> Decision {
    context.evaluation.blame.set(None);
    let reason = match context.qualify(experience) {
        Ok(()) => match context.assign(experience) {
            Ok(variant) => {
                return Decision {
                    reason: Reason::Applied,
                    variant: Some(variant),
                    blame: None,
                };
            }
            Err(reason) => reason,
        },
        Err(reason) => reason,
    };
    let blame = match reason {
        Reason::Where | Reason::Who | Reason::Unknown | Reason::Needs => {
            context.evaluation.blame.get()
        }
        _ => None,
    };
    Decision {
        reason,
        variant: None,
        blame,
    }
}

impl Context<'_> {
    fn qualify(&self, experience: &Experience) -> Result<(), Reason> {
        let now_ms = self.evaluation.now_ms;
        let spoken = |tag: &Text| {
            tag.eq_ignore_ascii_case(self.language)
                || tag.eq_ignore_ascii_case(primary(self.language))
        };
        let entry = self.profile.entry(experience.id, experience.version);
        check(!experience.broken, Reason::Problem)?;
        check(experience.status == Status::Live, Reason::Status)?;
        check(now_ms >= experience.from_ms, Reason::Schedule)?;
        check(now_ms < experience.to_ms, Reason::Schedule)?;
        check(
            experience.languages.is_empty() || experience.languages.iter().any(spoken),
            Reason::Language,
        )?;
        self.needs(experience)?;
        self.hold(&experience.place, Reason::Where)?;
        if !self.stays(experience, entry) {
            self.hold(&experience.who, Reason::Who)?;
        }
        check(!capped(experience, entry, now_ms), Reason::Frequency)
    }

    fn needs(&self, experience: &Experience) -> Result<(), Reason> {
        for subject in &experience.needs {
            if !matches!(self.evaluation.known.get(*subject), Some(Known::Is(_))) {
                self.evaluation.blame.set(Some(*subject));
                return Err(Reason::Needs);
            }
        }
        Ok(())
    }

    fn hold(&self, condition: &Condition, otherwise: Reason) -> Result<(), Reason> {
        match self.evaluation.verdict(condition) {
            Verdict::Yes => Ok(()),
            Verdict::No => Err(otherwise),
            Verdict::Unknown => Err(Reason::Unknown),
        }
    }

    /// Whether the visitor qualified before and still counts as such.
    fn stays(&self, experience: &Experience, entry: Option<&Entry>) -> bool {
        let (Some(stay), Some(entry)) = (experience.stay, entry) else {
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
            && !stay.until.is_some_and(reached)
            && self.evaluation.now_ms < entry.qualified_ms + stay.at_most_ms
    }

    fn assign(&self, experience: &Experience) -> Result<usize, Reason> {
        if !experience.is_experiment() {
            // Shown to all who qualify; only those who can be remembered can be held out.
            return if self.held_out() {
                Err(Reason::Holdout)
            } else {
                Ok(0)
            };
        }
        check(self.remembers && self.measures, Reason::Consent)?;
        check(!self.held_out(), Reason::Holdout)?;
        let entry = self.profile.entry(experience.id, experience.version);
        if let Some(entry) = entry.filter(|entry| entry.exposed_ms > 0.0) {
            let sticky = |variant: &super::rules::Variant| variant.id == entry.variant;
            if let Some(variant) = experience.variants.iter().position(sticky) {
                return Ok(variant);
            }
        }
        let id = self.hash_value(experience).ok_or(Reason::NoId)?;
        let bucket = assign::bucket(experience.seed, &id);
        let ranges = experience.variants.iter().map(|variant| variant.range);
        assign::choose(ranges, bucket).ok_or(Reason::Split)
    }

    fn held_out(&self) -> bool {
        self.remembers
            && self.rules.holdouts.iter().any(|holdout| {
                let mut seed = String::from("holdout/");
                seed.push_str(holdout.id);
                self.evaluation.now_ms < holdout.until_ms
                    && assign::bucket(&seed, &self.profile.visitor_id) < holdout.percent / 100.0
            })
    }

    fn hash_value(&self, experience: &Experience) -> Option<String> {
        match self.evaluation.known.get(experience.hash_by) {
            Some(Known::Is(Value::Text(text))) if !text.is_empty() => Some(text.clone()),
            Some(Known::Is(Value::Number(number))) => {
                let mut text = String::new();
                integer_text(&mut text, *number);
                Some(text)
            }
            _ => None,
        }
    }
}

fn check(holds: bool, otherwise: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn capped(experience: &Experience, entry: Option<&Entry>, now_ms: f64) -> bool {
    let (Some(cap), Some(entry)) = (experience.frequency, entry) else {
        return false;
    };
    since(&entry.shown, now_ms, cap.per_ms) >= cap.at_most
}

#[cfg(test)]
mod tests;
