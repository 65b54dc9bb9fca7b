//! The attributes a condition can read.
//!
//! Owns: their names, and how each is got from what is known. In: the page, the
//! device, facts, history, the time. Out: a [`Known`](super::condition::Known)
//! per path. Must not: decide anything.

mod doubt;
mod names;
mod place;
mod resolve;

pub use doubt::{cookie, is_doubtful};
pub use names::{Attribute, NAMES, STAGE, is_first, is_known, is_past, is_stage, of_anniversary};
pub use place::{Address, query};
pub use resolve::{Sources, resolve};

#[cfg(test)]
mod tests;
