//! A whole rules file.

use super::consent::{self, ConsentRules};
use super::experience::{self, Experience};
use crate::engine::condition::{Condition, Scope, Subject, compile};
use crate::engine::json::{Mark, Reader};
use crate::engine::problem::Problem;
use crate::engine::{Env, time};
use alloc::{rc::Rc, string::String, vec::Vec};

/// A rules file, compiled.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Name of the site; part of the keys of its storage.
    pub site: Rc<str>,
    /// The site's IANA zone; the visitor's own when empty.
    pub zone: Rc<str>,
    /// Everything is switched off.
    pub off: bool,
    /// How consent is handled.
    pub consent: ConsentRules,
    /// Every attribute and behaviour that anything in the file asks for.
    pub subjects: Vec<Subject>,
    /// Conditions of the audiences.
    pub audiences: Vec<Condition>,
    /// Goals, in the order of the file.
    pub goals: Vec<Goal>,
    /// Holdouts of the whole programme.
    pub holdouts: Vec<Holdout>,
    /// Experiences, in the order of the file.
    pub experiences: Vec<Experience>,
    /// Indices of the experiences, highest priority first, else in the order of the file.
    pub order: Vec<usize>,
    /// Where events go.
    pub destinations: Vec<Destination>,
}

/// Something a site wants to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Its name.
    pub id: Rc<str>,
    /// What counts as reaching it.
    pub trigger: Trigger,
    /// The property that holds its value, by dotted path.
    pub value: Option<Rc<str>>,
    /// How long after the first exposure it still counts, in milliseconds; `None` for ever.
    pub within_ms: Option<f64>,
}

/// What counts as reaching a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// An event of this name.
    Event(Rc<str>),
    /// A click on an element that matches this selector.
    Click(Rc<str>),
}

/// Visitors who see nothing of the programme, to measure it as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Holdout {
    /// Its name, and so its seed.
    pub id: Rc<str>,
    /// How many, in percent.
    pub percent: f64,
    /// Until when, milliseconds since the epoch.
    pub until_ms: Option<f64>,
}

/// Where events go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// `window.dataLayer`.
    DataLayer,
    /// The site's own address.
    Beacon(Rc<str>),
}

impl Rules {
    /// Reads a rules file. Whatever is wrong is in the list; what is right still
    /// works, unless the text is no JSON at all: then there are no rules.
    #[must_use]
    pub fn read(env: &Env, text: &str) -> (Self, Vec<Problem>) {
        let mut scope = Scope::default();
        let mut reader = Reader::new(env, text);
        let mut parts = Vec::new();
        let read = reader.object(&mut |reader, key| {
            parts.push((String::from(key), reader.mark()));
            reader.skip();
        });
        if reader.broken().is_none() {
            reader.end();
        }
        if let Some(code) = reader.broken() {
            scope.problem(&reader, code, "", "json");
            return (Self::default(), scope.problems);
        }
        if scope.keep(&reader, read, "object").is_none() {
            return (Self::default(), scope.problems);
        }
        let mut rules = Self::default();
        rules.parts(&mut scope, &mut reader, &parts);
        rules.subjects = scope.subjects;
        (rules, scope.problems)
    }

    /// Reads the parts in the order in which they need each other.
    fn parts(&mut self, scope: &mut Scope, reader: &mut Reader<'_>, parts: &[(String, Mark)]) {
        const ORDER: [&str; 13] = [
            "$schema",
            "omotenashi",
            "site",
            "timezone",
            "off",
            "consent",
            "slots",
            "attributes",
            "audiences",
            "goals",
            "holdouts",
            "destinations",
            "experiences",
        ];
        if !parts.iter().any(|(key, _)| key == "omotenashi") {
            scope.problem(reader, "missing-field", "omotenashi", "file");
        }
        for (key, mark) in parts {
            if !ORDER.contains(&key.as_str()) {
                reader.back_to(mark);
                scope.problem(reader, "unknown-field", key, "file");
            }
        }
        for wanted in ORDER {
            for (key, mark) in parts {
                if key == wanted {
                    reader.back_to(mark);
                    self.part(scope, reader, wanted);
                }
            }
        }
    }

