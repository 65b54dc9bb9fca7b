//! Limits for the hand-written JavaScript.
//!
//! Owns: length, exports and banned names. In: (path, text) of a `.js` or `.mjs` file. Out:
//! breaches. Must not: parse; a line is enough.

use crate::source::{Breach, lines_with};

const LINES: usize = 200;
const EXPORTS: usize = 6;

/// What no script of ours does, where it is banned, and why.
const BANNED: [(&str, &str, &str); 5] = [
    ("eval(", "js/", "runs text as code"),
    ("new Function(", "js/", "runs text as code"),
    ("document.write(", "js/", "blocks the parser"),
    ("console.log(", "js/door/", "is for people, not for pages"),
    (
        "console.log(",
        "js/cli/",
        "is not how a program answers: write to stdout",
    ),
];

/// Every limit at once.
pub fn limits(path: &str, text: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    let lines = text.lines().count();
    if lines > LINES {
        found.push(Breach::new(
            path,
            LINES,
            format!("{lines} lines; a script has {LINES} at most"),
        ));
    }
    // A table of numbers (`export const CLICK = 3`) is one thing, however long, and so are the words of a schema.
    let counts = |line: &&str| {
        let named = line.strip_prefix("export const ").unwrap_or_default();
        let entry = named.split(' ').next().unwrap_or_default();
        line.starts_with("export ") && (entry.is_empty() || entry.to_uppercase() != entry)
    };
    let exports = text.lines().filter(counts).count();
    if exports > EXPORTS && path != "js/schema/part.mjs" {
        found.push(Breach::new(
            path,
            1,
            format!("{exports} exports; {EXPORTS} at most"),
        ));
    }
    found.extend(headless(path, text));
    let code = code(text);
    for (name, _, why) in BANNED.iter().filter(|ban| path.starts_with(ban.1)) {
        let what = format!("`{name}` {why}");
        let at = lines_with(&code, name).into_iter();
        found.extend(at.map(|line| Breach::new(path, line, what.clone())));
    }
    found
}

/// A script that does not begin by saying what it owns.
pub fn headless(path: &str, text: &str) -> Vec<Breach> {
    let lines = text.lines().skip_while(|line| line.starts_with("#!"));
    let mut header = lines.take_while(|line| line.starts_with("//"));
    if header.any(|line| line.contains("Owns: ")) {
        return Vec::new();
    }
    vec![Breach::new(
        path,
        1,
        "no header in the first line (`// … Owns: …`)",
    )]
}

/// Waits that may never end: a browser need not report the end of every request.
pub fn vague(path: &str, text: &str) -> Vec<Breach> {
    let what = "`networkidle` may never come: wait for what is meant";
    let at = lines_with(&code(text), "networkidle").into_iter();
    at.map(|line| Breach::new(path, line, what)).collect()
}

/// The lines without those that are only comment, and without what follows ` //`.
fn code(text: &str) -> String {
    let keep = |line: &str| {
        let start = line.trim_start();
        let comment = ["//", "/*", "*"].iter().any(|sign| start.starts_with(sign));
        let kept = if comment {
            ""
        } else {
            line.split(" // ").next().unwrap_or_default()
        };
        kept.to_string() + "\n"
    };
    text.lines().map(keep).collect()
}

#[test]
fn script_limits_bite() {
    let caught = |text: &str| limits("js/door/x.js", text).len();
    let header = "// Owns: x.\n".to_string();
    assert_eq!(caught(&(header.clone() + &"// x\n".repeat(200))), 1);
    let exports = "export const a = 1;\n".repeat(7);
    assert_eq!(caught(&(header.clone() + &exports)), 1);
    let table = "export const CLICK = 1;\n".repeat(7);
    assert_eq!(caught(&(header + &table)), 0);
    assert_eq!(caught("// x\nconst a = 1;\n"), 1);
    assert_eq!(caught("const a = 1;\n// Owns: x.\n"), 1);
    assert_eq!(
        headless("js/cli/x.mjs", "#!/usr/bin/env node\n// Owns: x.\n"),
        []
    );
    for (name, folder, _) in BANNED {
        let text = format!("// Owns: x.\n {name}x)\n");
        assert!(
            !limits(&format!("{folder}x.js"), &text).is_empty(),
            "{name}"
        );
    }
}

#[test]
fn vague_waits_bite() {
    let text = "// x\nawait page.waitForLoadState(\"networkidle\");\n";
    assert_eq!(vague("tests/x.mjs", text).len(), 1);
}

#[test]
fn what_is_said_in_comments_is_free() {
    assert_eq!(
        limits(
            "js/door/x.js",
            "// Owns: no eval( here\nlet a; // nor document.write( here\n"
        ),
        []
    );
    assert_eq!(
        limits("js/build/x.mjs", "// Owns: x.\nconsole.log(1);\n"),
        []
    );
}
