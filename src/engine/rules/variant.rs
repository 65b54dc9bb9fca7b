//! The variants of an experience and how visitors are split among them.

use super::assignment;
use crate::engine::assign::{self, Range};
use crate::engine::change::{self, Show};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::{part, words};
use alloc::vec::Vec;
use core::mem;

/// One way a visitor may see the page.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name; `original` is the page as it is.
    pub id: Text,
    /// Its part of the bucket line.
    pub range: Range,
    /// What it shows.
    pub shows: Vec<Show>,
    /// The value it gives to a flag; one without passes on to the next rule.
    pub value: Option<&'static Value>,
}

impl Variant {
    const fn new(id: Text) -> Self {
        Self {
            id,
            range: (0.0, 1.0),
            shows: Vec::new(),
            value: None,
        }
    }
}

/// Reads `show`, `variants` and `split` of an experience. `show` alone is one
/// variant called `show`, at 100 unless the split says otherwise.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, variants: &mut Vec<Variant>) {
    let (show, list) = (node.get("show"), node.get("variants"));
    let mut written = Vec::new();
    written.reserve_exact(1);
    if show.is_some() {
        let mut variant = Variant::new("show");
        variant.shows = shows(scope, &show);
        written.push(variant);
    }
    for node in scope.children(&list, Kind::Map) {
        scope.fields(&node, &words::VARIANT);
        let mut variant = Variant::new(node.key());
        variant.shows = shows(scope, &node.get("show"));
        written.push(variant);
    }
    match (show.is_some(), list.is_some()) {
        (true, true) => {
            scope.problem(node, Spot::Start, "show-and-variants", "show", "experience");
        }
        (false, false) => scope.missing(node, "show", "experience"),
        _ => divide(scope, node, written, variants),
    }
}

/// Reads `values` and `split` of a rule of a flag.
pub(super) fn values(
    scope: &mut Scope<'_>,
    node: &Node<'_>,
    values: &Node<'_>,
    variants: &mut Vec<Variant>,
) {
    let mut written = Vec::new();
    for value in values.children(Kind::Map) {
        let mut variant = Variant::new(value.key());
        variant.value = value.kept();
        written.push(variant);
    }
    divide(scope, node, written, variants);
}

/// One value for everybody, or for some percent.
pub(super) fn single(
    scope: &mut Scope<'_>,
    node: &Node<'_>,
    value: Option<&'static Value>,
    variants: &mut Vec<Variant>,
) {
    let percent = node.get("percent");
    let share = assignment::percentage(scope, &percent, 100.0) / 100.0;
    // It divides nobody here, and may be wrong all the same.
    total(scope, &node.get("split"));
    let mut variant = Variant::new("value");
    variant.value = value;
    variant.range = (0.0, share);
    let exact = node.get("ranges");
    if exact.is_some() {
        variant.range = assignment::range(scope, &exact.get("value"));
    }
    variants.push(variant);
}

/// Gives each variant its part of the bucket line, in the order of `split` or `ranges`.
fn divide(
    scope: &mut Scope<'_>,
    node: &Node<'_>,
    mut written: Vec<Variant>,
    variants: &mut Vec<Variant>,
) {
    let shows = !node.get("values").is_some();
    let single = node.get("show").is_some();
    let (mut parts, ranges) = (node.get("split"), node.get("ranges"));
    let exact = part::STEER && ranges.is_some();
    let total = total(scope, &parts);
    if exact {
        parts = ranges;
    } else if !parts.is_some() {
        if single {
            *variants = written;
        } else {
            scope.missing(node, "split", "experience");
        }
        return;
    }
    for variant in written.iter().filter(|_| part::CHECK) {
        if !parts.get(variant.id).is_some() {
            scope.problem(node, Spot::Start, "split-without", variant.id, "split");
        }
    }
    variants.reserve_exact(parts.value.map_or(0, |parts| parts.members().len()));
    let mut from = 0.0;
    for part in scope.children(&parts, Kind::Map) {
        let id = part.key();
        let found = written.iter_mut().find(|variant| variant.id == id);
        // An exact part without a value passes on to the next rule.
        let passes = id == "original" || exact && !shows;
        if found.is_none() && !passes {
            scope.problem(node, Spot::Start, "unknown-variant", id, "variant-name");
        }
        let mut variant = Variant::new(id);
        if let Some(found) = found {
            mem::swap(&mut variant, found);
            found.id = id;
        }
        variant.range = if exact {
            assignment::range(scope, &part)
        } else {
            assign::range(&mut from, percentage(&part), total)
        };
        variants.push(variant);
    }
}

/// Reads a `show` list.
fn shows(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Show> {
    let mut shows = Vec::new();
    for entry in scope.children(node, Kind::List) {
        if let Some(show) = change::read(scope, &entry) {
            shows.push(show);
        }
    }
    shows
}

fn percentage(part: &Node<'_>) -> f64 {
    part.value.and_then(Value::as_number).unwrap_or_default()
}

/// Checks the `split` object, percentages by variant, and adds them up.
fn total(scope: &mut Scope<'_>, node: &Node<'_>) -> f64 {
    let mut total = 0.0;
    for part in scope.children(node, Kind::Map) {
        let percentage = scope.number(&part, 0.0);
        if percentage < 0.0 {
            scope.problem(
                &part,
                Spot::Start,
                "split-negative",
                part.key(),
                "percentage",
            );
        }
        total += percentage;
    }
    // A sum of decimal fractions may miss 100 by the last bit.
    let code = if total > 100.000_001 {
        "split-total"
    } else if total <= 1.0 && node.is_some() {
        "split-fraction"
    } else {
        return total;
    };
    scope.problem(node, Spot::Start, code, "", "percentage");
    total
}
