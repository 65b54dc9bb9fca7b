//! The answers of experiences and flags to each other's conditions.

use super::{Context, FlagDecision, decide, evaluate};
use crate::engine::condition::{Known, Subject, Verdict};
use crate::engine::decide::Reason;
use crate::engine::history::Entry;
use crate::engine::json::Value;
use crate::engine::part;
use crate::engine::rules::{Stage, Trigger};
use crate::engine::time::{DAY_MS, floor};
use crate::engine::visitor::STAGE;

/// Finds out everything that the rules answer themselves.
///
/// At first nothing of it is known. Each round knows what follows from the one before, until one
/// adds nothing; what hangs on itself stays unknown for ever, and so does not apply.
pub fn learn(known: &mut [Known], answers: &[usize], ask: &dyn Fn(&[Known], usize) -> Known) {
    for _ in answers {
        let mut news = false;
        for index in answers {
            if known.get(*index) != Some(&Known::Unknown) {
                continue;
            }
            let found = ask(known, *index);
            if let Some(slot) = known.get_mut(*index) {
                news |= found != Known::Unknown;
                *slot = found;
            }
        }
        if !news {
            return;
        }
    }
}

/// What is known of a subject that is an answer of the rules themselves.
#[must_use]
pub fn answer(context: &Context<'_>, subject: usize) -> Known {
    let rules = context.rules;
    let subject = rules.subjects.get(subject);
    let Some(subject) = subject.filter(|_| part::FLAG) else {
        return Known::Unknown;
    };
    match subject {
        Subject::Variant(index) => {
            let Some(experience) = rules.experiences.get(*index) else {
                return Known::Unknown;
            };
            let decision = decide(context, experience);
            let variant = decision
                .variant
                .and_then(|variant| experience.variants.get(variant));
            match (variant, decision.reason) {
                (Some(variant), _) => Known::Is(Value::text(variant.id)),
                (None, Reason::Unknown | Reason::Problem | Reason::Consent | Reason::Storage) => {
                    Known::Unknown
                }
                _ => Known::Missing,
            }
        }
        Subject::Flag(index) => match rules.flags.get(*index) {
            Some(flag) if !flag.broken => settled(&evaluate(context, flag)),
            _ => Known::Unknown,
        },
        Subject::Result(index, what) => {
            let id = rules
                .experiences
                .get(*index)
                .map_or("", |experience| experience.id);
            if !context.remembers {
                return Known::Unknown;
            }
            let came = |entry: &Entry| match what {
                0 => entry.exposed_ms > 0.0 || !entry.shown.is_empty(),
                1 => entry.goals.iter().any(|tally| {
                    let mut goals = rules.goals.iter();
                    goals.any(|goal| {
                        goal.id == tally.goal && matches!(goal.trigger, Trigger::Click(_))
                    })
                }),
                _ => entry.closed_ms > 0.0,
            };
            let mut entries = context.profile.entries.iter();
            Known::Is(Value::Bool(
                entries.any(|entry| entry.id == id && came(entry)),
            ))
        }
        Subject::Attribute(path) => match stage(context) {
            Ok(stage) if part::PAST && *path == STAGE[1] => days_in(context, stage),
            Ok(stage) => Known::Is(Value::text(stage.name)),
            Err(known) => known,
        },
        Subject::Behaviour(_) => Known::Unknown,
    }
}

/// The value of a flag. A rule that may still apply comes before what follows it, and before the default.
fn settled(found: &FlagDecision) -> Known {
    if found.open {
        return Known::Unknown;
    }
    Known::Is(found.value.clone())
}

/// The stage of the journey: of those that hold the first, or the furthest where some are left.
///
/// # Errors
///
/// There is none, or nobody can know.
pub fn stage<'a>(context: &Context<'a>) -> Result<&'a Stage, Known> {
    let mut found = Err(Known::Missing);
    for stage in &context.rules.stages {
        found = match holds(context, stage) {
            Verdict::Yes => Ok(stage),
            Verdict::No => continue,
            Verdict::Unknown => Err(Known::Unknown),
        };
        if !part::PAST || !context.rules.journey {
            break;
        }
    }
    found
}

/// Whether the visitor is in a stage, as far as that one goes.
#[allow(clippy::float_cmp)]
fn holds(context: &Context<'_>, stage: &Stage) -> Verdict {
    let says = |condition| context.evaluation.verdict(condition);
    let Some(leave) = stage.leave.as_ref().filter(|_| part::PAST) else {
        return says(&stage.enter);
    };
    match says(leave) {
        Verdict::Yes => Verdict::No,
        Verdict::No if context.profile.stage[1] == stage.key => Verdict::Yes,
        Verdict::No => match says(&stage.enter) {
            // They may have entered on an earlier page.
            Verdict::No if !context.remembers => Verdict::Unknown,
            found => found,
        },
        Verdict::Unknown => Verdict::Unknown,
    }
}

/// Whole days since a stage was entered; it is just now, where another was known.
#[allow(clippy::float_cmp)]
fn days_in(context: &Context<'_>, stage: &Stage) -> Known {
    if !context.remembers {
        return Known::Unknown;
    }
    let [since_ms, key] = context.profile.stage;
    let mut days = 0.0;
    if key == stage.key {
        days = floor((context.evaluation.now_ms - since_ms) / DAY_MS).max(0.0);
    }
    Known::Is(Value::Number(days))
}
