//! Durations as people write them: `30s`, `20m`, `2h`, `7d`, `4w`.

use super::{DAY_MS, MINUTE_MS};

/// A whole number and one unit, in milliseconds. `None` for anything else, and for zero.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (unit, digits) = text.as_bytes().split_last()?;
    let scale = match unit {
        b's' => 1000.0,
        b'm' => MINUTE_MS,
        b'h' => 60.0 * MINUTE_MS,
        b'd' => DAY_MS,
        b'w' => 7.0 * DAY_MS,
        _ => return None,
    };
    let mut number = 0.0;
    for byte in digits {
        if !byte.is_ascii_digit() || number > 1e6 {
            return None;
        }
        number = number * 10.0 + f64::from(byte.wrapping_sub(b'0'));
    }
    if number > 0.0 {
        Some(number * scale)
    } else {
        None
    }
}
