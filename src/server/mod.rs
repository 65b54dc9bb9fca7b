//! Decisions without a page: for servers, tests and studios.
//!
//! Owns: one visitor told by hand, conditions by themselves, traces. In: rules, attributes, an
//! instant. Out: [`Decisions`], traces as JSON. Must not: be in the visitor's download, or decide
//! otherwise than a visitor's browser does.

mod decision;
mod explain;
mod matching;
mod nearness;
mod reason;
mod visit;

pub use decision::{Decisions, Server};
pub use explain::explain;
pub use matching::Matching;

/// A language in which people are told things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 日本語.
    Japanese,
}

impl Language {
    /// The language of a tag such as `ja` or `en-GB`; English for every other.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.as_bytes() {
            [b'j' | b'J', b'a' | b'A', ..] => Self::Japanese,
            _ => Self::English,
        }
    }
}

#[cfg(test)]
mod tests;
