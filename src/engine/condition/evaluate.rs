//! Conditions against what is known.

use super::compare::{self, equal, plain};
use super::operator::is_special;
use super::{Clause, Condition, Known, Operand, Operator, glob, operator, version};
use crate::engine::{Env, json::Value, part};
use alloc::{string::String, vec::Vec};
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
    #[inline]
    const fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }

    #[inline]
    const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// What conditions are made of, once each.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    /// Every clause; conditions name them by index.
    pub clauses: Vec<Clause<'static>>,
    /// The audiences.
    pub audiences: Vec<Condition>,
    /// The lists of the file, by name.
    pub lists: Option<&'static Value>,
}

/// Everything a condition can ask for.
pub struct Evaluation<'a> {
    /// What is known of each subject, by index.
    pub known: &'a [Known],
    /// What conditions are made of.
    pub conditions: &'a Conditions,
    /// Milliseconds since the epoch.
    pub now_ms: f64,
    /// What the host lends.
    pub env: &'a Env,
    /// The subject of the clause that decided last: the one to blame for a no.
    pub blame: Cell<Option<usize>>,
    /// What each clause said: equal clauses are one, and are asked once.
    said: Vec<Cell<Option<Verdict>>>,
}

impl Conditions {
    /// None.
    pub const NONE: Self = Self {
        clauses: Vec::new(),
        audiences: Vec::new(),
        lists: None,
    };
}

impl<'a> Evaluation<'a> {
    /// Nothing was asked yet.
    #[must_use]
    pub fn new(env: &'a Env, now_ms: f64, conditions: &'a Conditions, known: &'a [Known]) -> Self {
        let mut evaluation = Self::of_values(env, now_ms, conditions);
        evaluation.known = known;
        let clauses = conditions.clauses.len();
        evaluation.said.resize(clauses, Cell::new(None));
        evaluation
    }

    /// To test values that are no attributes: nothing is known.
    #[must_use]
    pub fn of_values(env: &'a Env, now_ms: f64, conditions: &'a Conditions) -> Self {
        Self {
            known: &[],
            conditions,
            now_ms,
            env,
            blame: Cell::new(None),
            said: Vec::new(),
        }
    }

    /// What the condition says of this visitor.
    #[must_use]
    #[inline]
    pub fn verdict(&self, condition: &Condition) -> Verdict {
        match condition {
            Condition::All(parts) => self.first(parts, Verdict::No),
            Condition::Any(parts) => self.first(parts, Verdict::Yes),
            Condition::Not(part) => self.verdict(part).not(),
            Condition::Audience(index) => match self.conditions.audiences.get(*index) {
                Some(audience) => self.verdict(audience),
                None => Verdict::Unknown,
            },
            Condition::Clause(index) => self.recall(*index),
        }
    }

    /// The verdict that ends the search, else unknown if any was, else its opposite.
    #[inline]
    fn first(&self, parts: &[Condition], end: Verdict) -> Verdict {
        let mut verdict = end.not();
        for part in parts {
            let found = match part {
                // Most parts are clauses that were asked before: not worth a call of itself.
                Condition::Clause(index) => self.recall(*index),
                _ => self.verdict(part),
            };
            if found == end {
                return end;
            }
            if found == Verdict::Unknown {
                verdict = found;
            }
        }
        verdict
    }

    #[inline]
    fn recall(&self, index: usize) -> Verdict {
        match self.said.get(index) {
            // What most clauses say, and nobody is to blame for it.
            Some(said) if said.get() == Some(Verdict::Yes) => Verdict::Yes,
            Some(said) => self.judge(index, said),
            None => Verdict::Unknown,
        }
    }

    /// Asks a clause, unless it was asked before; one that does not say yes is to blame.
    #[inline]
    fn judge(&self, index: usize, said: &Cell<Option<Verdict>>) -> Verdict {
        let Some(clause) = self.conditions.clauses.get(index) else {
            return Verdict::Unknown;
        };
        let verdict = said.get().unwrap_or_else(|| {
            let verdict = self.clause(clause);
            said.set(Some(verdict));
            verdict
        });
        if verdict != Verdict::Yes {
            self.blame.set(Some(clause.subject));
        }
        verdict
    }

