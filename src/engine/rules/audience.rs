//! Conditions that the file names: audiences and stages.
//!
//! A stage is a condition, or `{"enter": condition, "leave": condition}`: a visitor who has entered it stays, even when
//! `enter` no longer holds, until `leave` holds or a later stage is entered; without `leave`, only until the latter.
//! While `leave` holds nobody enters. If any stage has `enter`, the stages are a journey in order, and the furthest
//! counts; if all are plain conditions, the first that holds counts.
//!
//! Owns: what becomes of a wrong one, and which may name which. In: condition JSON. Out: a condition. Must not: know
//! what a condition means.

use crate::engine::assign::SEED;
use crate::engine::condition::intern::text;
use crate::engine::condition::{Condition, Scope, compile};
use crate::engine::json::{Node, Text};
use crate::engine::{part, words};
use alloc::vec::Vec;

/// A stage of the journey.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name.
    pub name: Text,
    /// The hash of its name, by which it is remembered.
    pub key: f64,
    /// Who is in it; in a journey, who enters it.
    pub enter: Condition,
    /// Who leaves it; `None` for a plain condition, which holds at this moment or does not.
    pub leave: Option<Condition>,
}

/// Reads a stage.
#[inline(never)]
pub(super) fn stage(scope: &mut Scope<'_>, node: &Node<'_>) -> Stage {
    let name = node.key();
    let enter = node.get("enter");
    let leave = node.get("leave");
    let parts = part::PAST && (enter.is_some() || leave.is_some());
    let mut stage = Stage {
        name,
        key: f64::from(text(SEED, name)),
        enter: whole(scope, if parts { &enter } else { node }),
        leave: None,
    };
    if parts {
        scope.fields(node, &words::STAGE);
        if !enter.is_some() {
            scope.missing(node, "enter", "stage");
            stage.enter = NOBODY;
        }
        stage.leave = Some(if leave.is_some() {
            whole(scope, &leave)
        } else {
            Condition::Any(Vec::new())
        });
    }
    stage
}

/// For nobody: it can never be told.
pub(super) const NOBODY: Condition = Condition::Audience(usize::MAX);

/// A condition; what is left of one with a problem may hold for anybody, and so is for nobody.
#[inline(never)]
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
