//! How long things may be, and that they say what they are.
//!
//! Owns: the numbers of the house style. In: (path, text). Out: breaches. Must not: count comments
//! and blank lines of a function as free: what must be scrolled is long.

use crate::source::{Breach, code};

const FILE: usize = 400;
const FUNCTION: usize = 60;

/// Files over 400 lines and functions over 60.
pub fn long(path: &str, text: &str) -> Vec<Breach> {
    let lines = text.lines().count();
    let mut found = Vec::new();
    if lines > FILE {
        let what = format!("{lines} lines; a file has {FILE} at most");
        found.push(Breach::new(path, FILE, what));
    }
    for (name, first, length) in functions(&code(text)) {
        if length > FUNCTION {
            let what = format!("`{name}` has {length} lines; a function has {FUNCTION} at most");
            found.push(Breach::new(path, first, what));
        }
    }
    found
}

/// A file without a module header; a file of unit tests belongs to the module it tests.
pub fn headless(path: &str, text: &str) -> Vec<Breach> {
    if text.starts_with("//! ") || path.ends_with("/tests.rs") {
        return Vec::new();
    }
    vec![Breach::new(
        path,
        1,
        "no module header (`//! …`) in the first line",
    )]
}

/// Every function with a body: (name, its first line, how many lines).
fn functions(code: &str) -> Vec<(&str, usize, usize)> {
    let starts = code.match_indices("fn ").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
    });
    let measure = |(at, _): (usize, &'_ str)| {
        let rest = &code[at + 3..];
        let name = rest
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()?;
        if name.is_empty() {
            return None;
        }
        let length = body(rest)?.matches('\n').count() + 1;
        Some((name, code[..at].matches('\n').count() + 1, length))
    };
    starts.filter_map(measure).collect()
}

/// From a function's name to the brace that ends it; `None` for a declaration.
fn body(rest: &str) -> Option<&str> {
    let open = rest.find(['{', ';'])?;
    // `[u8; 4]` in a signature holds a semicolon as well.
    let signature_ends = rest.find('{')?;
    let bracketed = rest[..open].matches('[').count() > rest[..open].matches(']').count();
    let open = if bracketed { signature_ends } else { open };
    if rest[open..].starts_with(';') {
        return None;
    }
    let mut level = 0_usize;
    for (at, sign) in rest[open..].char_indices() {
        match sign {
            '{' => level += 1,
            '}' if level == 1 => return Some(&rest[..=open + at]),
            '}' => level -= 1,
            _ => {}
        }
    }
    None
}

#[test]
fn length_bites() {
    let file = "//! Long.\n".to_string() + &"\n".repeat(400);
    assert_eq!(long("src/x.rs", &file).len(), 1);
    assert_eq!(long("src/x.rs", &file[..file.len() - 1]), []);
    let function = |lines: usize| {
        format!(
            "fn f(a: [u8; 4]) {{\n{}}}\nfn g() {{}}\n",
            "x();\n".repeat(lines)
        )
    };
    assert_eq!(long("src/x.rs", &function(59)).len(), 1);
    assert_eq!(long("src/x.rs", &function(58)), []);
}

#[test]
fn a_missing_header_bites() {
    assert_eq!(headless("src/x.rs", "use a;\n//! Late.\n").len(), 1);
    assert_eq!(headless("src/x.rs", "//! Here.\n"), []);
}
