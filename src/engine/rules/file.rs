//! A whole rules file.

use super::assignment;
use super::audience::{NOBODY, Stage, ahead, stage, whole};
use super::consent::{self, ConsentRules};
use super::destination::{self, Destination};
use super::experience::{self, Experience};
use super::flag::{self, Flag};
use super::goal::{self, Goal};
use super::observe;
use super::pressure::{self, Surfaces};
use super::retention;
use crate::engine::assign::{SEED, Seed};
use crate::engine::condition::intern::{self, Index};
use crate::engine::condition::{Conditions, Named, Scope, Subject, plan};
use crate::engine::history::Retention;
use crate::engine::json::{Kind, Node, Place, Reader, Spot, Text, Value, skim};
use crate::engine::problem::Problem;
use crate::engine::visitor::STAGE;
use crate::engine::{Env, part, words};
use alloc::{boxed::Box, string::String, vec::Vec};
use core::mem;

/// Longest rules file, in bytes.
pub const MAX_BYTES: usize = 8 << 20;
/// Most experiences in a file.
pub const MAX_EXPERIENCES: usize = 20_000;

/// A rules file, compiled.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The file as it was parsed, without its experiences; none where it is no JSON.
    pub file: Option<&'static Value>,
    /// Name of the site; part of the keys of its storage.
    pub site: Text,
    /// The site's IANA zone; the visitor's own when empty.
    pub zone: Text,
    /// Everything is switched off.
    pub off: bool,
    /// What a framework takes over from the server: changes inside wait until it has. Empty for none.
    pub hydrate: Text,
    /// The domain whose hosts share the visitor's id by a cookie; empty for none.
    pub cookie: Text,
    /// How consent is handled.
    pub consent: ConsentRules,
    /// Every attribute and behaviour that anything in the file asks for.
    pub subjects: Vec<Subject>,
    /// Attributes that are what behaviours say.
    pub names: Vec<Named>,
    /// Stages of the journey, in the order of the file.
    pub stages: Vec<Stage>,
    /// The stages are a journey: the furthest one entered counts, and not the first that holds.
    pub journey: bool,
    /// The stage of a visitor, and when it was entered, is to be remembered.
    pub keeps_stage: bool,
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

/// Visitors who see nothing of the programme, to measure it as a whole.
#[derive(Clone, Debug)]
pub struct Holdout {
    /// Its seed, which is made of its name.
    pub seed: Seed<'static>,
    /// How many, in percent.
    pub percent: f64,
    /// Until when, milliseconds since the epoch; infinity for ever.
    pub until_ms: f64,
}

impl Rules {
    /// No rules.
    pub const NONE: Self = Self {
        file: None,
        site: "",
        zone: "",
        off: false,
        hydrate: "",
        cookie: "",
        consent: ConsentRules::NONE,
        subjects: Vec::new(),
        names: Vec::new(),
        stages: Vec::new(),
        journey: false,
        keeps_stage: false,
        answers: Vec::new(),
        conditions: Conditions::NONE,
        goals: Vec::new(),
        holdouts: Vec::new(),
        experiences: Vec::new(),
        flags: Vec::new(),
        query_override: false,
        order: Vec::new(),
        surfaces: Surfaces::NONE,
        retention: Retention(None),
        ahead: &[],
        destinations: Vec::new(),
        origins: Vec::new(),
    };

    /// Whether there is nothing to be done.
    #[must_use]
    pub const fn is_idle(&self) -> bool {
        let asks = !(self.experiences.is_empty() && self.goals.is_empty() && self.ahead.is_empty());
        self.off || !asks
    }

    /// Reads a rules file. Whatever is wrong is in the list; what is right still
    /// works, unless the text is no JSON at all: then there are no rules.
    ///
    /// What rules say, they borrow from the text, and from copies of what they need of its values; both stay for ever.
    #[must_use]
    pub fn read(env: &Env, text: &str) -> (Self, Vec<Problem>) {
        Self::borrow(env, String::from(text).leak())
    }

