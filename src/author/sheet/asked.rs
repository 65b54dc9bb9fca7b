//! What each rule of a file asks of the past.
//!
//! Owns: the walk through conditions and texts, and who is named where. In: the file as it was parsed. Out: [`Asked`].
//! Must not: judge what is wrong in the file.

use crate::author::placeholder;
use crate::engine::condition::is_ready;
use crate::engine::json::Value;
use crate::engine::visitor::{is_past, is_stage, of_anniversary};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Something of the past, and the rules that ask for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) what: What,
    /// Ids of experiences and flags, and names of audiences and stages that nobody uses yet.
    pub(super) rules: Vec<String>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// An attribute, by its path.
    Attribute(String),
    /// What was done: the inside of a `$did`.
    Behaviour(Value),
    /// The stage of the journey.
    Stage,
}

/// Everything of the past that a file asks for, each once, in the order of the file; the stage where it is remembered.
pub(super) fn of(file: &Value, keeps_stage: bool) -> Vec<Asked> {
    let mut walk = Walk {
        file,
        rule: String::new(),
        rest: false,
        asked: Vec::new(),
    };
    for experience in list(file, "experiences") {
        walk.rule = experience.text_at("id").unwrap_or_default().to_string();
        walk.experience(experience);
    }
    for (id, flag) in members(file, "flags") {
        walk.rule = id.to_string();
        list(flag, "rules").for_each(|rule| walk.experience(rule));
    }
    // They are read, and so kept for, also where nobody names them.
    walk.rest = true;
    for (name, who) in members(file, "audiences") {
        walk.rule = name.to_string();
        walk.condition(&who.clone(), 1);
    }
    for (name, stage) in members(file, "stages") {
        walk.rule = name.to_string();
        walk.stage(stage);
    }
    walk.asked
        .retain(|one| keeps_stage || one.what != What::Stage);
    walk.asked
}

/// Whether the inside of a `$did` is about an event.
pub(in crate::author) fn hears(did: &Value, event: &str) -> bool {
    let is = |of: Option<&Value>| {
        of.is_some_and(|of| of.as_text() == Some(event) || of.get(event).is_some())
    };
    let since = did.get("within").and_then(|within| within.get("since"));
    is(did.get("event")) || is(since) || is(did.get("then").and_then(|then| then.get("event")))
}

/// Whose variants are remembered: experiences, and flags with a rule that gives several values, or that stays.
pub(super) fn met(file: &Value) -> Vec<String> {
    let experiences = list(file, "experiences").filter_map(|each| each.text_at("id"));
    let stays = |rule: &Value| rule.get("values").is_some() || rule.get("stay").is_some();
    let flags = members(file, "flags").filter(|(_, flag)| list(flag, "rules").any(stays));
    let ids = experiences.chain(flags.map(|(id, _)| id));
    ids.map(ToString::to_string).collect()
}

/// The paths in `hashBy`: one, or a list of one and the one in its stead.
pub(super) fn hashed(of: &Value) -> impl Iterator<Item = &str> {
    let by = of.get("hashBy");
    let all = by.map_or(&[][..], Value::items).iter();
    by.into_iter().chain(all).filter_map(Value::as_text)
}

/// What else than the device is hashed to choose a variant, and for whom: of it a hash is kept with what was shown.
pub(super) fn persons(file: &Value) -> Vec<Asked> {
    let experiences =
        list(file, "experiences").filter_map(|each| Some((each.text_at("id")?, each)));
    let flags = members(file, "flags")
        .flat_map(|(id, flag)| list(flag, "rules").map(move |rule| (id, rule)));
    let mut found: Vec<Asked> = Vec::new();
    for (id, each) in experiences.chain(flags) {
        for path in hashed(each).filter(|path| *path != "visitor.id") {
            let what = What::Attribute(path.to_string());
            match found.iter_mut().find(|one| one.what == what) {
                Some(known) if known.rules.iter().any(|rule| rule == id) => {}
                Some(known) => known.rules.push(id.to_string()),
                None => found.push(Asked {
                    what,
                    rules: [id.to_string()].into(),
                }),
            }
        }
    }
    found
}

