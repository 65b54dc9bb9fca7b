//! Findings in English: lower case and without a full stop, since they follow a place.

use super::written::is_calculation;
use super::{Sentence, fixed};
use crate::author::cookie::domain_in;
use crate::author::moot::{beside, property};
use crate::author::region::code;
use crate::engine::change::encode;
use alloc::format;
use alloc::string::{String, ToString};

/// Sentences that need no word.
const FIXED: [(&str, &str); 34] = [
    ("json-value", "expected a value here"),
    (
        "json-key",
        "expected a name in double quotes (is there a comma too many before it?)",
    ),
    ("json-colon", "expected `:` between name and value"),
    ("json-comma", "expected `,` or the closing bracket"),
    (
        "json-string",
        "this text is never closed; a text may not hold a line break",
    ),
    ("json-escape", "unknown escape after `\\`"),
    ("json-number", "this is not a number as JSON writes it"),
    (
        "json-end",
        "there is something after the end of the file's object",
    ),
    ("json-depth", "nested too deeply (48 levels at most)"),
    (
        "file-version",
        "unknown version of the rules format, expected `\"omotenashi\": 1`",
    ),
    (
        "audience-order",
        "an audience can only name audiences that come before it",
    ),
    ("circle", "this depends on itself, through what it asks for"),
    (
        "cap-range",
        "a cap below 1 never shows anything, and one above 100 is never reached",
    ),
    ("pair", "expected a list of exactly two"),
    ("days", "expected a whole number of days, from 1 to 3660"),
    (
        "range",
        "expected two numbers from 0 to 1, the lower one first, such as [0, 0.5]",
    ),
    (
        "hash-version",
        "unknown version of the hash, expected 1 or 2",
    ),
    (
        "ramp-falls",
        "the steps of a ramp must go forward in time and never fall",
    ),
    ("value-or-values", "a rule has either `value` or `values`"),
    ("too-large", "the file is too large (8 MB at most)"),
    ("too-many", "too many experiences (20,000 at most)"),
    ("too-long", "this text is too long (65,536 bytes at most)"),
    (
        "regex-slow",
        "this regular expression can take very long on some texts: it repeats something that is itself repeated",
    ),
    (
        "regex-subset",
        "this regular expression uses look-around, back-references, character classes or inline flags that not every browser reads alike",
    ),
    ("regex-syntax", "this regular expression cannot be read"),
    ("template-open", "`{{` is never closed by `}}`"),
    ("split-total", "the shares add up to more than 100 percent"),
    (
        "split-fraction",
        "shares are percentages, and these add up to 1 or less",
    ),
    (
        "show-and-variants",
        "`show` and `variants` exclude each other",
    ),
    (
        "class-token",
        "a class name may not be empty or hold spaces",
    ),
    ("no-measure", "no goal measures this test"),
    (
        "goal-twice",
        "this event is never counted: the goal has a `click` as well",
    ),
    (
        "schedule-order",
        "this ends before it begins: it never runs",
    ),
    ("percent-fraction", "this is less than one percent"),
];

