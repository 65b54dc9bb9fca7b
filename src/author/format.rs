//! Formats in texts (`{{path:format}}`) that mean nothing.
//!
//! A visitor's browser shows the fallback instead; here the author is told.

use crate::engine::Env;
use crate::engine::change::formats;
use crate::engine::json::{Kind, Reader};
use crate::engine::problem::Problem;
use crate::engine::words::{DATE_STYLE, FORMAT, PLURAL};
use alloc::vec::Vec;

/// Every wrong format, as a problem.
pub(super) fn find(env: &Env, text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    walk(&mut Reader::new(env, text), "", false, &mut found);
    found
}

fn walk(reader: &mut Reader<'_>, key: &str, shown: bool, found: &mut Vec<Problem>) {
    let shown = shown || key == "show";
    match reader.peek() {
        Kind::Map => drop(reader.object(&mut |reader, key| walk(reader, key, shown, found))),
        Kind::List => drop(reader.array(&mut |reader| walk(reader, key, shown, found))),
        // What is no template may hold braces of its own.
        Kind::Text if shown && !matches!(key, "css" | "value") => {
            let at = reader.at();
            let text = reader.text().unwrap_or_default();
            formats(&text, &mut |format| {
                if let Some((code, word, expected)) = wrong(format) {
                    found.push(Problem::new(code, reader.place_of(at), word, expected));
                }
            });
        }
        _ => reader.skip(),
    }
}

/// The code, the word and the list of words it should be from.
fn wrong(format: &str) -> Option<(&'static str, &str, &'static str)> {
    let (name, detail) = format.split_once(' ').unwrap_or((format, ""));
    let detail = detail.trim();
    let places = |detail: &str| detail.parse().is_ok_and(|places: u8| places <= 20);
    let expected = match name {
        "" | "ago" if detail.is_empty() => return None,
        "number" | "percent" if detail.is_empty() || places(detail) => return None,
        "number" | "percent" => "places",
        "money" if detail.len() == 3 && detail.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            return None;
        }
        "money" => "currency",
        "date" if detail.is_empty() || DATE_STYLE.position(detail).is_some() => return None,
        "date" => DATE_STYLE.name,
        "plural" => return category(detail).map(|word| ("format-detail", word, PLURAL.name)),
        "ago" => "nothing",
        _ => return Some(("unknown-format", name, FORMAT.name)),
    };
    Some(("format-detail", detail, expected))
}

/// The first category that is none; `other`, which every language needs, where it is not there.
fn category(detail: &str) -> Option<&str> {
    let mut other = false;
    for part in detail.split(';') {
        let (name, text) = part.split_once('=').unwrap_or((part, ""));
        let name = name.trim();
        other |= name == "other" && !text.is_empty();
        if PLURAL.position(name).is_none() && name.parse::<f64>().is_err() {
            return Some(name);
        }
    }
    (!other).then_some("")
}
