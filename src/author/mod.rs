//! For people who write rules: what is wrong, where, and what was probably meant.
//!
//! Owns: sentences, suggestions, advice. In: the text of a rules file. Out:
//! [`Finding`]s. Must not: be in the visitor's download, or judge by other
//! eyes than the engine's own reader.

mod advice;
mod check;
mod nearest;
mod sentence;
mod words;

pub use check::{Finding, check};
pub use nearest::nearest;
pub use sentence::Language;

#[cfg(test)]
mod tests;
