//! Conditions of the file itself: audiences and stages.
//!
//! Owns: what becomes of one that is wrong, and which may name which. In: condition JSON. Out: a condition. Must not:
//! know what a condition means.

use crate::engine::condition::{Condition, Scope, compile};
use crate::engine::json::Node;

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
