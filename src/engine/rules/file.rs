//! A whole rules file.

use super::consent::{self, ConsentRules};
use super::experience::{self, Experience};
use crate::engine::condition::{Condition, Scope, Subject, compile};
use crate::engine::json::{Kind, Node, Reader, Spot, Text};
use crate::engine::problem::Problem;
use crate::engine::{Env, time, words};
use alloc::{boxed::Box, vec::Vec};

/// A rules file, compiled.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Name of the site; part of the keys of its storage.
    pub site: Text,
    /// The site's IANA zone; the visitor's own when empty.
    pub zone: Text,
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
    pub id: Text,
    /// What counts as reaching it.
    pub trigger: Trigger,
    /// The property that holds its value, by dotted path; empty for none.
    pub value: Text,
    /// How long after the first exposure it still counts, in milliseconds; infinity for ever.
    pub within_ms: f64,
}

/// What counts as reaching a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// An event of this name.
    Event(Text),
    /// A click on an element that matches this selector.
    Click(Text),
}

/// Visitors who see nothing of the programme, to measure it as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Holdout {
    /// Its name, and so its seed.
    pub id: Text,
    /// How many, in percent.
    pub percent: f64,
    /// Until when, milliseconds since the epoch; infinity for ever.
    pub until_ms: f64,
}

/// Where events go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// `window.dataLayer`.
    DataLayer,
    /// The site's own address.
    Beacon(Text),
}

impl Rules {
    /// Reads a rules file. Whatever is wrong is in the list; what is right still
    /// works, unless the text is no JSON at all: then there are no rules.
    ///
    /// What rules say, they borrow from the file as it was parsed, and that is never freed.
    #[must_use]
    pub fn read(env: &Env, text: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader::new(env, text);
        let file = reader.value();
        reader.end();
        if let Some(code) = reader.broken() {
            let problem = Problem::new(code, reader.place(), "", "json");
            return (Self::default(), [problem].into());
        }
        let mut scope = Scope::new(env, text, Box::leak(Box::new(file)));
        let mut rules = Self::default();
        let root = scope.file;
        if scope.expect(&root, Kind::Map).is_some() {
            rules.parts(&mut scope, &root);
        }
        rules.subjects = scope.subjects;
        (rules, scope.problems)
    }

    /// Reads the parts in the order in which they need each other.
    fn parts(&mut self, scope: &mut Scope<'_>, root: &Node<'_>) {
        let version = root.get("omotenashi");
        if !version.is_some() {
            scope.missing(root, Spot::End, "omotenashi", "file");
        }
        scope.fields(root, &words::FILE);
        scope.text_of(root, "$schema");
        #[allow(clippy::float_cmp)]
        if scope.number(&version, 1.0) != 1.0 {
            scope.problem(&version, Spot::End, "file-version", "", "file");
        }
        self.site = scope.text_of(root, "site");
        self.zone = zone(scope, &root.get("timezone"));
        scope.zone = self.zone;
        self.off = scope.boolean(&root.get("off"));
        self.consent = consent::read(scope, &root.get("consent"));
        for selector in scope.children(&root.get("slots"), Kind::Map) {
            scope.text(&selector);
        }
        attributes(scope, &root.get("attributes"));
        self.audiences(scope, &root.get("audiences"));
        self.goals(scope, &root.get("goals"));
        self.holdouts(scope, &root.get("holdouts"));
        self.destinations(scope, &root.get("destinations"));
        self.experiences(scope, &root.get("experiences"));
        by_priority(&self.experiences, &mut self.order);
    }

    fn audiences(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            let mut condition = compile(scope, &node);
            // Only audiences already read can be asked without going in a circle.
            if ahead(&condition, self.audiences.len()) {
                scope.problem(&node, Spot::End, "audience-order", "", "audience");
                condition = Condition::Audience(usize::MAX);
            }
            self.audiences.push(condition);
        }
    }

    fn goals(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            scope.fields(&node, &words::GOAL);
            let event = scope.text(&node.get("event"));
            let click = scope.text(&node.get("click"));
            if event.or(click).is_none() {
                scope.missing(&node, Spot::End, "event", "goal-fields");
            }
            self.goals.push(Goal {
                id: node.key(),
                trigger: match click {
                    Some(selector) => Trigger::Click(selector),
                    None => Trigger::Event(event.unwrap_or_default()),
                },
                value: scope.text_of(&node, "value"),
                within_ms: scope.duration_of(&node, "within"),
            });
        }
    }

    fn holdouts(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            scope.fields(&node, &words::HOLDOUT);
            self.holdouts.push(Holdout {
                id: node.key(),
                percent: scope.number(&node.get("percent"), 0.0),
                until_ms: scope.date(&node.get("until"), f64::INFINITY) + time::DAY_MS,
            });
        }
    }

    fn destinations(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::List) {
            scope.fields(&node, &words::DESTINATION);
            let kind = scope.text_of(&node, "to");
            let url = scope.text(&node.get("url"));
            self.destinations
                .push(match (words::DESTINATION_KIND.position(kind), url) {
                    (Some(0), None) => Destination::DataLayer,
                    (Some(1), Some(url)) => Destination::Beacon(url),
                    (Some(1), None) => {
                        scope.missing(&node, Spot::End, "url", "destination");
                        continue;
                    }
                    _ => {
                        scope.problem(&node, Spot::End, "unknown-word", kind, "destination-kind");
                        continue;
                    }
                });
        }
    }

    fn experiences(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        let list = &mut self.experiences;
        for node in scope.children(node, Kind::List) {
            let before = scope.problems.len();
            let mut experience = experience::read(scope, &node);
            if list.iter().any(|other| other.id == experience.id) {
                let id = experience.id;
                scope.problem(&node, Spot::End, "duplicate-id", id, "experience");
                experience.broken = true;
            }
            for problem in scope.problems.iter_mut().skip(before) {
                problem.experience = Some(list.len());
            }
            list.push(experience);
        }
    }
}

/// Insertion into a sorted list: files have dozens of experiences, and a
/// general sort costs two kilobytes.
fn by_priority(list: &[Experience], order: &mut Vec<usize>) {
    let priority = |index: usize| {
        list.get(index)
            .map_or(0.0, |experience| experience.priority)
    };
    for index in 0..list.len() {
        // What is taken from its place is put one further, until the new one has found its own.
        let mut moving = index;
        for slot in &mut *order {
            if priority(*slot) < priority(index) {
                core::mem::swap(slot, &mut moving);
            }
        }
        order.push(moving);
    }
}

fn zone(scope: &mut Scope<'_>, node: &Node<'_>) -> Text {
    let Some(name) = scope.text(node) else {
        return "";
    };
    if (scope.env.zone_offset)(name, 0.0).is_some() {
        return name;
    }
    scope.problem(node, Spot::End, "unknown-timezone", name, "timezone");
    ""
}

fn attributes(scope: &mut Scope<'_>, node: &Node<'_>) {
    for attribute in scope.children(node, Kind::Map) {
        scope.fields(&attribute, &words::DECLARATION);
        scope.word(&attribute.get("type"), "unknown-word", &words::TYPE);
        scope.word(&attribute.get("from"), "unknown-word", &words::SOURCE);
    }
}

/// Whether a condition names an audience that is not before this one.
fn ahead(condition: &Condition, limit: usize) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| ahead(part, limit))
        }
        Condition::Not(part) => ahead(part, limit),
        Condition::Audience(index) => *index >= limit && *index != usize::MAX,
        Condition::Clause(..) => false,
    }
}
