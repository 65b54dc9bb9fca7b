//! What the visitor did: the running aggregates that the rules ask for, and no others.
//!
//! Owns: the profile and its stored form. In: pages and events with their time.
//! Out: counts, visits, what became of each experience. Must not: decide, or store.

mod behaviour;
mod profile;
mod stored;

pub use behaviour::Behaviour;
pub use profile::{Cart, Count, Entry, MAX_TIMES, Profile, RETENTION_MS, Tally, since};
pub use stored::{read, write};

#[cfg(test)]
mod tests;
