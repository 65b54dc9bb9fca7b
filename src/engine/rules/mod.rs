//! The rules file: one reader for both builds, its types, its problems.
//!
//! Owns: what a rules file may say. In: text. Out: [`Rules`] and every problem
//! in it, found in one go. Must not: decide anything.

mod assignment;
mod consent;
mod experience;
mod file;
mod flag;
mod moment;
mod observe;
mod pressure;
mod retention;
mod variant;

pub use assignment::{Assignment, Filter, NOBODY};
pub use consent::{ConsentRules, Mode};
pub use experience::{Experience, Status, Stay};
pub use file::{Destination, Goal, Holdout, Rules, Trigger};
pub use flag::Flag;
pub use pressure::Surfaces;
pub use variant::Variant;

#[cfg(test)]
mod tests;
