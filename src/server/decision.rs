//! Decisions without a page: what a server, a test or a studio asks of a rules file.
//!
//! The same compiled rules and the same `decide` as in a visitor's browser. What a browser would notice by itself has
//! to be told: attributes, by their path.

use crate::engine::Env;
use crate::engine::condition::{Evaluation, Known, Subject};
use crate::engine::decide::{self, Context, Decision, FlagDecision, Reason, answer, learn};
use crate::engine::history::{Entry, Profile};
use crate::engine::json::{Text, Value, parse};
use crate::engine::rules::{Experience, NOBODY, Rules};
use crate::engine::visitor::{Sources, is_past, of_anniversary, resolve};
use crate::engine::{assign, problem::Problem};
use alloc::{borrow::Cow, boxed::Box, string::String, vec::Vec};
use core::mem;

/// A rules file and one visitor at a time.
pub struct Server {
    pub(super) env: Env,
    pub(super) rules: &'static Rules,
    problems: Vec<Problem>,
    /// Subjects that are attributes, and can be told.
    pub(super) asked: Vec<usize>,
    /// Of these, which were not told but can be found out: from the address or the time.
    found: Vec<usize>,
    /// The subject that holdouts hash; none where the file has none.
    held: Option<usize>,
    pub(super) known: Vec<Known>,
    pub(super) profile: Profile,
    pub(super) visit: Visit,
}

/// What one call of [`Server::decide`] says besides attributes.
#[derive(Default)]
pub(super) struct Visit {
    pub(super) now_ms: f64,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) forced: Option<Value>,
    pub(super) consent: [bool; 2],
}

impl Server {
    /// Reads a rules file; what is wrong with it is in [`Server::problems`], what is right works.
    #[must_use]
    pub fn new(env: Env, text: String) -> Self {
        let (mut rules, problems) = Rules::borrow(&env, text.leak());
        let held = held(&mut rules);
        let rules: &'static Rules = Box::leak(Box::new(rules));
        let is_attribute =
            |index: &usize| matches!(rules.subjects.get(*index), Some(Subject::Attribute(_)));
        let mut server = Self {
            env,
            rules,
            problems,
            asked: (0..rules.subjects.len()).filter(is_attribute).collect(),
            found: Vec::new(),
            held,
            known: Vec::new(),
            profile: Profile::default(),
            visit: Visit::default(),
        };
        server.known.resize(rules.subjects.len(), Known::Unknown);
        for place in 0..server.asked.len() {
            server.tell(place, None);
        }
        server
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &'static Rules {
        self.rules
    }

    /// What is wrong with the rules.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The attributes that anything in the file reads, by their paths.
    #[must_use]
    pub fn asks(&self) -> Vec<Text> {
        self.asked
            .iter()
            .map(|subject| self.rules.name(*subject))
            .collect()
    }

    /// Tells the attribute of this place in [`Server::asks`], or that nobody knows it.
    ///
    /// Not told, an attribute of the page is got from its address and one of the time from the
    /// time; of the past nothing is known; everything else is missing.
    pub fn tell(&mut self, place: usize, value: Option<Value>) {
        let Some(&subject) = self.asked.get(place) else {
            return;
        };
        self.found.retain(|found| *found != subject);
        let known = match value {
            Some(value) => Known::Is(value),
            None if self.is_past(subject) => Known::Unknown,
            None => {
                if can_be_found(self.rules.name(subject)) {
                    self.found.push(subject);
                }
                Known::Missing
            }
        };
        if let Some(slot) = self.known.get_mut(subject) {
            *slot = known;
        }
    }

    /// Whether a subject is of the past, which a server does not know unless it is told.
    fn is_past(&self, subject: usize) -> bool {
        let mut names = self.rules.names.iter();
        is_past(self.rules.name(subject)) || names.any(|named| named.attribute == subject)
    }

    /// Decides everything at an instant. `options` is a JSON object, or empty:
    /// `{"forced", "assignments", "consent", "url", "language"}`.
    pub fn decide(&mut self, now_ms: f64, options: &str) -> Decisions {
        self.ready(now_ms, options);
        self.all()
    }

    /// Makes ready to decide: [`Server::context`] is then what everything depends on.
    pub fn ready(&mut self, now_ms: f64, options: &str) {
        let options = if options.is_empty() {
            Value::Null
        } else {
            parse(&self.env, options).0
        };
        self.prepare(now_ms, &options);
    }

    /// Everything, for what is known.
    pub(super) fn all(&self) -> Decisions {
        let context = self.context();
        let rules = self.rules.experiences.iter();
        Decisions {
            experiences: rules.map(|rule| context.decide(rule)).collect(),
            flags: self
                .rules
                .flags
                .iter()
                .map(|flag| decide::evaluate(&context, flag))
                .collect(),
        }
    }

