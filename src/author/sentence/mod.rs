//! Sentences, in the languages of the people who write rules.

mod english;
mod japanese;

use alloc::string::String;

/// A language in which findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 日本語.
    Japanese,
}

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
}

impl Language {
    /// The language of a tag such as `ja` or `en-GB`; English for every other.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        if tag.to_lowercase().starts_with("ja") {
            Self::Japanese
        } else {
            Self::English
        }
    }

    pub(super) fn message(self, sentence: &Sentence<'_>) -> String {
        match self {
            Self::English => english::message(sentence),
            Self::Japanese => japanese::message(sentence),
        }
    }

    pub(super) fn help(self, sentence: &Sentence<'_>) -> String {
        match self {
            Self::English => english::help(sentence),
            Self::Japanese => japanese::help(sentence),
        }
    }
}
