//! A naive reading of a whole log: the definition of `$did` once more, in the simplest words, with everything
//! remembered and nothing added up before it is asked for.

#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

use super::dice::{DAY, MINUTE, SPANS};
use super::zone;
use crate::engine::json::Value;
use alloc::{vec, vec::Vec};

/// Something that happened.
pub struct Logged {
    pub at_ms: f64,
    pub name: &'static str,
    pub props: Value,
}

fn is_text(value: Option<&Value>, text: &str) -> bool {
    value.and_then(Value::as_text) == Some(text)
}

fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The tests that [`definition`] writes, read as simply as can be.
fn passes(test: &Value, found: Option<&Value>, pick: Option<&Value>) -> bool {
    if let Value::Text(text) = test {
        return is_text(found, text);
    }
    let number = found.and_then(as_number);
    test.members()
        .iter()
        .all(|(operator, operand)| match &**operator {
            "$ref" => found.is_some() && found == pick,
            "$in" => operand.items().iter().any(|one| Some(one) == found),
            "$exists" => matches!(found, None | Some(Value::Null)),
            "$gte" => number >= operand.as_number() && number.is_some(),
            "$gt" => number > operand.as_number(),
            "$lt" => number < operand.as_number() && number.is_some(),
            other => panic!("{other}"),
        })
}

/// What counts of one event: each value with how often.
fn hits(
    step: &Value,
    did: &Value,
    event: &Logged,
    pick: Option<&Value>,
) -> Option<Vec<(f64, Value)>> {
    let weight = match step.get("event") {
        Some(Value::Text(name)) => (**name == *event.name).then_some(1.0)?,
        Some(names) => names.get(event.name)?.as_number()?,
        None => panic!("no event"),
    };
    let none = [Value::Null];
    let items = match event.props.get("items").map(Value::items) {
        None | Some([]) => &none[..],
        Some(items) => items,
    };
    let tests = step.get("with").map_or(&[][..], Value::members);
    let fitting: Vec<&Value> = items
        .iter()
        .filter(|item| {
            tests.iter().all(|(path, test)| {
                let own = event.props.get(path);
                passes(test, own.or_else(|| item.get(path)), pick)
            })
        })
        .collect();
    let first = *fitting.first()?;
    let times = |item: &Value| {
        let path = did.text_at("times").unwrap_or_default();
        let found = event.props.get(path).or_else(|| item.get(path));
        weight * found.and_then(as_number).unwrap_or(1.0)
    };
    let of = did.text_at("of").unwrap_or_default();
    if of.is_empty() {
        return Some(vec![(times(first), Value::Null)]);
    }
    let mut values = match event.props.get(of) {
        Some(value) => vec![(times(first), value.clone())],
        None => {
            let each = fitting.iter();
            each.filter_map(|item| Some((times(item), item.get(of)?.clone())))
                .collect()
        }
    };
    values.retain(|(_, value)| matches!(value, Value::Text(_) | Value::Number(_)));
    Some(values)
}

/// When this page, this visit and the visit before it began.
fn starts(log: &[Logged]) -> [f64; 3] {
    let mut starts = [0.0; 3];
    let mut last = f64::NEG_INFINITY;
    for event in log {
        let over = event.at_ms - last > 30.0 * MINUTE;
        if event.name == "page_view" {
            if over {
                starts = [0.0, event.at_ms, starts[1]];
            }
            starts[0] = event.at_ms;
        } else if over && starts[1] > 0.0 {
            // The visit is over.
            continue;
        }
        last = event.at_ms;
    }
    starts
}

fn span(value: Option<&Value>) -> f64 {
    let text = value.and_then(Value::as_text).unwrap();
    SPANS.iter().find(|(name, _)| *name == text).unwrap().1
}

