//! What the visitor did: the running aggregates that the rules ask for, and no others.
//!
//! Owns: the profile and its stored form. In: pages and events with their time.
//! Out: counts, visits, what became of each experience. Must not: decide, or store.

mod aggregate;
mod asked;
pub mod behaviour;
mod cart;
mod entry;
mod import;
mod part;
mod pressure;
mod profile;
mod recalled;
mod record;
mod stage;
mod stored;

pub use asked::{Asked, Happened, RETENTION_MS, Retention};
pub use behaviour::{Behaviour, MAX_SEEN, Next, Plan, STATISTICS, Statistic, Step, Window, link};
pub use cart::Cart;
pub use entry::{Entry, Tally, knows, remember, same};
pub use part::{MAX_PARTS, add_part, write_part};
pub use pressure::{Cap, Per, is_within};
pub use profile::{ELSEWHERE_MS, Profile, VIEW};
pub use recalled::{MAX_AHEAD, read, read_value};
pub use record::{Record, Seen};
pub use stored::{MAX_BYTES, write};

#[cfg(test)]
mod tests;
