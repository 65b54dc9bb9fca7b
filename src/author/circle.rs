//! What depends on itself, through what it asks for.
//!
//! In a visitor's browser it stays unknown for ever, and so never applies ([`learn`](crate::engine::decide::learn));
//! here its author is told.

use crate::engine::Env;
use crate::engine::condition::{Condition, Scope, Subject};
use crate::engine::json::{Node, Spot, Value};
use crate::engine::problem::Problem;
use crate::engine::rules::Rules;
use crate::engine::visitor::is_stage;
use alloc::vec::Vec;

/// Experiences, flags and stages of a whole file that stand in a circle, as problems.
pub(super) fn find(env: &Env, text: &str, rules: &Rules, file: &'static Value) -> Vec<Problem> {
    let mut scope = Scope::new(env, text, file);
    let root = Node::root(file);
    for (part, party) in parties(rules) {
        if reaches(rules, party, party, &mut Vec::new()) {
            let list = root.get(part);
            let node = match party {
                Party::Experience(index) | Party::Flag(index) => list.child(index),
                Party::Stages => root.get(part),
            };
            scope.problem(&node, Spot::Start, "circle", "", "");
        }
    }
    scope.problems
}

/// What can depend on others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Party {
    Experience(usize),
    Flag(usize),
    /// All of them: which one counts hangs on each.
    Stages,
}

fn parties(rules: &Rules) -> impl Iterator<Item = (&'static str, Party)> {
    let experiences = (0..rules.order.len()).map(|index| ("experiences", Party::Experience(index)));
    let flags = (0..rules.flags.len()).map(|index| ("flags", Party::Flag(index)));
    experiences.chain(flags).chain([("stages", Party::Stages)])
}

/// Whether a party depends, over however many others, on this one.
fn reaches(rules: &Rules, from: Party, to: Party, seen: &mut Vec<Party>) -> bool {
    for next in asked_by(rules, from) {
        if next == to {
            return true;
        }
        if !seen.contains(&next) {
            seen.push(next);
            if reaches(rules, next, to, seen) {
                return true;
            }
        }
    }
    false
}

fn asked_by(rules: &Rules, party: Party) -> Vec<Party> {
    let mut asked = Vec::new();
    let all = match party {
        Party::Experience(index) => index..index.saturating_add(1),
        Party::Flag(index) => rules
            .flags
            .get(index)
            .map_or(0..0, |flag| flag.rules.clone()),
        Party::Stages => {
            for stage in &rules.stages {
                collect(rules, &stage.enter, &mut asked);
                let leave = stage.leave.iter();
                leave.for_each(|leave| collect(rules, leave, &mut asked));
            }
            0..0
        }
    };
    for experience in all.filter_map(|index| rules.experiences.get(index)) {
        collect(rules, &experience.place, &mut asked);
        collect(rules, &experience.who, &mut asked);
    }
    asked
}

fn collect(rules: &Rules, condition: &Condition, asked: &mut Vec<Party>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect(rules, part, asked));
        }
        Condition::Not(part) => collect(rules, part, asked),
        Condition::Audience(index) => {
            if let Some(audience) = rules.conditions.audiences.get(*index) {
                collect(rules, audience, asked);
            }
        }
        Condition::Clause(index) => {
            let clause = rules.conditions.clauses.get(*index);
            match clause.and_then(|clause| rules.subjects.get(clause.subject)) {
                Some(Subject::Variant(index)) => asked.push(Party::Experience(*index)),
                Some(Subject::Flag(index)) => asked.push(Party::Flag(*index)),
                Some(Subject::Attribute(path)) if is_stage(path) => asked.push(Party::Stages),
                _ => {}
            }
        }
    }
}