    #[inline]
    fn clause(&self, clause: &Clause<'_>) -> Verdict {
        let value = match self.known.get(clause.subject) {
            Some(Known::Is(value)) => Some(value),
            Some(Known::Missing) => None,
            _ => return Verdict::Unknown,
        };
        let operand = match clause.operand {
            Operand::Value(operand) => operand,
            Operand::Ref(other) => match self.known.get(other) {
                Some(Known::Is(operand)) if *operand != Value::Null => operand,
                // Nothing equals what is not there, and so it differs from everything.
                Some(Known::Is(_) | Known::Missing) => {
                    return Verdict::of(clause.operator == Operator::Differ);
                }
                _ => return Verdict::Unknown,
            },
        };
        Verdict::of(self.test(clause.operator, operand, value))
    }

    /// What one operator says of a value; `None` for a missing one.
    fn test(&self, operator: Operator, operand: &Value, found: Option<&Value>) -> bool {
        let env = self.env;
        let value = found.unwrap_or(&Value::Null);
        match operator {
            Operator::Plain => plain(env, operand, value, false),
            Operator::Equal | Operator::Ref => value == operand,
            Operator::Differ => value != operand,
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => compare::order(env, value, operand)
                .is_some_and(|ordering| compare::stands(operator, ordering)),
            Operator::Between => self.between(operand, value),
            Operator::In => self.one_of(operand, value, false),
            Operator::NotIn => !self.one_of(operand, value, false),
            Operator::InFold => self.one_of(operand, value, true),
            Operator::NotInFold => !self.one_of(operand, value, true),
            Operator::InGroup => self.one_of(self.list(operand), value, false),
            Operator::NotInGroup => !self.one_of(self.list(operand), value, false),
            Operator::Exists => (*value != Value::Null) == (*operand == Value::Bool(true)),
            Operator::Type => is_of(operand.as_text().unwrap_or_default(), found),
            Operator::Within => compare::instant(value).is_some_and(|at| {
                let span = operand.as_number().unwrap_or_default();
                at >= self.now_ms - span && at <= self.now_ms + span
            }),
            Operator::Not => !self.fits(operand, found, false),
            Operator::Size | Operator::ElemMatch | Operator::All | Operator::AllFold => {
                self.each(operator, operand, value)
            }
            Operator::VersionEqual
            | Operator::VersionDiffer
            | Operator::VersionLess
            | Operator::VersionLessOrEqual
            | Operator::VersionGreater
            | Operator::VersionGreaterOrEqual
                if part::VERSION =>
            {
                let ordering = self.version(value).cmp(&self.version(operand));
                compare::stands(operator, ordering)
            }
            // Named one by one, so that a new operator cannot pass for one on text.
            Operator::Contains
            | Operator::StartsWith
            | Operator::EndsWith
            | Operator::Glob
            | Operator::Regex
            | Operator::RegexFold
            | Operator::VersionEqual
            | Operator::VersionDiffer
            | Operator::VersionLess
            | Operator::VersionLessOrEqual
            | Operator::VersionGreater
            | Operator::VersionGreaterOrEqual => self.text(operator, operand, value),
        }
    }

    /// Operators on lists.
    #[inline(never)]
    fn each(&self, operator: Operator, operand: &Value, value: &Value) -> bool {
        let Value::List(items) = value else {
            return false;
        };
        match operator {
            Operator::Size => {
                #[allow(clippy::cast_precision_loss)]
                let size = Value::Number(items.len() as f64);
                self.fits(operand, Some(&size), false)
            }
            Operator::ElemMatch => items.iter().any(|item| {
                *item != Value::Null
                    && if is_operators(operand) {
                        self.fits(operand, Some(item), false)
                    } else {
                        self.satisfies(operand, item)
                    }
            }),
            _ => {
                let fold = operator == Operator::AllFold;
                let mut wanted = operand.items().iter();
                wanted.all(|wanted| items.iter().any(|item| self.fits(wanted, Some(item), fold)))
            }
        }
    }

