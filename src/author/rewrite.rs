//! Durations and dates as people write them, and as they are written here.
//!
//! Owns: the units of two languages. In: what was written. Out: what to write. Must not: guess between a month and a minute,
//! or between a day and a month.

use super::syntax::narrow;
use crate::engine::time::parse_date;
use alloc::format;
use alloc::string::String;

/// Numerals of a text as JSON has them.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| narrow(letter).unwrap_or(letter))
        .collect()
}

/// A duration as it is written here.
pub(super) fn duration(word: &str, pointer: &str) -> Option<String> {
    // Of a month, or of a minute.
    if word.ends_with('M') {
        return None;
    }
    let text = plain(word).to_lowercase();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let number: u32 = if number.is_empty() {
        1
    } else {
        number.parse().ok()?
    };
    let (times, sign) = match unit.trim() {
        "s" | "sec" | "secs" | "second" | "seconds" | "秒" | "秒間" => (1, 's'),
        "m" | "min" | "mins" | "minute" | "minutes" | "分" | "分間" => (1, 'm'),
        "h" | "hr" | "hrs" | "hour" | "hours" | "時間" => (1, 'h'),
        "d" | "day" | "days" | "日" | "日間" => (1, 'd'),
        "w" | "week" | "weeks" | "wk" | "週" | "週間" => (7, 'd'),
        "mo" | "month" | "months" | "か月" | "ヶ月" | "カ月" | "ヵ月" | "ケ月" => {
            (30, 'd')
        }
        "y" | "yr" | "year" | "years" | "年" | "年間" => (365, 'd'),
        "session" | "sessions" | "セッション" if digits == 0 && is_window(pointer) => {
            return Some(String::from("visit"));
        }
        _ => return None,
    };
    let written = format!("{}{sign}", number.checked_mul(times)?);
    (number > 0 && written != word).then_some(written)
}

/// Whether a visit may be named there as well.
fn is_window(pointer: &str) -> bool {
    pointer.ends_with("/$did/within")
        || pointer.ends_with("/per")
        || pointer.starts_with("/interests/")
}

/// A date as it is written here, where the year stands first.
pub(super) fn date(word: &str) -> Option<String> {
    let text = plain(word)
        .replace(['年', '月', '/', '.'], "-")
        .replace('日', " ");
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
    let mut parts = day.trim().split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let mut written = format!("{year}-{month:02}-{day:02}");
    if !time.trim().is_empty() {
        let (clock, zone) = match time.find(['+', 'Z']) {
            Some(at) => time.split_at_checked(at)?,
            None => (time, ""),
        };
        let (hour, rest) = clock.trim().split_once(':')?;
        written.push_str(&format!("T{:02}:{rest}", hour.parse::<u32>().ok()?));
        match zone.split_at_checked(3) {
            Some((hours, minutes)) if !minutes.contains(':') => {
                written.push_str(&format!("{hours}:{minutes}"))
            }
            _ => written.push_str(zone),
        }
    }
    parse_date(&written)?;
    (written != word).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::{date, duration};

    #[test]
    fn durations_as_people_write_them() {
        for (word, written) in [
            ("7 days", Some("7d")),
            ("７d", Some("7d")),
            ("30分", Some("30m")),
            ("2時間", Some("2h")),
            ("5sec", Some("5s")),
            ("1 week", Some("7d")),
            ("13 months", Some("390d")),
            ("1y", Some("365d")),
            ("day", Some("1d")),
            ("session", Some("visit")),
            ("500ms", None),
            ("1.5h", None),
            ("1M", None),
            ("0 days", None),
            ("7", None),
            ("soon", None),
            ("99999999999 days", None),
        ] {
            assert_eq!(
                duration(word, "/x/$did/within").as_deref(),
                written,
                "{word}"
            );
        }
        assert_eq!(duration("session", "/x/when/after"), None);
    }

    #[test]
    fn dates_as_people_write_them() {
        for (word, written) in [
            ("2026/12/1", Some("2026-12-01")),
            ("2026年12月1日", Some("2026-12-01")),
            ("２０２６/１２/０１", Some("2026-12-01")),
            ("2026-12-01 9:30", Some("2026-12-01T09:30")),
            ("2026年12月1日 10:00", Some("2026-12-01T10:00")),
            ("2026-12-01T10:00+0900", Some("2026-12-01T10:00+09:00")),
            ("12/01/2026", None),
            ("2026-02-30", None),
            ("2026/13/1", None),
            ("明日", None),
            ("", None),
        ] {
            assert_eq!(date(word).as_deref(), written, "{word}");
        }
    }
}
