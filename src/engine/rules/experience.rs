//! One experience: where, who, when, show.

use super::assignment::{self, Assignment};
use super::rest::{Rest, Stay};
use super::variant::{self, Variant};
use super::{moment, pressure};
use crate::engine::change::{Moment, SurfaceKind};
use crate::engine::condition::{Condition, Scope, compile};
use crate::engine::json::{Kind, Node, Text};
use crate::engine::{part, words};
use alloc::{boxed::Box, vec::Vec};

/// Whether an experience runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Being written.
    Draft,
    /// Running.
    #[default]
    Live,
    /// Over.
    Ended,
}

/// One experience, compiled. There may be thousands: what few of them ask for is apart.
#[derive(Clone, Debug)]
pub struct Experience {
    /// Its name among all.
    pub id: Text,
    /// Raised to clear sticky assignments.
    pub version: f64,
    /// How it chooses among its visitors.
    pub assignment: Assignment,
    /// Whether it runs.
    pub status: Status,
    /// On which pages.
    pub place: Condition,
    /// For whom.
    pub who: Condition,
    /// Its variants, in the order of the split.
    pub variants: Vec<Variant>,
    /// Goals it is measured by, by index; the primary first.
    pub measure: Vec<usize>,
    /// Whether its visitors are counted; the roll-out of a flag counts nobody.
    pub counted: bool,
    /// Elements may still change after the first decision of a page.
    pub live: bool,
    /// Selectors of all variants, each once.
    pub probes: Vec<Text>,
    /// The kind of surface any of its variants shows.
    pub slot: Option<SurfaceKind>,
    /// Something in it is wrong: it does not run.
    pub broken: bool,
    /// Everything else.
    pub rest: &'static Rest,
}

/// Shared by all that ask for nothing.
static NONE: Rest = Rest::NONE;

impl Experience {
    /// Whether visitors are split at all; if not, no assignment is needed.
    #[must_use]
    #[inline]
    pub fn is_split(&self) -> bool {
        let Rest { filters, ramp, .. } = self.rest;
        self.is_divided() || !filters.is_empty() || !ramp.is_empty()
    }

    /// Whether the split does not give all of them the same.
    #[must_use]
    #[inline]
    pub fn is_divided(&self) -> bool {
        !matches!(self.variants.as_slice(), [only] if only.range == (0.0, 1.0))
    }

    /// Whether its visitors are split and counted.
    #[must_use]
    #[inline]
    pub fn is_experiment(&self) -> bool {
        self.counted && self.is_split()
    }
}

/// Reads one experience.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Experience {
    let before = scope.problems.len();
    let last = scope.fields(node, &words::EXPERIENCE);
    let mut experience = common(scope, node, "");
    if experience.id.is_empty() {
        scope.missing(node, "id", "experience");
    }
    experience.live = scope.boolean_of(node, "live");
    let mut rare = (last >= words::RARE).then(|| rare(scope, node, &experience));
    variant::read(scope, node, &mut experience.variants);
    touch(&mut experience);
    if part::SURFACE
        && let Some(selector) = anchor(&experience)
    {
        // What it stands at may still come, as with every other change.
        let rest = rare.get_or_insert_with(|| Box::new(Rest::NONE));
        if rest.moments.is_empty() {
            rest.moments.push(Moment::Cue("appear", selector, 0.0));
        }
    }
    if let Some(rest) = rare {
        experience.rest = Box::leak(rest);
    }
    experience.broken = scope.problems.len() > before;
    experience
}

/// What few experiences have.
#[inline(never)]
fn rare(scope: &mut Scope<'_>, node: &Node<'_>, of: &Experience) -> Box<Rest> {
    let mut rest = rest(scope, node, of);
    rest.priority = scope.number_of(node, "priority", 0.0);
    if part::SURFACE {
        moment::read(scope, &node.get("when"), &mut rest);
        rest.caps = pressure::caps(scope, &node.get("frequency"));
        rest.dismissed_ms = scope.span_of(node, "dismissed");
        rest.until = goal(scope, node, "until");
    }
    rest
}