/// Whether the event of this number is in the window.
fn inside(did: &Value, log: &[Logged], index: usize, now: f64) -> bool {
    let at = log[index].at_ms;
    let [page, visit, before] = starts(log);
    let window = did.get("within");
    match window.and_then(Value::as_text) {
        Some("page") => return at >= page,
        Some("visit") => return at >= visit,
        Some("previous-visit") => return at >= before && at < visit,
        Some(_) => return now - at <= span(window),
        None => {}
    }
    let Some(window) = window else {
        return true;
    };
    if let Some(event) = window.text_at("since") {
        return !log[index..].iter().any(|later| later.name == event);
    }
    let zone = window.text_at("zone").unwrap();
    let day = |at: f64| ((at + zone::offset(zone, at).unwrap() * MINUTE) / DAY).floor();
    day(at) > day(now) - window.number_at("days")
}

/// Everything that counts: when, how often, which value.
pub fn counted(
    did: &Value,
    log: &[Logged],
    now: f64,
    pick: Option<&Value>,
) -> Vec<(f64, f64, Value)> {
    let numeric = ["sum", "min", "max", "average"]
        .iter()
        .any(|name| did.get(name).is_some());
    let mut counted = Vec::new();
    for (index, event) in log.iter().enumerate() {
        let Some(values) = hits(did, did, event, pick) else {
            continue;
        };
        if !inside(did, log, index, now) {
            continue;
        }
        if let Some(step) = did.get("then") {
            let within = span(step.get("within"));
            let followed = log[index + 1..].iter().any(|later| {
                later.at_ms - event.at_ms <= within
                    && hits(step, &Value::Null, later, None).is_some()
            });
            let not = step.get("not") == Some(&Value::Bool(true));
            if followed == not || not && now - event.at_ms <= within {
                continue;
            }
        }
        for (times, value) in values {
            if !numeric || as_number(&value).is_some() {
                counted.push((event.at_ms, times, value));
            }
        }
    }
    counted
}

/// What the statistic says: `Ok` of a value, or of nothing.
pub fn say(did: &Value, counted: &[(f64, f64, Value)], now: f64) -> Option<Value> {
    let half = |at: f64| match did.get("halfLife") {
        Some(_) => 0.5_f64.powf((now - at) / DAY),
        None => 1.0,
    };
    let numbers: Vec<f64> = counted
        .iter()
        .filter_map(|(_, _, value)| as_number(value))
        .collect();
    let total: f64 = counted.iter().map(|(at, times, _)| times * half(*at)).sum();
    // Different values in the order in which they were last seen.
    let mut values: Vec<(&Value, f64)> = Vec::new();
    for (at, times, value) in counted {
        let before = values.iter().position(|(known, _)| *known == value);
        let before = before.map_or(0.0, |index| values.remove(index).1);
        values.push((value, before + times * half(*at)));
    }
    let most = values.iter().map(|(_, times)| *times).fold(0.0, f64::max);
    let sum: f64 = counted
        .iter()
        .filter_map(|(_, times, value)| Some(times * as_number(value)?))
        .sum();
    let times: f64 = counted.iter().map(|(_, times, _)| times).sum();
    let statistic = crate::engine::words::STATISTIC
        .list
        .iter()
        .find(|name| did.get(name).is_some());
    let number = match *statistic.unwrap() {
        "count" => total,
        "distinct" => values.len() as f64,
        "sum" => sum,
        "values" => {
            let seen = values.into_iter().filter(|(_, times)| *times > 0.0);
            return Some(Value::List(seen.map(|(value, _)| value.clone()).collect()));
        }
        _ if counted.is_empty() => return None,
        "min" => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        "max" => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "average" => sum / times,
        "daysSince" => ((now - counted.last()?.0) / DAY).floor(),
        "share" => most / total,
        "first" => return Some(counted.first()?.2.clone()),
        "last" => return Some(counted.last()?.2.clone()),
        _ => {
            return values
                .iter()
                .rev()
                .find(|(_, times)| *times == most)
                .map(|(value, _)| (*value).clone());
        }
    };
    (!number.is_nan()).then_some(Value::Number(number))
}
