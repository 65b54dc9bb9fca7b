//! Hash → bucket → variant.
//!
//! Owns: the hash, the buckets, the ranges of a split. In: a seed and an id.
//! Out: the variant, or none. Must not: remember anything; stickiness is history.
//!
//! Every number is a bucket of its own seed (`tests/cases/assignments.json` has worked rows):
//!
//! | question | seed | hash version | yes when |
//! |---|---|---|---|
//! | held out of the programme? | `holdout/` + its name | 2 | bucket < percent / 100 |
//! | in the exclusion group's part? | `group/` + its name | 2 | from ≤ bucket × 100 < to |
//! | let through by a filter? | the filter's `seed` | its own | the bucket is in one of its ranges |
//! | which variant? | the experience's `seed`, else its id; of a rule of a flag without one, the flag's name | its own | the range the bucket is in |
//!
//! Version 2 is `fnv1a(decimal(fnv1a(seed + id))) % 10000 / 10000`, version 1
//! `fnv1a(id + seed) % 1000 / 1000`, over UTF-16 units.

mod hash;
mod split;

pub use hash::{SEED, Seed, fnv_step, fnv1a};
pub use split::{Range, choose, range, reached, within};

#[cfg(test)]
mod tests;
