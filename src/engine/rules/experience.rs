//! One experience: where, who, when, show.

use super::variant::{self, Variant};
use crate::engine::change::{Moment, Show, SurfaceKind};
use crate::engine::condition::{Condition, Scope, compile};
use crate::engine::json::Reader;
use crate::engine::time;
use alloc::{rc::Rc, vec::Vec};

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
    pub id: Rc<str>,
    /// Raised to clear sticky assignments.
    pub version: f64,
    /// Seed of the split; the id unless said.
    pub seed: Rc<str>,
    /// Whether it runs.
    pub status: Status,
    /// Languages of pages it runs on; all when empty.
    pub languages: Vec<Rc<str>>,
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
    pub probes: Vec<Rc<str>>,
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

    fn new(scope: &mut Scope, reader: &Reader<'_>) -> Self {
        Self {
            id: Rc::default(),
            version: 1.0,
            seed: Rc::default(),
            status: Status::Live,
            languages: Vec::new(),
            from_ms: None,
            to_ms: None,
            place: Condition::All(Vec::new()),
            who: Condition::All(Vec::new()),
            needs: Vec::new(),
            stay: None,
            moment: Moment::Now,
            variants: Vec::new(),
            measure: Vec::new(),
            frequency: None,
            priority: 0.0,
            hash_by: scope.attribute(reader, "visitor.id"),
            live: false,
            probes: Vec::new(),
            slot: None,
            broken: false,
        }
    }
}

#[derive(Default)]
struct Parts {
    shows: Option<Vec<Show>>,
    variants: Option<Vec<(Rc<str>, Vec<Show>)>>,
    split: Option<Vec<(Rc<str>, f64)>>,
}

/// Reads one experience. `zone` is the site's.
pub(super) fn read(scope: &mut Scope, reader: &mut Reader<'_>, zone: &str) -> Experience {
    let before = scope.problems.len();
    let mut experience = Experience::new(scope, reader);
    let mut parts = Parts::default();
    let place = reader.mark();
    scope.object(reader, &mut |scope, reader, key| match key {
        "show" => parts.shows = Some(variant::shows(scope, reader)),
        "variants" => parts.variants = Some(variant::read(scope, reader)),
        "split" => parts.split = Some(variant::split(scope, reader)),
        "schedule" => schedule(scope, reader, zone, &mut experience),
        "stay" => experience.stay = Some(stay(scope, reader)),
        "when" => experience.moment = moment(scope, reader),
        "measure" => measure(scope, reader, &mut experience.measure),
        "frequency" => experience.frequency = frequency(scope, reader),
        _ => field(scope, reader, key, &mut experience),
    });
    let after = reader.mark();
    reader.back_to(&place);
    if experience.id.is_empty() && reader.broken().is_none() {
        scope.problem(reader, "missing-field", "id", "experience");
    }
    if experience.seed.is_empty() {
        experience.seed = experience.id.clone();
    }
    experience.variants = settle(scope, reader, parts);
    collect(&mut experience);
    reader.back_to(&after);
    experience.broken = scope.problems.len() > before;
    experience
}

fn field(scope: &mut Scope, reader: &mut Reader<'_>, key: &str, experience: &mut Experience) {
    match key {
        "id" => experience.id = scope.text(reader).unwrap_or_default(),
        "seed" => experience.seed = scope.text(reader).unwrap_or_default(),
        "version" => experience.version = scope.number(reader).unwrap_or(1.0),
        "priority" => experience.priority = scope.number(reader).unwrap_or_default(),
        "live" => {
            let read = reader.boolean();
            experience.live = scope.keep(reader, read, "boolean").unwrap_or_default();
        }
        "status" => experience.status = status(scope, reader),
        "where" => experience.place = compile(scope, reader),
        "who" => experience.who = compile(scope, reader),
        "needs" => scope.array(reader, &mut |scope, reader| {
            let path = scope.text(reader).unwrap_or_default();
            let subject = scope.attribute(reader, &path);
            experience.needs.push(subject);
        }),
        "languages" => scope.array(reader, &mut |scope, reader| {
            experience
                .languages
                .push(scope.text(reader).unwrap_or_default());
        }),
        "hashBy" => {
            let path = scope.text(reader).unwrap_or_default();
            experience.hash_by = scope.attribute(reader, &path);
        }
        // For people; `bundle` strips them.
        "name" | "note" => drop(scope.text(reader)),
        _ => scope.unknown(reader, key, "experience"),
    }
}

fn status(scope: &mut Scope, reader: &mut Reader<'_>) -> Status {
    let name = scope.text(reader).unwrap_or_default();
    match &*name {
        "draft" => Status::Draft,
        "ended" => Status::Ended,
        "live" => Status::Live,
        _ => {
            scope.problem(reader, "unknown-word", &name, "status");
            Status::Draft
        }
    }
}