/// The elements of a list that is a member.
pub(super) fn list<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    of.get(name).map_or(&[][..], Value::items).iter()
}

/// The members of an object that is a member.
pub(super) fn members<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let members = of.get(name).map_or(&[][..], Value::members);
    members.iter().map(|(key, value)| (&**key, value))
}

struct Walk<'a> {
    file: &'a Value,
    /// Whose condition is walked.
    rule: String,
    /// Only what nobody has asked for yet is noted.
    rest: bool,
    asked: Vec<Asked>,
}

impl Walk<'_> {
    fn experience(&mut self, experience: &Value) {
        for part in ["where", "who"] {
            if let Some(condition) = experience.get(part) {
                self.condition(condition, 0);
            }
        }
        for part in ["show", "variants"] {
            if let Some(shown) = experience.get(part) {
                self.texts(shown);
            }
        }
        self.hashed(experience);
        list(experience, "filters").for_each(|filter| self.hashed(filter));
        let needed = list(experience, "needs").filter_map(Value::as_text);
        needed.for_each(|path| self.path(path));
    }

    /// The attributes that a split, or a filter, goes by.
    fn hashed(&mut self, of: &Value) {
        hashed(of).for_each(|path| self.path(path));
    }

    /// A condition; audiences that name each other in a circle end at the depth of the file itself.
    fn condition(&mut self, condition: &Value, depth: usize) {
        for (key, value) in condition.members() {
            match &**key {
                "$did" => {
                    self.tests(value.get("with").unwrap_or(&Value::Null));
                    self.note(What::Behaviour(value.clone()));
                }
                "$audience" if depth < 48 => {
                    let audiences = self.file.get("audiences");
                    let named = value.as_text().and_then(|name| audiences?.get(name));
                    if let Some(audience) = named {
                        self.condition(&audience.clone(), depth.saturating_add(1));
                    }
                }
                "$and" | "$or" | "$nor" => {
                    for part in value.items() {
                        self.condition(part, depth);
                    }
                }
                "$not" => self.condition(value, depth),
                other if other.starts_with('$') => {}
                path => {
                    self.path(path);
                    self.tests(value);
                }
            }
        }
    }

    /// Attributes that another is compared with.
    fn tests(&mut self, tests: &Value) {
        for (key, value) in tests.members() {
            match value.as_text() {
                Some(path) if &**key == "$ref" => self.path(path),
                _ => self.tests(value),
            }
        }
    }

    fn stage(&mut self, stage: &Value) {
        if stage.get("enter").is_none() {
            return self.condition(stage, 1);
        }
        for (_, who) in stage.members() {
            self.condition(who, 1);
        }
    }

    /// Attributes that are filled into texts: `{{path}}`, `{{path|otherwise}}`.
    fn texts(&mut self, value: &Value) {
        if let Some(text) = value.as_text() {
            placeholder::all(text).for_each(|(_, path)| self.path(path));
        }
        value.items().iter().for_each(|item| self.texts(item));
        for (_, member) in value.members() {
            self.texts(member);
        }
    }

    fn path(&mut self, path: &str) {
        if is_stage(path) {
            for (_, stage) in members(self.file, "stages") {
                self.stage(stage);
            }
            self.note(What::Stage);
        }
        let path = of_anniversary(path).unwrap_or(path);
        if is_past(path) || is_ready(path) || path.starts_with("user.") {
            self.note(What::Attribute(path.to_string()));
        }
    }

    fn note(&mut self, what: What) {
        let known = self.asked.iter().any(|asked| asked.what == what);
        if known && self.rest {
            return;
        }
        if !known {
            self.asked.push(Asked {
                what: what.clone(),
                rules: Vec::new(),
            });
        }
        let found = self.asked.iter_mut().find(|asked| asked.what == what);
        if let Some(asked) = found
            && !asked.rules.contains(&self.rule)
        {
            asked.rules.push(self.rule.clone());
        }
    }
}
