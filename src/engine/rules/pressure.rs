//! How much a visitor may be shown: caps, the gap between surfaces, and what closing one means.

use crate::engine::condition::Scope;
use crate::engine::history::{Cap, Per};
use crate::engine::json::{Kind, Node, Spot};
use crate::engine::{time, words};
use alloc::vec::Vec;

/// What holds for all surfaces of a site together.
#[derive(Clone, Debug, PartialEq)]
pub struct Surfaces {
    /// Between the beginnings of two of them, in milliseconds; 0 for none.
    pub gap_ms: f64,
    /// How many of them.
    pub caps: Vec<Cap>,
    /// How long one that the visitor closed stays away, in milliseconds, unless its experience says
    /// otherwise; 0 for none.
    pub dismissed_ms: f64,
}

impl Surfaces {
    /// Nothing said of them.
    pub const NONE: Self = Self {
        gap_ms: 0.0,
        caps: Vec::new(),
        dismissed_ms: 0.0,
    };
}

/// Reads `surfaces`.
pub(super) fn surfaces(scope: &mut Scope<'_>, node: &Node<'_>) -> Surfaces {
    scope.fields(node, &words::SURFACES);
    Surfaces {
        gap_ms: scope.span_of(node, "gap"),
        caps: caps(scope, &node.get("frequency")),
        dismissed_ms: scope.span_of(node, "dismissed"),
    }
}

/// Reads `frequency`: one cap, or a list of them.
pub(super) fn caps(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Cap> {
    let mut caps = Vec::new();
    for each in node.children(Kind::List) {
        caps.push(cap(scope, &each));
    }
    if caps.is_empty() && node.is_some() {
        caps.push(cap(scope, node));
    }
    caps
}

fn cap(scope: &mut Scope<'_>, node: &Node<'_>) -> Cap {
    scope.fields(node, &words::FREQUENCY);
    let most = scope.needed(node, "atMost", "frequency");
    Cap {
        at_most: scope.number(&most, 0.0),
        per: per(scope, &node.get("per")),
    }
}

fn per(scope: &mut Scope<'_>, node: &Node<'_>) -> Per {
    let Some(text) = scope.text(node) else {
        return Per::Span(f64::INFINITY);
    };
    match words::PERIOD.position(text) {
        Some(0) => Per::Page,
        Some(1) => Per::Visit,
        Some(_) => Per::Span(f64::INFINITY),
        None => Per::Span(time::parse_duration(text).unwrap_or_else(|| {
            scope.problem(node, Spot::Start, "period", text, words::PERIOD.name);
            0.0
        })),
    }
}
