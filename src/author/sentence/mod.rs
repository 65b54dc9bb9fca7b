//! Sentences, in the languages of the people who write rules.

mod broken;
mod english;
pub(super) mod hint;
mod japanese;
pub(super) mod written;

use super::syntax::Sign;
use crate::server::Language;
use alloc::string::String;

/// What a sentence is made of.
pub(super) struct Sentence<'a> {
    pub(super) code: &'a str,
    /// The word that was met, or the JSON type.
    pub(super) word: &'a str,
    /// What was expected.
    pub(super) expected: &'a str,
    /// The known word that was probably meant.
    pub(super) meant: Option<&'a str>,
    /// Everything that may stand there.
    pub(super) known: &'a [String],
    /// Where it stands.
    pub(super) pointer: &'a str,
    /// How it is written.
    pub(super) example: Option<&'static str>,
}

impl Sentence<'_> {
    /// Whether the word is one of those that there are, and is wrong here alone.
    pub(super) fn is_known(&self) -> bool {
        self.known.iter().any(|known| known == self.word)
    }
}

/// The sentence of a code that needs no word; the code where there is none.
fn fixed(table: &[(&str, &str)], code: &str) -> String {
    let found = table.iter().find(|(known, _)| *known == code);
    String::from(found.map_or(code, |(_, text)| *text))
}

impl Language {
    pub(in crate::author) fn message(self, sentence: &Sentence<'_>) -> String {
        hint::message(sentence, self).unwrap_or_else(|| match self {
            Self::English => english::message(sentence),
            Self::Japanese => japanese::message(sentence),
        })
    }

    pub(in crate::author) fn syntax(self, sign: Sign) -> String {
        broken::syntax(sign, self)
    }

    pub(in crate::author) fn help(self, sentence: &Sentence<'_>) -> String {
        let hint = written::of(sentence, self).or_else(|| hint::of(sentence, self));
        hint.unwrap_or_else(|| match self {
            Self::English => english::help(sentence),
            Self::Japanese => japanese::help(sentence),
        })
    }
}
