//! Condition JSON to [`Condition`]. Everything wrong becomes a problem; what is
//! left is still a condition, but the experience that holds it will not run.

use super::scope::{Scope, Subject};
use super::{Condition, Operand, Order, Test, regex};
use crate::engine::history::Behaviour;
use crate::engine::json::{Kind, Reader, Value};
use alloc::{boxed::Box, rc::Rc, vec::Vec};

/// Compiles the next value, an object of attributes and connectives.
pub fn compile(scope: &mut Scope, reader: &mut Reader<'_>) -> Condition {
    let mut parts = Vec::new();
    scope.object(reader, &mut |scope, reader, key| {
        let part = if key.starts_with('$') {
            connective(scope, reader, key)
        } else {
            let subject = scope.attribute(reader, key);
            tests(scope, reader, subject)
        };
        parts.push(part);
    });
    all(parts)
}

fn connective(scope: &mut Scope, reader: &mut Reader<'_>, key: &str) -> Condition {
    match key {
        "$and" => Condition::All(list(scope, reader)),
        "$or" => Condition::Any(list(scope, reader)),
        "$nor" => Condition::Not(Box::new(Condition::Any(list(scope, reader)))),
        "$not" => Condition::Not(Box::new(compile(scope, reader))),
        "$audience" => audience(scope, reader),
        "$did" => did(scope, reader),
        _ => {
            scope.problem(reader, "unknown-operator", key, "connective");
            reader.skip();
            all(Vec::new())
        }
    }
}

fn list(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Condition> {
    let mut parts = Vec::new();
    scope.array(reader, &mut |scope, reader| {
        parts.push(compile(scope, reader))
    });
    parts
}

fn audience(scope: &mut Scope, reader: &mut Reader<'_>) -> Condition {
    let name = scope.text(reader).unwrap_or_default();
    let index = scope.audiences.iter().position(|known| *known == name);
    if index.is_none() && reader.broken().is_none() {
        scope.problem(reader, "unknown-audience", &name, "audience");
    }
    Condition::Audience(index.unwrap_or(usize::MAX))
}

/// What one attribute is asked for: a plain value, or an object of operators.
fn tests(scope: &mut Scope, reader: &mut Reader<'_>, subject: usize) -> Condition {
    if reader.peek() != Kind::Map {
        return Condition::Clause(
            subject,
            Test::Compare(Order::Equal, Operand::Value(reader.value())),
        );
    }
    let mut parts = Vec::new();
    scope.object(reader, &mut |scope, reader, key| {
        parts.push(test(scope, reader, subject, key));
    });
    all(parts)
}

fn test(scope: &mut Scope, reader: &mut Reader<'_>, subject: usize, operator: &str) -> Condition {
    let order = match operator {
        "$eq" | "$ne" => Some(Order::Equal),
        "$lt" => Some(Order::Less),
        "$lte" => Some(Order::LessOrEqual),
        "$gt" => Some(Order::Greater),
        "$gte" => Some(Order::GreaterOrEqual),
        _ => None,
    };
    let clause = match (order, operator) {
        (Some(order), _) => Test::Compare(order, operand(scope, reader)),
        (_, "$ref") => Test::Compare(Order::Equal, refer(scope, reader)),
        (_, "$in" | "$nin") => Test::OneOf(values(scope, reader)),
        (_, "$exists") => {
            let read = reader.boolean();
            Test::Exists(scope.keep(reader, read, "boolean").unwrap_or_default())
        }
        (_, "$glob") => Test::Glob(scope.text(reader).unwrap_or_default()),
        (_, "$regex") => Test::Regex(pattern(scope, reader)),
        (_, "$within") => Test::Within(scope.duration(reader).unwrap_or_default()),
        (_, "$not") => return Condition::Not(Box::new(tests(scope, reader, subject))),
        _ => {
            scope.problem(reader, "unknown-operator", operator, "operator");
            reader.skip();
            return all(Vec::new());
        }
    };
    let clause = Condition::Clause(subject, clause);
    match operator {
        "$ne" | "$nin" => Condition::Not(Box::new(clause)),
        _ => clause,
    }
}

/// The right side: a value, or `{"$ref": path}`.
fn operand(scope: &mut Scope, reader: &mut Reader<'_>) -> Operand {
    let mark = reader.mark();
    let value = reader.value();
    if value.get("$ref").is_none() {
        return Operand::Value(value);
    }
    reader.back_to(&mark);
    let mut operand = Operand::Value(Value::Null);
    scope.object(reader, &mut |scope, reader, key| {
        if key == "$ref" {
            operand = refer(scope, reader);
        } else {
            scope.unknown(reader, key, "operator");
        }
    });
    operand
}

fn refer(scope: &mut Scope, reader: &mut Reader<'_>) -> Operand {
    let path = scope.text(reader).unwrap_or_default();
    Operand::Ref(scope.attribute(reader, &path))
}

fn values(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    scope.array(reader, &mut |_, reader| values.push(reader.value()));
    values
}

fn pattern(scope: &mut Scope, reader: &mut Reader<'_>) -> Rc<str> {
    let pattern = scope.text(reader).unwrap_or_default();
    if !regex::shared(&pattern) {
        scope.problem(reader, "regex-subset", &pattern, "regex");
    } else if (reader.env().regex)(&pattern, "", "").is_none() {
        scope.problem(reader, "regex-syntax", &pattern, "regex");
    }
    pattern
}

/// `{"event": …, "with": {…}, "within": "7d", "count": {"$gte": 3}}`; without a count, at least once.
fn did(scope: &mut Scope, reader: &mut Reader<'_>) -> Condition {
    let mut behaviour = Behaviour::default();
    let mut count = None;
    scope.object(reader, &mut |scope, reader, key| match key {
        "event" => behaviour.event = scope.text(reader).unwrap_or_default(),
        "with" => scope.object(reader, &mut |_, reader, name| {
            let value = reader.value();
            behaviour.with.push((Rc::from(name), value));
        }),
        "within" => behaviour.within_ms = scope.duration(reader),
        // The subject is known only when the whole object is read.
        "count" => {
            count = Some(reader.mark());
            reader.skip();
        }
        _ => scope.unknown(reader, key, "$did"),
    });
    if behaviour.event.is_empty() && reader.broken().is_none() {
        scope.problem(reader, "missing-field", "event", "$did");
    }
    let subject = scope.subject(Subject::Behaviour(behaviour));
    let Some(count) = count else {
        let once = Operand::Value(Value::Number(1.0));
        return Condition::Clause(subject, Test::Compare(Order::GreaterOrEqual, once));
    };
    let after = reader.mark();
    reader.back_to(&count);
    let condition = tests(scope, reader, subject);
    reader.back_to(&after);
    condition
}

fn all(mut parts: Vec<Condition>) -> Condition {
    if parts.len() == 1 {
        parts.pop().unwrap_or(Condition::All(Vec::new()))
    } else {
        Condition::All(parts)
    }
}
