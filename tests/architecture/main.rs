//! The house plan, enforced.
//!
//! Owns: what may name what, how long things may be, what lies where. In: the sources, as text.
//! Out: one failing test for each rule, naming every breach. Must not: look at behaviour.
//!
//! Each rule is a pure function over (path, text), and each has a test that feeds it a breach: a
//! rule that cannot bite is no rule.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod door;
mod length;
mod problem;
mod purity;
mod room;
mod script;
mod source;
mod tree;

use source::{Breach, Rule};

/// Applies one rule to every file below `folder` and fails with all breaches at once.
fn hold(rule: Rule, folder: &str, extension: &str) {
    let files = source::files(folder, extension);
    assert!(
        !files.is_empty(),
        "no {extension} files in {folder}: the test reads the wrong place"
    );
    report(
        files
            .iter()
            .flat_map(|(path, text)| rule(path, text))
            .collect(),
    );
}

fn report(breaches: Vec<Breach>) {
    let lines: Vec<String> = breaches.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn pure_rooms_name_nothing_impure() {
    hold(purity::impure, "src", ".rs");
}

#[test]
fn visitor_code_avoids_what_weighs_much() {
    hold(purity::heavy, "src", ".rs");
}

#[test]
fn nothing_names_a_room_above_it() {
    hold(room::upward, "src", ".rs");
}

#[test]
fn files_and_functions_are_short() {
    hold(length::long, "src", ".rs");
}

#[test]
fn every_file_says_what_it_owns() {
    hold(length::headless, "src", ".rs");
}

#[test]
fn scripts_keep_their_limits() {
    hold(script::limits, "js", "js");
    hold(script::headless, "www", "js");
}

#[test]
fn no_room_of_the_door_names_one_above_it() {
    hold(door::upward, "js/door", "js");
}

#[test]
fn browser_tests_serve_what_the_door_names() {
    let room = source::read("tests/browser/room.rs").unwrap();
    report(door::unlisted(&source::files("js/door", "js"), &room));
}

#[test]
fn tests_wait_for_what_they_mean() {
    hold(script::vague, "tests", "mjs");
}

#[test]
fn every_problem_is_listed_and_has_its_sentences() {
    let table = source::read(problem::TABLE).unwrap();
    let sentences = problem::SENTENCES.map(|path| source::read(path).unwrap());
    let [english, japanese, both] = &sentences;
    report(problem::unlisted(
        &source::files("src/author", ".rs"),
        &table,
    ));
    report(problem::unsaid(&table, [english, japanese, both]));
}

#[test]
fn the_tree_holds_what_it_should() {
    report(tree::misplaced(&tree::tracked()));
}

#[test]
fn no_file_names_a_registry() {
    let files: Vec<(String, String)> = tree::tracked()
        .iter()
        .filter_map(|path| source::read(path).map(|text| (path.clone(), text)))
        .collect();
    report(
        files
            .iter()
            .flat_map(|(path, text)| tree::registry(path, text))
            .collect(),
    );
}
