//! The pure rooms. No clock, randomness, DOM, storage or globals: everything arrives as an argument.

pub mod assign;
pub mod change;
pub mod condition;
pub mod decide;
mod env;
pub mod exposure;
pub mod history;
pub mod json;
pub mod part;
pub mod problem;
pub mod rules;
pub mod text;
pub mod time;
pub mod visitor;
pub mod words;

pub use env::Env;
