//! A whole rules file.

use super::consent::{self, ConsentRules};
use super::experience::{self, Experience};
use super::flag::{self, Flag};
use super::observe;
use super::pressure::{self, Surfaces};
use super::retention;
use crate::engine::assign::SEED;
use crate::engine::condition::Condition;
use crate::engine::condition::intern::{self, Index};
use crate::engine::condition::{Conditions, Named, Scope, Subject, compile, plan};
use crate::engine::history::Retention;
use crate::engine::json::{Kind, Node, Place, Reader, Spot, Text, Value};
use crate::engine::problem::Problem;
use crate::engine::{Env, time, words};
use alloc::{boxed::Box, string::String, vec::Vec};
use core::mem;

/// Longest rules file, in bytes.
pub const MAX_BYTES: usize = 8 << 20;
/// Most experiences in a file.
pub const MAX_EXPERIENCES: usize = 20_000;

/// A rules file, compiled.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The file as it was parsed; none where it is no JSON.
    pub file: Option<&'static Value>,
    /// Name of the site; part of the keys of its storage.
    pub site: Text,
    /// The site's IANA zone; the visitor's own when empty.
    pub zone: Text,
    /// Everything is switched off.
    pub off: bool,
    /// What a framework takes over from the server: changes inside wait until it has. Empty for none.
    pub hydrate: Text,
    /// How consent is handled.
    pub consent: ConsentRules,
    /// Every attribute and behaviour that anything in the file asks for.
    pub subjects: Vec<Subject>,
    /// Attributes that are what behaviours say.
    pub names: Vec<Named>,
    /// Stages of the journey, in the order of the file: the first that holds counts.
    pub stages: Vec<Condition>,
    /// Subjects that are answers of the rules themselves.
    pub answers: Vec<usize>,
    /// What conditions are made of.
    pub conditions: Conditions,
    /// Goals, in the order of the file.
    pub goals: Vec<Goal>,
    /// Holdouts of the whole programme.
    pub holdouts: Vec<Holdout>,
    /// Experiences, in the order of the file; behind them the rules of the flags.
    pub experiences: Vec<Experience>,
    /// Flags, in the order of the file.
    pub flags: Vec<Flag>,
    /// A query parameter that has the id of an experience picks its variant.
    pub query_override: bool,
    /// Indices of the experiences without the rules of flags, highest priority first, else in the order of the file.
    pub order: Vec<usize>,
    /// What holds for all surfaces together.
    pub surfaces: Surfaces,
    /// How long things are kept.
    pub retention: Retention,
    /// Events that are kept for rules not yet written.
    pub ahead: &'static [Value],
    /// Where events go.
    pub destinations: Vec<Destination>,
    /// Origins besides the site's own that a redirect may lead to.
    pub origins: Vec<Text>,
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
        Self::borrow(env, String::from(text).leak())
    }

    /// Reads a rules file that stays as long as the rules.
    #[must_use]
    pub fn borrow(env: &Env, text: &'static str) -> (Self, Vec<Problem>) {
        if text.len() > MAX_BYTES {
            let problem = Problem::new("too-large", Place::default(), "", "json");
            return (Self::default(), [problem].into());
        }
        let mut reader = Reader::lasting(env, text);
        let file = reader.value();
        reader.end();
        if let Some(code) = reader.broken() {
            let problem = Problem::new(code, reader.place(), "", "json");
            return (Self::default(), [problem].into());
        }
        let file = Box::leak(Box::new(file));
        let mut scope = Scope::new(env, text, file);
        let mut rules = Self {
            file: Some(file),
            ..Self::default()
        };
        let root = scope.file;
        if scope.expect(&root, Kind::Map).is_some() {
            rules.parts(&mut scope, &root);
        }
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
        self.zone = scope.timezone(&root.get("timezone"));
        scope.zone = self.zone;
        self.off = scope.boolean(&root.get("off"));
        self.hydrate = scope.text_of(root, "hydrate");
        self.consent = consent::read(scope, &root.get("consent"));
        for selector in scope.children(&root.get("slots"), Kind::Map) {
            scope.text(&selector);
        }
        attributes(scope, &root.get("attributes"));
        ready(scope, root);
        self.audiences(scope, &root.get("audiences"));
        for stage in scope.children(&root.get("stages"), Kind::Map) {
            self.stages.push(whole(scope, &stage));
        }
        self.goals(scope, &root.get("goals"));
        self.holdouts(scope, &root.get("holdouts"));
        self.destinations(scope, &root.get("destinations"));
        let lists = root.get("lists");
        for list in scope.children(&lists, Kind::Map) {
            scope.expect(&list, Kind::List);
        }
        self.conditions.lists = lists.value;
        self.retention = retention::read(scope, &root.get("retention"));
        self.ahead = observe::read(scope, &root.get("observe"));
        self.query_override = scope.boolean(&root.get("queryOverride"));
        for origin in scope.children(&root.get("redirects"), Kind::List) {
            self.origins.extend(scope.text(&origin));
        }
        self.surfaces = pressure::surfaces(scope, &root.get("surfaces"));
        self.experiences(scope, &root.get("experiences"));
        by_priority(&self.experiences, &mut self.order);
        self.flags(scope, &root.get("flags"));
        mem::swap(&mut self.subjects, &mut scope.subjects);
        mem::swap(&mut self.conditions.clauses, &mut scope.clauses);
        mem::swap(&mut self.names, &mut scope.names);
        self.answers();
    }

    /// What people call a subject: the path, event, or id that conditions name.
    #[must_use]
    pub fn name(&self, subject: usize) -> Text {
        match self.subjects.get(subject) {
            Some(Subject::Attribute(path)) => path,
            Some(Subject::Behaviour(behaviour)) => behaviour.name(),
            Some(Subject::Variant(index) | Subject::Result(index, _)) => {
                let experience = self.experiences.get(*index);
                experience.map_or("", |experience| experience.id)
            }
            Some(Subject::Flag(index)) => self.flags.get(*index).map_or("", |flag| flag.id),
            None => "",
        }
    }

    fn audiences(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            let audiences = &mut self.conditions.audiences;
            let mut condition = whole(scope, &node);
            // Only audiences already read can be asked without going in a circle.
            if ahead(&condition, audiences.len()) {
                scope.problem(&node, Spot::End, "audience-order", "", "audience");
                condition = NOBODY;
            }
            audiences.push(condition);
        }
    }

    fn answers(&mut self) {
        for (index, subject) in self.subjects.iter().enumerate() {
            if subject.is_answer() {
                self.answers.push(index);
            }
        }
    }

    fn flags(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            let flag = flag::read(scope, &node, &mut self.experiences);
            self.flags.push(flag);
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
        list.reserve_exact(
            node.value
                .map_or(0, |all| all.items().len().min(MAX_EXPERIENCES)),
        );
        let mut ids = Index::default();
        for node in scope.children(node, Kind::List) {
            if list.len() >= MAX_EXPERIENCES {
                return scope.problem(&node, Spot::Start, "too-many", "", "");
            }
            let before = scope.problems.len();
            let mut experience = experience::read(scope, &node);
            let id = experience.id;
            let is = |index: usize| list.get(index).is_some_and(|other| other.id == id);
            if ids.file(intern::text(SEED, id), list.len(), &is) < list.len() {
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

/// Insertion into a sorted list, from behind: files are mostly in order, and a general sort costs
/// two kilobytes.
fn by_priority(list: &[Experience], order: &mut Vec<usize>) {
    let priority = |index: usize| {
        list.get(index)
            .map_or(0.0, |experience| experience.priority)
    };
    for index in 0..list.len() {
        let before = |slot: &usize| priority(*slot) >= priority(index);
        let at = order.iter().rposition(before);
        order.insert(at.map_or(0, |at| at.wrapping_add(1)), index);
    }
}

/// For nobody: it can never be told.
const NOBODY: Condition = Condition::Audience(usize::MAX);

/// A condition; what is left of one with a problem may hold for anybody, and so is for nobody.
fn whole(scope: &mut Scope<'_>, node: &Node<'_>) -> Condition {
    let before = scope.problems.len();
    let condition = compile(scope, node);
    if scope.problems.len() > before {
        return NOBODY;
    }
    condition
}

/// What ready-made attributes need to be told.
fn ready(scope: &mut Scope<'_>, root: &Node<'_>) {
    for node in scope.children(&root.get("interests"), Kind::Map) {
        scope.fields(&node, &words::INTEREST);
        let plan = plan(scope, &node);
        if plan.of.is_empty() {
            scope.missing(&node, Spot::End, "of", "interest");
        }
        scope.interests.push((node.key(), plan));
    }
    let rfm = root.get("rfm");
    scope.fields(&rfm, &words::RFM);
    for thresholds in rfm.children(Kind::Map) {
        for threshold in scope.children(&thresholds, Kind::List) {
            scope.number(&threshold, 0.0);
        }
    }
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
