//! The value of a flag.

use super::{Context, Decision, Reason, decide};
use crate::engine::json::Value;
use crate::engine::rules::Flag;

/// Why a flag has its value, in the words of OpenFeature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagReason {
    /// A rule for everybody.
    Static,
    /// A rule for some, by condition.
    TargetingMatch,
    /// A roll-out or an experiment.
    Split,
    /// No rule gave a value.
    Default,
    /// Everything is switched off.
    Disabled,
    /// Something in the flag is wrong.
    Error,
}

impl FlagReason {
    /// Every reason with its name.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Static, "STATIC"),
        (Self::TargetingMatch, "TARGETING_MATCH"),
        (Self::Split, "SPLIT"),
        (Self::Default, "DEFAULT"),
        (Self::Disabled, "DISABLED"),
        (Self::Error, "ERROR"),
    ];
}

/// What a flag is for this visitor.
#[derive(Clone, Copy, Debug)]
pub struct FlagDecision {
    /// Its value.
    pub value: &'static Value,
    /// Why.
    pub reason: FlagReason,
    /// The rule that gave it, by its index among the experiences.
    pub rule: Option<usize>,
    /// What was decided for that rule.
    pub decision: Decision,
    /// A rule before it depends on an answer of the rules themselves that is not known yet.
    pub open: bool,
}

/// Evaluates a flag: the first of its rules that gives a value wins.
#[must_use]
pub fn evaluate(context: &Context<'_>, flag: &Flag) -> FlagDecision {
    let mut found = FlagDecision {
        value: flag.default,
        reason: FlagReason::Default,
        rule: None,
        decision: Decision::no(Reason::Waiting),
        open: false,
    };
    if context.rules.off || flag.broken {
        found.reason = if flag.broken {
            FlagReason::Error
        } else {
            FlagReason::Disabled
        };
        return found;
    }
    for index in flag.rules.clone() {
        let Some(rule) = context.rules.experiences.get(index) else {
            continue;
        };
        let decision = decide(context, rule);
        let variant = decision
            .variant
            .and_then(|variant| rule.variants.get(variant));
        if let Some(value) = variant.and_then(|variant| variant.value) {
            let reason = if rule.is_split() {
                FlagReason::Split
            } else if rule.who.is_free() && rule.place.is_free() {
                FlagReason::Static
            } else {
                FlagReason::TargetingMatch
            };
            return FlagDecision {
                value,
                reason,
                rule: Some(index),
                decision,
                open: found.open,
            };
        }
        let answers = &context.rules.answers;
        let waits = |subject: usize| answers.contains(&subject);
        found.open |= decision.reason == Reason::Unknown && decision.blame.is_some_and(waits);
    }
    found
}
