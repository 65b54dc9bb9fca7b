//! Calendar and durations, without a clock.
//!
//! Owns: dates as people write them, the civil calendar, zones by way of
//! [`Env`](crate::engine::Env). In: text and instants. Out: instants, calendar fields.
//! Must not: know what time it is.

mod calendar;
mod date;
mod duration;

pub use calendar::{Civil, civil, instant};
pub use date::{end as end_of, parse as parse_date, to_utc, with_zone};
pub use duration::parse as parse_duration;

/// Milliseconds in a minute.
pub const MINUTE_MS: f64 = 60_000.0;
/// Milliseconds in a day of 24 hours.
pub const DAY_MS: f64 = 86_400_000.0;

/// The greatest whole number that is not above `number`, for any instant of the next million years.
#[must_use]
pub fn floor(number: f64) -> f64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let cut = number as i64 as f64;
    if cut > number { cut - 1.0 } else { cut }
}

#[cfg(test)]
mod tests;