    /// Operators on text.
    #[inline(never)]
    fn text(&self, operator: Operator, operand: &Value, value: &Value) -> bool {
        if operator == Operator::Contains && matches!(value, Value::List(_)) {
            return self.one_of(value, operand, false);
        }
        let print = |value| compare::print(self.env, value);
        let (Some(text), Some(wanted)) = (print(value), print(operand)) else {
            return false;
        };
        match operator {
            Operator::Contains => contains(text.as_bytes(), wanted.as_bytes()),
            Operator::StartsWith => text.as_bytes().starts_with(wanted.as_bytes()),
            Operator::EndsWith => text.as_bytes().ends_with(wanted.as_bytes()),
            Operator::Glob => glob(&wanted, &text),
            _ => {
                let flags = if operator == Operator::RegexFold {
                    "i"
                } else {
                    ""
                };
                (self.env.regex)(&wanted, flags, &text) == Some(true)
            }
        }
    }

    fn between(&self, operand: &Value, value: &Value) -> bool {
        let [low, high] = operand.items() else {
            return false;
        };
        let order = |bound| compare::order(self.env, value, bound);
        order(low).is_some_and(core::cmp::Ordering::is_ge)
            && order(high).is_some_and(core::cmp::Ordering::is_le)
    }

    /// Whether a value, or any element of a list, is among these.
    fn one_of(&self, list: &Value, value: &Value, fold: bool) -> bool {
        let among = |one: &Value| {
            let mut all = list.items().iter();
            all.any(|each| equal(self.env, one, each, fold))
        };
        match value {
            Value::List(items) => items.iter().any(among),
            _ => among(value),
        }
    }

    fn list(&self, name: &Value) -> &Value {
        let lists = self.conditions.lists.unwrap_or(&Value::Null);
        let name = name.as_text().unwrap_or_default();
        lists.get(name).unwrap_or(&Value::Null)
    }

    fn version(&self, value: &Value) -> String {
        let text = match value {
            Value::Text(_) | Value::Number(_) => compare::print(self.env, value),
            _ => None,
        };
        version::padded(&text.unwrap_or_default())
    }

    /// What stands inside an operator: a plain value, or operators of its own.
    #[must_use]
    pub fn fits(&self, wanted: &Value, value: Option<&Value>, fold: bool) -> bool {
        if !is_operators(wanted) {
            return plain(self.env, wanted, value.unwrap_or(&Value::Null), fold);
        }
        let mut all = wanted.members().iter();
        all.all(|(name, operand)| {
            operator(name).is_some_and(|operator| self.test(operator, operand, value))
        })
    }

    /// A condition on the members of one element of a list.
    fn satisfies(&self, condition: &Value, element: &Value) -> bool {
        let mut all = condition.members().iter();
        all.all(|(name, wanted)| {
            let mut parts = wanted.items().iter();
            match &**name {
                "$and" => parts.all(|part| self.satisfies(part, element)),
                "$or" => parts.len() == 0 || parts.any(|part| self.satisfies(part, element)),
                "$nor" => parts.len() > 0 && !parts.any(|part| self.satisfies(part, element)),
                "$not" => !self.satisfies(wanted, element),
                _ => self.fits(wanted, element.at(name), false),
            }
        })
    }
}

/// Whether a value is of a type that `$type` names; `None` for a missing one.
#[inline]
fn is_of(wanted: &str, found: Option<&Value>) -> bool {
    let name = found.map_or("missing", |value| value.kind().name());
    name == wanted || found.is_none() && wanted == "null"
}

/// Whether an object asks by operators only.
pub(super) fn is_operators(value: &Value) -> bool {
    let members = value.members();
    !members.is_empty() && members.iter().all(|(name, _)| is_special(name))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    let [first, rest @ ..] = part else {
        return true;
    };
    let mut text = text.iter();
    while text.any(|byte| byte == first) {
        if text.as_slice().starts_with(rest) {
            return true;
        }
    }
    false
}
