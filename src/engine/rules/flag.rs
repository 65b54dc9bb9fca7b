//! Flags: values for the page's own code, each with rules and experiments behind it.

use super::experience::{self, Experience};
use super::variant;
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::words;
use alloc::{boxed::Box, vec::Vec};
use core::ops::Range;

/// A flag, compiled. The first of its rules that gives a value wins.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Its name among all.
    pub id: Text,
    /// What holds where no rule does.
    pub default: &'static Value,
    /// Its rules, among the experiences of the file.
    pub rules: Range<usize>,
    /// Something in it is wrong: its default holds.
    pub broken: bool,
}

/// Reads one flag and appends its rules to the experiences.
#[inline(never)]
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, rules: &mut Vec<Experience>) -> Flag {
    let before = scope.problems.len();
    let first = rules.len();
    scope.fields(node, &words::FLAG);
    scope.text_of(node, "note");
    let default = scope.needed(node, "default", "flag");
    let kind = kind(scope, node, &default);
    value(scope, &default, kind);
    for rule in scope.children(&node.get("rules"), Kind::List) {
        let read = self::rule(scope, &rule, (node.key(), kind));
        rules.push(read);
    }
    Flag {
        id: node.key(),
        default: default.kept().unwrap_or(&Value::Null),
        rules: first..rules.len(),
        broken: scope.problems.len() > before,
    }
}

/// The type said, else that of the default; none for any.
fn kind(scope: &mut Scope<'_>, node: &Node<'_>, default: &Node<'_>) -> Option<Kind> {
    match scope.word(&node.get("type"), "unknown-word", &words::FLAG_TYPE) {
        Some(0) => Some(Kind::Bool),
        Some(1) => Some(Kind::Text),
        Some(2) => Some(Kind::Number),
        Some(3) => Some(Kind::Map),
        Some(_) => None,
        None => default.value.map(Value::kind),
    }
}

/// Checks that a value has the type of its flag.
fn value(scope: &mut Scope<'_>, node: &Node<'_>, kind: Option<Kind>) {
    if let Some(kind) = kind {
        scope.expect(node, kind);
    }
}

/// A rule is an experience that shows nothing and has a value in each variant.
fn rule(scope: &mut Scope<'_>, node: &Node<'_>, (flag, kind): (Text, Option<Kind>)) -> Experience {
    let before = scope.problems.len();
    let last = scope.fields(node, &words::FLAG_RULE);
    let mut rule = experience::common(scope, node, flag);
    if last >= words::RARE {
        rule.rest = Box::leak(experience::rest(scope, node, &rule));
    }
    let single = node.get("value");
    let values = node.get("values");
    if single.is_some() == values.is_some() {
        scope.problem(node, Spot::Start, "value-or-values", "", "flag-rule");
    }
    value(scope, &single, kind);
    for each in scope.children(&values, Kind::Map) {
        value(scope, &each, kind);
    }
    // What is remembered of it stands under its id.
    if (values.is_some() || rule.rest.stay.is_some()) && rule.id.is_empty() {
        scope.missing(node, "id", "flag-rule");
    }
    if values.is_some() {
        variant::values(scope, node, &values, &mut rule.variants);
    } else {
        rule.counted = false;
        variant::single(scope, node, single.kept(), &mut rule.variants);
    }
    rule.broken = scope.problems.len() > before;
    rule
}
