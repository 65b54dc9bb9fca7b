//! Conditions and attributes at random, small enough that they often meet.

use crate::function::LISTS;
use omotenashi::engine::condition::OPERATORS;
use omotenashi::engine::json::{Lent, Value};

/// The same row of numbers at every run.
pub struct Dice(pub u64);

const PATHS: [&str; 4] = ["a", "b", "c", "d"];
/// What the oracle can look for without an engine for expressions.
pub const PATTERNS: [&str; 4] = ["", "1", "^A", "b$"];
const GLOBS: [&str; 6] = ["*", "", "?", "a*", "*1", "*a?"];
const VERSIONS: [&str; 6] = ["0", "1.0.0", "v1.10.0", "1.10.0-rc.1", "1.9+2", "2"];
const KINDS: [&str; 7] = [
    "string", "number", "boolean", "object", "array", "null", "missing",
];
/// An hour before the moment of the tests, and a day after it.
pub const DATES: [&str; 2] = ["2001-09-09T00:46:40Z", "2001-09-10T01:46:40Z"];

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    fn scalar(&mut self) -> Value {
        match self.below(16) {
            0 => Value::Null,
            1 => Value::Bool(true),
            2 => Value::Bool(false),
            3 => Value::text(""),
            4 => Value::text("1"),
            5 => Value::text("true"),
            6 => Value::text("ab"),
            7 => Value::text("花見"),
            8 => Value::Number(0.0),
            9 => Value::Number(-1.5),
            10 => Value::text("Ab"),
            11 => Value::text(self.one(&DATES)),
            12 => Value::text(self.one(&VERSIONS)),
            13 => Value::Number(1e12),
            _ => Value::Number(self.below(4) as f64),
        }
    }

    fn list(&mut self) -> Value {
        let count = self.below(4);
        Value::List((0..count).map(|_| self.scalar()).collect())
    }

    fn value(&mut self) -> Value {
        match self.below(6) {
            0 => self.list(),
            1 => Value::Map(vec![("a".into(), self.scalar())]),
            _ => self.scalar(),
        }
    }

    pub fn attributes(&mut self) -> Value {
        let mut members: Vec<(Lent, Value)> = Vec::new();
        for path in PATHS {
            match self.below(8) {
                0 => {}
                1 => members.push((path.into(), Value::text("unknown"))),
                _ => members.push((path.into(), self.value())),
            }
        }
        Value::Map(members)
    }

    pub fn condition(&mut self, depth: usize) -> Value {
        let count = 1 + self.below(2);
        let members = (0..count).map(|place| match self.below(8) {
            0 if depth > 0 => ("$and".into(), self.parts(depth)),
            1 if depth > 0 => ("$or".into(), self.parts(depth)),
            2 if depth > 0 => ("$nor".into(), self.parts(depth)),
            3 if depth > 0 => ("$not".into(), self.condition(depth - 1)),
            // Two members of one name would be one.
            _ => (PATHS[place * 2 + self.below(2)].into(), self.tests()),
        });
        let mut members: Vec<(Lent, Value)> = members.collect();
        members.dedup_by(|one, other| one.0 == other.0);
        Value::Map(members)
    }

    fn parts(&mut self, depth: usize) -> Value {
        let count = self.below(3);
        Value::List((0..count).map(|_| self.condition(depth - 1)).collect())
    }

    fn tests(&mut self) -> Value {
        if self.below(4) == 0 {
            return self.scalar();
        }
        // All that the engine has: one that the oracle does not know ends the test.
        let (operator, _) = OPERATORS[self.below(OPERATORS.len())];
        Value::Map(vec![(operator.into(), self.operand(operator))])
    }

    fn operand(&mut self, operator: &str) -> Value {
        match operator {
            "$in" | "$nin" | "$ini" | "$nini" | "$all" | "$alli" => self.list(),
            "$between" => Value::List(vec![self.scalar(), self.scalar()]),
            "$exists" => Value::Bool(self.below(2) == 0),
            "$size" => Value::Number(self.below(3) as f64),
            "$startsWith" | "$endsWith" => Value::text(self.one(&["", "1", "a", "花"])),
            "$not" => {
                let inner = self.one(&["$eq", "$gt", "$in", "$exists", "$regexi"]);
                Value::Map(vec![(inner.into(), self.operand(inner))])
            }
            // An element is compared with values only, not with an attribute.
            "$elemMatch" => {
                let inner = self.one(&["$between", "$in", "$exists", "$regexi", "$veq"]);
                Value::Map(vec![(inner.into(), self.operand(inner))])
            }
            "$inGroup" | "$notInGroup" => Value::text(LISTS[self.below(LISTS.len())].0),
            "$type" => Value::text(self.one(&KINDS)),
            "$regex" | "$regexi" => Value::text(self.one(&PATTERNS)),
            "$glob" => Value::text(self.one(&GLOBS)),
            "$veq" | "$vne" | "$vlt" | "$vlte" | "$vgt" | "$vgte" => {
                Value::text(self.one(&VERSIONS))
            }
            "$within" => Value::text(self.one(&["30m", "2h", "1d"])),
            "$ref" => Value::text(self.one(&PATHS)),
            "$contains" => self.scalar(),
            _ if self.below(5) == 0 => {
                Value::Map(vec![("$ref".into(), Value::text(self.one(&PATHS)))])
            }
            _ => self.scalar(),
        }
    }
}
