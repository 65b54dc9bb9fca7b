//! Turns condition JSON into a [`Condition`]. Everything wrong becomes a problem; what is left is still a condition,
//! but its experience will not run.

use super::Subject;
use super::evaluate::is_operators;
use super::operator::{Connective, OPERATORS, connective, is_special, operator};
use super::scope::Scope;
use super::{Condition, Operand, Operator, did, regex};
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::part;
use crate::engine::words;
use alloc::{boxed::Box, vec::Vec};

/// Compiles an object of attributes and connectives.
pub fn compile(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    // Exactly as many as needed: nothing is moved or left over.
    let mut parts = Vec::with_capacity(node.value.map_or(0, |value| value.members().len()));
    for node in scope.children(node, Kind::Map) {
        let key = node.key();
        parts.push(
            if is_special(key) && scope.named("attributes", key).is_none() {
                join(scope, &node, key)
            } else {
                let subject = scope.attribute(&node, Spot::Name, key);
                tests(scope, &node, subject)
            },
        );
    }
    all(parts)
}

#[inline(never)]
fn join(scope: &mut Scope<'_>, node: &Node<'_>, key: Text) -> Condition {
    let found = connective(key);
    match found {
        Some(Connective::And) => return Condition::All(list(scope, node)),
        Some(Connective::Or) => return any(list(scope, node)),
        Some(Connective::Nor) => return not(any(list(scope, node))),
        Some(Connective::Not) => return not(compile(scope, node)),
        // An element of a list has no audience and no past.
        _ if scope.inside => {}
        Some(Connective::Audience) => {
            let index = scope.refer(node, "audiences", "unknown-audience", "audience");
            return Condition::Audience(index.unwrap_or(usize::MAX));
        }
        Some(Connective::Did) if part::PAST => return did::read(scope, node),
        Some(Connective::Variant) if part::FLAG => return variant(scope, node),
        Some(Connective::Flag) if part::FLAG => return flag(scope, node),
        _ => {}
    }
    scope.problem(node, Spot::Name, "unknown-operator", key, "connective");
    all(Vec::new())
}

