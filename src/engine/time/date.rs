//! Dates as people write them: `2026-12-01`, `2026-12-01T09:30`, with an optional `Z` or `+09:00`.

use super::{MINUTE_MS, civil, instant};
use crate::engine::Env;

/// Reads a date. The first number is the instant if the zone were UTC, the
/// second the offset in minutes that the text itself gives, if it gives one.
#[must_use]
pub fn parse(text: &str) -> Option<(f64, Option<f64>)> {
    let mut digits = Digits(text.as_bytes());
    let year = digits.number(4, b'-')?;
    let month = digits.number(2, b'-')?;
    let day = digits.number(2, b'T')?;
    let mut local_ms = instant(year, month, day);
    let calendar = civil(local_ms);
    if calendar.month != month || calendar.day != day {
        return None;
    }
    let mut offset = None;
    if !digits.0.is_empty() {
        let hour = digits.number(2, b':')?;
        let minute = digits.number(2, b':')?;
        let second = digits.seconds()?;
        if hour > 23.0 || minute > 59.0 || second >= 60.0 {
            return None;
        }
        local_ms += hour * 60.0 * MINUTE_MS + minute * MINUTE_MS + second * 1000.0;
        offset = digits.offset()?;
    }
    Some((local_ms, offset))
}

/// Reads a date as an instant; without an offset of its own it is taken in `zone`.
#[must_use]
pub fn with_zone(env: &Env, zone: &str, text: &str) -> Option<f64> {
    in_zone(env, zone, parse(text)?)
}

/// Reads the end of what lasts until a date: the instant from which on it is over. A day is meant to
/// its end, which is the next midnight: where clocks change, that is not 24 hours later.
#[must_use]
pub fn end(env: &Env, zone: &str, text: &str) -> Option<f64> {
    let (mut local_ms, offset) = parse(text)?;
    if text.len() == 10 {
        local_ms += super::DAY_MS;
    }
    in_zone(env, zone, (local_ms, offset))
}

fn in_zone(env: &Env, zone: &str, (local_ms, offset): (f64, Option<f64>)) -> Option<f64> {
    match offset {
        Some(minutes) => Some(local_ms - minutes * MINUTE_MS),
        None => to_utc(env, zone, local_ms),
    }
}

/// The instant at which clocks in `zone` show `local_ms`. A time that the
/// clocks jump over is moved by the jump; of a time they show twice, the first.
#[must_use]
pub fn to_utc(env: &Env, zone: &str, local_ms: f64) -> Option<f64> {
    let at = |ms: f64| (env.zone_offset)(zone, ms).map(|minutes| minutes * MINUTE_MS);
    // A day around is far enough: no zone changes twice in two days.
    let before = at(local_ms - super::DAY_MS)?;
    let after = at(local_ms + super::DAY_MS)?;
    let first = local_ms - before;
    if before == after || at(first)? == before {
        return Some(first);
    }
    let second = local_ms - after;
    Some(if at(second)? == after { second } else { first })
}

struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// Exactly `count` digits, and then `stop` or something that ends the part.
    fn number(&mut self, count: usize, stop: u8) -> Option<f64> {
        let head = self.0.get(..count)?;
        let mut number = 0.0;
        for byte in head {
            if !byte.is_ascii_digit() {
                return None;
            }
            number = number * 10.0 + f64::from(byte.wrapping_sub(b'0'));
        }
        self.0 = self.0.get(count..)?;
        match self.0 {
            [next, rest @ ..] if *next == stop => self.0 = rest,
            // Only a whole date or a time without seconds may end here.
            [] => {}
            [b'Z' | b'+' | b'-' | b'.', ..] if stop == b':' => {}
            _ => return None,
        }
        Some(number)
    }

    fn seconds(&mut self) -> Option<f64> {
        if !self.0.first().is_some_and(u8::is_ascii_digit) {
            return Some(0.0);
        }
        let mut seconds = self.number(2, b':')?;
        if let [b'.', rest @ ..] = self.0 {
            self.0 = rest;
            let mut scale = 0.1;
            while let [digit @ b'0'..=b'9', rest @ ..] = self.0 {
                seconds += f64::from(digit.wrapping_sub(b'0')) * scale;
                scale /= 10.0;
                self.0 = rest;
            }
        }
        Some(seconds)
    }

    #[allow(clippy::option_option)]
    fn offset(&mut self) -> Option<Option<f64>> {
        let sign = match self.0 {
            [] => return Some(None),
            [b'Z'] => return Some(Some(0.0)),
            [b'+', ..] => 1.0,
            [b'-', ..] => -1.0,
            _ => return None,
        };
        self.0 = self.0.get(1..)?;
        let hours = self.number(2, b':')?;
        let minutes = if self.0.is_empty() {
            0.0
        } else {
            self.number(2, b':')?
        };
        if self.0.is_empty() {
            Some(Some(sign * (hours * 60.0 + minutes)))
        } else {
            None
        }
    }
}
