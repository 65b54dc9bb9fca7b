//! Conditions of the file itself: audiences and stages.
//!
//! A stage is a condition, or `{"enter": condition, "leave": condition}`: who has entered it stays, though `enter` holds
//! no more, until `leave` holds or a stage further on is entered; without `leave`, only that. While `leave` holds
//! nobody enters.
//!
//! Owns: what becomes of one that is wrong, and which may name which. In: condition JSON. Out: a condition. Must not:
//! know what a condition means.

use crate::engine::condition::{Condition, Scope, Subject, compile};
use crate::engine::json::{Kind, Node, Spot, Text};
use crate::engine::visitor::STAGE;
use crate::engine::{part, words};
use alloc::vec::Vec;

/// A stage of the journey.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name.
    pub name: Text,
    /// Who it is for; of one that is left, who enters it.
    pub enter: Condition,
    /// Who leaves it; without, it is for whomever it is for now.
    pub leave: Option<Condition>,
}

/// Reads the stages. Where one is entered and left the file tells a journey from its beginning, and the furthest
/// counts; where all are plain conditions, the first that holds.
pub(super) fn stages(scope: &mut Scope<'_>, node: &Node<'_>, list: &mut Vec<Stage>) {
    for node in scope.children(node, Kind::Map) {
        list.push(stage(scope, &node));
    }
    if list.iter().any(|stage| stage.leave.is_some()) {
        list.reverse();
    }
}

fn stage(scope: &mut Scope<'_>, node: &Node<'_>) -> Stage {
    let name = node.key();
    let [enter, leave] = ["enter", "leave"].map(|key| node.get(key));
    if !part::PAST || !enter.is_some() && !leave.is_some() {
        return Stage {
            name,
            enter: whole(scope, node),
            leave: None,
        };
    }
    let before = scope.problems.len();
    scope.fields(node, &words::STAGE);
    if !enter.is_some() {
        scope.missing(node, Spot::End, "enter", "stage");
    }
    let broken = scope.problems.len() > before;
    let enters = whole(scope, &enter);
    Stage {
        name,
        enter: if broken { NOBODY } else { enters },
        leave: Some(if leave.is_some() {
            whole(scope, &leave)
        } else {
            Condition::Any(Vec::new())
        }),
    }
}

/// Whether what is asked for needs to know when a stage was entered.
pub(super) fn asks_of_stage(subject: &Subject, stages: &[Stage]) -> bool {
    let [stage, days] = STAGE;
    match subject {
        Subject::Attribute(path) if *path == stage => {
            stages.iter().any(|stage| stage.leave.is_some())
        }
        Subject::Attribute(path) => *path == days,
        _ => false,
    }
}

/// For nobody: it can never be told.
pub(super) const NOBODY: Condition = Condition::Audience(usize::MAX);

/// A condition; what is left of one with a problem may hold for anybody, and so is for nobody.
pub(super) fn whole(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    let before = scope.problems.len();
    let condition = compile(scope, node);
    if scope.problems.len() > before {
        return NOBODY;
    }
    condition
}

/// Whether a condition names an audience that is not before this one.
pub(super) fn ahead(condition: &Condition, limit: usize) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| ahead(part, limit))
        }
        Condition::Not(part) => ahead(part, limit),
        Condition::Audience(index) => *index >= limit && *index != usize::MAX,
        Condition::Clause(..) => false,
    }
}