pub(super) fn message(s: &Sentence<'_>) -> String {
    let Sentence { word, expected, .. } = s;
    let body = match s.code {
        "type" => format!("expected {}, got {}", kind(expected), kind(word)),
        "missing-field" => missing(word, expected),
        "unknown-variant" if *expected == "variant-asked" => {
            format!("that experience has no variant `{word}`")
        }
        "unknown-field" => format!("unknown field `{word}`{}", place(expected)),
        "unknown-word" if word.is_empty() => format!("a word is missing{}", inside(expected)),
        "unknown-word" => format!("unknown word `{word}`"),
        "unknown-timezone" => {
            format!("unknown time zone `{word}`, expected a name such as `Asia/Tokyo`")
        }
        "address-letters" => format!("`{word}` is in no address: browsers write it differently"),
        "duplicate-key" => format!("`{word}` is here a second time"),
        "range" if *expected == "percentage" => {
            "expected a percentage from 0 to 100 (and `from` not above `to`)".to_string()
        }
        "unknown-signal" => format!("unknown consent signal `{word}`"),
        "unknown-attribute" => format!("unknown attribute `{word}`"),
        "unknown-format" => format!("unknown format `{word}`"),
        "format-detail" => detail(word, expected),
        "unknown-operator" => format!("unknown operator `{word}`"),
        "unknown-audience" => format!("no audience is called `{word}`"),
        "unknown-list" => format!("no list is called `{word}`"),
        "unknown-flag" => format!("no flag is called `{word}`"),
        "unknown-experience" => format!("no experience is called `{word}`"),
        "unknown-goal" => format!("no goal is called `{word}`"),
        "unknown-slot" => format!("no slot is called `{word}`"),
        "unknown-surface" => format!("unknown surface `{word}`"),
        "unknown-variant" => format!("`split` names a variant `{word}` that does not exist"),
        "duration" => {
            format!("`{word}` is not a duration, expected one such as `30m`, `2h` or `7d`")
        }
        "period" => format!(
            "`{word}` is not a time to count in, expected `page`, `visit`, `ever` or a duration such as `7d`"
        ),
        "date" => format!(
            "`{word}` is not a date, expected one such as `2026-12-01` or `2026-12-01T09:30`"
        ),
        "split-negative" => format!("the share of `{word}` is below zero"),
        "split-without" => format!("`split` gives no share to the variant `{word}`"),
        "name-taken" => format!("something else is already called `{word}`"),
        "duplicate-id" => format!("two experiences are called `{word}`"),
        code => advised(word, expected, code).unwrap_or_else(|| fixed(&FIXED, code)),
    };
    match s.meant {
        Some(meant) => format!("{body}, did you mean `{meant}`?"),
        None => body,
    }
}

/// What runs as written, and should be looked at.
fn advised(word: &str, expected: &str, code: &str) -> Option<String> {
    Some(match code {
        "public-code" => {
            format!("`{word}` looks like a coupon code, and this file can be read by everyone")
        }
        "third-party-image" => format!(
            "the image comes from another site, `{word}`, which then learns of every visitor"
        ),
        "exempt-limits" => format!("the consent mode `exempt` does not allow `{word}`"),
        "url-scheme" => format!("`{word}` is not an address that browsers may follow safely"),
        "html-removed" if word.starts_with('<') => {
            format!("`{word}` is removed from the markup before anybody sees it")
        }
        "html-removed" => {
            format!("the attribute `{word}` is removed from the markup before anybody sees it")
        }
        "attribute-refused" => {
            format!("no change may set the attribute `{word}`: it stays as it is")
        }
        "selector" => no_selector(word, expected),
        "never" if expected == "one-of" => "this is never a list".to_string(),
        "never" if expected == "between" => "nothing is between these two".to_string(),
        "never" => format!("this is never `{word}`"),
        "nobody" if expected == "list" => {
            format!("nobody meets this: the list for `{word}` is empty")
        }
        "nobody" => format!("nobody meets this: `{word}` cannot be all of this at once"),
        "region-code" => {
            format!("`{word}` is not the usual code of a region; capitals and the hyphen matter")
        }
        "language-tag" => format!("no page is in the language `{word}`"),
        "retention" => format!("this is forgotten after {word}, as `retention` says"),
        "no-effect" => no_effect(word, expected),
        "event-slip" => format!("the event `{word}` is spelled almost like another one"),
        "cookie-domain" if expected == "cookie-www" => {
            format!(
                "only `{word}` and hosts below it share the id, but not `shop.{}`",
                domain_in(word)
            )
        }
        "cookie-domain" if expected == "cookie-name" => {
            format!("`{word}` cannot be part of a cookie's name: browsers refuse the cookie")
        }
        "cookie-domain" => format!("`{word}` is not a domain: browsers refuse the cookie"),
        _ => return None,
    })
}

/// What is not there, and whose it should be.
fn missing(word: &str, expected: &str) -> String {
    match (word, expected) {
        ("at", "show") => "a change needs a target: `select` or `at`".to_string(),
        ("text", "show") => {
            "this changes nothing: it has no `text`, `html` or other change".to_string()
        }
        ("show", "experience") => "an experience needs `show` or `variants`".to_string(),
        ("split", "experience") => "an experience with `variants` needs `split`".to_string(),
        ("event", "goal-fields") => "a goal needs `event` or `click`".to_string(),
        ("html", "surface") => "this surface is empty".to_string(),
        _ => format!("`{word}` is missing{}", inside(expected)),
    }
}

