//! The pure rooms. No clock, randomness, DOM, storage or globals: everything arrives as an argument.

pub mod change;
mod env;
pub mod exposure;
pub mod json;
pub mod time;

pub use env::Env;
