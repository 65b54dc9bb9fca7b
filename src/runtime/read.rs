//! Rules that have been read: everything that can be done with their text before there is a page.

use crate::engine::Env;
use crate::engine::json::Writer;
use crate::engine::part;
use crate::engine::problem::Problem;
use crate::engine::rules::Rules;
use alloc::{boxed::Box, string::String, vec::Vec};

/// What a visit begins with. A bundle holds a picture of it instead of the text, and no reader.
#[derive(Clone, Debug)]
pub struct Read {
    /// As lasting as the instance, which has its memory for itself: both go together, nothing singly.
    pub(super) rules: &'static Rules,
    /// What is wrong with them, each as JSON.
    pub(super) problems: Vec<String>,
}

impl Read {
    /// Reads the text of a rules file.
    #[must_use]
    pub fn new(env: &Env, text: String) -> Self {
        let (rules, found) = Rules::borrow(env, text.leak());
        let mut problems = Vec::new();
        for problem in found.iter().filter(|_| part::CHECK) {
            problems.push(json(env, problem));
        }
        Self {
            rules: Box::leak(Box::new(rules)),
            problems,
        }
    }
}

fn json(env: &Env, problem: &Problem) -> String {
    let mut out = Writer::new(env);
    out.open('{').key("code").text(problem.code);
    out.key("pointer").text(&problem.place.pointer);
    out.key("line").number(f64::from(problem.place.line));
    out.key("column").number(f64::from(problem.place.column));
    out.key("word")
        .text(&problem.word)
        .key("expected")
        .text(problem.expected)
        .close('}');
    out.finish()
}