/// What an experience and a rule of a flag have in common. Without an id the split goes by the name of the flag
/// that it is `of`: else all roll-outs of a site would reach the same visitors first.
pub(super) fn common(scope: &mut Scope<'_>, node: &Node<'_>, of: Text) -> Experience {
    if part::CHECK {
        // For people; `bundle` strips them.
        scope.text_of(node, "name");
        scope.text_of(node, "note");
    }
    let id = scope.text_of(node, "id");
    let mut experience = Experience {
        id,
        version: scope.number_of(node, "version", 1.0),
        status: status(scope, &node.get("status")),
        place: compile(scope, &node.get("where")),
        who: compile(scope, &node.get("who")),
        assignment: assignment::read(scope, node, if id.is_empty() { of } else { id }),
        variants: Vec::new(),
        measure: Vec::new(),
        counted: true,
        live: false,
        probes: Vec::new(),
        slot: None,
        broken: false,
        rest: &NONE,
    };
    measure(scope, &node.get("measure"), &mut experience);
    experience
}

/// What few experiences, and few rules of a flag, have.
pub(super) fn rest(scope: &mut Scope<'_>, node: &Node<'_>, of: &Experience) -> Box<Rest> {
    let mut rest = Box::new(Rest::NONE);
    if part::STEER {
        rest.min_version = scope.number_of(node, "minVersion", 0.0);
        assignment::filters(scope, node, &of.assignment, &mut rest.filters);
        for step in scope.children(&node.get("ramp"), Kind::List) {
            assignment::ramp(scope, &step, &mut rest.ramp);
        }
    }
    rest.languages = texts(scope, &node.get("languages"));
    for path in scope.children(&node.get("needs"), Kind::List) {
        rest.needs.push(scope.path(&path));
    }
    schedule(scope, &node.get("schedule"), &mut rest);
    stay(scope, &node.get("stay"), &mut rest);
    rest
}

/// The texts of a list.
pub(super) fn texts(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Text> {
    let mut texts = Vec::new();
    for text in scope.children(node, Kind::List) {
        if let Some(text) = scope.text(&text) {
            texts.push(text);
        }
    }
    texts
}

fn status(scope: &mut Scope<'_>, node: &Node<'_>) -> Status {
    match scope.word(node, "unknown-word", &words::STATUS) {
        Some(0) => Status::Draft,
        Some(2) => Status::Ended,
        _ => Status::Live,
    }
}

fn schedule(scope: &mut Scope<'_>, node: &Node<'_>, rest: &mut Rest) {
    scope.fields(node, &words::SCHEDULE);
    rest.from_ms = scope.date_of(node, "from");
    rest.to_ms = scope.end_of(node, "to");
}

/// The index of the goal that is named under a key.
fn goal(scope: &mut Scope<'_>, node: &Node<'_>, key: &str) -> Option<usize> {
    named(scope, &node.get(key))
}

/// The index of the goal of this name.
fn named(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<usize> {
    scope.refer(node, "goals", "unknown-goal", "goal")
}

fn stay(scope: &mut Scope<'_>, node: &Node<'_>, rest: &mut Rest) {
    if node.is_some() {
        scope.fields(node, &words::STAY);
        rest.stay = Some(Stay {
            until: goal(scope, node, "until"),
            at_most_ms: scope.duration_of(node, "atMost"),
        });
    }
}

fn measure(scope: &mut Scope<'_>, node: &Node<'_>, experience: &mut Experience) {
    scope.fields(node, &words::MEASURE);
    let primary = goal(scope, node, "primary");
    experience.measure.extend(primary);
    for guard in scope.children(&node.get("guard"), Kind::List) {
        let guard = named(scope, &guard);
        experience.measure.extend(guard);
    }
}

/// The element at which a surface of one of the variants stands.
fn anchor(experience: &Experience) -> Option<Text> {
    for variant in &experience.variants {
        for show in &variant.shows {
            if show.kind.is_some_and(SurfaceKind::has_target) && !show.selector.is_empty() {
                return Some(show.selector);
            }
        }
    }
    None
}

/// The union of what all variants touch: what the original probes, too.
fn touch(experience: &mut Experience) {
    for variant in &experience.variants {
        for show in &variant.shows {
            if show.kind.is_some() {
                experience.slot = show.kind;
            } else if !experience.probes.contains(&show.selector) {
                experience.probes.push(show.selector);
            }
        }
    }
}
