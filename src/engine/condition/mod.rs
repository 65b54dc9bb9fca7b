//! Targeting conditions: compiled once, evaluated many times.
//!
//! Owns: the operators and what they mean. In: condition JSON, and later the
//! known attributes. Out: a [`Verdict`]. Must not: know where attributes come from.
//!
//! | operator | tests | missing attribute |
//! |---|---|---|
//! | a plain value, `$eq`, `$ref` | equal, see [`compare`] | no |
//! | `$ne`, `$nin`, `$not`, `$nor` | the opposite of the inner test | yes |
//! | `$lt $lte $gt $gte` | order, see [`compare`] | no |
//! | `$in` | equal to one of a list; for a list attribute, any of its elements | no |
//! | `$exists` | the attribute has a value (`null` is one) | what it asks |
//! | `$glob` | text against `*` and `?`, case counts | no |
//! | `$regex` | text against a regular expression of the shared subset | no |
//! | `$within` | a date no further from now than a duration, before or after | no |
//! | `$audience` | the named condition of the file | – |
//! | `$did` | how often an event happened, see [`super::history`] | – |
//!
//! A value that is *unknown* (not asked for yet, or not allowed to be read)
//! makes a test neither yes nor no; `$and` and `$or` still decide where the
//! known part is enough.

pub mod compare;
mod compile;
mod evaluate;
mod glob;
mod regex;
mod scope;

pub use compile::compile;
pub use evaluate::{Evaluation, Verdict};
pub use glob::glob;
pub use scope::{Scope, Subject};

use super::json::{Text, Value};
use alloc::{boxed::Box, vec::Vec};

/// What is known of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// It may have a value, but nobody may look yet (or ever).
    Unknown,
    /// It has none.
    Missing,
    /// This one.
    Is(Value),
}

/// A compiled condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every part holds; holds when empty.
    All(Vec<Condition>),
    /// One part holds; fails when empty.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// An attribute, by its index among the subjects, passes a test.
    Clause(usize, Test),
    /// The audience with this index.
    Audience(usize),
}

impl Default for Condition {
    /// Always holds.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// What an attribute is tested for.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// Compared with a value or another attribute.
    Compare(Order, Operand),
    /// Equal to one of these.
    OneOf(&'static [Value]),
    /// Has a value, or has none.
    Exists(bool),
    /// Text that fits a pattern of `*` and `?`.
    Glob(Text),
    /// Text that a regular expression finds something in.
    Regex(Text),
    /// A date at most so many milliseconds from now.
    Within(f64),
}

/// The right side of a comparison.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// A value of the file.
    Value(&'static Value),
    /// Another attribute, by its index.
    Ref(usize),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `$eq`
    Equal,
    /// `$lt`
    Less,
    /// `$lte`
    LessOrEqual,
    /// `$gt`
    Greater,
    /// `$gte`
    GreaterOrEqual,
}

/// What an operator on one attribute does with its operand.
#[derive(Clone, Copy)]
pub enum Operator {
    /// Compares.
    Compare(Order),
    /// Compares, and wants the opposite.
    Differ,
    /// Looks for the value in a list.
    In,
    /// Looks for it and hopes not to find it.
    NotIn,
    /// Asks whether there is a value.
    Exists,
    /// Fits a pattern of `*` and `?`.
    Glob,
    /// Fits a regular expression.
    Regex,
    /// Measures the time between a date and now.
    Within,
    /// Wants the opposite of other operators.
    Not,
    /// Compares with another attribute.
    Ref,
}

/// Every operator a condition on one attribute may use, for reading and for "did you mean".
pub const OPERATORS: [(Text, Operator); 14] = [
    ("$eq", Operator::Compare(Order::Equal)),
    ("$ne", Operator::Differ),
    ("$lt", Operator::Compare(Order::Less)),
    ("$lte", Operator::Compare(Order::LessOrEqual)),
    ("$gt", Operator::Compare(Order::Greater)),
    ("$gte", Operator::Compare(Order::GreaterOrEqual)),
    ("$in", Operator::In),
    ("$nin", Operator::NotIn),
    ("$exists", Operator::Exists),
    ("$glob", Operator::Glob),
    ("$regex", Operator::Regex),
    ("$within", Operator::Within),
    ("$not", Operator::Not),
    ("$ref", Operator::Ref),
];

/// What stands where an attribute would.
#[derive(Clone, Copy)]
pub enum Connective {
    /// Every condition of a list.
    And,
    /// One of a list.
    Or,
    /// None of a list.
    Nor,
    /// The opposite of a condition.
    Not,
    /// A condition by its name.
    Audience,
    /// How often an event happened.
    Did,
}

/// Operators that stand where an attribute would.
pub const CONNECTIVES: [(Text, Connective); 6] = [
    ("$and", Connective::And),
    ("$or", Connective::Or),
    ("$nor", Connective::Nor),
    ("$not", Connective::Not),
    ("$audience", Connective::Audience),
    ("$did", Connective::Did),
];

#[cfg(test)]
mod tests;
