//! Hash → bucket → variant.
//!
//! Owns: the hash, the buckets, the ranges of a split. In: a seed and an id.
//! Out: the variant, or none. Must not: remember anything; stickiness is history.

mod hash;
mod split;

pub use hash::{bucket, fnv1a};
pub use split::{Range, choose, range};

#[cfg(test)]
mod tests;
