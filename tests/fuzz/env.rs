//! What a browser would lend.

use omotenashi::engine::Env;

/// Exact enough for tests that ask for no particular answer.
pub fn native() -> Env {
    Env {
        regex: |pattern, flags, text| {
            let mut builder = regex_lite::RegexBuilder::new(pattern);
            let regex = builder.case_insensitive(flags == "i").build().ok()?;
            Some(regex.is_match(text))
        },
        parse_number: |text| text.trim().parse().unwrap_or(f64::NAN),
        print_number: |number| format!("{number}"),
        lower: str::to_lowercase,
        zone_offset: |zone, _| matches!(zone, "" | "UTC" | "Asia/Tokyo").then_some(0.0),
        format: |format, language, number| format!("<{format}|{language}|{number}>"),
    }
}