    fn part(&mut self, scope: &mut Scope, reader: &mut Reader<'_>, key: &str) {
        match key {
            "omotenashi" => version(scope, reader),
            "site" => self.site = scope.text(reader).unwrap_or_default(),
            "timezone" => self.zone = zone(scope, reader),
            "off" => {
                let read = reader.boolean();
                self.off = scope.keep(reader, read, "boolean").unwrap_or_default();
            }
            "consent" => self.consent = consent::read(scope, reader),
            "slots" => scope.object(reader, &mut |scope, reader, name| {
                let selector = scope.text(reader).unwrap_or_default();
                scope.slots.push((Rc::from(name), selector));
            }),
            "attributes" => attributes(scope, reader),
            "audiences" => self.audiences = audiences(scope, reader),
            "goals" => self.goals = goals(scope, reader),
            "holdouts" => self.holdouts = holdouts(scope, reader, &self.zone),
            "destinations" => self.destinations = destinations(scope, reader),
            "experiences" => self.experiences(scope, reader),
            _ => drop(scope.text(reader)),
        }
    }

    fn experiences(&mut self, scope: &mut Scope, reader: &mut Reader<'_>) {
        let mut list: Vec<Experience> = Vec::new();
        scope.array(reader, &mut |scope, reader| {
            let before = scope.problems.len();
            let mut experience = experience::read(scope, reader, &self.zone);
            if list.iter().any(|other| other.id == experience.id) {
                scope.problem(reader, "duplicate-id", &experience.id, "experience");
                experience.broken = true;
            }
            for problem in scope.problems.iter_mut().skip(before) {
                problem.experience = Some(list.len());
            }
            list.push(experience);
        });
        self.order = by_priority(&list);
        self.experiences = list;
    }
}

/// Insertion into a sorted list: files have dozens of experiences, and a
/// general sort costs two kilobytes.
fn by_priority(list: &[Experience]) -> Vec<usize> {
    let priority = |index: &usize| {
        list.get(*index)
            .map_or(0.0, |experience| experience.priority)
    };
    let mut order: Vec<usize> = Vec::with_capacity(list.len());
    for index in 0..list.len() {
        let mut at = order.len();
        while at > 0
            && order
                .get(at.wrapping_sub(1))
                .is_some_and(|other| priority(other) < priority(&index))
        {
            at = at.wrapping_sub(1);
        }
        order.insert(at, index);
    }
    order
}

#[allow(clippy::float_cmp)]
fn version(scope: &mut Scope, reader: &mut Reader<'_>) {
    if scope.number(reader).is_some_and(|version| version != 1.0) {
        scope.problem(reader, "file-version", "", "file");
    }
}

fn zone(scope: &mut Scope, reader: &mut Reader<'_>) -> Rc<str> {
    let name = scope.text(reader).unwrap_or_default();
    if (reader.env().zone_offset)(&name, 0.0).is_some() {
        return name;
    }
    scope.problem(reader, "unknown-timezone", &name, "timezone");
    Rc::default()
}

fn attributes(scope: &mut Scope, reader: &mut Reader<'_>) {
    scope.object(reader, &mut |scope, reader, path| {
        scope.declared.push(Rc::from(path));
        scope.object(reader, &mut |scope, reader, key| match key {
            "type" => {
                let name = scope.text(reader).unwrap_or_default();
                if !matches!(&*name, "string" | "number" | "boolean" | "date" | "list") {
                    scope.problem(reader, "unknown-word", &name, "attribute-type");
                }
            }
            "from" => {
                let name = scope.text(reader).unwrap_or_default();
                if *name != *"facts" {
                    scope.problem(reader, "unknown-word", &name, "attribute-source");
                }
            }
            _ => scope.unknown(reader, key, "declaration"),
        });
    });
}

