//! The one place of comparison and coercion.
//!
//! The semantics are those of GrowthBook's published cases, without what JavaScript's own coercion does there by
//! accident. Missing and `null` are not values; `false`, `0` and `""` are three different values.
//!
//! | asked for | holds for |
//! |---|---|
//! | a plain text | that text; a number or boolean that prints so |
//! | a plain number | that number; a text that `Number()` reads so (an empty one is none); `true` as 1, `false` as 0 |
//! | a plain boolean | a value that is (or is not) `false`, `0` or `""` |
//! | plain `null` | `null` or missing |
//! | a plain list or object | equal content, in the same order |
//! | `$eq $ne $in $nin` | the same type and content, nothing converted |
//! | `$lt $lte $gt $gte $between` | two dates as instants, two other texts by code point, else as numbers; a missing attribute has no order |
//! | `$veq $vne $vlt $vlte $vgt $vgte` | versions, part by part; a missing one is version 0 |

use super::Operator;
use crate::engine::{
    Env,
    json::{Value, number_text},
    time,
};
use alloc::{borrow::Cow, string::String};
use core::cmp::Ordering;

/// A plain value against the value of an attribute.
#[must_use]
pub fn plain(env: &Env, wanted: &Value, value: &Value, fold: bool) -> bool {
    match wanted {
        Value::Text(wanted) => print(env, value).is_some_and(|text| same(env, &text, wanted, fold)),
        #[allow(clippy::float_cmp)]
        Value::Number(wanted) => number(env, value) == Some(*wanted),
        Value::Bool(wanted) => *value != Value::Null && truthy(value) == *wanted,
        _ => value == wanted,
    }
}

/// Two texts, in the same case or in any.
fn same(env: &Env, left: &str, right: &str, fold: bool) -> bool {
    left == right || fold && (env.lower)(left) == (env.lower)(right)
}

/// Strict equality, of texts also in any case.
#[must_use]
pub fn equal(env: &Env, left: &Value, right: &Value, fold: bool) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => same(env, left, right, fold),
        _ => left == right,
    }
}

/// The order of two values, where there is one.
#[must_use]
pub fn order(env: &Env, left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) => match (date(left), date(right)) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => Some(left.cmp(right)),
        },
        _ => number(env, left)?.partial_cmp(&number(env, right)?),
    }
}

/// Whether an order is one that the operator asks for.
#[must_use]
pub fn stands(operator: Operator, ordering: Ordering) -> bool {
    match operator {
        Operator::Less | Operator::VersionLess => ordering.is_lt(),
        Operator::LessOrEqual | Operator::VersionLessOrEqual => ordering.is_le(),
        Operator::Greater | Operator::VersionGreater => ordering.is_gt(),
        Operator::GreaterOrEqual | Operator::VersionGreaterOrEqual => ordering.is_ge(),
        Operator::VersionDiffer => ordering.is_ne(),
        _ => ordering.is_eq(),
    }
}

/// An instant: a number is milliseconds, a text is a date (in UTC unless it says otherwise).
#[must_use]
pub fn instant(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => date(text),
        _ => None,
    }
}

fn date(text: &str) -> Option<f64> {
    let (local_ms, offset) = time::parse_date(text)?;
    Some(local_ms - offset.unwrap_or(0.0) * time::MINUTE_MS)
}

/// Whether a value is something: not `null`, `false`, `0` or `""`.
#[must_use]
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => *number != 0.0,
        Value::Text(text) => !text.is_empty(),
        _ => true,
    }
}

/// A value as a number, where it is one.
#[must_use]
pub fn number(env: &Env, value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => *number,
        Value::Bool(yes) => f64::from(*yes),
        Value::Text(text) if text.as_bytes().iter().any(|byte| *byte > b' ') => {
            (env.parse_number)(text)
        }
        _ => return None,
    };
    if number.is_nan() { None } else { Some(number) }
}

/// A value as text, where it is text or prints as some.
#[must_use]
pub fn print<'a>(env: &Env, value: &'a Value) -> Option<Cow<'a, str>> {
    Some(Cow::Borrowed(match value {
        Value::Text(text) => text,
        Value::Number(number) => {
            let mut out = String::new();
            number_text(env, &mut out, *number);
            return Some(Cow::Owned(out));
        }
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        _ => return None,
    }))
}
