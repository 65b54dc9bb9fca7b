//! The smallest change that would have made an experience apply.

use crate::engine::assign;
use crate::engine::condition::{Condition, Known, Verdict};
use crate::engine::decide::{Context, Decision, Reason};
use crate::engine::json::{Text, Value};
use crate::engine::rules::{Experience, Status};
use alloc::vec::Vec;

/// One thing that would have to be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Miss {
    /// A clause that would have to hold, or, `otherwise`, would have to fail.
    Clause {
        /// Its index.
        index: usize,
        /// It stands under a negation.
        otherwise: bool,
    },
    /// An attribute that would have to be told.
    Need(usize),
    /// A member of the experience, and the value it would need.
    Rule {
        /// The member.
        member: Text,
        /// The value.
        value: Value,
    },
}

/// Everything that would have to be otherwise: what was asked first may hide what would have been asked then.
pub(super) fn nearest(
    context: &Context<'_>,
    experience: &Experience,
    decision: &Decision,
) -> Vec<Miss> {
    let hides = matches!(
        decision.reason,
        Reason::Status | Reason::Schedule | Reason::Language | Reason::Needs
    );
    if !hides {
        return misses(context, experience, decision);
    }
    let [Some(place), Some(who)] = ways(context, experience) else {
        return Vec::new();
    };
    let now_ms = context.evaluation.now_ms;
    let rest = &experience.rest;
    let mut all = Vec::new();
    let mut rule = |is_met: bool, member, value| {
        if !is_met {
            all.push(Miss::Rule { member, value });
        }
    };
    rule(
        experience.status == Status::Live,
        "status",
        Value::text("live"),
    );
    rule(
        (rest.from_ms..rest.to_ms).contains(&now_ms),
        "schedule",
        Value::Null,
    );
    rule(
        context.speaks(experience),
        "languages",
        Value::text(context.language),
    );
    let needed = needed(context, experience);
    // What is not known cannot be judged.
    let judged = |miss: &Miss| match miss {
        Miss::Clause { index, .. } => {
            let clause = context.rules.conditions.clauses.get(*index);
            !clause.is_some_and(|clause| needed.contains(&Miss::Need(clause.subject)))
        }
        _ => true,
    };
    let open = [place, who].concat();
    all.extend(needed.iter().cloned());
    all.extend(open.into_iter().filter(judged));
    all
}

/// What would make each of its conditions hold.
fn ways(context: &Context<'_>, experience: &Experience) -> [Option<Vec<Miss>>; 2] {
    [&experience.place, &experience.who].map(|part| turn(context, part, true))
}

/// The attributes that would have to be told.
fn needed(context: &Context<'_>, experience: &Experience) -> Vec<Miss> {
    let known = |subject: usize| context.evaluation.known.get(subject);
    let missing = |subject: &&usize| !known(**subject).is_some_and(Known::is_there);
    let needs = experience.rest.needs.iter().filter(missing);
    needs.map(|subject| Miss::Need(*subject)).collect()
}

/// What stood in the way, fewest first: for a condition, the fewest clauses that would turn it.
pub(super) fn misses(
    context: &Context<'_>,
    experience: &Experience,
    decision: &Decision,
) -> Vec<Miss> {
    let rule = |member, value| Vec::from([Miss::Rule { member, value }]);
    match decision.reason {
        Reason::Where | Reason::Who | Reason::Unknown => {
            let [Some(place), Some(who)] = ways(context, experience) else {
                return Vec::new();
            };
            [place, who].concat()
        }
        Reason::Needs => needed(context, experience),
        Reason::Off => rule("off", Value::Bool(false)),
        Reason::Status => rule("status", Value::text("live")),
        Reason::Schedule => rule("schedule", Value::Null),
        Reason::Language => rule("languages", Value::text(context.language)),
        Reason::Frequency => rule("frequency", Value::Null),
        Reason::Goal => rule("until", Value::Null),
        Reason::Dismissed => rule("dismissed", Value::Null),
        Reason::Cancelled => rule("when", Value::Null),
        Reason::Pressure | Reason::Gap => rule("surfaces", Value::Null),
        Reason::Filter => rule(shut(context, experience), Value::Null),
        Reason::Split if is_ahead(experience, decision.bucket) => rule("ramp", Value::Null),
        Reason::Split => rule("split", Value::Null),
        Reason::Blocked => rule("minVersion", Value::Number(0.0)),
        _ => Vec::new(),
    }
}

/// The member that does not let this visitor through: a group is a filter, too.
fn shut(context: &Context<'_>, experience: &Experience) -> Text {
    let mut filters = experience.rest.filters.iter();
    let shut = filters.find(|filter| !context.lets_through(filter));
    match shut.map(|filter| filter.seed.prefix()) {
        Some("group/") => "group",
        _ => "filters",
    }
}

/// Whether a variant waits for this visitor, and its ramp has not come so far.
fn is_ahead(experience: &Experience, bucket: Option<f64>) -> bool {
    let mut variants = experience.variants.iter();
    bucket.is_some_and(|bucket| variants.any(|variant| assign::within(variant.range, bucket)))
}

/// The fewest clauses that would make a condition say yes (or no); none where nothing would, as of what holds for nobody.
fn turn(context: &Context<'_>, condition: &Condition, yes: bool) -> Option<Vec<Miss>> {
    let wanted = if yes { Verdict::Yes } else { Verdict::No };
    if context.evaluation.verdict(condition) == wanted {
        return Some(Vec::new());
    }
    match condition {
        Condition::All(parts) if yes => each(context, parts, yes),
        Condition::Any(parts) if !yes => each(context, parts, yes),
        Condition::All(parts) | Condition::Any(parts) => {
            let ways = parts.iter().filter_map(|part| turn(context, part, yes));
            ways.min_by_key(Vec::len)
        }
        Condition::Not(part) => turn(context, part, !yes),
        Condition::Audience(index) => {
            let audience = context.rules.conditions.audiences.get(*index)?;
            turn(context, audience, yes)
        }
        Condition::Clause(index) => Some(Vec::from([Miss::Clause {
            index: *index,
            otherwise: !yes,
        }])),
    }
}

fn each(context: &Context<'_>, parts: &[Condition], yes: bool) -> Option<Vec<Miss>> {
    let mut all = Vec::new();
    for part in parts {
        all.extend(turn(context, part, yes)?);
    }
    Some(all)
}
