//! Days to dates and back: the proleptic Gregorian calendar, counted from March
//! so that the leap day comes last.

use super::{DAY_MS, MINUTE_MS, floor};

/// A moment as a calendar and a wall clock show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Civil {
    /// Year, for example 2026.
    pub year: f64,
    /// Month, 1 to 12.
    pub month: f64,
    /// Day of the month, from 1.
    pub day: f64,
    /// Day of the week, Monday 1 to Sunday 7 (ISO 8601).
    pub weekday: f64,
    /// Hour, 0 to 23.
    pub hour: f64,
    /// Minute, 0 to 59.
    pub minute: f64,
}

/// Days in four hundred years.
const ERA: u32 = 146_097;
/// This is added to every year, and subtracted again: arithmetic without a sign takes fewer bytes.
const SHIFT: u32 = 400_000;
/// Days from 1 March of the year 0 to 1 January 1970, and those of the shift.
const EPOCH: u32 = 719_468 + SHIFT / 400 * ERA;

/// What a clock shows whose zone is already added to `local_ms`.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn civil(local_ms: f64) -> Civil {
    let days = floor(local_ms / DAY_MS);
    let minutes = floor((local_ms - days * DAY_MS) / MINUTE_MS) as u32;
    let from_march = (days + f64::from(EPOCH)) as u32;
    let of_era = from_march % ERA;
    let leap_days = (of_era / 1_460)
        .wrapping_sub(of_era / 36_524)
        .wrapping_add(of_era / (ERA - 1));
    let year_of_era = of_era.wrapping_sub(leap_days) / 365;
    let of_year = of_era.wrapping_sub(year_days(year_of_era));
    let shifted = of_year.wrapping_mul(5).wrapping_add(2) / 153;
    let january = u32::from(shifted > 9);
    let year = (from_march / ERA)
        .wrapping_mul(400)
        .wrapping_add(year_of_era)
        .wrapping_add(january);
    Civil {
        year: f64::from(year) - f64::from(SHIFT),
        month: f64::from(
            shifted
                .wrapping_add(3)
                .wrapping_sub(january.wrapping_mul(12)),
        ),
        day: f64::from(of_year.wrapping_sub(month_days(shifted)).wrapping_add(1)),
        // The first day of the calendar was a Wednesday.
        weekday: f64::from((from_march.wrapping_add(2) % 7).wrapping_add(1)),
        hour: f64::from(minutes / 60),
        minute: f64::from(minutes % 60),
    }
}

/// The instant at which such a clock shows midnight of this date.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn instant(year: f64, month: f64, day: f64) -> f64 {
    let months = (month as u32).wrapping_add(9);
    // From January on, a year counted from March is the one before.
    let year = ((year + f64::from(SHIFT)) as u32)
        .wrapping_add(months / 12)
        .wrapping_sub(1);
    let days = (year / 400)
        .wrapping_mul(ERA)
        .wrapping_add(year_days(year % 400))
        .wrapping_add(month_days(months % 12));
    (f64::from(days) - f64::from(EPOCH) + day - 1.0) * DAY_MS
}

fn year_days(year_of_era: u32) -> u32 {
    (year_of_era.wrapping_mul(365))
        .wrapping_add(year_of_era / 4)
        .wrapping_sub(year_of_era / 100)
}

/// Days before a month, counted from March.
fn month_days(month: u32) -> u32 {
    month.wrapping_mul(153).wrapping_add(2) / 5
}
