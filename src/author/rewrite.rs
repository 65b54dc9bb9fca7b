//! Durations, dates and numbers as people write them, turned into what the rules expect.
//!
//! Owns: the units of two languages. In: what was written. Out: what to write. Must not: guess between a month and a minute,
//! or between a day and a month.

use super::syntax::narrow;
use crate::engine::time::parse_date;
use alloc::format;
use alloc::string::String;

/// Eras by their names, and the year before the first of each.
const ERAS: [(&str, u32); 6] = [
    ("令和", 2018),
    ("R", 2018),
    ("平成", 1988),
    ("H", 1988),
    ("昭和", 1925),
    ("S", 1925),
];

/// Numerals of a text as JSON has them.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| narrow(letter).unwrap_or(letter))
        .collect()
}

/// A duration as it is written here.
pub(super) fn duration(word: &str, pointer: &str) -> Option<String> {
    // It may be a month or a minute.
    if word.ends_with('M') {
        return None;
    }
    let text = plain(word).to_lowercase();
    let text = ["過去", "直近"]
        .iter()
        .find_map(|last| text.strip_prefix(last))
        .unwrap_or(&text);
    let text = text.strip_suffix("以内").unwrap_or(text);
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
    let text = without_weekday(&plain(word)).replace("元年", "1年");
    let era = ERAS
        .iter()
        .find_map(|(name, before)| Some((text.strip_prefix(name)?, *before)));
    let (text, before) = era.unwrap_or((&text, 0));
    let text = text.replace(['年', '月', '/', '.'], "-").replace('日', " ");
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
    let mut parts = day.trim().split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = year.checked_add(before)?;
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let mut written = format!("{year}-{month:02}-{day:02}");
    let time = time.trim();
    if !time.is_empty() {
        let (clock, zone) = match time.find(['+', 'Z', 'J']) {
            Some(at) => time.split_at_checked(at)?,
            None => (time, ""),
        };
        written.push_str(&clock_of(clock.trim())?);
        match zone.split_at_checked(3) {
            Some(("JST", "")) => written.push_str("+09:00"),
            Some((hours, minutes)) if !minutes.contains(':') => {
                written.push_str(&format!("{hours}:{minutes}"))
            }
            _ => written.push_str(zone),
        }
    }
    parse_date(&written)?;
    (written != word).then_some(written)
}

/// Without what stands in brackets, as a weekday does.
fn without_weekday(text: &str) -> String {
    let weekday = || {
        let (before, rest) = text.split_once('(')?;
        let (day, after) = rest.split_once(')')?;
        let first = day.chars().next()?;
        "月火水木金土日"
            .contains(first)
            .then(|| format!("{before}{after}"))
    };
    weekday().unwrap_or_else(|| String::from(text))
}

/// An hour of the day behind its `T`: `9:30`, `午後3時`, `10時5分`.
fn clock_of(text: &str) -> Option<String> {
    let (text, later) = match (text.strip_prefix("午前"), text.strip_prefix("午後")) {
        (Some(hour), _) => (hour, Some(0)),
        (_, Some(hour)) => (hour, Some(12)),
        _ => (text, None),
    };
    let text = text.replace('時', ":").replace('分', "");
    let (hour, rest) = text.split_once(':')?;
    let hour = hour.parse::<u32>().ok()?;
    // It may mean noon or midnight.
    if later.is_some() && hour > 11 {
        return None;
    }
    let hour = hour.checked_add(later.unwrap_or_default())?;
    let rest = match rest {
        "" => String::from("00"),
        "半" => String::from("30"),
        minute if minute.len() == 1 => format!("0{minute}"),
        _ => String::from(rest),
    };
    Some(format!("T{hour:02}:{rest}"))
}

/// A number that was written as a text, with or without what it counts.
pub(super) fn number(word: &str, nature: &str, pointer: &str) -> Option<String> {
    let counts: &[&str] = match nature {
        "hour" => &["時"],
        "minute" => &["分"],
        "day" => &["日"],
        "month" => &["月"],
        "number" if pointer.contains("Minutes") => &["分"],
        "number" if pointer.contains("days") || pointer.contains("/anniversary") => &["日"],
        "number" => &["円", "点", "ポイント", "回", "個", "件", "ページ"],
        _ => return None,
    };
    let text = plain(word).replace(',', "");
    let text = text.trim_start_matches(['¥', '￥']).trim();
    let text = counts
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text);
    let number = text.trim().parse::<f64>().ok()?;
    let written = format!("{number}");
    (number.is_finite() && written != word).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::{date, duration, number};

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
            ("過去7日間", Some("7d")),
            ("直近１週間", Some("7d")),
            ("30日以内", Some("30d")),
            ("過去", None),
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
            ("令和9年3月31日", Some("2027-03-31")),
            ("令和元年5月1日", Some("2019-05-01")),
            ("Ｒ８/12/1", Some("2026-12-01")),
            ("平成31年4月30日", Some("2019-04-30")),
            ("2026年12月1日（火）10時30分", Some("2026-12-01T10:30")),
            ("2026年12月1日10時", Some("2026-12-01T10:00")),
            ("2026年12月1日 午後3時半", Some("2026-12-01T15:30")),
            ("2026年12月1日 午前10時5分", Some("2026-12-01T10:05")),
            ("2026年12月1日 午後12時", None),
            ("2026-12-01T10:00JST", Some("2026-12-01T10:00+09:00")),
            ("2026-12-01 10:00 JST", Some("2026-12-01T10:00+09:00")),
            ("2026-12-01(祝)", None),
            ("2026-12-31 24:00", None),
        ] {
            assert_eq!(date(word).as_deref(), written, "{word}");
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (word, nature, pointer, written) in [
            ("３", "number", "/visit.number", Some("3")),
            ("5,000円", "number", "/cart.value/$gte", Some("5000")),
            ("￥１，０００", "number", "/cart.value/$gte", Some("1000")),
            ("500点", "number", "/points", Some("500")),
            ("30分", "number", "/cart.idleMinutes/$gte", Some("30")),
            ("30分", "number", "/cart.value", None),
            (
                "7日",
                "number",
                "/anniversary.user.birthday/$lte",
                Some("7"),
            ),
            ("5月", "month", "/time.month", Some("5")),
            ("１８時", "hour", "/time.hour", Some("18")),
            ("3回以上", "number", "/$did/count", None),
            ("三", "number", "/visit.pages", None),
            ("インフ", "number", "/visit.pages", None),
            ("土", "weekday", "/time.weekday", None),
        ] {
            assert_eq!(number(word, nature, pointer).as_deref(), written, "{word}");
        }
    }
}
