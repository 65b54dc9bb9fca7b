//! What values attributes can have.
//!
//! Owns: the nature of each ready-made attribute, and which values it never has. In: a path; a value and how it is
//! compared. Out: the value as it is written, where the attribute never has it. Must not: judge what the site tells.

use super::{tongue, words};
use crate::engine::json::Value;
use crate::engine::time;
use alloc::format;
use alloc::string::{String, ToString};

/// What an attribute is: a name for the sentence, and the numbers from where to where.
pub(super) type Nature = (&'static str, f64, f64);

/// How a value is compared with an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    Equal,
    Among,
    Order,
    /// The beginning of a text.
    Start,
    /// Any part of it.
    Part,
    Glob,
}

impl Ask {
    pub(super) fn of(operator: &str) -> Option<Self> {
        Some(match operator {
            "$eq" | "$ne" => Self::Equal,
            "$in" | "$nin" | "$ini" | "$nini" => Self::Among,
            "$lt" | "$lte" | "$gt" | "$gte" => Self::Order,
            "$startsWith" => Self::Start,
            "$contains" | "$endsWith" => Self::Part,
            "$glob" => Self::Glob,
            _ => return None,
        })
    }

    const fn is_whole(self) -> bool {
        matches!(self, Self::Equal | Self::Among)
    }
}

/// The value as it is written, where the attribute never has it.
pub(super) fn refused(value: &Value, (kind, low, high): Nature, ask: Ask) -> Option<String> {
    let text = value.as_text();
    let number = value.as_number().or_else(|| text?.trim().parse().ok());
    let never = match (kind, text, number) {
        ("items", _, _) => ask == Ask::Equal && *value != Value::Null,
        ("path" | "host" | "url" | "hash" | "date", Some(text), _) => !is_text(kind, text, ask),
        ("path" | "host" | "url" | "hash" | "date", None, _) => false,
        ("text", ..) => false,
        _ if !ask.is_whole() && ask != Ask::Order => false,
        ("moment", Some(text), _) => ask == Ask::Order && time::parse_date(text).is_none(),
        ("moment", None, _) => false,
        ("share" | "score", _, Some(number)) => !(low..=high).contains(&number),
        ("yes-no", Some(text), _) => !matches!(text, "true" | "false" | "1" | "0" | ""),
        ("yes-no", ..) | (_, None, None) => false,
        ("language", Some(text), _) => !tongue::is_tag(text),
        ("device-type" | "visitor-kind" | "connection", Some(text), _) => {
            !words::of(kind, &Value::Null, "")
                .iter()
                .any(|known| known == text)
        }
        (_, _, Some(number)) => ask.is_whole() && !(low..=high).contains(&number),
        (_, Some(_), None) => true,
    };
    let written = || {
        text.map_or_else(
            || number.map_or_else(String::new, |number| format!("{number}")),
            ToString::to_string,
        )
    };
    never.then(written)
}

/// Whether a text may be one of its kind, or of that kind the part that is asked for.
fn is_text(kind: &str, text: &str, ask: Ask) -> bool {
    let begins = |mark: &[char]| text.starts_with(mark);
    // A star is a sign of patterns: no address that anybody means has one.
    let is_pattern = ask.is_whole() && text.contains('*');
    let known = match (kind, ask) {
        ("path", Ask::Equal | Ask::Among) => begins(&['/']) && !text.contains(['?', '#']),
        ("path", Ask::Start) => text.is_empty() || begins(&['/']) && !text.contains(['?', '#']),
        ("path", Ask::Part) => !text.contains(['?', '#']),
        ("path", Ask::Glob) => begins(&['/', '*', '?']) && !text.contains('#'),
        ("url", Ask::Equal | Ask::Among) => text.contains("://"),
        ("url", Ask::Start) => {
            text.contains("://") || "https://".starts_with(text) || text == "http:"
        }
        ("url", Ask::Glob) => {
            text.contains("://") || begins(&['*', '?']) || text.starts_with("http")
        }
        ("host", ask) if ask != Ask::Order => {
            let is_letter = |letter: char| letter.is_ascii() && !letter.is_ascii_uppercase();
            !text.contains('/') && text.chars().all(is_letter)
        }
        ("hash", Ask::Equal | Ask::Among | Ask::Start | Ask::Glob) => !begins(&['#']),
        ("date", Ask::Equal | Ask::Among) => text.len() == 10 && time::parse_date(text).is_some(),
        ("date", Ask::Order) => time::parse_date(text).is_some(),
        _ => true,
    };
    known && !is_pattern
}

