//! The variants of an experience and how visitors are split among them.

use crate::engine::assign::{self, Range};
use crate::engine::change::{self, Show};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text};
use crate::engine::words;
use alloc::vec::Vec;

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
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Variant> {
    let (show, variants) = (node.get("show"), node.get("variants"));
    let mut written = Vec::new();
    let mut keep = |id, shows| {
        written.push(Variant {
            id,
            range: (0.0, 0.0),
            shows,
        });
    };
    if show.is_some() {
        keep("show", shows(scope, &show));
    }
    for (id, variant) in scope.children(&variants, Kind::Map) {
        scope.fields(&variant, &words::VARIANT);
        keep(id, shows(scope, &variant.get("show")));
    }
    let parts = node.get("split");
    let mut split = split(scope, &parts);
    match (show.is_some(), variants.is_some()) {
        (true, true) => scope.problem(node, Spot::Start, "show-and-variants", "show", "experience"),
        (false, false) => scope.missing(node, Spot::Start, "show", "experience"),
        (alone, _) => {
            if !parts.is_some() {
                if alone {
                    split.push(("show", 100.0));
                } else {
                    scope.missing(node, Spot::Start, "split", "experience");
                }
            }
            return join(scope, node, written, &split);
        }
    }
    Vec::new()
}

/// Reads a `show` list.
fn shows(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Show> {
    let mut shows = Vec::new();
    for (_, entry) in scope.children(node, Kind::List) {
        if let Some(show) = change::read(scope, &entry) {
            shows.push(show);
        }
    }
    shows
}

/// Reads the `split` object: percentages by variant.
fn split(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<(Text, f64)> {
    let mut parts = Vec::new();
    let mut total = 0.0;
    for (name, part) in scope.children(node, Kind::Map) {
        let percentage = scope.number(&part).unwrap_or_default();
        if percentage < 0.0 {
            scope.problem(&part, Spot::End, "split-negative", name, "percentage");
        }
        total += percentage;
        parts.push((name, percentage));
    }
    // A sum of decimal fractions may miss 100 by the last bit.
    let code = if total > 100.000_001 {
        "split-total"
    } else if total <= 1.0 && node.is_some() {
        "split-fraction"
    } else {
        return parts;
    };
    scope.problem(node, Spot::Start, code, "", "percentage");
    parts
}

/// Joins variants with their shares. A variant without a share, or a share
/// without its variant, is a problem.
fn join(
    scope: &mut Scope<'_>,
    node: &Node<'_>,
    mut written: Vec<Variant>,
    split: &[(Text, f64)],
) -> Vec<Variant> {
    for variant in &written {
        if !split.iter().any(|(name, _)| *name == variant.id) {
            scope.problem(node, Spot::Start, "split-without", variant.id, "split");
        }
    }
    let total = split.iter().fold(0.0, |sum, (_, part)| sum + part);
    let mut from = 0.0;
    let mut joined = Vec::new();
    for (id, percentage) in split {
        let found = written.iter_mut().find(|variant| variant.id == *id);
        if found.is_none() && *id != "original" {
            scope.problem(node, Spot::Start, "unknown-variant", id, "variant-name");
        }
        joined.push(Variant {
            id,
            range: assign::range(&mut from, *percentage, total),
            shows: found.map_or_else(Vec::new, |variant| core::mem::take(&mut variant.shows)),
        });
    }
    joined
}
