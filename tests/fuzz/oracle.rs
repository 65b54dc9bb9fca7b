//! The language of conditions once more, naively: no compiling, no interning, no sharing.

use omotenashi::engine::json::Value;
use std::cmp::Ordering;

/// Yes, no, or `None` where it depends on an attribute that is `"unknown"`.
pub fn satisfied(condition: &Value, attributes: &Value) -> Option<bool> {
    let parts = condition
        .members()
        .iter()
        .map(|(key, wanted)| match &**key {
            "$and" => all(wanted
                .items()
                .iter()
                .map(|part| satisfied(part, attributes))),
            "$or" if wanted.items().is_empty() => Some(true),
            "$or" => any(wanted, attributes),
            "$nor" if wanted.items().is_empty() => Some(false),
            "$nor" => any(wanted, attributes).map(|yes| !yes),
            "$not" => satisfied(wanted, attributes).map(|yes| !yes),
            path => match attributes.get(path) {
                Some(value) if *value == Value::text("unknown") => None,
                value => tests(wanted, value, attributes),
            },
        });
    all(parts)
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    if parts.contains(&None) {
        None
    } else {
        Some(true)
    }
}

fn any(list: &Value, attributes: &Value) -> Option<bool> {
    let no = all(list
        .items()
        .iter()
        .map(|part| satisfied(part, attributes).map(|yes| !yes)));
    no.map(|no| !no)
}

fn is_operators(value: &Value) -> bool {
    !value.members().is_empty() && value.members().iter().all(|(key, _)| key.starts_with('$'))
}

fn tests(wanted: &Value, value: Option<&Value>, attributes: &Value) -> Option<bool> {
    if !is_operators(wanted) {
        return Some(plain(wanted, value.unwrap_or(&Value::Null)));
    }
    let each = wanted.members().iter();
    all(each.map(|(operator, operand)| test(operator, operand, value, attributes)))
}

fn test(
    operator: &str,
    operand: &Value,
    found: Option<&Value>,
    attributes: &Value,
) -> Option<bool> {
    let value = found.unwrap_or(&Value::Null);
    if let Some(other) = operand.text_at("$ref") {
        return match attributes.get(other) {
            Some(other) if *other == Value::text("unknown") => None,
            Some(other) if *other != Value::Null => test(operator, other, found, attributes),
            _ => Some(operator == "$ne"),
        };
    }
    if operator == "$not" {
        return tests(operand, found, attributes).map(|yes| !yes);
    }
    let ordered = |wanted: fn(Ordering) -> bool| order(value, operand).is_some_and(wanted);
    let among = |list: &Value| match value {
        Value::List(items) => items.iter().any(|item| list.items().contains(item)),
        _ => list.items().contains(value),
    };
    let text = print(value);
    let wanted = operand.as_text().unwrap_or_default();
    Some(match operator {
        "$eq" => value == operand,
        "$ne" => value != operand,
        "$lt" => ordered(Ordering::is_lt),
        "$lte" => ordered(Ordering::is_le),
        "$gt" => ordered(Ordering::is_gt),
        "$gte" => ordered(Ordering::is_ge),
        "$between" => {
            order(value, &operand.items()[0]).is_some_and(Ordering::is_ge)
                && order(value, &operand.items()[1]).is_some_and(Ordering::is_le)
        }
        "$in" => among(operand),
        "$nin" => !among(operand),
        "$exists" => (*value != Value::Null) == (*operand == Value::Bool(true)),
        "$size" => {
            matches!(value, Value::List(items) if plain(operand, &Value::Number(items.len() as f64)))
        }
        "$all" => {
            operand
                .items()
                .iter()
                .all(|wanted| value.items().iter().any(|item| plain(wanted, item)))
                && matches!(value, Value::List(_))
        }
        "$contains" if matches!(value, Value::List(_)) => value.items().contains(operand),
        "$contains" => {
            let wanted = print(operand);
            text.is_some_and(|text| wanted.is_some_and(|wanted| text.contains(&wanted)))
        }
        "$startsWith" => text.is_some_and(|text| text.starts_with(wanted)),
        "$endsWith" => text.is_some_and(|text| text.ends_with(wanted)),
        other => panic!("the oracle does not know {other}"),
    })
}

fn plain(wanted: &Value, value: &Value) -> bool {
    match wanted {
        Value::Text(text) => print(value).as_deref() == Some(text),
        Value::Number(number) => as_number(value) == Some(*number),
        Value::Bool(yes) => {
            let falsy = matches!(value, Value::Bool(false) | Value::Null)
                || *value == Value::Number(0.0)
                || *value == Value::text("");
            *value != Value::Null && *yes != falsy
        }
        _ => wanted == value,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        _ => as_number(left)?.partial_cmp(&as_number(right)?),
    }
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
        Value::Text(text) if !text.trim().is_empty() => {
            text.trim().parse().ok().filter(|n: &f64| !n.is_nan())
        }
        _ => None,
    }
}

fn print(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Number(number) => Some(format!("{number}")),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}
