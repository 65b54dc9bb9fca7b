//! One condition against attributes of any name.

use crate::engine::Env;
use crate::engine::assign::SEED;
use crate::engine::condition::intern::{self, Index};
use crate::engine::condition::{
    Condition, Conditions, Evaluation, Known, Scope, Subject, Verdict, compile,
};
use crate::engine::json::{Lent, Value, parse};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Most conditions kept compiled.
const MAX_COMPILED: usize = 1000;

/// A condition, compiled, with what it asks for.
struct Matcher {
    condition: Condition,
    conditions: Conditions,
    subjects: Vec<Subject>,
}

/// Conditions by their text, `None` for one with a problem. Programs have few and ask them often.
#[derive(Default)]
pub struct Matching {
    known: Vec<(String, Option<Matcher>)>,
    index: Index,
}

impl Matching {
    /// Whether attributes meet a condition at an instant; all three are JSON objects. One with a problem is
    /// met by nobody.
    pub fn matches(
        &mut self,
        env: &Env,
        [condition, attributes, lists]: [&str; 3],
        now_ms: f64,
    ) -> bool {
        let (attributes, sound) = parse(env, attributes);
        if self.known.len() >= MAX_COMPILED {
            *self = Self::default();
        }
        let mut key = String::from(condition);
        key.push('\n');
        key.push_str(lists);
        let Self { known, index } = self;
        let is = |at: usize| known.get(at).is_some_and(|(text, _)| *text == key);
        let at = index.file(intern::text(SEED, &key), known.len(), &is);
        if at == known.len() {
            known.push((key, Matcher::new(env, condition, lists)));
        }
        let matcher = known.get(at).and_then(|(_, matcher)| matcher.as_ref());
        sound && matcher.is_some_and(|matcher| matcher.matches(env, &attributes, now_ms))
    }
}

impl Matcher {
    fn new(env: &Env, condition: &str, lists: &str) -> Option<Self> {
        let (lists, _) = parse(env, lists);
        let (condition, true) = parse(env, condition) else {
            return None;
        };
        let mut declared = Vec::new();
        declare(&condition, &mut declared);
        let parts = [
            ("attributes", Value::Map(declared)),
            ("lists", lists),
            ("who", condition),
        ];
        let parts = parts.map(|(name, value)| (Lent::Borrowed(name), value));
        let mut scope = Scope::new(env, "", Box::leak(Box::new(Value::Map(parts.into()))));
        let root = scope.file;
        let lists = scope.tree.get("lists");
        let compiled = compile(&mut scope, &root.get("who"));
        scope.problems.is_empty().then(|| Self {
            condition: compiled,
            conditions: Conditions {
                clauses: scope.clauses,
                audiences: Vec::new(),
                lists,
            },
            subjects: scope.subjects,
        })
    }

    fn matches(&self, env: &Env, attributes: &Value, now_ms: f64) -> bool {
        let subjects = self.subjects.iter();
        let known: Vec<Known> = subjects.map(|subject| known(attributes, subject)).collect();
        let evaluation = Evaluation::new(env, now_ms, &self.conditions, &known);
        evaluation.verdict(&self.condition) == Verdict::Yes
    }
}

/// Every key that could be an attribute is one.
fn declare(condition: &Value, declared: &mut Vec<(Lent, Value)>) {
    for (key, value) in condition.members() {
        match &**key {
            "$and" | "$or" | "$nor" => value
                .items()
                .iter()
                .for_each(|part| declare(part, declared)),
            "$not" => declare(value, declared),
            _ => {
                declared.push((key.clone(), Value::Null));
                declare_compared(value, declared);
            }
        }
    }
}

/// And every attribute that another is compared with.
fn declare_compared(test: &Value, declared: &mut Vec<(Lent, Value)>) {
    for (key, value) in test.members() {
        match (&**key, value) {
            ("$ref", Value::Text(path)) => declared.push((path.clone(), Value::Null)),
            _ => declare_compared(value, declared),
        }
    }
}

fn known(attributes: &Value, subject: &Subject) -> Known {
    match subject {
        Subject::Attribute(path) => attributes
            .at(path)
            .cloned()
            .map_or(Known::Missing, Known::Is),
        _ => Known::Unknown,
    }
}
