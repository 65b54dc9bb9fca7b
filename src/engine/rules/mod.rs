//! The rules file: one reader for all builds, its types, its problems.
//!
//! Owns: what a rules file may say. In: text. Out: [`Rules`] and every problem
//! in it, found in one go. Must not: decide anything.

mod assignment;
mod audience;
mod consent;
mod destination;
mod experience;
mod file;
mod flag;
mod goal;
mod moment;
mod observe;
mod pressure;
mod rest;
mod retention;
mod variant;

pub use assignment::{Assignment, Filter, NOBODY};
pub use audience::Stage;
pub use consent::{ConsentRules, Mode};
pub use destination::Destination;
pub use experience::{Experience, Status};
pub use file::{Holdout, Rules};
pub use flag::Flag;
pub use goal::{Goal, Trigger};
pub use pressure::Surfaces;
pub use rest::{Rest, Stay};
pub use variant::Variant;

#[cfg(test)]
mod tests;
