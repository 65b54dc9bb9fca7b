//! What experiences and flags say to each other's conditions.

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
            Known::Is(name) if part::PAST && *path == STAGE[1] => days_in(context, &name),
            found => found,
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

/// The stage of the journey: the name of the first that holds, in the order in which they count.
#[must_use]
pub fn stage(context: &Context<'_>) -> Known {
    for stage in &context.rules.stages {
        match holds(context, stage) {
            Verdict::Yes => return Known::Is(Value::text(stage.name)),
            Verdict::No => {}
            Verdict::Unknown => return Known::Unknown,
        }
    }
    Known::Missing
}

/// Whether the visitor is in a stage, as far as that one goes.
fn holds(context: &Context<'_>, stage: &Stage) -> Verdict {
    let enters = || context.evaluation.verdict(&stage.enter);
    let Some(leave) = stage.leave.as_ref().filter(|_| part::PAST) else {
        return enters();
    };
    match context.evaluation.verdict(leave) {
        Verdict::Yes => Verdict::No,
        Verdict::No if context.profile.stage.name == stage.name => Verdict::Yes,
        Verdict::No => match enters() {
            // They may have entered on an earlier page.
            Verdict::No if !context.remembers => Verdict::Unknown,
            found => found,
        },
        Verdict::Unknown => Verdict::Unknown,
    }
}

/// Whole days since the stage of this name was entered; now, where it is another than was known.
fn days_in(context: &Context<'_>, name: &Value) -> Known {
    if !context.remembers {
        return Known::Unknown;
    }
    let entered = &context.profile.stage;
    let mut days = 0.0;
    if name.as_text() == Some(&entered.name) {
        days = floor((context.evaluation.now_ms - entered.since_ms) / DAY_MS).max(0.0);
    }
    Known::Is(Value::Number(days))
}
