use super::*;
use crate::engine::Env;

#[test]
fn the_calendar_goes_there_and_back() {
    let mut day = -800_000.0;
    while day < 800_000.0 {
        let shown = civil(day * DAY_MS);
        assert_eq!(instant(shown.year, shown.month, shown.day), day * DAY_MS);
        day += 37.0;
    }
    let leap = civil(1_709_164_800_000.0 + 3_600_000.0);
    assert_eq!(
        (leap.year, leap.month, leap.day, leap.weekday, leap.hour),
        (2024.0, 2.0, 29.0, 4.0, 1.0)
    );
}

#[test]
fn dates_are_read_or_refused() {
    assert_eq!(parse_date("1970-01-02"), Some((DAY_MS, None)));
    assert_eq!(parse_date("1970-01-01T01:30"), Some((5_400_000.0, None)));
    assert_eq!(
        parse_date("1970-01-01T01:30:01.5+09:00"),
        Some((5_401_500.0, Some(540.0)))
    );
    assert_eq!(parse_date("1970-01-01T00:00Z"), Some((0.0, Some(0.0))));
    for bad in [
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026-02-28T24:00",
        "2026-2-1",
        "26-02-01",
        "2026-02-01T1:00",
        "2026-02-01x",
        "2026-02-01T10:00+9",
    ] {
        assert_eq!(parse_date(bad), None, "{bad}");
    }
}

#[test]
fn zones_are_right_over_the_change_of_clocks() {
    let env = Env::native();
    assert_eq!(with_zone(&env, "Asia/Tokyo", "1970-01-01T09:00"), Some(0.0));
    // Berlin, 29 March 2026: 02:30 does not exist and becomes 03:30 summer time.
    let gap = with_zone(&env, "Europe/Berlin", "2026-03-29T02:30").unwrap();
    assert_eq!(gap, with_zone(&env, "UTC", "2026-03-29T01:30").unwrap());
    // 25 October: 02:30 comes twice, the first is summer time.
    let twice = with_zone(&env, "Europe/Berlin", "2026-10-25T02:30").unwrap();
    assert_eq!(twice, with_zone(&env, "UTC", "2026-10-25T00:30").unwrap());
    assert_eq!(
        with_zone(&env, "Europe/Berlin", "2026-07-01"),
        with_zone(&env, "UTC", "2026-06-30T22:00")
    );
    assert_eq!(with_zone(&env, "Mars/Olympus", "2026-07-01"), None);
}

#[test]
fn a_day_is_meant_to_its_end_however_long_it_is() {
    let env = Env::native();
    let end = |text| end_of(&env, "Europe/Berlin", text);
    let midnight = |text| with_zone(&env, "Europe/Berlin", text);
    // 25 hours, 23 hours, and a day like any other.
    assert_eq!(end("2026-10-25"), midnight("2026-10-26"));
    assert_eq!(end("2026-03-29"), midnight("2026-03-30"));
    assert_eq!(end("2026-12-31"), midnight("2027-01-01"));
    // What has a time means that.
    assert_eq!(end("2026-10-25T12:00"), midnight("2026-10-25T12:00"));
    assert_eq!(
        end("2026-10-25T12:00Z"),
        with_zone(&env, "UTC", "2026-10-25T12:00")
    );
    assert_eq!(end("2026-10-32"), None);
}

#[test]
fn durations_are_whole_numbers_of_one_unit() {
    assert_eq!(parse_duration("7d"), Some(7.0 * DAY_MS));
    assert_eq!(parse_duration("90s"), Some(90_000.0));
    for bad in ["", "d", "7", "0d", "-1d", "1.5h", "1 h", "1y", "99999999d"] {
        assert_eq!(parse_duration(bad), None, "{bad}");
    }
}
