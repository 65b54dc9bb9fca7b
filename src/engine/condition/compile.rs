//! Condition JSON to [`Condition`]. Everything wrong becomes a problem; what is
//! left is still a condition, but the experience that holds it will not run.

use super::scope::{Scope, Subject};
use super::{CONNECTIVES, Condition, Connective, OPERATORS, Operand, Operator, Order, Test, regex};
use crate::engine::history::Behaviour;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::words;
use alloc::{boxed::Box, vec::Vec};

/// Compiles an object of attributes and connectives.
pub fn compile(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    let mut parts = Vec::new();
    for node in scope.children(node, Kind::Map) {
        let key = node.key();
        parts.push(if key.as_bytes().first() == Some(&b'$') {
            connective(scope, &node, key)
        } else {
            let subject = scope.attribute(&node, Spot::Name, key);
            tests(scope, &node, subject)
        });
    }
    all(parts)
}

fn connective(scope: &mut Scope<'_>, node: &Node<'_>, key: Text) -> Condition {
    match meaning(&CONNECTIVES, key) {
        Some(Connective::And) => Condition::All(list(scope, node)),
        Some(Connective::Or) => Condition::Any(list(scope, node)),
        Some(Connective::Nor) => not(Condition::Any(list(scope, node))),
        Some(Connective::Not) => not(compile(scope, node)),
        Some(Connective::Audience) => {
            let index = scope.refer(node, "audiences", "unknown-audience", "audience");
            Condition::Audience(index.unwrap_or(usize::MAX))
        }
        Some(Connective::Did) => did(scope, node),
        None => {
            scope.problem(node, Spot::Name, "unknown-operator", key, "connective");
            all(Vec::new())
        }
    }
}

fn meaning<T: Copy>(table: &[(Text, T)], word: Text) -> Option<T> {
    let found = table.iter().find(|(name, _)| *name == word);
    found.map(|(_, meaning)| *meaning)
}

fn list(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Condition> {
    let mut parts = Vec::new();
    for node in scope.children(node, Kind::List) {
        parts.push(compile(scope, &node));
    }
    parts
}

/// What one attribute is asked for: a plain value, or an object of operators.
fn tests(scope: &mut Scope<'_>, node: &Node<'_>, subject: usize) -> Condition {
    let Some(value) = node.value.filter(|value| value.kind() != Kind::Map) else {
        let mut parts = Vec::new();
        for node in scope.children(node, Kind::Map) {
            parts.push(test(scope, &node, subject));
        }
        return all(parts);
    };
    Condition::Clause(subject, Test::Compare(Order::Equal, Operand::Value(value)))
}

fn test(scope: &mut Scope<'_>, node: &Node<'_>, subject: usize) -> Condition {
    let key = node.key();
    let Some(operator) = meaning(&OPERATORS, key) else {
        scope.problem(node, Spot::Name, "unknown-operator", key, "operator");
        return all(Vec::new());
    };
    let clause = match operator {
        Operator::Compare(order) => Test::Compare(order, operand(scope, node)),
        Operator::Differ => Test::Compare(Order::Equal, operand(scope, node)),
        Operator::In | Operator::NotIn => {
            let list = scope.expect(node, Kind::List);
            Test::OneOf(list.map_or(&[], Value::items))
        }
        Operator::Exists => Test::Exists(scope.boolean(node)),
        Operator::Glob => Test::Glob(scope.text(node).unwrap_or_default()),
        Operator::Regex => Test::Regex(pattern(scope, node)),
        Operator::Within => Test::Within(scope.duration(node)),
        Operator::Not => return not(tests(scope, node, subject)),
        Operator::Ref => Test::Compare(Order::Equal, Operand::Ref(scope.path(node))),
    };
    let clause = Condition::Clause(subject, clause);
    match operator {
        Operator::Differ | Operator::NotIn => not(clause),
        _ => clause,
    }
}

/// The right side: a value, or `{"$ref": path}`.
fn operand(scope: &mut Scope<'_>, node: &Node<'_>) -> Operand {
    const REF: words::Words = words::Words {
        name: "operator",
        list: &["$ref"],
    };
    let path = node.get("$ref");
    if path.is_some() {
        scope.fields(node, &REF);
        return Operand::Ref(scope.path(&path));
    }
    Operand::Value(node.value.unwrap_or(&Value::Null))
}

fn pattern(scope: &mut Scope<'_>, node: &Node<'_>) -> Text {
    let pattern = scope.text(node).unwrap_or_default();
    let code = if !regex::shared(pattern) {
        "regex-subset"
    } else if (scope.env.regex)(pattern, "", "").is_none() {
        "regex-syntax"
    } else {
        return pattern;
    };
    scope.problem(node, Spot::End, code, pattern, "regex");
    pattern
}

/// `{"event": …, "with": {…}, "within": "7d", "count": {"$gte": 3}}`; without a count, at least once.
fn did(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    const ONCE: &Value = &Value::Number(1.0);
    scope.fields(node, &words::DID);
    let behaviour = Behaviour {
        event: scope.text_of(node, "event"),
        with: scope
            .expect(&node.get("with"), Kind::Map)
            .unwrap_or(&Value::Null),
        within_ms: scope.duration_of(node, "within"),
    };
    if behaviour.event.is_empty() {
        scope.missing(node, Spot::End, "event", "$did");
    }
    let subject = scope.subject(Subject::Behaviour(behaviour));
    let count = node.get("count");
    if count.is_some() {
        return tests(scope, &count, subject);
    }
    Condition::Clause(
        subject,
        Test::Compare(Order::GreaterOrEqual, Operand::Value(ONCE)),
    )
}

fn not(part: Condition) -> Condition {
    Condition::Not(Box::new(part))
}

fn all(mut parts: Vec<Condition>) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            Condition::All(parts)
        }
        None => Condition::All(parts),
    }
}
