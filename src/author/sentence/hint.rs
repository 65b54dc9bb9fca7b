//! What to write instead, where that can be told from what was written.
//!
//! Owns: these sentences, in both languages. In: a [`Sentence`]. Out: one more; nothing where the lists of words have to do.
//! Must not: guess where two things may be meant.

use super::Sentence;
use crate::author::syntax::narrow;
use crate::engine::words::{self, Words};
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};

/// English and Japanese.
type Pair = (&'static str, &'static str);

/// Members of a goal that would have to be tracked.
const GOAL: Pair = (
    "a goal is an event or a click; that a page was reached, the page tells: omotenashi.push([\"track\", \"thanks\"])",
    "ゴールはイベントかクリックです。ページへの到達は、そのページで知らせます: omotenashi.push([\"track\", \"thanks\"])",
);
const COMMENT: Pair = (
    "JSON has no comments; an experience may have a `note`",
    "JSON にコメントは書けません。施策には `note` を書けます",
);
const SLOT: Pair = (
    "a CSS selector stands in `select`; `at` is a name from `slots`",
    "CSS セレクターは `select` に書きます。`at` は `slots` で付けた名前です",
);
const AUDIENCE: Pair = (
    "an audience is a condition itself: { \"visit.number\": { \"$gte\": 3 } }",
    "オーディエンスには条件をそのまま書きます: { \"visit.number\": { \"$gte\": 3 } }",
);
const NOT_DONE: Pair = (
    "what was not done is asked as { \"$not\": { \"$did\": { … } } }",
    "していないことは { \"$not\": { \"$did\": { … } } } と書きます",
);
const ZONE: Pair = (
    "the zone is the `timezone` of the file, or stands behind the time: 2026-12-01T10:00+09:00",
    "タイムゾーンはファイルの `timezone` に書くか、時刻の後ろに付けます: 2026-12-01T10:00+09:00",
);
const AT_ONCE: Pair = (
    "without `when` a surface is shown at once",
    "`when` がなければ、すぐに表示されます",
);
const FIRST_OF: Pair = (
    "the first of these moments that comes counts; what must hold as well stands in `who`",
    "書いたきっかけのうち、最初に起きたもので表示されます。同時に満たすべき条件は `who` に書きます",
);
const CONDITION: Pair = (
    "what must hold is a condition, and stands in `who` or `where`",
    "満たすべき条件は `who` か `where` に書きます",
);
const MIDNIGHT: Pair = (
    "the end of a day is that day without a time, or 00:00 of the next",
    "その日の終わりまでは、時刻なしの日付か、翌日の 00:00 で書きます",
);

/// What helps; nothing where the words that may stand there do.
pub(super) fn of(s: &Sentence<'_>, language: Language) -> Option<String> {
    let say = |pair: Pair| match language {
        Language::English => pair.0.to_string(),
        Language::Japanese => pair.1.to_string(),
    };
    let write = |text: &str| match language {
        Language::English => format!("write `{text}`"),
        Language::Japanese => format!("`{text}` と書きます"),
    };
    match s.code {
        "duration" | "period" => duration(s.word, s.pointer).map(|text| write(&text)),
        "date" if s.word.contains("T24:00") => Some(say(MIDNIGHT)),
        "date" => date(s.word).map(|text| write(&text)),
        "unknown-slot" if s.word.contains(['#', '.', ' ', '[', '>']) && s.meant.is_none() => {
            Some(say(SLOT))
        }
        "unknown-attribute" => attribute(s, language, &say),
        "unknown-field" => field(s, language, &say),
        _ => None,
    }
}

fn is_in(list: &Words, word: &str) -> bool {
    list.list.contains(&word)
}

/// What belongs into an object of that name.
fn belongs(language: Language, word: &str, place: &str) -> String {
    match language {
        Language::English => format!("`{word}` belongs into `{place}`"),
        Language::Japanese => format!("`{word}` は `{place}` の中に書きます"),
    }
}

