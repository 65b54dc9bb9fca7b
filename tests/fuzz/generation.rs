//! Conditions and attributes at random, small enough that they often meet.

use omotenashi::engine::json::{Lent, Value};

/// The same row of numbers at every run.
pub struct Dice(pub u64);

const PATHS: [&str; 4] = ["a", "b", "c", "d"];
const OPERATORS: [&str; 16] = [
    "$eq",
    "$ne",
    "$lt",
    "$lte",
    "$gt",
    "$gte",
    "$between",
    "$in",
    "$nin",
    "$exists",
    "$size",
    "$all",
    "$contains",
    "$startsWith",
    "$endsWith",
    "$not",
];

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn scalar(&mut self) -> Value {
        match self.below(12) {
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
        let operator = OPERATORS[self.below(OPERATORS.len())];
        let operand = match operator {
            "$in" | "$nin" | "$all" => self.list(),
            "$between" => Value::List(vec![self.scalar(), self.scalar()]),
            "$exists" => Value::Bool(self.below(2) == 0),
            "$size" => Value::Number(self.below(3) as f64),
            "$startsWith" | "$endsWith" => Value::text(["", "1", "a", "花"][self.below(4)]),
            "$not" => Value::Map(vec![("$eq".into(), self.scalar())]),
            "$contains" => self.scalar(),
            _ if self.below(5) == 0 => {
                Value::Map(vec![("$ref".into(), Value::text(PATHS[self.below(4)]))])
            }
            _ => self.scalar(),
        };
        Value::Map(vec![(operator.into(), operand)])
    }
}