fn schedule(scope: &mut Scope, reader: &mut Reader<'_>, zone: &str, experience: &mut Experience) {
    scope.object(reader, &mut |scope, reader, key| {
        let until = key == "to";
        if !until && key != "from" {
            return scope.unknown(reader, key, "schedule");
        }
        let Some(text) = scope.text(reader) else {
            return;
        };
        let instant = time::with_zone(reader.env(), zone, &text);
        if instant.is_none() {
            scope.problem(reader, "date", &text, "date");
        }
        if until {
            // A day is meant to its end.
            let day = if text.len() == 10 { time::DAY_MS } else { 0.0 };
            experience.to_ms = instant.map(|at| at + day);
        } else {
            experience.from_ms = instant;
        }
    });
}

/// The index of a goal that the file names.
pub(super) fn goal(scope: &mut Scope, reader: &mut Reader<'_>) -> Option<usize> {
    let name = scope.text(reader)?;
    let index = scope.goals.iter().position(|goal| *goal == name);
    if index.is_none() {
        scope.problem(reader, "unknown-goal", &name, "goal");
    }
    index
}

fn stay(scope: &mut Scope, reader: &mut Reader<'_>) -> Stay {
    let mut stay = Stay::default();
    scope.object(reader, &mut |scope, reader, key| match key {
        "until" => stay.until = goal(scope, reader),
        "atMost" => stay.at_most_ms = scope.duration(reader),
        _ => scope.unknown(reader, key, "stay"),
    });
    stay
}

fn moment(scope: &mut Scope, reader: &mut Reader<'_>) -> Moment {
    let mut moment = Moment::Now;
    scope.object(reader, &mut |scope, reader, key| match key {
        "exit" => {
            let read = reader.boolean();
            if scope.keep(reader, read, "boolean") == Some(true) {
                moment = Moment::Exit;
            }
        }
        "after" => moment = Moment::After(scope.duration(reader).unwrap_or_default()),
        _ => scope.unknown(reader, key, "when"),
    });
    moment
}

fn measure(scope: &mut Scope, reader: &mut Reader<'_>, goals: &mut Vec<usize>) {
    scope.object(reader, &mut |scope, reader, key| match key {
        "primary" => {
            if let Some(goal) = goal(scope, reader) {
                goals.insert(0, goal);
            }
        }
        "guard" => scope.array(reader, &mut |scope, reader| {
            goals.extend(goal(scope, reader))
        }),
        _ => scope.unknown(reader, key, "measure"),
    });
}

fn frequency(scope: &mut Scope, reader: &mut Reader<'_>) -> Option<Frequency> {
    let (mut at_most, mut per_ms) = (None, None);
    scope.object(reader, &mut |scope, reader, key| match key {
        "atMost" => at_most = scope.number(reader),
        "per" => per_ms = scope.duration(reader),
        _ => scope.unknown(reader, key, "frequency"),
    });
    if at_most.is_none() && reader.broken().is_none() {
        scope.problem(reader, "missing-field", "atMost", "frequency");
    }
    at_most.map(|at_most| Frequency { at_most, per_ms })
}

/// `show` alone is one variant called `show`, at 100 unless the split says otherwise.
fn settle(scope: &mut Scope, reader: &Reader<'_>, parts: Parts) -> Vec<Variant> {
    if reader.broken().is_some() {
        return Vec::new();
    }
    let alone: Rc<str> = Rc::from("show");
    let Parts {
        shows,
        variants,
        split,
    } = parts;
    let (variants, split) = match (shows, variants) {
        (Some(shows), None) => {
            let split = split.unwrap_or_else(|| [(alone.clone(), 100.0)].to_vec());
            ([(alone, shows)].to_vec(), split)
        }
        (None, Some(variants)) => {
            if split.is_none() {
                scope.problem(reader, "missing-field", "split", "experience");
            }
            (variants, split.unwrap_or_default())
        }
        (Some(_), Some(_)) => {
            scope.problem(reader, "show-and-variants", "show", "experience");
            return Vec::new();
        }
        (None, None) => {
            scope.problem(reader, "missing-field", "show", "experience");
            return Vec::new();
        }
    };
    variant::join(scope, reader, variants, split)
}

/// The union of what all variants touch: what the original probes, too.
fn collect(experience: &mut Experience) {
    for show in experience
        .variants
        .iter()
        .flat_map(|variant| &variant.shows)
    {
        match show {
            Show::Element(selector, _) => {
                if !experience.probes.contains(selector) {
                    experience.probes.push(selector.clone());
                }
            }
            Show::Surface(draft) => experience.slot = Some(draft.kind),
        }
    }
}
