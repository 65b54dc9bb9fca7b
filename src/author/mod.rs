//! For people who write rules: what is wrong, where, and what was probably meant.
//!
//! Owns: sentences, suggestions, advice. In: the text of a rules file. Out: [`Finding`]s. Must not: be in the visitor's download, or judge by other
//! eyes than the engine's own reader.

mod advice;
mod check;
mod circle;
mod nearest;
mod sentence;
mod slow;
mod words;

pub use crate::server::Language;
pub use check::{Finding, check, read};
pub use nearest::nearest;

#[cfg(test)]
mod tests;
