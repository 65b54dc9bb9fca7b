//! Sources as text.
//!
//! Owns: reading files and blanking what is not code. In: paths. Out: text whose lines keep their
//! numbers. Must not: know any rule.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A rule over one file.
pub type Rule = fn(path: &str, text: &str) -> Vec<Breach>;

/// One place where a rule does not hold.
#[derive(Debug, PartialEq)]
pub struct Breach {
    pub path: String,
    pub line: usize,
    pub what: String,
}

impl Breach {
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        let (path, what) = (path.into(), what.into());
        Self { path, line, what }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// The top of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file's text, by its path from the top; `None` where it is not text.
pub fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Every file below `folder` whose name ends with `ending`, as (path from the top, text).
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.to_str().is_some_and(|name| name.ends_with(ending)) {
            let short = path.strip_prefix(root()).unwrap().to_str().unwrap();
            found.push((short.replace('\\', "/"), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Rust without comments and without the inside of strings; line breaks stay.
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let length = blank_length(rest).unwrap_or(0);
        if length == 0 {
            out.push(sign);
            rest = &rest[sign.len_utf8()..];
        } else {
            let (gone, after) = rest.split_at(length);
            out.extend(gone.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = after;
        }
    }
    out
}

/// How much of the beginning of `rest` is a comment, a string or a character.
fn blank_length(rest: &str) -> Option<usize> {
    let ended = |open: usize, close: &str| {
        let at = rest[open..].find(close);
        at.map_or(rest.len(), |at| open + at + close.len())
    };
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(ended(2, "*/"));
    }
    if rest.starts_with("r\"") {
        return Some(ended(2, "\""));
    }
    if rest.starts_with("r#\"") {
        return Some(ended(3, "\"#"));
    }
    if rest.starts_with('"') {
        return Some(quoted(rest));
    }
    character(rest)
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `'x'` and `'\n'`, but not the lifetime `'x`.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        return inside[2..].find('\'').map(|at| at + 4);
    }
    let first = inside.chars().next()?.len_utf8();
    inside[first..].starts_with('\'').then_some(first + 2)
}

/// The part of a file that ships: without the items marked `#[cfg(test)]`; nothing of a test file.
pub fn shipped(path: &str, text: &str) -> String {
    if path.ends_with("/tests.rs") || path.contains("/tests/") {
        return String::new();
    }
    let code = code(text);
    let mut out = String::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, item) = rest.split_at(at);
        let (gone, after) = item.split_at(item_length(item));
        out.push_str(before);
        out.extend(gone.chars().filter(|sign| *sign == '\n'));
        rest = after;
    }
    out + rest
}

/// How long an item is: to its semicolon, or to the brace that closes its body.
fn item_length(item: &str) -> usize {
    let mut level = 0_usize;
    for (at, sign) in item.char_indices() {
        match sign {
            ';' if level == 0 => return at + 1,
            '{' => level += 1,
            '}' if level == 1 => return at + 1,
            '}' => level = level.saturating_sub(1),
            _ => {}
        }
    }
    item.len()
}

/// Where `name` stands as a whole word (its own signs apart), as line numbers from 1.
pub fn lines_with(code: &str, name: &str) -> Vec<usize> {
    let part_of_word = |sign: Option<char>| sign.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let whole = |line: &str, at: usize| {
        let open = name.starts_with(|c: char| c.is_alphanumeric());
        let close = name.ends_with(|c: char| c.is_alphanumeric());
        !(open && part_of_word(line[..at].chars().next_back())
            || close && part_of_word(line[at + name.len()..].chars().next()))
    };
    let holds = |line: &str| line.match_indices(name).any(|(at, _)| whole(line, at));
    let numbered = code.lines().zip(1..);
    numbered
        .filter_map(|(line, number)| holds(line).then_some(number))
        .collect()
}

#[test]
fn code_is_what_is_left_without_comments_and_strings() {
    let text = "// web_sys\nlet a = \"std::\\\" x\"; /* gloo\n */ let b: &'a str = r#\"HashMap\"#; let c = '\"'; web()";
    let left = code(text);
    for gone in ["web_sys", "std::", "gloo", "HashMap"] {
        assert!(!left.contains(gone), "{gone} in {left}");
    }
    assert!(left.contains("&'a str") && left.contains("web()"));
    assert_eq!(left.lines().count(), text.lines().count());
}

#[test]
fn whole_words_only() {
    assert_eq!(lines_with("mystd::x\nstd::x", "std::"), [2]);
    assert_eq!(lines_with("HashMaps\nHashMap<", "HashMap"), [2]);
}
