//! Zones that change their clocks, for tests: computed from the rules of their countries, by counting days.

#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

/// Offset in standard time, what summer adds, when summer begins and ends: (month, which Sunday of it,
/// with 5 for the last, minutes of the day, whether those are UTC; else they are those of the clock before).
struct Zone {
    standard: f64,
    summer: f64,
    begin: (u32, u32, f64),
    end: (u32, u32, f64),
    utc: bool,
}

const ZONES: [(&str, Zone); 4] = [
    (
        "Europe/Berlin",
        Zone {
            standard: 60.0,
            summer: 60.0,
            begin: (3, 5, 60.0),
            end: (10, 5, 60.0),
            utc: true,
        },
    ),
    (
        "America/New_York",
        Zone {
            standard: -300.0,
            summer: 60.0,
            begin: (3, 2, 120.0),
            end: (11, 1, 120.0),
            utc: false,
        },
    ),
    // Clocks that change at midnight: a day begins at one o'clock, another has midnight twice.
    (
        "America/Havana",
        Zone {
            standard: -300.0,
            summer: 60.0,
            begin: (3, 2, 0.0),
            end: (11, 1, 60.0),
            utc: false,
        },
    ),
    // Half an hour only, and in the southern summer.
    (
        "Australia/Lord_Howe",
        Zone {
            standard: 630.0,
            summer: 30.0,
            begin: (10, 1, 120.0),
            end: (4, 1, 120.0),
            utc: false,
        },
    ),
];

/// Names of all zones that tests know.
pub const NAMES: [&str; 6] = [
    "UTC",
    "Asia/Tokyo",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
];

/// Minutes east of UTC.
pub fn offset(name: &str, utc_ms: f64) -> Option<f64> {
    match name {
        "UTC" => return Some(0.0),
        "" | "Asia/Tokyo" => return Some(540.0),
        _ => {}
    }
    let (_, zone) = ZONES.iter().find(|(known, _)| *known == name)?;
    let mut year = 1970;
    let mut new_year = 0.0;
    while utc_ms >= new_year + f64::from(days_of(year)) * 86_400_000.0 {
        new_year += f64::from(days_of(year)) * 86_400_000.0;
        year += 1;
    }
    let instant = |(month, which, minutes): (u32, u32, f64), before: f64| {
        let day = sunday(year, month, which);
        let local = new_year + f64::from(day) * 86_400_000.0 + minutes * 60_000.0;
        if zone.utc {
            local
        } else {
            local - before * 60_000.0
        }
    };
    let begin = instant(zone.begin, zone.standard);
    let end = instant(zone.end, zone.standard + zone.summer);
    let summer = if begin < end {
        utc_ms >= begin && utc_ms < end
    } else {
        utc_ms >= begin || utc_ms < end
    };
    Some(zone.standard + if summer { zone.summer } else { 0.0 })
}

fn days_of(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: u32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The day of the year, from 0, of a Sunday of a month.
fn sunday(year: u32, month: u32, which: u32) -> u32 {
    let lengths = [
        31,
        if is_leap(year) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let first: u32 = lengths[..month as usize - 1].iter().sum();
    let since_1970: u32 = (1970..year).map(days_of).sum();
    // 1 January 1970 was a Thursday: three days later is a Sunday.
    let mut sundays = (first..first + lengths[month as usize - 1])
        .filter(|day| (since_1970 + day) % 7 == 3)
        .collect::<alloc::vec::Vec<u32>>();
    if which == 5 {
        sundays.pop().unwrap()
    } else {
        sundays[which as usize - 1]
    }
}

#[test]
fn zones_change_when_their_countries_do() {
    // Berlin, 2026: 29 March and 25 October, one o'clock UTC.
    assert_eq!(
        offset("Europe/Berlin", 1_774_746_000_000.0 - 1.0),
        Some(60.0)
    );
    assert_eq!(offset("Europe/Berlin", 1_774_746_000_000.0), Some(120.0));
    assert_eq!(
        offset("Europe/Berlin", 1_792_890_000_000.0 - 1.0),
        Some(120.0)
    );
    assert_eq!(offset("Europe/Berlin", 1_792_890_000_000.0), Some(60.0));
    // New York, 2026: 8 March, 07:00 UTC.
    assert_eq!(
        offset("America/New_York", 1_772_953_200_000.0 - 1.0),
        Some(-300.0)
    );
    assert_eq!(
        offset("America/New_York", 1_772_953_200_000.0),
        Some(-240.0)
    );
    assert_eq!(
        offset("Australia/Lord_Howe", 1_767_225_600_000.0),
        Some(660.0)
    );
    assert_eq!(
        offset("Australia/Lord_Howe", 1_782_864_000_000.0),
        Some(630.0)
    );
}
