//! A receipt becomes an exposure; a goal becomes its attribution.
//!
//! Owns: what is counted, and in which form it is sent. In: a [`Receipt`], or a goal that was reached. Out: an
//! [`Exposure`] or [`Conversion`]s, with the profile updated. Must not: make an exposure from anything but a receipt.

mod conversion;
mod event;
mod receipt;

pub use conversion::{Conversion, convert};
pub use event::{Exposure, OUTBOX_BYTES, is_second};
pub use receipt::{Outcome, Receipt};

#[cfg(test)]
mod tests;
