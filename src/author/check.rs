//! A rules file, checked.

use super::sentence::Sentence;
use super::syntax::{self, Sign};
use super::{advice, circle, example, format, nearest, synonym, words};
use crate::engine::Env;
use crate::engine::json::{Value, parse};
use crate::engine::problem::Problem;
use crate::engine::rules::Rules;
use crate::server::Language;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One thing to be said about a rules file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Stable code, for example `unknown-operator`.
    pub code: &'static str,
    /// `error`: the part concerned does not run. `warning`: it runs, but look at it.
    pub severity: &'static str,
    /// JSON Pointer; empty for the whole file.
    pub pointer: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it; empty where the message says it all.
    pub help: String,
}

/// Checks a rules file with the reader that visitors' browsers use, and adds
/// advice. In the order of the document.
#[must_use]
pub fn check(env: &Env, text: &str, language: Language) -> Vec<Finding> {
    let (rules, problems) = read(env, text);
    let file = whole(env, text, &rules);
    let advice = advice::give(env, text, &rules, file);
    // What has no name has the name of nothing: that it is missing is told.
    let is_told = |problem: &&Problem| problem.code != "duplicate-id" || !problem.word.is_empty();
    let errors = problems.iter().filter(is_told);
    let errors = errors.map(|problem| (problem, "error"));
    let all = errors.chain(advice.iter().map(|problem| (problem, severity(problem))));
    let mut findings: Vec<Finding> = all
        .map(|(problem, severity)| finding(problem, file, language, severity))
        .collect();
    explain(text, language, &mut findings);
    findings.sort_by_key(|finding| (finding.line, finding.column));
    // Two parts of the reader may stumble over the same.
    findings.dedup();
    findings
}

/// Says what stands where JSON is broken; and not what is missing in what is of another type altogether.
fn explain(text: &str, language: Language, findings: &mut Vec<Finding>) {
    let broken = |finding: &&mut Finding| finding.code.starts_with("json-");
    for finding in findings.iter_mut().filter(broken) {
        let sign = syntax::sign(text, finding.line, finding.column);
        // A name that is missing there is told with the comma before.
        let known = finding.code == "json-key" && sign == Some(Sign::Comma);
        if let Some(sign) = sign.filter(|_| !known) {
            finding.help = language.syntax(sign);
        }
    }
    let others = findings.iter().filter(|finding| finding.code == "type");
    let others: BTreeSet<String> = others.map(|finding| finding.pointer.clone()).collect();
    findings.retain(|finding| {
        !matches!(finding.code, "missing-field" | "unknown-word")
            || !others.contains(&finding.pointer)
    });
}

/// The file with everything in it; nothing where it is no JSON.
pub(super) fn whole(env: &Env, text: &str, rules: &Rules) -> &'static Value {
    match rules.file {
        Some(_) => Box::leak(Box::new(parse(env, text).0)),
        None => &Value::Null,
    }
}

/// Reads a rules file as visitors' browsers do, and finds what only its author need be told of.
#[must_use]
pub fn read(env: &Env, text: &str) -> (Rules, Vec<Problem>) {
    let (rules, mut problems) = Rules::read(env, text);
    let file = whole(env, text, &rules);
    problems.extend(circle::find(env, text, &rules, file));
    problems.extend(format::find(env, text));
    (rules, problems)
}

/// What the law limits is refused, and what only some browsers know; everything else is only said.
fn severity(advice: &Problem) -> &'static str {
    match advice.code {
        "exempt-limits" | "unknown-timezone" | "unknown-operator" | "missing-field" => "error",
        _ => "warning",
    }
}

/// Whether a word was met where another of a list should stand. Of the other codes the list only says the place.
fn chooses(code: &str) -> bool {
    code.starts_with("unknown-")
        || matches!(code, "never" | "language-tag" | "format-detail" | "period")
}

fn finding(problem: &Problem, file: &Value, language: Language, severity: &'static str) -> Finding {
    let pointer = problem.place.pointer.to_string();
    let (known, synonym) = if chooses(problem.code) {
        let known = words::of(problem.expected, file, &pointer);
        (known, synonym::of(&problem.word, problem.expected))
    } else {
        (Vec::new(), None)
    };
    let (meant, example) = match problem.code {
        "type" => (None, example::at(&pointer)),
        "missing-field" => (None, example::of(&problem.word, problem.expected)),
        _ => match (nearest::nearest(&problem.word, &known), synonym) {
            // The file may have given that name to something of its own.
            (Some(near), None) => (Some(near), None),
            (_, Some(ours)) => (Some(ours.to_string()), example::of(ours, problem.expected)),
            (None, None) => (None, None),
        },
    };
    let sentence = Sentence {
        code: problem.code,
        word: &problem.word,
        expected: problem.expected,
        meant: meant.as_deref(),
        known: &known,
        example,
    };
    Finding {
        code: problem.code,
        severity,
        pointer,
        line: problem.place.line,
        column: problem.place.column,
        message: language.message(&sentence),
        help: language.help(&sentence),
    }
}
