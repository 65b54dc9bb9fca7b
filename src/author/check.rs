//! A rules file, checked.

use super::cascade::{Told, sift};
use super::sentence::{Sentence, hint, written};
use super::syntax::{self, Sign};
use super::{advice, circle, event, example, format, nearest, synonym, words};
use crate::engine::Env;
use crate::engine::json::{Value, parse};
use crate::engine::problem::Problem;
use crate::engine::rules::Rules;
use crate::engine::words as engine;
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
    let mut told: Vec<Told> = all
        .map(|(problem, severity)| tell(problem, file, language, severity))
        .collect();
    sift(&mut told);
    let mut findings: Vec<Finding> = told.into_iter().map(|told| told.finding).collect();
    explain(text, language, &mut findings);
    findings.sort_by_key(|finding| (finding.line, finding.column));
    // Two parts of the reader may stumble over the same.
    let mut said = BTreeSet::new();
    findings.retain(|one| said.insert((one.pointer.clone(), one.message.clone())));
    findings
}

/// Says what stands where JSON is broken.
fn explain(text: &str, language: Language, findings: &mut [Finding]) {
    let broken = |finding: &&mut Finding| finding.code.starts_with("json-");
    for finding in findings.iter_mut().filter(broken) {
        let code = finding.code;
        // The reader has gone on to the next line.
        if code == "json-string" && finding.column == 1 && finding.line > 1 {
            finding.line = finding.line.saturating_sub(1);
            let number = usize::try_from(finding.line).unwrap_or_default();
            let before = text
                .lines()
                .nth(number.saturating_sub(1))
                .unwrap_or_default();
            let length = u32::try_from(before.chars().count()).unwrap_or_default();
            finding.column = length.saturating_add(1);
            continue;
        }
        let sign = syntax::sign(text, finding.line, finding.column, code);
        // A name that is missing there is told with the comma before.
        let known = finding.code == "json-key" && sign == Some(Sign::Comma);
        if let Some(sign) = sign.filter(|_| !known) {
            finding.help = language.syntax(sign);
        }
    }
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

/// The word that was probably meant, and how it is written.
fn meant(
    word: &str,
    expected: &str,
    known: &[String],
    file: &Value,
) -> (Option<String>, Option<&'static str>) {
    // What has its place elsewhere is no other word.
    let elsewhere = match expected {
        "attribute" => {
            let is_own = word == "page.query" || engine::DID.position(word).is_some();
            is_own || written::is_calculation(word)
        }
        "when" => word.starts_with('$') || word.contains('.'),
        "show" => engine::EXPERIENCE.position(word).is_some(),
        "file" => hint::is_comment(word),
        "goal-fields" => word == "with",
        _ => false,
    };
    if elsewhere {
        return (None, None);
    }
    let named = synonym::named(word, expected, file);
    let ours = named.or_else(|| synonym::of(word, expected).map(String::from));
    match ours {
        Some(ours) => {
            let example = example::of(&ours, expected).or_else(|| example::of(&ours, "connective"));
            (Some(ours), example)
        }
        // Who is told that a word is wrong here does not mean the same word.
        None => (
            nearest::nearest(word, known).filter(|near| near != word),
            None,
        ),
    }
}

fn tell(problem: &Problem, file: &Value, language: Language, severity: &'static str) -> Told {
    let pointer = problem.place.pointer.to_string();
    let known = if chooses(problem.code) {
        words::of(problem.expected, file, &pointer)
    } else {
        Vec::new()
    };
    let (meant, example) = match problem.code {
        "type" => (None, example::at(&pointer)),
        "missing-field" => (None, example::of(&problem.word, problem.expected)),
        "event-slip" => (event::likely(&problem.word, file), None),
        code if chooses(code) => meant(&problem.word, problem.expected, &known, file),
        _ => (None, None),
    };
    let sentence = Sentence {
        code: problem.code,
        word: &problem.word,
        expected: problem.expected,
        meant: meant.as_deref(),
        known: &known,
        pointer: &pointer,
        example,
    };
    let finding = Finding {
        code: problem.code,
        severity,
        pointer: pointer.clone(),
        line: problem.place.line,
        column: problem.place.column,
        message: language.message(&sentence),
        help: language.help(&sentence),
    };
    Told {
        finding,
        word: problem.word.clone(),
        expected: problem.expected,
        meant,
    }
}
