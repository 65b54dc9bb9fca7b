//! A receipt becomes an exposure; a goal becomes its attribution.

mod receipt;

pub use receipt::{Outcome, Receipt};
