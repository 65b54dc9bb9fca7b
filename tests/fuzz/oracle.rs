//! The language of conditions once more, naively: no compiling, no interning, no sharing.

use crate::function::LISTS;
use crate::generation::DATES;
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
    let other = match operator {
        "$ref" => operand.as_text(),
        _ => operand.text_at("$ref"),
    };
    if let Some(other) = other {
        return match attributes.get(other) {
            Some(other) if *other == Value::text("unknown") => None,
            Some(other) if *other != Value::Null && operator == "$ref" => Some(value == other),
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
        "$elemMatch" => value.items().iter().any(|item| {
            *item != Value::Null && tests(operand, Some(item), attributes) == Some(true)
        }),
        "$alli" => {
            let found = lower(value);
            let mut all = lower(operand).into_iter();
            matches!(value, Value::List(_))
                && all.all(|wanted| found.iter().any(|item| plain(&wanted, item)))
        }
        "$all" => {
            operand
                .items()
                .iter()
                .all(|wanted| value.items().iter().any(|item| plain(wanted, item)))
                && matches!(value, Value::List(_))
        }
        other => rest(other, operand, found),
    })
}

/// Operators that need only the value and what stands beside them.
fn rest(operator: &str, operand: &Value, found: Option<&Value>) -> bool {
    let value = found.unwrap_or(&Value::Null);
    let among = |list: &Value| match value {
        Value::List(items) => items.iter().any(|item| list.items().contains(item)),
        _ => list.items().contains(value),
    };
    let low = |list: &Value| match value {
        Value::List(items) => items.iter().any(|one| lower(list).contains(&lowered(one))),
        _ => lower(list).contains(&lowered(value)),
    };
    let text = print(value);
    let wanted = operand.as_text().unwrap_or_default();
    match operator {
        "$ini" => low(operand),
        "$nini" => !low(operand),
        "$inGroup" => among(&group(operand)),
        "$notInGroup" => !among(&group(operand)),
        "$type" => kind(found) == wanted || found.is_none() && wanted == "null",
        "$within" => instant(value).is_some_and(|at| (at - NOW_MS).abs() <= span(wanted)),
        "$veq" => version(value) == version(operand),
        "$vne" => version(value) != version(operand),
        "$vlt" => version(value) < version(operand),
        "$vlte" => version(value) <= version(operand),
        "$vgt" => version(value) > version(operand),
        "$vgte" => version(value) >= version(operand),
        "$regex" => text.is_some_and(|text| matches(wanted, &text)),
        "$regexi" => text.is_some_and(|text| matches(&wanted.to_lowercase(), &text.to_lowercase())),
        "$glob" => text.is_some_and(|text| glob(wanted.as_bytes(), text.as_bytes())),
        "$contains" if matches!(value, Value::List(_)) => value.items().contains(operand),
        "$contains" => {
            let wanted = print(operand);
            text.is_some_and(|text| wanted.is_some_and(|wanted| text.contains(&wanted)))
        }
        "$startsWith" => text.is_some_and(|text| text.starts_with(wanted)),
        "$endsWith" => text.is_some_and(|text| text.ends_with(wanted)),
        other => panic!("the oracle does not know {other}"),
    }
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

/// The moment of the tests.
const NOW_MS: f64 = 1e12;

fn lowered(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.to_lowercase().into()),
        _ => value.clone(),
    }
}

fn lower(list: &Value) -> Vec<Value> {
    list.items().iter().map(lowered).collect()
}

fn group(name: &Value) -> Value {
    let name = name.as_text().unwrap_or_default();
    let (_, items) = LISTS.iter().find(|(known, _)| *known == name).unwrap();
    Value::List(items.iter().map(|item| Value::text(item)).collect())
}

fn kind(found: Option<&Value>) -> &'static str {
    match found {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::Text(_)) => "string",
        Some(Value::List(_)) => "array",
        Some(Value::Map(_)) => "object",
    }
}

fn instant(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        _ if *value == Value::text(DATES[0]) => Some(NOW_MS - 3_600_000.0),
        _ if *value == Value::text(DATES[1]) => Some(NOW_MS + 86_400_000.0),
        _ => None,
    }
}

fn span(duration: &str) -> f64 {
    let (number, unit) = duration.split_at(duration.len() - 1);
    let minutes = match unit {
        "m" => 1.0,
        "h" => 60.0,
        _ => 1440.0,
    };
    number.parse::<f64>().unwrap() * minutes * 60_000.0
}

/// `paddedVersionString` of GrowthBook: `v` and `+build` dropped, digits padded, a full version behind its pre-releases.
fn version(value: &Value) -> String {
    let text = match value {
        Value::Text(_) | Value::Number(_) => print(value).unwrap_or_default(),
        _ => String::new(),
    };
    let text = if text.is_empty() { "0" } else { &text };
    let text = text.split('+').next().unwrap_or_default();
    let text = text.strip_prefix('v').unwrap_or(text);
    let parts = text.split(['-', '.']).map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            format!("{part:>5}")
        } else {
            part.to_string()
        }
    });
    let mut parts: Vec<String> = parts.collect();
    if parts.len() == 3 {
        parts.push("~".to_string());
    }
    parts.join("-")
}

/// Those of [`crate::generation::PATTERNS`]: a text, perhaps at the beginning or the end.
fn matches(pattern: &str, text: &str) -> bool {
    match (pattern.strip_prefix('^'), pattern.strip_suffix('$')) {
        (Some(first), _) => text.starts_with(first),
        (_, Some(last)) => text.ends_with(last),
        _ => text.contains(pattern),
    }
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], _) => text.is_empty(),
        ([b'*', rest @ ..], _) => (0..=text.len()).any(|from| glob(rest, &text[from..])),
        ([b'?', rest @ ..], [first, more @ ..]) => {
            // One character, however many bytes it has.
            let more = &more[more.iter().take_while(|byte| **byte >> 6 == 0b10).count()..];
            *first >> 6 != 0b10 && glob(rest, more)
        }
        ([wanted, rest @ ..], [found, more @ ..]) => wanted == found && glob(rest, more),
        _ => false,
    }
}