    fn prepare(&mut self, now_ms: f64, options: &Value) {
        let text = |key| String::from(options.text_at(key).unwrap_or_default());
        let consent = options.get("consent").map_or(&[][..], Value::items);
        let said = |place: usize| consent.get(place) != Some(&Value::Bool(false));
        self.visit = Visit {
            now_ms,
            url: text("url"),
            language: text("language"),
            forced: options.get("forced").cloned(),
            consent: [said(0), said(1)],
        };
        let assignments = options.get("assignments").map_or(&[][..], Value::items);
        self.profile.entries = assignments.iter().map(entry).collect();
        if let Some(held) = self.held {
            let id = self.context().hashed([held, NOBODY]).map(Cow::into_owned);
            self.profile.visitor_id = id.unwrap_or_default();
        }
        if !self.found.is_empty() {
            self.find_out();
        }
        self.learn();
    }

    /// What the rules answer themselves.
    pub(super) fn learn(&mut self) {
        if !self.rules.answers.is_empty() {
            self.answer();
        }
    }

    #[inline(never)]
    fn answer(&mut self) {
        let answers = &self.rules.answers;
        let mut known = mem::take(&mut self.known);
        for index in answers {
            if let Some(known) = known.get_mut(*index) {
                *known = Known::Unknown;
            }
        }
        learn(&mut known, answers, &|known, index| {
            answer(&self.context_of(known), index)
        });
        self.known = known;
    }

    /// Puts the dates that were told where anniversaries look for them.
    fn remember_dates(&mut self) {
        self.profile.user.clear();
        for subject in &self.found {
            let Some(path) = of_anniversary(self.rules.name(*subject)) else {
                continue;
            };
            let is_date =
                |known: &Subject| matches!(known, Subject::Attribute(name) if *name == path);
            let place = self.rules.subjects.iter().position(is_date);
            if let Some(Known::Is(date)) = place.and_then(|place| self.known.get(place)) {
                self.profile.tell(path, date.clone());
            }
        }
    }

    /// What was not told but follows from the address or the time, or from a date.
    #[inline(never)]
    fn find_out(&mut self) {
        let subjects: Vec<Subject> = self
            .found
            .iter()
            .filter_map(|index| self.rules.subjects.get(*index).cloned())
            .collect();
        self.remember_dates();
        let sources = Sources {
            env: &self.env,
            now_ms: self.visit.now_ms,
            url: &self.visit.url,
            referrer: "",
            title: "",
            language: &self.visit.language,
            device_language: "",
            width: 0.0,
            touch: false,
            reduced_motion: false,
            connection: "",
            doubtful: false,
            facts: &Value::Null,
            profile: &self.profile,
            remembers: false,
            looks: false,
            zone: self.rules.zone,
        };
        let values = resolve(&subjects, &[], &sources);
        for (subject, value) in self.found.iter().zip(values) {
            if let Some(known) = self.known.get_mut(*subject) {
                *known = value;
            }
        }
    }

    /// What the last call of [`Server::decide`] decided by.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        self.context_of(&self.known)
    }

    fn context_of<'a>(&'a self, known: &'a [Known]) -> Context<'a> {
        let [remembers, measures] = self.visit.consent;
        let Visit { now_ms, .. } = self.visit;
        Context {
            rules: self.rules,
            evaluation: Evaluation::new(&self.env, now_ms, &self.rules.conditions, known),
            profile: &self.profile,
            language: &self.visit.language,
            url: &self.visit.url,
            forced: self.visit.forced.as_ref().unwrap_or(&Value::Null),
            remembers,
            measures,
            kept: Some(true),
        }
    }
}

impl Context<'_> {
    /// Decides one experience, unless everything is switched off.
    #[must_use]
    #[inline]
    pub fn decide(&self, experience: &Experience) -> Decision {
        if self.rules.off {
            return Decision::no(Reason::Off);
        }
        decide::decide(self, experience)
    }
}

/// Everything that was decided, in the order of the file.
pub struct Decisions {
    /// For each experience, and behind them for each rule of a flag.
    pub experiences: Vec<Decision>,
    /// For each flag.
    pub flags: Vec<FlagDecision>,
}

/// Where there are holdouts, the visitor's id is asked for, also where no experience hashes it.
fn held(rules: &mut Rules) -> Option<usize> {
    if rules.holdouts.is_empty() {
        return None;
    }
    let is_id = |subject: &Subject| matches!(subject, Subject::Attribute("visitor.id"));
    let known = rules.subjects.iter().position(is_id);
    known.or_else(|| {
        rules.subjects.push(Subject::Attribute("visitor.id"));
        rules.subjects.len().checked_sub(1)
    })
}

#[inline(never)]
fn entry(value: &Value) -> Entry {
    let by = value.text_at("by").map_or(0, assign::fnv1a);
    Entry {
        id: String::from(value.text_at("id").unwrap_or_default()),
        version: value.number_at("version"),
        variant: String::from(value.text_at("variant").unwrap_or_default()),
        exposed_ms: 1.0,
        qualified_ms: 1.0,
        by: f64::from(by),
        ..Entry::default()
    }
}

/// Whether an attribute follows from the address or the time, or from a date that was told.
fn can_be_found(path: &str) -> bool {
    ["page.", "campaign.", "time.", "siteTime.", "anniversary."]
        .iter()
        .any(|family| path.starts_with(family))
}
