//! What must not be named where.
//!
//! Owns: the lists of banned names. In: (path, text). Out: breaches. Must not: judge unit tests,
//! which do not ship.

use crate::source::{Breach, lines_with, shipped};

/// The browser, the clock, and everything with a memory of its own.
const IMPURE: [&str; 16] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "serde_wasm_bindgen",
    "gloo",
    "gloo_storage",
    "std::",
    "HashMap",
    "HashSet",
    "Instant::now",
    "SystemTime",
    "static mut",
    "thread_local!",
    "UnsafeCell",
    "unsafe",
    "println!",
];

/// Only `web` may touch the browser; the author build may use `std`.
const BROWSER: [&str; 6] = [
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "serde_wasm_bindgen",
    "gloo",
    "unsafe",
];

/// What drags kilobytes into the visitor's download, and what to use instead.
const HEAVY: [(&str, &str); 11] = [
    ("format!", "push the parts onto a String"),
    ("write!", "push the parts onto a String"),
    ("BTreeMap", "a Vec of pairs"),
    ("BTreeSet", "a Vec"),
    (".sort()", "insert in order"),
    (".sort_by(", "insert in order"),
    (".sort_by_key(", "insert in order"),
    (".sort_unstable", "insert in order"),
    (".to_lowercase()", "to_ascii_lowercase"),
    (".to_uppercase()", "to_ascii_uppercase"),
    (".is_alphabetic()", "is_ascii_alphabetic"),
];

fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or_default();
    inside.split(['/', '.']).next().unwrap_or_default()
}

/// Names that would let something in which did not come as an argument.
pub fn impure(path: &str, text: &str) -> Vec<Breach> {
    let banned: &[&str] = match room(path) {
        "engine" | "runtime" => &IMPURE,
        "author" | "lib" => &BROWSER,
        _ => return Vec::new(),
    };
    let code = shipped(path, text);
    let named = |name: &&str| {
        let what = format!("`{name}` in {}, which is pure", room(path));
        let lines = lines_with(&code, name);
        lines
            .into_iter()
            .map(move |line| Breach::new(path, line, what.clone()))
    };
    banned.iter().flat_map(named).collect()
}

/// Names that cost the visitor more than they are worth.
pub fn heavy(path: &str, text: &str) -> Vec<Breach> {
    if !["engine", "runtime", "web"].contains(&room(path)) {
        return Vec::new();
    }
    let code = shipped(path, text);
    let named = |(name, instead): &(&str, &str)| {
        let what = format!("`{name}` is heavy in the visitor build; {instead}");
        let lines = lines_with(&code, name);
        lines
            .into_iter()
            .map(move |line| Breach::new(path, line, what.clone()))
    };
    HEAVY.iter().flat_map(named).collect()
}

#[test]
fn every_banned_name_bites() {
    for name in IMPURE {
        let text = format!("//! Pure.\nfn f() {{ {name} }}\n");
        for path in ["src/engine/x.rs", "src/runtime/x/y.rs"] {
            let found = impure(path, &text);
            assert_eq!(
                found.iter().map(|one| one.line).collect::<Vec<_>>(),
                [2],
                "{name}"
            );
        }
    }
    assert_eq!(impure("src/author/x.rs", "use web_sys::Window;").len(), 1);
    assert_eq!(impure("src/lib.rs", "use wasm_bindgen::JsValue;").len(), 1);
}

#[test]
fn what_does_not_ship_is_free() {
    let test = "fn f() {}\n#[cfg(test)]\nmod tests {\n use std::vec;\n}\nfn g() {}\n";
    assert_eq!(impure("src/engine/x.rs", test), []);
    assert_eq!(impure("src/engine/x/tests.rs", "use std::vec;"), []);
    assert_eq!(impure("src/engine/x.rs", "// std:: and HashMap\n"), []);
    assert_eq!(impure("src/web/x.rs", "use web_sys::Window;"), []);
    let between = format!("{test}use std::vec;");
    assert_eq!(impure("src/engine/x.rs", &between)[0].line, 7);
}

#[test]
fn every_heavy_name_bites() {
    for (name, _) in HEAVY {
        let text = format!("fn f() {{ x\n{name} }}");
        for path in ["src/engine/x.rs", "src/runtime/x.rs", "src/web/x.rs"] {
            assert_eq!(heavy(path, &text).len(), 1, "{name}");
        }
        assert_eq!(heavy("src/author/x.rs", &text), [], "{name}");
    }
}
