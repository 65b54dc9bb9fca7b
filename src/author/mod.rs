//! For people who write rules: what is wrong, where, and what was probably meant.
//!
//! Owns: sentences, suggestions, advice, the data sheet, which build rules need. In: the text of a rules file. Out:
//! [`Finding`]s, a [`Sheet`], the name of a build. Must not: be in the visitor's download, or judge otherwise than the
//! engine's own reader.

mod address;
mod advice;
mod build;
mod cascade;
mod check;
mod circle;
mod cookie;
mod coupon;
mod event;
mod example;
mod fetched;
mod format;
mod kana;
mod literal;
mod markup;
mod moot;
mod nature;
mod nearest;
mod never;
mod nobody;
mod placeholder;
mod region;
mod rewrite;
mod selector;
mod sentence;
mod sheet;
mod slow;
mod span;
mod steered;
mod synonym;
mod syntax;
mod tongue;
mod variant;
mod words;

pub use crate::server::Language;
pub use build::build_for;
pub use check::{Finding, check, read};
pub use nearest::nearest;
pub use sheet::{Kept, Sent, Sheet, sheet};

#[cfg(test)]
mod tests;