fn audiences(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Condition> {
    // Names first, so that audiences may name each other in any order.
    let mark = reader.mark();
    let _ = reader.object(&mut |reader, name| {
        scope.audiences.push(Rc::from(name));
        reader.skip();
    });
    reader.back_to(&mark);
    let mut list = Vec::new();
    scope.object(reader, &mut |scope, reader, _| {
        let mut condition = compile(scope, reader);
        // Only audiences already read can be asked without going in a circle.
        if latest(&condition) >= Some(list.len()) && latest(&condition) != Some(usize::MAX) {
            scope.problem(reader, "audience-order", "", "audience");
            condition = Condition::Audience(usize::MAX);
        }
        list.push(condition);
    });
    list
}

/// The highest index of an audience that a condition names.
fn latest(condition: &Condition) -> Option<usize> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().filter_map(latest).max(),
        Condition::Not(part) => latest(part),
        Condition::Audience(index) => Some(*index),
        Condition::Clause(..) => None,
    }
}

fn goals(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Goal> {
    let mut goals = Vec::new();
    scope.object(reader, &mut |scope, reader, name| {
        scope.goals.push(Rc::from(name));
        let (mut trigger, mut value, mut within_ms) = (None, None, None);
        scope.object(reader, &mut |scope, reader, key| match key {
            "event" => trigger = scope.text(reader).map(Trigger::Event),
            "click" => trigger = scope.text(reader).map(Trigger::Click),
            "value" => value = scope.text(reader),
            "within" => within_ms = scope.duration(reader),
            _ => scope.unknown(reader, key, "goal-fields"),
        });
        if trigger.is_none() {
            scope.problem(reader, "missing-field", "event", "goal-fields");
        }
        goals.push(Goal {
            id: Rc::from(name),
            trigger: trigger.unwrap_or(Trigger::Event(Rc::default())),
            value,
            within_ms,
        });
    });
    goals
}

fn holdouts(scope: &mut Scope, reader: &mut Reader<'_>, zone: &str) -> Vec<Holdout> {
    let mut holdouts = Vec::new();
    scope.object(reader, &mut |scope, reader, name| {
        let mut holdout = Holdout {
            id: Rc::from(name),
            percent: 0.0,
            until_ms: None,
        };
        scope.object(reader, &mut |scope, reader, key| match key {
            "percent" => holdout.percent = scope.number(reader).unwrap_or_default(),
            "until" => {
                let text = scope.text(reader).unwrap_or_default();
                holdout.until_ms =
                    time::with_zone(reader.env(), zone, &text).map(|day| day + time::DAY_MS);
                if holdout.until_ms.is_none() {
                    scope.problem(reader, "date", &text, "date");
                }
            }
            _ => scope.unknown(reader, key, "holdout"),
        });
        holdouts.push(holdout);
    });
    holdouts
}

fn destinations(scope: &mut Scope, reader: &mut Reader<'_>) -> Vec<Destination> {
    let mut destinations = Vec::new();
    scope.array(reader, &mut |scope, reader| {
        let (mut kind, mut url) = (Rc::<str>::default(), None);
        scope.object(reader, &mut |scope, reader, key| match key {
            "to" => kind = scope.text(reader).unwrap_or_default(),
            "url" => url = scope.text(reader),
            _ => scope.unknown(reader, key, "destination"),
        });
        match (&*kind, url) {
            ("dataLayer", None) => destinations.push(Destination::DataLayer),
            ("beacon", Some(url)) => destinations.push(Destination::Beacon(url)),
            ("beacon", None) => scope.problem(reader, "missing-field", "url", "destination"),
            _ => scope.problem(reader, "unknown-word", &kind, "destination-kind"),
        }
    });
    destinations
}
