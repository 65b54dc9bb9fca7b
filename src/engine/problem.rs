//! What is wrong with a rules file, and where.

use crate::engine::json::Place;
use alloc::string::String;

/// One thing wrong with a rules file. The author build has a sentence for every code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, for example `unknown-operator`.
    pub code: &'static str,
    /// Where it stands.
    pub place: Place,
    /// The word that was met: an unknown name, or the JSON type of a value
    /// (never the value itself: it may be personal data).
    pub word: String,
    /// What was expected instead: a JSON type, or the name of a list of words.
    pub expected: &'static str,
    /// The experience that is disabled by it, by index.
    pub experience: Option<usize>,
}

impl Problem {
    /// A problem with a word in it.
    #[must_use]
    pub fn new(code: &'static str, place: Place, word: &str, expected: &'static str) -> Self {
        Self {
            code,
            place,
            word: String::from(word),
            expected,
            experience: None,
        }
    }
}