    /// Reads a rules file that stays as long as the rules.
    #[must_use]
    pub fn borrow(env: &Env, text: &'static str) -> (Self, Vec<Problem>) {
        if part::CHECK && text.len() > MAX_BYTES {
            return refuse("too-large", Place::default());
        }
        let Some((file, passed)) = skim(env, text, "experiences") else {
            return broken(env, text);
        };
        let file = Box::leak(Box::new(file));
        let mut scope = Scope::new(env, text, file);
        scope.later = passed.map(|passed| (text, passed));
        let mut rules = Self::NONE;
        rules.file = Some(file);
        let root = scope.file;
        if scope.expect(&root, Kind::Map).is_some() && !rules.parts(&mut scope, &root) {
            return broken(env, text);
        }
        (rules, scope.problems)
    }

    /// Reads the parts in the order in which they need each other; whether the experiences are JSON.
    fn parts(&mut self, scope: &mut Scope<'_>, root: &Node<'_>) -> bool {
        self.head(scope, root);
        if part::CHECK {
            names(scope, root);
        }
        if part::PAST {
            ready(scope, root);
        }
        self.audiences(scope, &root.get("audiences"));
        if part::FLAG {
            self.stages(scope, &root.get("stages"));
        }
        goal::read(scope, &root.get("goals"), &mut self.goals);
        self.holdouts(scope, &root.get("holdouts"));
        destination::read(scope, &root.get("destinations"), &mut self.destinations);
        if part::CHECK {
            lists(scope, &root.get("lists"));
        }
        self.retention = retention::read(scope, &root.get("retention"));
        if part::PAST {
            self.ahead = observe::read(scope, &root.get("observe"));
        }
        self.conditions.lists = scope.tree.get("lists");
        self.query_override = scope.boolean_of(root, "queryOverride");
        if part::LEAVE {
            self.origins = experience::texts(scope, &root.get("redirects"));
        }
        if part::SURFACE {
            self.surfaces = pressure::surfaces(scope, &root.get("surfaces"));
        }
        let sound = self.experiences(scope, &root.get("experiences"));
        by_priority(&self.experiences, &mut self.order);
        if part::FLAG {
            self.flags(scope, &root.get("flags"));
        }
        mem::swap(&mut self.subjects, &mut scope.subjects);
        mem::swap(&mut self.conditions.clauses, &mut scope.clauses);
        mem::swap(&mut self.names, &mut scope.names);
        self.answers();
        sound
    }

