//! JSON in and out, small enough for the visitor build.
//!
//! Owns: [`Value`], the pull [`Reader`] with its JSON Pointer and positions, the
//! [`Writer`], and the digits of numbers. In: text. Out: values, text, problems.
//! Must not: know what a rule is.

mod bracket;
mod node;
mod number;
mod parts;
mod pointer;
mod reader;
mod scan;
mod value;
mod writer;

pub use node::{Children, MAX_PLACES, Node, Spot};
pub use number::{integer_text, number_text};
pub use parts::{Passed, skim};
pub use pointer::Place;
pub use reader::{Kind, MAX_DEPTH, Reader, parse};
pub use scan::hex;
pub use value::{Lent, Text, Value};
pub use writer::{Writer, hex_digit};

#[cfg(test)]
mod tests;
