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

const ERA_DAYS: f64 = 146_097.0;
/// Days from 1 March of the year 0 to 1 January 1970.
const EPOCH: f64 = 719_468.0;

/// What a clock shows whose zone is already added to `local_ms`.
#[must_use]
pub fn civil(local_ms: f64) -> Civil {
    let days = floor(local_ms / DAY_MS);
    let minutes = floor((local_ms - days * DAY_MS) / MINUTE_MS);
    let from_march = days + EPOCH;
    let era = floor(from_march / ERA_DAYS);
    let of_era = from_march - era * ERA_DAYS;
    let leap_days =
        floor(of_era / 1_460.0) - floor(of_era / 36_524.0) + floor(of_era / (ERA_DAYS - 1.0));
    let year_of_era = floor((of_era - leap_days) / 365.0);
    let of_year = of_era - year_days(year_of_era);
    let shifted = floor((of_year * 5.0 + 2.0) / 153.0);
    let month = if shifted < 10.0 {
        shifted + 3.0
    } else {
        shifted - 9.0
    };
    let january = if month <= 2.0 { 1.0 } else { 0.0 };
    Civil {
        year: year_of_era + era * 400.0 + january,
        month,
        day: of_year - floor((shifted * 153.0 + 2.0) / 5.0) + 1.0,
        weekday: days + 3.0 - floor((days + 3.0) / 7.0) * 7.0 + 1.0,
        hour: floor(minutes / 60.0),
        minute: minutes - floor(minutes / 60.0) * 60.0,
    }
}

/// The instant at which such a clock shows midnight of this date.
#[must_use]
pub fn instant(year: f64, month: f64, day: f64) -> f64 {
    let shifted = if month > 2.0 {
        month - 3.0
    } else {
        month + 9.0
    };
    let year = if month > 2.0 { year } else { year - 1.0 };
    let era = floor(year / 400.0);
    let of_year = floor((shifted * 153.0 + 2.0) / 5.0) + day - 1.0;
    (era * ERA_DAYS + year_days(year - era * 400.0) + of_year - EPOCH) * DAY_MS
}

fn year_days(year_of_era: f64) -> f64 {
    year_of_era * 365.0 + floor(year_of_era / 4.0) - floor(year_of_era / 100.0)
}
