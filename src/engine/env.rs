//! What the browser has for free, handed to the pure engine as plain functions.

use alloc::string::String;

/// Functions every host can fill with exact equivalents. None has a memory.
#[derive(Clone, Copy)]
pub struct Env {
    /// `new RegExp(pattern, flags).test(text)`; `None` when the pattern does not compile.
    pub regex: fn(pattern: &str, flags: &str, text: &str) -> Option<bool>,
    /// The double nearest to a decimal numeral, as `Number(text)`; NaN for anything else.
    pub parse_number: fn(text: &str) -> f64,
    /// The shortest numeral that reads back as the same double, as `String(number)`.
    pub print_number: fn(number: f64) -> String,
    /// The text in small letters, as `text.toLowerCase()`.
    pub lower: fn(text: &str) -> String,
    /// Minutes east of UTC in an IANA zone at an instant (ms since the epoch);
    /// `None` for a zone the host does not know. An empty name is the visitor's own zone.
    pub zone_offset: fn(zone: &str, utc_ms: f64) -> Option<f64>,
    /// A number as people of a language write it (`Intl`), by a format of a template
    /// (`money JPY`); empty where the format means nothing. A date is milliseconds of a clock that
    /// shows UTC, `ago` the milliseconds from now. Native hosts give these parts as they come.
    pub format: fn(format: &str, language: &str, number: f64) -> String,
}

#[cfg(test)]
impl Env {
    /// What tests lend instead of a browser. The visitor lives in Tokyo.
    pub(crate) fn native() -> Self {
        use alloc::string::ToString;
        Self {
            regex: |pattern, flags, text| {
                regex_lite::RegexBuilder::new(pattern)
                    .case_insensitive(flags == "i")
                    .build()
                    .ok()
                    .map(|regex| regex.is_match(text))
            },
            parse_number: |text| text.trim().parse().unwrap_or(f64::NAN),
            print_number: |number| {
                let text = number.to_string();
                if text.len() < 22 {
                    return text;
                }
                // JavaScript's notation beyond 10²¹.
                alloc::format!("{number:e}")
                    .replace('e', "e+")
                    .replace("e+-", "e-")
            },
            lower: str::to_lowercase,
            zone_offset: |zone, utc_ms| match zone {
                "" | "Asia/Tokyo" => Some(540.0),
                "UTC" => Some(0.0),
                // Central European Time, summer 2026 only: enough for tests of the change-over.
                "Europe/Berlin" => {
                    let summer = (1_774_746_000_000.0..1_792_890_000_000.0).contains(&utc_ms);
                    Some(if summer { 120.0 } else { 60.0 })
                }
                _ => None,
            },
            format: |format, language, number| alloc::format!("<{format}|{language}|{number}>"),
        }
    }
}
