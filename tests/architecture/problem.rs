//! Every problem that is told has its row and its sentences.
//!
//! Owns: what belongs to a code. In: the sources, as text. Out: codes without a row in `src/engine/problem.rs`, and rows
//! without a sentence in each language. Must not: know when a problem is told.

use crate::source::Breach;

/// The table of codes.
pub const TABLE: &str = "src/engine/problem.rs";

/// Where sentences are: the first two have one language each, the last has both.
pub const SENTENCES: [&str; 3] = [
    "src/author/sentence/english.rs",
    "src/author/sentence/japanese.rs",
    "src/author/sentence/hint.rs",
];

/// The codes of the table, each with its line.
fn documented(table: &str) -> Vec<(usize, &str)> {
    let rows = table.lines().zip(1..);
    rows.filter_map(|(line, number)| {
        let code = line.strip_prefix("//! | `")?.split('`').next()?;
        Some((number, code))
    })
    .collect()
}

/// The literals that stand first behind `call`, each with its line.
fn told<'a>(text: &'a str, call: &str) -> Vec<(usize, &'a str)> {
    let calls = text.match_indices(call);
    calls
        .filter_map(|(at, _)| {
            let inside = text[at + call.len()..].trim_start();
            let code = inside.strip_prefix('"')?.split('"').next()?;
            Some((text[..at].matches('\n').count() + 1, code))
        })
        .collect()
}

/// Advice whose code the table does not have.
pub fn unlisted(files: &[(String, String)], table: &str) -> Vec<Breach> {
    let known = documented(table);
    let mut found = Vec::new();
    for (path, text) in files {
        let codes = ["Problem::new(", "warn("].map(|call| told(text, call));
        for (line, code) in codes.concat() {
            if known.iter().all(|(_, known)| *known != code) {
                let what = format!("`{code}` has no row in {TABLE}");
                found.push(Breach::new(path, line, what));
            }
        }
    }
    found
}

/// Codes for which a language has no sentence: whoever runs `check` would read the code itself.
pub fn unsaid(table: &str, [english, japanese, both]: [&str; 3]) -> Vec<Breach> {
    let mut found = Vec::new();
    for (line, code) in documented(table) {
        let is_in = |text: &str| text.contains(&format!("\"{code}\""));
        for (text, language) in [(english, "English"), (japanese, "Japanese")] {
            if !is_in(text) && !both.contains(&format!("(\"{code}\", ")) {
                found.push(Breach::new(
                    TABLE,
                    line,
                    format!("`{code}` has no sentence in {language}"),
                ));
            }
        }
    }
    found
}

#[test]
fn a_code_without_a_row_or_a_sentence_is_found() {
    let table = "//! | `one` | x |\n//! | `two` | x |\n//! | `three` | x |\n";
    let files = [(
        "x.rs".to_string(),
        "Problem::new(\n    \"one\", place)\nwarn(\"four\", word)".to_string(),
    )];
    let found = unlisted(&files, table);
    assert_eq!(
        found,
        [Breach::new(
            "x.rs",
            3,
            "`four` has no row in src/engine/problem.rs"
        )]
    );
    let found = unsaid(table, ["\"one\" \"two\"", "\"one\"", "(\"three\", _)"]);
    let found: Vec<String> = found.into_iter().map(|one| one.what).collect();
    assert_eq!(found, ["`two` has no sentence in Japanese"]);
}
