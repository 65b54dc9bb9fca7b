//! Conditions against what is known.

use super::{Condition, Known, Operand, Order, Test, compare, glob};
use crate::engine::{Env, json::Value};
use core::cell::Cell;

/// What a condition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on something unknown.
    Unknown,
}

impl Verdict {
    const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Everything a condition can ask for.
pub struct Evaluation<'a> {
    /// What is known of each subject, by index.
    pub known: &'a [Known],
    /// The audiences, by index.
    pub audiences: &'a [Condition],
    /// Milliseconds since the epoch.
    pub now_ms: f64,
    /// What the host lends.
    pub env: &'a Env,
    /// The subject of the clause that decided last: the one to blame for a no.
    pub blame: Cell<Option<usize>>,
}

impl Evaluation<'_> {
    /// What the condition says of this visitor.
    #[must_use]
    pub fn verdict(&self, condition: &Condition) -> Verdict {
        match condition {
            Condition::All(parts) => self.first(parts, Verdict::No),
            Condition::Any(parts) => self.first(parts, Verdict::Yes),
            Condition::Not(part) => self.verdict(part).not(),
            Condition::Audience(index) => match self.audiences.get(*index) {
                Some(audience) => self.verdict(audience),
                None => Verdict::Unknown,
            },
            Condition::Clause(subject, test) => {
                let verdict = self.clause(*subject, test);
                if verdict != Verdict::Yes {
                    self.blame.set(Some(*subject));
                }
                verdict
            }
        }
    }

    /// The verdict that ends the search, else unknown if any was, else its opposite.
    fn first(&self, parts: &[Condition], end: Verdict) -> Verdict {
        let mut verdict = end.not();
        for part in parts {
            let found = self.verdict(part);
            if found == end {
                return end;
            }
            if found == Verdict::Unknown {
                verdict = found;
            }
        }
        verdict
    }

    fn clause(&self, subject: usize, test: &Test) -> Verdict {
        let value = match self.known.get(subject) {
            Some(Known::Is(value)) => value,
            Some(Known::Missing) => return Verdict::of(matches!(test, Test::Exists(false))),
            _ => return Verdict::Unknown,
        };
        Verdict::of(match test {
            Test::Compare(order, Operand::Value(right)) => {
                compare::holds(self.env, *order, value, right)
            }
            Test::Compare(order, Operand::Ref(other)) => return self.refer(*order, value, *other),
            Test::OneOf(values) => self.one_of(value, values),
            Test::Exists(wanted) => *wanted,
            Test::Glob(pattern) => text(value).is_some_and(|text| glob(pattern, text)),
            Test::Regex(pattern) => {
                text(value).is_some_and(|text| (self.env.regex)(pattern, "", text) == Some(true))
            }
            Test::Within(span) => compare::instant(value)
                .is_some_and(|at| at >= self.now_ms - span && at <= self.now_ms + span),
        })
    }

    fn refer(&self, order: Order, left: &Value, other: usize) -> Verdict {
        match self.known.get(other) {
            Some(Known::Is(right)) => Verdict::of(compare::holds(self.env, order, left, right)),
            Some(Known::Missing) => Verdict::No,
            _ => Verdict::Unknown,
        }
    }

    fn one_of(&self, value: &Value, values: &[Value]) -> bool {
        let among = |one: &Value| {
            values
                .iter()
                .any(|each| compare::equal(self.env, one, each))
        };
        among(value) || value.items().iter().any(among)
    }
}

fn text(value: &Value) -> Option<&str> {
    value.as_text()
}
