//! Text with placeholders for attributes: `{{path}}`, `{{path|fallback}}`, `{{path:format|fallback}}`.
//!
//! That is the whole grammar. White space around path and format is ignored; the fallback is taken literally up to the
//! closing braces, and shown where there is no value, or none that the format can write. A text may also be an object
//! of texts by language.
//!
//! Formats write in the page's language, by the browser's `Intl`:
//!
//! | format | value | example | in English |
//! |---|---|---|---|
//! | `number`, `number 1` | number; decimal places | `{{cart.value:number 1}}` of 1234.5 | 1,234.5 |
//! | `percent`, `percent 1` | share; decimal places | `{{user.discount:percent}}` of 0.2 | 20% |
//! | `money JPY` | amount in the currency | `{{cart.value:money JPY}}` of 4800 | ¥4,800 |
//! | `date`, `date long` | date, or ms since the epoch; `short`, `medium` (default), `long`, `full` | `{{user.since:date long}}` of `2026-12-01` | December 1, 2026 |
//! | `ago` | date: how far from now | `{{user.since:ago}}` | 3 days ago, tomorrow |
//! | `plural …` | number: texts by category or exact number; `#` is the number | `{{cart.count:plural 0=nothing; one=# thing; other=# things}}` | 2 things |
//!
//! Dates are in the rules' `timezone`, or else the visitor's. A text that holds a number counts as that number.

use super::redirect::Place;
use crate::engine::Env;
use crate::engine::condition::{Known, Scope, Subject, compare};
use crate::engine::json::{Node, Spot, Value, number_text};
use crate::engine::text::cut;
use crate::engine::time::{MINUTE_MS, with_zone};
use alloc::string::String;

/// What texts are filled in with.
pub struct Filling<'a> {
    /// What is asked for…
    pub subjects: &'a [Subject],
    /// …and what is known of each.
    pub known: &'a [Known],
    /// Language of the page, for example `ja` or `en-GB`.
    pub language: &'a str,
    /// What the host lends.
    pub env: &'a Env,
    /// Milliseconds since the epoch.
    pub now_ms: f64,
    /// The site's zone; empty for the visitor's.
    pub zone: &'a str,
    /// Id of the experience…
    pub experience: &'a str,
    /// …and of the variant.
    pub variant: &'a str,
    /// Where the page is, for redirects.
    pub place: Place<'a>,
}

/// The language of a tag without its region: `en` of `en-GB`, and of `en_GB`, as some pages write it.
#[must_use]
pub fn primary(tag: &str) -> &str {
    cut(cut(tag, b'-').0, b'_').0
}

/// Checks one text, and asks for the attributes in it.
pub(super) fn check(scope: &mut Scope<'_>, node: &Node<'_>) {
    let mut rest = scope.text(node).unwrap_or_default();
    while let Some((_, inside, after)) = braces(rest) {
        let Some(inside) = inside else {
            return scope.problem(node, Spot::Start, "template-open", "{{", "}}");
        };
        scope.attribute(node, Spot::Start, parts(inside)[0]);
        rest = after;
    }
}

