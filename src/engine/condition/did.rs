//! Turns `$did` into a [`Plan`] and the tests of its statistics.
//!
//! Owns: the members of `$did`, and which of them need others. In: condition JSON. Out: a condition. Must not: know
//! what a member means: that is in [`crate::engine::history::behaviour`].

use super::Subject;
use super::compile::{all, inner, tests};
use super::intern::{digest, text};
use super::operator::is_special;
use super::scope::Scope;
use super::{Condition, Named, Operand, Operator};
use crate::engine::assign::SEED;
use crate::engine::history::{Next, Plan, STATISTICS, Statistic, Step, Window};
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::time::floor;
use crate::engine::{visitor, words};
use alloc::boxed::Box;
use alloc::vec::Vec;

const NOTHING: &Value = &Value::Null;

/// What two equal behaviours have in common, besides the statistic.
const DEFINITION: [&str; 7] = ["event", "with", "within", "of", "times", "halfLife", "then"];

/// Compiles a `$did`; without a statistic, at least once.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    const ONCE: &Value = &Value::Number(1.0);
    scope.fields(node, &words::DID);
    let plan = plan(scope, node);
    let mut parts = Vec::new();
    let mut last = None;
    for (name, statistic) in words::STATISTIC.list.iter().zip(STATISTICS) {
        let test = node.get(name);
        if test.is_some() {
            if plan.of.is_empty() && statistic >= Statistic::Distinct {
                scope.missing(node, "of", "$did");
            }
            let subject = scope.behaviour(plan, statistic);
            parts.push(tests(scope, &test, subject));
            last = Some(subject);
        }
    }
    let subject = last.unwrap_or_else(|| {
        let subject = scope.behaviour(plan, Statistic::Count);
        let once = Operand::Value(ONCE);
        parts.push(scope.clause(subject, Operator::GreaterOrEqual, once));
        subject
    });
    let name = node.get("as");
    if let Some(path) = scope.text(&name) {
        give(scope, &name, path, subject);
    }
    all(parts)
}

/// Makes an attribute of a behaviour.
fn give(scope: &mut Scope<'_>, node: &Node<'_>, path: Text, behaviour: usize) {
    let name = scope.subject(Subject::Attribute(path));
    let mut names = scope.names.iter();
    let taken = names.any(|named| named.attribute == name && named.behaviour != behaviour);
    if taken || visitor::is_known(path) || scope.named("attributes", path).is_some() {
        return scope.problem(node, Spot::Start, "name-taken", path, "");
    }
    scope.names.push(Named {
        attribute: name,
        behaviour,
        scores: None,
    });
}

/// Reads a behaviour, whatever its statistic; which members it may have, the caller has checked.
pub fn plan(scope: &mut Scope<'_>, node: &Node<'_>) -> &'static Plan {
    let mut hash = SEED;
    for name in DEFINITION {
        hash = digest(text(hash, name), node.get(name).value.unwrap_or(NOTHING));
    }
    Box::leak(Box::new(Plan {
        hash,
        step: step(scope, node, true),
        next: next(scope, &node.get("then")),
        window: window(scope, &node.get("within")),
        of: scope.text_of(node, "of"),
        times: scope.text_of(node, "times"),
        half_life_ms: scope.duration_of(node, "halfLife"),
    }))
}

/// The event and what it must be like; `refs` where that may depend on attributes.
fn step(scope: &mut Scope<'_>, node: &Node<'_>, refs: bool) -> Step {
    let event = node.get("event");
    for times in event.children(Kind::Map) {
        scope.number(&times, 0.0);
    }
    let several = event.value.is_some_and(|event| !event.members().is_empty());
    let nothing = matches!(event.value, None | Some(Value::Map(_)));
    if !several && (nothing || scope.text(&event).is_some_and(str::is_empty)) {
        scope.missing(node, "event", "$did");
    }
    let with = node.get("with");
    let mut step = Step {
        event: event.kept().unwrap_or(NOTHING),
        with: with.kept().unwrap_or(NOTHING),
        refs: Vec::new(),
    };
    for test in scope.children(&with, Kind::Map) {
        let path = test.get("$ref");
        if is_special(test.key()) {
            scope.problem(
                &test,
                Spot::Name,
                "unknown-operator",
                test.key(),
                "operator",
            );
        } else if refs && path.is_some() && test.value.is_some_and(|test| test.members().len() == 1)
        {
            step.refs.push((test.key(), scope.path(&path)));
        } else {
            inner(scope, &test);
        }
    }
    step
}

fn next(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Next> {
    node.value?;
    scope.fields(node, &words::STEP);
    let next = Next {
        step: step(scope, node, false),
        within_ms: scope.duration_of(node, "within"),
        not: scope.boolean_of(node, "not"),
    };
    // What never comes to an end is never known not to have come.
    if next.not {
        scope.needed(node, "within", "then");
    }
    Some(next)
}

#[allow(clippy::float_cmp)]
fn window(scope: &mut Scope<'_>, node: &Node<'_>) -> Window {
    if !matches!(node.value, Some(Value::Map(_))) {
        let word = node.value.and_then(Value::as_text).unwrap_or_default();
        return match words::WINDOW.position(word) {
            Some(part) => Window::Part(part),
            None => Window::Span(scope.duration(node)),
        };
    }
    scope.fields(node, &words::WITHIN);
    if let Some(event) = scope.given(node, "since") {
        return Window::Since(event);
    }
    let days = scope.number_of(node, "days", 0.0);
    let zone = scope.timezone(&node.get("zone"));
    if floor(days) != days || !(1.0..=3660.0).contains(&days) {
        scope.problem(node, Spot::Start, "days", "", "");
    }
    Window::Days(days, if zone.is_empty() { scope.zone } else { zone })
}