/// Why browsers would not read a selector.
fn no_selector(word: &str, expected: &str) -> String {
    match expected {
        "selector-open" => format!("this is not a CSS selector: `{word}` is never closed"),
        "selector-percent" => {
            format!("this is not a CSS selector; a percentage is a number: {word}, without quotes")
        }
        "selector-end" => "this is not a CSS selector: it ends too early".to_string(),
        "selector-pseudo" => {
            format!("`:{word}` only exists in jQuery: no browser finds anything by it")
        }
        _ => format!("this is not a CSS selector: `{word}` may not be there"),
    }
}

/// What is wrong behind the name of a format.
fn no_effect(word: &str, expected: &str) -> String {
    match expected {
        "no-surface" => format!(
            "`{word}` is for surfaces, and this experience shows none: its changes are made at once"
        ),
        "no-moment" => format!("`{word}` has no meaning for the moments beside it"),
        "no-property" => format!("no style property is called `{word}`"),
        "no-inside" => format!("nobody sees what is inside `<{word}>`"),
        "no-place" => "nobody sees this surface: of several, only the last is shown".to_string(),
        _ => format!("`{word}` does not reach into shadow roots (`>>>`)"),
    }
}

fn detail(word: &str, expected: &str) -> String {
    match expected {
        "currency" if word.is_empty() => "`money` needs a currency such as `JPY`".to_string(),
        "currency" => format!("`money` needs a currency such as `JPY`, got `{word}`"),
        "places" => format!("expected how many decimal places, 0 to 20, got `{word}`"),
        "nothing" => format!("nothing may follow `ago`, got `{word}`"),
        "plural" if word.is_empty() => "`plural` needs a text for `other`".to_string(),
        "plural" => format!("`{word}` is neither a plural category nor a number"),
        _ => format!("unknown length of a date `{word}`"),
    }
}

/// What to write where a member does nothing.
fn instead(s: &Sentence<'_>) -> String {
    match s.expected {
        "no-surface" => "leave it out, or show a `surface`".to_string(),
        "no-moment" => format!("it belongs to {}", beside(s.word).join(", ")),
        "no-property" => format!("write `{}`", property(s.word)),
        "no-inside" if s.word == "img" => "to change its picture, use `image`".to_string(),
        "no-inside" if s.word == "input" => {
            "to change what it says, set its `value` or `placeholder` by `attribute`".to_string()
        }
        "no-place" => "give each surface an experience of its own".to_string(),
        _ => String::new(),
    }
}

/// What to write where browsers would refuse a cookie.
fn domain(s: &Sentence<'_>) -> String {
    match s.expected {
        "cookie-address" | "cookie-www" => format!("write `{}`", domain_in(s.word)),
        "cookie-dot" => "a domain has a dot in it, such as `example.com`".to_string(),
        "cookie-name" => "give the `site` another name, without `;` and `=`".to_string(),
        _ => "write it as `example.com` or `xn--….jp`, without `*`, spaces and other signs"
            .to_string(),
    }
}