/// The nature of a ready-made attribute that has one.
pub(super) fn nature(path: &str) -> Option<Nature> {
    let within = |kind, low, high| Some((kind, low, high));
    let amount = |kind| within(kind, f64::MIN, f64::MAX);
    match path
        .strip_prefix("siteTime.")
        .or_else(|| path.strip_prefix("time."))
    {
        Some("hour") => return within("hour", 0.0, 23.0),
        Some("minute") => return within("minute", 0.0, 59.0),
        Some("weekday") => return within("weekday", 1.0, 7.0),
        Some("day") => return within("day", 1.0, 31.0),
        Some("month") => return within("month", 1.0, 12.0),
        Some("date") => return amount("date"),
        _ => {}
    }
    match path {
        "page.path" | "visit.landing" => amount("path"),
        "page.host" | "referrer.host" => amount("host"),
        "page.url" | "referrer.url" => amount("url"),
        "page.hash" => amount("hash"),
        "cart.items" => amount("items"),
        "device.type" => amount("device-type"),
        "device.connection" => amount("connection"),
        "visitor.kind" => amount("visitor-kind"),
        "page.language" | "device.language" => amount("language"),
        "visit.first" | "visitor.new" | "device.touch" | "device.reducedMotion" => amount("yes-no"),
        "device.width"
        | "visit.number"
        | "visit.pages"
        | "visit.secondsActive"
        | "visit.struggle"
        | "visitor.daysSinceLast"
        | "visitor.daysInStage"
        | "cart.value"
        | "cart.count"
        | "cart.idleMinutes"
        | "time.year" => amount("number"),
        _ if path.starts_with("order.") || path.starts_with("rfm.") => amount("number"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::string::ToString;

    /// Conditions, and the help of their warning; empty for what may well be.
    const ROWS: [(&str, &str); 30] = [
        (r#""page.path":"item""#, "path"),
        (r#""page.path":"/item/*""#, "path"),
        (r#""page.path":{"$in":["/a","/b?x=1"]}"#, "path"),
        (r#""page.path":{"$startsWith":"item"}"#, "path"),
        (r#""page.path":{"$glob":"item/*"}"#, "path"),
        (r#""page.path":{"$contains":"?id="}"#, "path"),
        (r#""page.path":{"$glob":"*/item/?"}"#, ""),
        (r#""page.path":{"$startsWith":"/item"}"#, ""),
        (r#""page.path":{"$endsWith":".html"}"#, ""),
        (r#""page.path":null"#, ""),
        (r#""page.url":"/item""#, "url"),
        (r#""page.url":{"$startsWith":"shop.jp"}"#, "url"),
        (r#""page.url":{"$glob":"/item/*"}"#, "url"),
        (r#""page.url":{"$glob":"http*shop.jp/*"}"#, ""),
        (r#""page.url":{"$contains":"/item"}"#, ""),
        (r#""referrer.host":"https://google.com/""#, "host"),
        (r#""page.host":{"$ne":"Shop.jp"}"#, "host"),
        (r#""page.host":{"$endsWith":".shop.jp"}"#, ""),
        (r##""page.hash":"#top""##, "hash"),
        (r#""time.date":"12/01""#, "date"),
        (r#""siteTime.date":{"$gte":"2026/12/01"}"#, "date"),
        (r#""time.date":{"$startsWith":"2026-12"}"#, ""),
        (r#""cart.items":"sku-1""#, "items"),
        (r#""cart.items":{"$in":["sku-1"]}"#, ""),
        (r#""device.type":["mobile","tablet"]"#, "one-of"),
        (r#""page.title":{"$not":["a"]}"#, "one-of"),
        (r#""user.tags":["a"]"#, ""),
        (r#""time.hour":{"$between":[22,5]}"#, "between"),
        (
            r#""user.at":{"$between":["2026-12-31","2026-12-01"]}"#,
            "between",
        ),
        (r#""time.hour":{"$between":[5,22]}"#, ""),
    ];

    #[test]
    fn texts_that_an_attribute_never_is_are_told() {
        for (who, kind) in ROWS {
            let text = format!(r#"{{"omotenashi":1,"audiences":{{"a":{{{who}}}}}}}"#);
            for language in [Language::English, Language::Japanese] {
                let found = check(&Env::native(), &text, language);
                let codes: alloc::vec::Vec<_> = found.iter().map(|one| one.code).collect();
                assert_eq!(
                    codes.len(),
                    usize::from(!kind.is_empty()),
                    "{who} {found:?}"
                );
                let Some(one) = found.first() else { continue };
                assert_eq!((one.code, one.severity), ("never", "warning"), "{who}");
                assert!(
                    one.help.len() > 9 && !one.help.ends_with(": "),
                    "{who}: {}",
                    one.help
                );
            }
        }
        let night = r#"{"omotenashi":1,"audiences":{"a":{"time.hour":{"$between":[22,5]}}}}"#;
        let found = check(&Env::native(), night, Language::English);
        assert_eq!(found[0].message, "nothing is between these two".to_string());
    }
}
