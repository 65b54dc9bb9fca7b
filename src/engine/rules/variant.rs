//! The variants of an experience and how visitors are split among them.

use crate::engine::assign::{self, Range};
use crate::engine::change::{self, Show};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::words;
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
}

/// Reads `show`, `variants` and `split` of an experience. `show` alone is one
/// variant called `show`, at 100 unless the split says otherwise.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, variants: &mut Vec<Variant>) {
    let (show, list, split) = (node.get("show"), node.get("variants"), node.get("split"));
    let mut written = Vec::new();
    if show.is_some() {
        written.push(("show", shows(scope, &show)));
    }
    for variant in scope.children(&list, Kind::Map) {
        scope.fields(&variant, &words::VARIANT);
        written.push((variant.key(), shows(scope, &variant.get("show"))));
    }
    let total = total(scope, &split);
    match (show.is_some(), list.is_some()) {
        (true, true) => {
            return scope.problem(node, Spot::Start, "show-and-variants", "show", "experience");
        }
        (false, false) => return scope.missing(node, Spot::Start, "show", "experience"),
        (true, false) if !split.is_some() => {
            for (id, shows) in written {
                let range = (0.0, 1.0);
                variants.push(Variant { id, range, shows });
            }
            return;
        }
        _ => {}
    }
    if !split.is_some() {
        scope.missing(node, Spot::Start, "split", "experience");
    }
    for (id, _) in &written {
        if !split.get(id).is_some() {
            scope.problem(node, Spot::Start, "split-without", id, "split");
        }
    }
    let mut from = 0.0;
    for part in split.children(Kind::Map) {
        let id = part.key();
        let found = written.iter_mut().find(|(name, _)| *name == id);
        if found.is_none() && id != "original" {
            scope.problem(node, Spot::Start, "unknown-variant", id, "variant-name");
        }
        variants.push(Variant {
            id,
            range: assign::range(&mut from, percentage(&part), total),
            shows: found.map_or_else(Vec::new, |(_, shows)| mem::take(shows)),
        });
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
            scope.problem(&part, Spot::End, "split-negative", part.key(), "percentage");
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