pub(super) fn help(s: &Sentence<'_>) -> String {
    match s.code {
        "cookie-domain" => domain(s),
        "split-fraction" => "write 50 for one half, not 0.5".to_string(),
        "split-total" => {
            "lower them; what is left below 100 sees the page as it is and is not counted"
                .to_string()
        }
        "split-without" => "give it 0 if nobody should see it".to_string(),
        "public-code" => {
            "let the page's server hand it out, or accept that it is not secret".to_string()
        }
        "third-party-image" => "copy the image to your own site".to_string(),
        "address-letters" => format!("write `{}`", encode(s.word)),
        "duplicate-key" => "remove one of them: either may be ignored".to_string(),
        "goal-twice" => "make two goals of it".to_string(),
        "event-slip" => "leave it if the site tracks it by exactly this name".to_string(),
        "no-measure" => "add `\"measure\": { \"primary\": … }` to see who won".to_string(),
        "exempt-limits" => "use `opt-in`, or leave this out: only assignment, one id and anonymous exposures for the site itself are exempt".to_string(),
        "missing-field" if s.expected == "surface" => {
            "a surface needs `html`, `text` or `template`".to_string()
        }
        "attribute-refused" if s.word.eq_ignore_ascii_case("style") => {
            "name each property: \"style\": { \"color\": \"crimson\" }".to_string()
        }
        "html-removed" if s.word == "style" => {
            "give it a `class` that your site has, or add a change with `css`".to_string()
        }
        "type" | "missing-field" | "unknown-field" | "unknown-attribute" if s.example.is_some() => {
            format!("for example: {}", s.example.unwrap_or_default())
        }
        "language-tag" if s.word.contains('_') => format!("write `{}`", s.word.replace('_', "-")),
        "language-tag" => "write a language as in <html lang>: ja, en, pt-BR".to_string(),
        "region-code" => format!("write `{}`, unless the site itself tells it exactly as it is here", code(s.word)),
        "percent-fraction" => "write 60 for sixty percent, not 0.6".to_string(),
        "never" => nature(s),
        "nobody" if s.expected.is_empty() => {
            "a range goes from the smaller to the larger value; alternatives are written as { \"$or\": [ … ] }"
                .to_string()
        }
        "nobody" => String::new(),
        "retention" => format!("keep it longer in `retention`, or write {} here", s.word),
        "no-effect" => instead(s),
        "unknown-attribute" if is_calculation(s.word) => {
            "nothing is calculated here: the site has to tell the result".to_string()
        }
        "unknown-attribute" if s.meant.is_none() => format!(
            "declare what the site tells: \"attributes\": {{ \"{0}\": {{ \"from\": \"facts\" }} }}; a parameter in the address is `page.query.{0}`",
            s.word
        ),
        "unknown-field" if s.expected == "schedule" => {
            "hours and weekdays are conditions: \"who\": { \"siteTime.hour\": { \"$gte\": 18 } }".to_string()
        }
        "type" | "missing-field" => String::new(),
        _ if s.meant.is_none() && !s.known.is_empty() && s.known.len() < 45 => {
            format!("possible here: {}", s.known.join(", "))
        }
        _ => String::new(),
    }
}

/// What an attribute is that is never what was asked for.
fn nature(s: &Sentence<'_>) -> String {
    match s.expected {
        "number" => "it is a number; for more or less, write { \"$gte\": 1000 }".to_string(),
        "hour" => "it is a number from 0 to 23".to_string(),
        "minute" => "it is a number from 0 to 59".to_string(),
        "weekday" => "it is a number from 1 (Monday) to 7 (Sunday)".to_string(),
        "day" => "it is a number from 1 to 31".to_string(),
        "month" => "it is a number from 1 to 12".to_string(),
        "yes-no" => "it is true or false, without quotes".to_string(),
        "path" => "a path begins with / and ends before ? and #; for a pattern, write { \"$glob\": \"/item/*\" }".to_string(),
        "url" => "a whole address begins with https://; what follows the host is `page.path`".to_string(),
        "host" => "a host is written in small letters, without https:// and path: www.example.com".to_string(),
        "hash" => "it is what follows the #, without it".to_string(),
        "date" => "a date is written 2026-12-01".to_string(),
        "items" => "it is a list; for one of its items, write { \"$in\": [\"sku-1\"] }".to_string(),
        "one-of" => "for one of several, write { \"$in\": [\"mobile\", \"tablet\"] }".to_string(),
        "between" => "the lower one comes first; across midnight: \"$or\": [{ \"time.hour\": { \"$gte\": 22 } }, { \"time.hour\": { \"$lt\": 5 } }]".to_string(),
        _ if s.meant.is_some() => String::new(),
        _ => format!("possible here: {}", s.known.join(", ")),
    }
}

fn kind(name: &str) -> String {
    match name {
        "null" | "nothing" => name.to_string(),
        "boolean" => "true or false".to_string(),
        "array" | "object" => format!("an {name}"),
        other => format!("a {other}"),
    }
}

/// The same for what should be in it.
fn inside(expected: &str) -> String {
    place(expected).replacen(" of ", " in ", 1)
}

fn place(expected: &str) -> String {
    match expected {
        "file" => " of the rules file".to_string(),
        "experience" => " of an experience".to_string(),
        "show" => " of a change".to_string(),
        "goal-fields" => " of a goal".to_string(),
        "json" | "" => String::new(),
        "destination-kind" => " behind `to`".to_string(),
        "ramp" => " of a step of `ramp`".to_string(),
        "flag-rule" => " of a rule of a flag".to_string(),
        "interest" => " of an interest".to_string(),
        "flag" | "filter" | "holdout" | "destination" | "declaration" | "stage" => {
            format!(" of a {expected}")
        }
        other => format!(" of `{}`", other.trim_end_matches("-fields")),
    }
}
