//! One experience: where, who, when, show.

use super::variant::{self, Variant};
use crate::engine::change::{Moment, SurfaceKind};
use crate::engine::condition::{Condition, Scope, Subject, compile};
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::{time, words};
use alloc::vec::Vec;

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

/// Who qualified once stays qualified.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stay {
    /// Until this goal, by index.
    pub until: Option<usize>,
    /// At most this long, in milliseconds.
    pub at_most_ms: Option<f64>,
}

/// How often a surface may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frequency {
    /// So many times…
    pub at_most: f64,
    /// …in so many milliseconds; `None` for ever.
    pub per_ms: Option<f64>,
}

/// One experience, compiled.
#[derive(Clone, Debug)]
pub struct Experience {
    /// Its name among all.
    pub id: Text,
    /// Raised to clear sticky assignments.
    pub version: f64,
    /// Seed of the split; the id unless said.
    pub seed: Text,
    /// Whether it runs.
    pub status: Status,
    /// Languages of pages it runs on; all when empty.
    pub languages: Vec<Text>,
    /// First instant, milliseconds since the epoch.
    pub from_ms: Option<f64>,
    /// The instant from which on it does not run any more.
    pub to_ms: Option<f64>,
    /// On which pages.
    pub place: Condition,
    /// For whom.
    pub who: Condition,
    /// Subjects that must have a value.
    pub needs: Vec<usize>,
    /// Whether who qualified stays so.
    pub stay: Option<Stay>,
    /// When its surface appears.
    pub moment: Moment,
    /// Its variants, in the order of the split.
    pub variants: Vec<Variant>,
    /// Goals it is measured by, by index; the primary first.
    pub measure: Vec<usize>,
    /// How often it may be shown.
    pub frequency: Option<Frequency>,
    /// Wins elements over those with less.
    pub priority: f64,
    /// The subject whose value is hashed.
    pub hash_by: usize,
    /// Elements may still change after the first decision of a page.
    pub live: bool,
    /// Selectors of all variants, each once.
    pub probes: Vec<Text>,
    /// The kind of surface any of its variants shows.
    pub slot: Option<SurfaceKind>,
    /// Something in it is wrong: it does not run.
    pub broken: bool,
}

impl Experience {
    /// Whether visitors are split at all; if not, no assignment is needed to show it.
    #[must_use]
    pub fn is_experiment(&self) -> bool {
        !matches!(self.variants.as_slice(), [only] if only.range == (0.0, 1.0))
    }
}

/// Reads one experience.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Experience {
    let before = scope.problems.len();
    scope.fields(node, &words::EXPERIENCE);
    // For people; `bundle` strips them.
    scope.text_of(node, "name");
    scope.text_of(node, "note");
    let id = scope.text_of(node, "id").unwrap_or_default();
    if id.is_empty() {
        scope.missing(node, Spot::Start, "id", "experience");
    }
    let seed = scope.text_of(node, "seed").unwrap_or_default();
    let (from_ms, to_ms) = schedule(scope, &node.get("schedule"));
    let variants = variant::read(scope, node);
    let (probes, slot) = touched(&variants);
    Experience {
        id,
        version: scope.number_of(node, "version").unwrap_or(1.0),
        seed: if seed.is_empty() { id } else { seed },
        status: status(scope, &node.get("status")),
        languages: languages(scope, &node.get("languages")),
        from_ms,
        to_ms,
        place: compile(scope, &node.get("where")),
        who: compile(scope, &node.get("who")),
        needs: needs(scope, &node.get("needs")),
        stay: stay(scope, &node.get("stay")),
        moment: moment(scope, &node.get("when")),
        variants,
        measure: measure(scope, &node.get("measure")),
        frequency: frequency(scope, &node.get("frequency")),
        priority: scope.number_of(node, "priority").unwrap_or_default(),
        hash_by: hash_by(scope, &node.get("hashBy")),
        live: scope.boolean(&node.get("live")),
        probes,
        slot,
        broken: scope.problems.len() > before,
    }
}

fn status(scope: &mut Scope<'_>, node: &Node<'_>) -> Status {
    match scope.word(node, "unknown-word", &words::STATUS) {
        Some(0) => Status::Draft,
        Some(2) => Status::Ended,
        _ => Status::Live,
    }
}

fn languages(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<Text> {
    let mut languages = Vec::new();
    for (_, language) in scope.children(node, Kind::List) {
        languages.push(scope.text(&language).unwrap_or_default());
    }
    languages
}

fn needs(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<usize> {
    let mut needs = Vec::new();
    for (_, path) in scope.children(node, Kind::List) {
        needs.push(scope.path(&path));
    }
    needs
}

fn hash_by(scope: &mut Scope<'_>, node: &Node<'_>) -> usize {
    if node.is_some() {
        scope.path(node)
    } else {
        scope.subject(Subject::Attribute("visitor.id"))
    }
}

fn schedule(scope: &mut Scope<'_>, node: &Node<'_>) -> (Option<f64>, Option<f64>) {
    scope.fields(node, &words::SCHEDULE);
    let from_ms = scope.date(&node.get("from"));
    let to = node.get("to");
    // A day is meant to its end.
    let day = matches!(to.value, Some(Value::Text(text)) if text.len() == 10);
    let day = if day { time::DAY_MS } else { 0.0 };
    (from_ms, scope.date(&to).map(|at| at + day))
}

/// The index of a goal that the file names.
fn goal(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<usize> {
    scope.refer(node, "goals", "unknown-goal", "goal")
}

fn stay(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Stay> {
    scope.fields(node, &words::STAY);
    let stay = Stay {
        until: goal(scope, &node.get("until")),
        at_most_ms: scope.duration_of(node, "atMost"),
    };
    node.is_some().then_some(stay)
}

fn moment(scope: &mut Scope<'_>, node: &Node<'_>) -> Moment {
    scope.fields(node, &words::WHEN);
    let exit = scope.boolean(&node.get("exit"));
    match scope.duration_of(node, "after") {
        Some(ms) => Moment::After(ms),
        None if exit => Moment::Exit,
        None => Moment::Now,
    }
}

fn measure(scope: &mut Scope<'_>, node: &Node<'_>) -> Vec<usize> {
    let mut goals = Vec::new();
    scope.fields(node, &words::MEASURE);
    let mut keep = |goal| {
        if let Some(goal) = goal {
            goals.push(goal);
        }
    };
    keep(goal(scope, &node.get("primary")));
    for (_, guard) in scope.children(&node.get("guard"), Kind::List) {
        keep(goal(scope, &guard));
    }
    goals
}

fn frequency(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Frequency> {
    scope.fields(node, &words::FREQUENCY);
    let at_most = scope.number_of(node, "atMost");
    let per_ms = scope.duration_of(node, "per");
    if node.is_some() && at_most.is_none() {
        scope.missing(node, Spot::End, "atMost", "frequency");
    }
    at_most.map(|at_most| Frequency { at_most, per_ms })
}

/// The union of what all variants touch: what the original probes, too.
fn touched(variants: &[Variant]) -> (Vec<Text>, Option<SurfaceKind>) {
    let mut probes = Vec::new();
    let mut slot = None;
    for show in variants.iter().flat_map(|variant| &variant.shows) {
        if show.kind.is_some() {
            slot = show.kind;
        } else if !probes.contains(&show.selector) {
            probes.push(show.selector);
        }
    }
    (probes, slot)
}
