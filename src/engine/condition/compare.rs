//! The one place of comparison and coercion.
//!
//! - Equal means the same JSON type and value; lists element by element.
//!   Numbers compare as doubles. Missing, `null` and `false` are three things.
//! - Where a rule gives a number and the attribute is text that is wholly a
//!   decimal numeral (a query parameter, a cookie), the text counts as that number.
//! - Order exists between two numbers, between two dates and between two other
//!   texts (by code point). Everything else has no order: the test says no.

use super::Order;
use crate::engine::{Env, json::Value, time};

/// Whether `left` stands in this order to `right`.
#[must_use]
pub fn holds(env: &Env, order: Order, left: &Value, right: &Value) -> bool {
    if order == Order::Equal {
        return equal(env, left, right);
    }
    let ordering = match (left, right) {
        (Value::Text(left), Value::Text(right)) => match (date(left), date(right)) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => Some(left.cmp(right)),
        },
        _ => match (numeric(env, left), numeric(env, right)) {
            (Some(left), Some(right)) => left.partial_cmp(&right),
            _ => None,
        },
    };
    ordering.is_some_and(|ordering| match order {
        Order::Less => ordering.is_lt(),
        Order::LessOrEqual => ordering.is_le(),
        Order::Greater => ordering.is_gt(),
        Order::GreaterOrEqual | Order::Equal => ordering.is_ge(),
    })
}

/// Whether an attribute equals a value of the rules.
#[must_use]
pub fn equal(env: &Env, left: &Value, right: &Value) -> bool {
    left == right
        || matches!((left, right), (Value::Text(_), Value::Number(number)) if numeric(env, left) == Some(*number))
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

fn numeric(env: &Env, value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) if numeral(text) => Some((env.parse_number)(text)),
        _ => None,
    }
}

fn numeral(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut points = 0_u32;
    let mut last = b'.';
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if last != b'.' && points == 0 => points = 1,
            _ => return false,
        }
        last = byte;
    }
    last != b'.'
}