fn attribute(s: &Sentence<'_>, language: Language, say: &dyn Fn(Pair) -> String) -> Option<String> {
    let written = |text: &str| match language {
        Language::English => format!("it is declared: {text}"),
        Language::Japanese => format!("先に宣言します: {text}"),
    };
    if matches!(s.word, "who" | "where") && s.pointer.starts_with("/audiences/") {
        return Some(say(AUDIENCE));
    }
    if is_in(&words::DID, s.word) {
        return Some(belongs(language, s.word, "$did"));
    }
    if s.word == "page.query" {
        return Some(match language {
            Language::English => "with the name of the parameter: `page.query.ref`".to_string(),
            Language::Japanese => "パラメーターの名前まで書きます: `page.query.ref`".to_string(),
        });
    }
    if let Some(date) = s.word.strip_prefix("anniversary.") {
        return Some(written(&format!(
            "\"attributes\": {{ \"{date}\": {{ \"type\": \"date\", \"from\": \"facts\" }} }}"
        )));
    }
    let name = s.word.strip_prefix("interest.")?.split('.').next()?;
    Some(written(&format!(
        "\"interests\": {{ \"{name}\": {{ \"event\": \"view_item\", \"of\": \"item_category\" }} }}"
    )))
}

fn field(s: &Sentence<'_>, language: Language, say: &dyn Fn(Pair) -> String) -> Option<String> {
    let word = s.word;
    Some(match s.expected {
        "file" if is_comment(word) => say(COMMENT),
        "goal-fields"
            if matches!(
                word,
                "with" | "url" | "page" | "path" | "page.path" | "page.url"
            ) =>
        {
            say(GOAL)
        }
        "$did" if word == "not" => say(NOT_DONE),
        "declaration" => {
            let whole = s
                .pointer
                .trim_start_matches("/attributes/")
                .replace('/', ".");
            match language {
                Language::English => {
                    format!("the name of an attribute is in one piece: \"{whole}\"")
                }
                Language::Japanese => format!("属性の名前は、つなげて一つに書きます: \"{whole}\""),
            }
        }
        "schedule" if matches!(word, "timezone" | "tz" | "zone") => say(ZONE),
        // The word that was meant says it all.
        "schedule" if s.meant.is_some() => String::new(),
        "experience" if s.meant.is_none() && is_in(&words::SHOW, word) => {
            belongs(language, word, "show")
        }
        "experience" if s.meant.is_none() && is_in(&words::WHEN, word) => {
            belongs(language, word, "when")
        }
        "show" if is_in(&words::EXPERIENCE, word) => match language {
            Language::English => {
                format!("`{word}` is of the experience, and stands beside its `show`")
            }
            Language::Japanese => format!("`{word}` は施策の項目です。`show` と並べて書きます"),
        },
        "when"
            if matches!(
                word,
                "load" | "pageload" | "pageLoad" | "immediately" | "ready"
            ) =>
        {
            say(AT_ONCE)
        }
        "when" if matches!(word, "and" | "or" | "$and" | "$or" | "any" | "all") => say(FIRST_OF),
        "when" if word.contains('.') || matches!(word, "url" | "page" | "path") => say(CONDITION),
        _ => return None,
    })
}

/// Whether somebody wanted to say something to people.
pub(in crate::author) fn is_comment(word: &str) -> bool {
    let plain = word.trim_start_matches(['_', '$', '/', '#']).to_lowercase();
    matches!(
        &*plain,
        "" | "comment" | "comments" | "note" | "notes" | "description" | "memo" | "メモ"
    )
}

/// Numerals of a text as JSON has them.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .map(|letter| narrow(letter).unwrap_or(letter))
        .collect()
}

/// A duration as it is written here.
fn duration(word: &str, pointer: &str) -> Option<String> {
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
            return Some("visit".to_string());
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
fn date(word: &str) -> Option<String> {
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
    crate::engine::time::parse_date(&written)?;
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