impl Filling<'_> {
    /// A text in the page's language: the same tag, else the language alone, else one of its regions, else the first.
    #[must_use]
    pub fn text(&self, value: &Value, escape: bool) -> String {
        let mut out = String::new();
        let language = primary(self.language);
        let (mut found, mut best) = (value, 0);
        for (tag, text) in value.members() {
            let rank = if tag.eq_ignore_ascii_case(self.language) {
                4
            } else if tag.eq_ignore_ascii_case(language) {
                3
            } else if primary(tag).eq_ignore_ascii_case(language) {
                2
            } else {
                1
            };
            if rank > best {
                (found, best) = (text, rank);
            }
        }
        if let Value::Text(text) = found {
            self.fill(&mut out, text, escape);
        }
        out
    }

    /// The same, or `None` for `null`.
    #[must_use]
    pub fn maybe(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            _ => Some(self.text(value, false)),
        }
    }

    fn fill(&self, out: &mut String, text: &str, escape: bool) {
        let mut rest = text;
        while let Some((before, Some(inside), after)) = braces(rest) {
            out.push_str(before);
            let [path, format, fallback] = parts(inside);
            let mut text = String::new();
            self.print(&mut text, path, format);
            if text.is_empty() {
                text.push_str(fallback);
            }
            if escape {
                push_escaped(out, &text);
            } else {
                out.push_str(&text);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// The number that a format is to write.
    fn number(&self, value: &Value, format: &[u8]) -> Option<f64> {
        let from = match format {
            [b'd', ..] => f64::NAN,
            [b'a', ..] => self.now_ms,
            _ => return compare::number(self.env, value),
        };
        let ms = match value {
            Value::Text(text) => with_zone(self.env, self.zone, text),
            _ => value.as_number(),
        }?;
        if !from.is_nan() {
            return Some(ms - from);
        }
        // A clock on the wall, as if it were one that shows UTC.
        Some(ms + (self.env.zone_offset)(self.zone, ms)? * MINUTE_MS)
    }

    /// Appends the value of an attribute, where it has one that can stand in a text.
    #[inline(never)]
    fn print(&self, out: &mut String, path: &str, format: &str) {
        let asked =
            |subject: &Subject| matches!(subject, Subject::Attribute(known) if *known == path);
        let index = self.subjects.iter().position(asked);
        let known = index.and_then(|index| self.known.get(index));
        if !format.is_empty() {
            if let Some(Known::Is(value)) = known
                && let Some(number) = self.number(value, format.as_bytes())
            {
                *out = (self.env.format)(format, self.language, number);
            }
            return;
        }
        match known {
            Some(Known::Is(Value::Text(text))) => out.push_str(text),
            Some(Known::Is(Value::Number(number))) => number_text(self.env, out, *number),
            Some(Known::Is(Value::Bool(yes))) => out.push_str(if *yes { "true" } else { "false" }),
            _ => {}
        }
    }
}

/// A path, its format, its fallback.
fn parts(inside: &str) -> [&str; 3] {
    let (place, fallback) = cut(inside, b'|');
    let (path, format) = cut(place, b':');
    [path.trim_ascii(), format.trim_ascii(), fallback]
}

/// Calls with each format in a text.
#[cfg(feature = "author")]
pub fn formats<'a>(mut rest: &'a str, each: &mut dyn FnMut(&'a str)) {
    while let Some((_, Some(inside), after)) = braces(rest) {
        each(parts(inside)[1]);
        rest = after;
    }
}

/// Splits at the first `{{…}}`: what stands before, inside (`None` when never closed), after.
fn braces(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let open = pair(text, b'{')?;
    let inside = text.get(open.wrapping_add(2)..)?;
    let before = text.get(..open)?;
    Some(match pair(inside, b'}') {
        Some(close) => (
            before,
            inside.get(..close),
            inside.get(close.wrapping_add(2)..)?,
        ),
        None => (before, None, ""),
    })
}

fn pair(text: &str, byte: u8) -> Option<usize> {
    text.as_bytes()
        .windows(2)
        .position(|two| *two == [byte, byte])
}

/// Appends text so that HTML shows it as it is; also as the value of an attribute without quotes, where space would end it.
#[inline(never)]
pub fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            ' ' | '\t' | '\r' | '\x0c' => out.push_str("&#32;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(value: Value) -> [Known; 1] {
        [Known::Is(value)]
    }

    fn fill(format: &str, known: &[Known], zone: &str) -> String {
        let filling = Filling {
            subjects: &[Subject::Attribute("x")],
            known,
            language: "ja",
            env: &Env::native(),
            now_ms: 1_000_000.0,
            zone,
            experience: "",
            variant: "",
            place: Place {
                url: "",
                referrer: "",
                origins: &[],
                arrived: false,
            },
        };
        filling.text(
            &Value::text(&alloc::format!("a {{{{x{format}}}}} b")),
            false,
        )
    }

    /// `<html lang="ja_JP">` is said by some pages.
    #[test]
    fn the_language_of_a_page_is_found_however_it_writes_its_tag() {
        for tag in ["ja", "JA-jp", "ja_JP"] {
            assert!(primary(tag).eq_ignore_ascii_case("ja"), "{tag}");
        }
    }

    /// A value without quotes ends at the first space.
    #[test]
    fn what_is_filled_into_markup_adds_no_attribute() {
        let mut out = String::new();
        push_escaped(&mut out, "/x data-om-track=a\t\"\n>");
        assert_eq!(out, "/x&#32;data-om-track=a&#32;&quot;&#10;&gt;");
    }

    /// What leaves for the host: format, language and number, as the native host gives them back.
    #[test]
    fn formats_leave_as_parts() {
        let amount = known(Value::Number(4800.5));
        for (format, expected) in [
            ("", "a 4800.5 b"),
            (" : money JPY |none", "a <money JPY|ja|4800.5> b"),
            (":number 1", "a <number 1|ja|4800.5> b"),
            (
                ":plural one=#;other=#",
                "a <plural one=#;other=#|ja|4800.5> b",
            ),
            (":ago", "a <ago|ja|-995199.5> b"),
            ("|a:b", "a 4800.5 b"),
        ] {
            assert_eq!(fill(format, &amount, ""), expected);
        }
        let text = known(Value::text("12"));
        assert_eq!(fill(":number", &text, ""), "a <number|ja|12> b");
        assert_eq!(fill(":date|soon", &text, ""), "a soon b", "no date");
        let date = known(Value::text("2026-07-01"));
        for (zone, ms) in [
            ("Asia/Tokyo", "1782864000000"),
            ("Europe/Berlin", "1782864000000"),
        ] {
            let written = alloc::format!("a <date long|ja|{ms}> b");
            assert_eq!(
                fill(":date long", &date, zone),
                written,
                "the day that is written"
            );
        }
        let instant = known(Value::text("2026-06-30T22:00Z"));
        assert_eq!(
            fill(":date", &instant, "Asia/Tokyo"),
            "a <date|ja|1782889200000> b"
        );
        assert_eq!(fill(":number|n", &known(Value::text("x")), ""), "a n b");
        assert_eq!(fill(":date|n", &[Known::Missing], ""), "a n b");
    }
}
