//! Targeting conditions: compiled once, evaluated many times.
//!
//! Owns: the operators and what they mean. In: condition JSON, and later the
//! known attributes. Out: a [`Verdict`]. Must not: know where attributes come from.
//!
//! [`compare`] says what equality, order and versions mean, and what is converted into what. Each operator, with its
//! answer for a missing (or `null`) attribute:
//!
//! | operator | tests | missing | peer |
//! |---|---|---|---|
//! | a plain value | equal after conversion | no; plain `null`: yes | GrowthBook |
//! | `$eq`, `$ne` | equal, or not, without conversion; also `{"$ref": path}` | `$ne`: yes | GrowthBook |
//! | `$ref` | equal to another attribute | no | – |
//! | `$lt $lte $gt $gte` | order; also `{"$ref": path}` | no | GrowthBook, where missing is 0 |
//! | `$between` | `[low, high]`, both included | no | – |
//! | `$in $nin` | among a list; of a list, any of its elements | `$nin`: yes | GrowthBook |
//! | `$ini $nini` | the same in any case of letters | `$nini`: yes | GrowthBook |
//! | `$inGroup $notInGroup` | among a named list of the file's `lists` | `$notInGroup`: yes | GrowthBook |
//! | `$all $alli` | a list that has an element for each of these | no | GrowthBook |
//! | `$size` | a list whose length passes the test | no | GrowthBook |
//! | `$elemMatch` | a list with an element that passes: operators, or a condition on its members | no | GrowthBook |
//! | `$exists` | there is a value; `null` is none | what it asks | GrowthBook |
//! | `$type` | string, number, boolean, object, array, null, missing | null, missing | GrowthBook |
//! | `$regex $regexi` | a regular expression of the shared subset finds something | no | GrowthBook |
//! | `$contains $startsWith $endsWith` | text by text, case counts; `$contains` also an element of a list | no | – |
//! | `$glob` | text against `*` and `?`, case counts | no | – |
//! | `$veq $vne $vlt $vlte $vgt $vgte` | semantic versions | as version 0 | GrowthBook |
//! | `$within` | a date no further from now than a duration, before or after | no | – |
//! | `$not` | the opposite of operators, or of a condition | – | GrowthBook |
//! | `$and $or $nor` | conditions together; an empty `$or` holds | – | GrowthBook |
//! | `$audience` | the named condition of the file | – | – |
//! | `$variant` | the variant in another experience (missing: not in it), or `$shown $clicked $closed` | – | – |
//! | `$flag` | the value of a flag | – | GrowthBook's prerequisites |
//! | `$did` | what was done before, see [`super::history::behaviour`] | – | – |
//!
//! A value that is *unknown* (not asked for yet, or not allowed to be read) makes a test neither true nor false; `$and`
//! and `$or` still decide where the known part is enough.

pub mod compare;
mod compile;
mod did;
mod evaluate;
mod glob;
pub mod intern;
mod operator;
mod ready;
mod regex;
mod scope;
mod subject;
mod version;

pub use compile::compile;
pub use did::plan;
pub use evaluate::{Conditions, Evaluation, Verdict};
pub use glob::glob;
pub use operator::{CONNECTIVES, OPERATORS, Operator, operator};
pub use ready::{Named, READY, is_ready};
pub use scope::Scope;
pub use subject::Subject;

use super::json::Value;
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

impl Known {
    /// Whether there is a value. `null` is none: that is how servers write what they do not know.
    #[must_use]
    pub fn is_there(&self) -> bool {
        matches!(self, Self::Is(value) if *value != Value::Null)
    }
}

/// A compiled condition.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every part holds; holds when empty.
    All(Vec<Condition>),
    /// One part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// The clause with this index.
    Clause(usize),
    /// The audience with this index.
    Audience(usize),
}

impl Default for Condition {
    /// Always holds.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Condition {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_free(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }
}

/// One test of one subject. Equal clauses of a file are kept only once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clause<'a> {
    /// What is tested, by its index among the subjects.
    pub subject: usize,
    /// For what.
    pub operator: Operator,
    /// Against what.
    pub operand: Operand<'a>,
}

/// The right side of a test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand<'a> {
    /// A value of the file.
    Value(&'a Value),
    /// Another subject, by its index.
    Ref(usize),
}

#[cfg(test)]
mod tests;