    fn head(&mut self, scope: &mut Scope<'_>, root: &Node<'_>) {
        let version = scope.needed(root, "omotenashi", "file");
        scope.fields(root, &words::FILE);
        scope.text_of(root, "$schema");
        #[allow(clippy::float_cmp)]
        if scope.number(&version, 1.0) != 1.0 {
            scope.problem(&version, Spot::Start, "file-version", "", "file");
        }
        self.site = scope.text_of(root, "site");
        self.zone = scope.timezone(&root.get("timezone"));
        scope.zone = self.zone;
        self.off = scope.boolean_of(root, "off");
        self.hydrate = scope.text_of(root, "hydrate");
        let cookie = root.get("cookie");
        scope.fields(&cookie, &words::COOKIE);
        self.cookie = scope.text_of(&cookie, "domain");
        self.consent = consent::read(scope, &root.get("consent"));
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
            if part::CHECK && ahead(&condition, audiences.len()) {
                scope.problem(&node, Spot::Start, "audience-order", "", "audience");
                condition = NOBODY;
            }
            audiences.push(condition);
        }
    }

    fn stages(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            let stage = stage(scope, &node);
            self.journey |= stage.leave.is_some();
            self.stages.push(stage);
        }
    }

    fn answers(&mut self) {
        for (index, subject) in self.subjects.iter().enumerate() {
            if subject.is_answer() {
                self.answers.push(index);
                self.keeps_stage |= matches!(subject, Subject::Attribute(path) if self.journey || *path == STAGE[1]);
            }
        }
    }

    fn flags(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            let flag = flag::read(scope, &node, &mut self.experiences);
            self.flags.push(flag);
        }
    }

    fn holdouts(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) {
        for node in scope.children(node, Kind::Map) {
            scope.fields(&node, &words::HOLDOUT);
            let percent = scope.needed(&node, "percent", "holdout");
            self.holdouts.push(Holdout {
                seed: Seed::new(2, ["holdout/", node.key()]),
                percent: assignment::percentage(scope, &percent, 0.0),
                until_ms: scope.end_of(&node, "until"),
            });
        }
    }

    /// Reads the experiences, each alone: only what they are compiled to stays.
    fn experiences(&mut self, scope: &mut Scope<'_>, node: &Node<'_>) -> bool {
        scope.expect(node, Kind::List);
        let Some((text, passed)) = scope.later else {
            return true;
        };
        let list = &mut self.experiences;
        list.reserve_exact(passed.count.min(MAX_EXPERIENCES));
        let mut ids = Index::default();
        let mut reader = Reader::of_passed(scope.env, text, passed);
        let mut index = 0;
        while let Some(value) = reader.element(&mut index) {
            let node = Node::part(node, list.len(), &value);
            if list.len() >= MAX_EXPERIENCES {
                scope.problem(&node, Spot::Start, "too-many", "", "");
                // The rest only has to be JSON.
                while reader.element(&mut index).is_some() {}
                break;
            }
            let mut experience = experience::read(scope, &node);
            let id = experience.id;
            if !part::CHECK {
                list.push(experience);
                continue;
            }
            let is = |index: usize| list.get(index).is_some_and(|other| other.id == id);
            if ids.file(intern::text(SEED, id), list.len(), &is) < list.len() {
                scope.problem(&node, Spot::Start, "duplicate-id", id, "experience");
                experience.broken = true;
            }
            list.push(experience);
        }
        reader.broken().is_none()
    }
}

/// No rules, and why.
fn refuse(code: &'static str, place: Place) -> (Rules, Vec<Problem>) {
    let problem = Problem::new(code, place, "", "json");
    (Rules::NONE, [problem].into())
}

/// No rules, since the text is no JSON: where, and what is wrong.
#[inline(never)]
fn broken(env: &Env, text: &str) -> (Rules, Vec<Problem>) {
    if !part::CHECK {
        return (Rules::NONE, Vec::new());
    }
    let mut reader = Reader::new(env, text);
    reader.skip();
    reader.end();
    refuse(reader.broken().unwrap_or_default(), reader.place())
}

/// Insertion into a sorted list, from behind: files are mostly in order, and a general sort costs
/// two kilobytes.
fn by_priority(list: &[Experience], order: &mut Vec<usize>) {
    let priority = |index: usize| {
        list.get(index)
            .map_or(0.0, |experience| experience.rest.priority)
    };
    for index in 0..list.len() {
        let before = |slot: &usize| priority(*slot) >= priority(index);
        let at = order.iter().rposition(before);
        order.insert(at.map_or(0, |at| at.wrapping_add(1)), index);
    }
}

/// Checks what others name: slots and declared attributes.
fn names(scope: &mut Scope<'_>, root: &Node<'_>) {
    for selector in scope.children(&root.get("slots"), Kind::Map) {
        scope.text(&selector);
    }
    attributes(scope, &root.get("attributes"));
}

fn lists(scope: &mut Scope<'_>, node: &Node<'_>) {
    for list in scope.children(node, Kind::Map) {
        scope.expect(&list, Kind::List);
    }
}

#[inline(never)]
fn interest(scope: &mut Scope<'_>, node: &Node<'_>) {
    scope.fields(node, &words::INTEREST);
    let plan = plan(scope, node);
    if plan.of.is_empty() {
        scope.missing(node, "of", "interest");
    }
    scope.interests.push((node.key(), plan));
}

/// What ready-made attributes need to be told.
fn ready(scope: &mut Scope<'_>, root: &Node<'_>) {
    for node in scope.children(&root.get("interests"), Kind::Map) {
        interest(scope, &node);
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