fn list(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Condition> {
    let mut parts = Vec::new();
    for node in scope.children(node, Kind::List) {
        parts.push(compile(scope, &node));
    }
    parts
}

/// What one attribute is asked for: a plain value, or an object of operators.
pub(super) fn tests(scope: &mut Scope<'_>, node: &Node<'_>, subject: usize) -> Condition {
    let value = node.value.unwrap_or(&Value::Null);
    if !asks(value) {
        return scope.clause(subject, Operator::Plain, Operand::Value(value));
    }
    // Most have one, and need no list.
    if let [_] = value.members() {
        return test(scope, &node.child(0), subject);
    }
    let mut parts = Vec::new();
    for node in node.children(Kind::Map) {
        parts.push(test(scope, &node, subject));
    }
    all(parts)
}

/// Whether an object is meant to hold operators: a key begins with `$`, or is the name of an operator without it.
fn asks(value: &Value) -> bool {
    value.members().iter().any(|(key, _)| {
        let mut known = OPERATORS.iter();
        is_special(key) || known.any(|(name, _)| name.get(1..) == Some(key))
    })
}

fn test(scope: &mut Scope<'_>, node: &Node<'_>, subject: usize) -> Condition {
    let key = node.key();
    let Some(operator) = operator(key) else {
        scope.problem(node, Spot::Name, "unknown-operator", key, "operator");
        return all(Vec::new());
    };
    let span;
    let mut operand = Operand::Value(node.value.unwrap_or(&Value::Null));
    if scope.inside && matches!(operator, Operator::Ref | Operator::Within) {
        scope.problem(node, Spot::Name, "unknown-operator", key, "operator");
    }
    match operator {
        Operator::Not => return not(tests(scope, node, subject)),
        Operator::Equal
        | Operator::Differ
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => operand = self::operand(scope, node),
        Operator::Ref => operand = Operand::Ref(scope.path(node)),
        Operator::Within => {
            span = Value::Number(scope.duration(node));
            operand = Operand::Value(&span);
        }
        _ if part::CHECK => check(scope, node, operator),
        _ => {}
    }
    scope.clause(subject, operator, operand)
}

/// Checks the operand of an operator.
fn check(scope: &mut Scope<'_>, node: &Node<'_>, operator: Operator) {
    match operator {
        Operator::Exists => drop(scope.boolean(node)),
        Operator::Type => drop(scope.word(node, "unknown-word", &words::VALUE_TYPE)),
        Operator::InGroup | Operator::NotInGroup => {
            scope.refer(node, "lists", "unknown-list", "list");
        }
        Operator::Regex | Operator::RegexFold => pattern(scope, node),
        Operator::In | Operator::NotIn | Operator::InFold | Operator::NotInFold => {
            scope.expect(node, Kind::List);
        }
        Operator::Between => {
            let list = scope.expect(node, Kind::List);
            if list.is_some_and(|list| list.items().len() != 2) {
                scope.problem(node, Spot::Start, "pair", "", "pair");
            }
        }
        Operator::All | Operator::AllFold => {
            for wanted in scope.children(node, Kind::List) {
                inner(scope, &wanted);
            }
        }
        Operator::Size | Operator::ElemMatch => inner(scope, node),
        Operator::Glob | Operator::StartsWith | Operator::EndsWith => drop(scope.text(node)),
        // Any value will do: what is not a version is version 0.
        Operator::Plain
        | Operator::Contains
        | Operator::VersionEqual
        | Operator::VersionDiffer
        | Operator::VersionLess
        | Operator::VersionLessOrEqual
        | Operator::VersionGreater
        | Operator::VersionGreaterOrEqual => {}
        // `test` has read what stands behind these.
        Operator::Equal
        | Operator::Differ
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual
        | Operator::Ref
        | Operator::Within
        | Operator::Not => {}
    }
}

/// Checks a condition on an element: its paths are the element's own.
pub(super) fn inner(scope: &mut Scope<'_>, node: &Node<'_>) {
    let outside = core::mem::replace(&mut scope.inside, true);
    if node.value.is_some_and(is_operators) {
        tests(scope, node, 0);
    } else if matches!(node.value, Some(Value::Map(_))) {
        compile(scope, node);
    }
    scope.inside = outside;
}

/// The right side: a value, or `{"$ref": path}`.
fn operand<'n>(scope: &mut Scope<'_>, node: &Node<'n>) -> Operand<'n> {
    const REF: words::Words = words::Words {
        name: "operator",
        list: &["$ref"],
    };
    let path = node.get("$ref");
    if path.is_some() {
        if scope.inside {
            scope.problem(node, Spot::Start, "unknown-operator", "$ref", "operator");
        }
        scope.fields(node, &REF);
        return Operand::Ref(scope.path(&path));
    }
    Operand::Value(node.value.unwrap_or(&Value::Null))
}

fn pattern(scope: &mut Scope<'_>, node: &Node<'_>) {
    let pattern = scope.text(node).unwrap_or_default();
    let code = if !regex::shared(pattern) {
        "regex-subset"
    } else if (scope.env.regex)(pattern, "", "").is_none() {
        "regex-syntax"
    } else {
        return;
    };
    scope.problem(node, Spot::Start, code, pattern, "regex");
}

/// `{"experience id": a test of the variant, or {"$shown": true}}`.
fn variant(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    let mut parts = Vec::new();
    for node in scope.children(node, Kind::Map) {
        let Some(index) = scope.experience(node.key()) else {
            scope.problem(
                &node,
                Spot::Name,
                "unknown-experience",
                node.key(),
                "experience-id",
            );
            continue;
        };
        let mut results = 0_usize;
        for (number, name) in words::RESULT.list.iter().enumerate() {
            let result = node.get(name);
            if result.is_some() {
                scope.boolean(&result);
                let subject = scope.subject(Subject::Result(index, number));
                let wanted = Operand::Value(result.value.unwrap_or(&Value::Null));
                parts.push(scope.clause(subject, Operator::Plain, wanted));
                results = results.wrapping_add(1);
            }
        }
        if results == 0 {
            let subject = scope.subject(Subject::Variant(index));
            parts.push(tests(scope, &node, subject));
        } else {
            scope.fields(&node, &words::RESULT);
        }
    }
    all(parts)
}

/// `{"flag id": a test of its value}`.
fn flag(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    let mut parts = Vec::new();
    for node in scope.children(node, Kind::Map) {
        match scope.named("flags", node.key()) {
            Some(index) => {
                let subject = scope.subject(Subject::Flag(index));
                parts.push(tests(scope, &node, subject));
            }
            None => scope.problem(&node, Spot::Name, "unknown-flag", node.key(), "flag-id"),
        }
    }
    all(parts)
}

fn not(part: Condition) -> Condition {
    Condition::Not(Box::new(part))
}

/// One of these; an empty list asks for nothing, and so holds.
fn any(parts: Vec<Condition>) -> Condition {
    if parts.is_empty() {
        return Condition::All(parts);
    }
    Condition::Any(parts)
}

pub(super) fn all(mut parts: Vec<Condition>) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            Condition::All(parts)
        }
        None => Condition::All(parts),
    }
}
