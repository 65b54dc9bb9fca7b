//! The variants of an experience and how visitors are split among them.

use crate::engine::assign::{self, Range};
use crate::engine::change::{self, Show};
use crate::engine::condition::Scope;
use crate::engine::json::Reader;
use alloc::{rc::Rc, vec::Vec};

/// One way a visitor may see the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its name; `original` is the page as it is.
    pub id: Rc<str>,
    /// Its part of the bucket line.
    pub range: Range,
    /// What it shows.
    pub shows: Vec<Show>,
}

/// Reads a `show` list.
pub(super) fn shows(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Show> {
    let mut shows = Vec::new();
    scope.array(reader, &mut |scope, reader| {
        shows.extend(change::read(scope, reader))
    });
    shows
}

/// Reads the `variants` object.
pub(super) fn read(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<(Rc<str>, Vec<Show>)> {
    let mut variants = Vec::new();
    scope.object(reader, &mut |scope, reader, name| {
        let mut list = Vec::new();
        scope.object(reader, &mut |scope, reader, key| match key {
            "show" => list = shows(scope, reader),
            _ => scope.unknown(reader, key, "variant"),
        });
        variants.push((Rc::from(name), list));
    });
    variants
}

/// Reads the `split` object: percentages by variant.
pub(super) fn split(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<(Rc<str>, f64)> {
    let mut parts = Vec::new();
    let mut total = 0.0;
    let mark = reader.mark();
    scope.object(reader, &mut |scope, reader, name| {
        let percentage = scope.number(reader).unwrap_or_default();
        if percentage < 0.0 {
            scope.problem(reader, "split-negative", name, "percentage");
        }
        total += percentage;
        parts.push((Rc::from(name), percentage));
    });
    let after = reader.mark();
    reader.back_to(&mark);
    // A sum of decimal fractions may miss 100 by the last bit.
    if total > 100.000_001 {
        scope.problem(reader, "split-total", "", "percentage");
    } else if total <= 1.0 && reader.broken().is_none() {
        scope.problem(reader, "split-fraction", "", "percentage");
    }
    reader.back_to(&after);
    parts
}

/// Joins variants with their shares. A variant without a share, or a share
/// without its variant, is a problem at the place where the reader stands.
pub(super) fn join(
    scope: &mut Scope,
    reader: &Reader<'_>,
    variants: Vec<(Rc<str>, Vec<Show>)>,
    split: Vec<(Rc<str>, f64)>,
) -> Vec<Variant> {
    let percentages: Vec<f64> = split.iter().map(|part| part.1).collect();
    let mut ranges = assign::ranges(&percentages).into_iter();
    for (id, _) in &variants {
        if !split.iter().any(|(name, _)| name == id) {
            scope.problem(reader, "split-without", id, "split");
        }
    }
    let mut variants = variants;
    let mut joined = Vec::new();
    for (id, _) in split {
        let at = variants.iter().position(|(name, _)| *name == id);
        if at.is_none() && *id != *"original" {
            scope.problem(reader, "unknown-variant", &id, "variant-name");
        }
        let shows = at.map(|at| variants.swap_remove(at).1).unwrap_or_default();
        joined.push(Variant {
            id,
            range: ranges.next().unwrap_or_default(),
            shows,
        });
    }
    joined
}
