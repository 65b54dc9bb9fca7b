//! Answers to the site's questions, as JSON.

use super::Runtime;
use crate::engine::condition::Subject;
use crate::engine::decide::Decision;
use crate::engine::history::Entry;
use crate::engine::json::Writer;
use crate::engine::problem::Problem;
use crate::engine::rules::Experience;
use alloc::string::String;

impl Runtime {
    /// Why an experience does or does not apply, as JSON; `null` for an unknown id.
    ///
    /// `{"id", "applied", "reason", "variant", "at"}`: `reason` is one of
    /// [`Reason`](crate::engine::decide::Reason), `at` the attribute that decided against it.
    #[must_use]
    pub fn explain(&self, id: &str) -> String {
        match self.find(id) {
            Some((experience, decision)) => self.decision_json(experience, decision),
            None => String::from("null"),
        }
    }

    fn find(&self, id: &str) -> Option<(&Experience, &Decision)> {
        let mut all = self.rules.experiences.iter().zip(&self.courses);
        let (experience, course) = all.find(|(experience, _)| *experience.id == *id)?;
        Some((experience, &course.decision))
    }

    pub(super) fn decision_json(&self, experience: &Experience, decision: &Decision) -> String {
        let mut out = Writer::new(&self.env);
        out.open('{').key("id").text(experience.id);
        out.key("applied").boolean(decision.variant.is_some());
        out.key("reason").text(decision.reason.name());
        let variant = decision
            .variant
            .and_then(|variant| experience.variants.get(variant));
        if let Some(variant) = variant {
            out.key("variant").text(variant.id);
        }
        match decision
            .blame
            .and_then(|subject| self.rules.subjects.get(subject))
        {
            Some(Subject::Attribute(path)) => drop(out.key("at").text(path)),
            Some(Subject::Behaviour(behaviour)) => drop(out.key("at").text(behaviour.event)),
            None => {}
        }
        out.close('}');
        out.finish()
    }

    /// The variant an experience shows, or `None` where it does not apply.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<String> {
        let (experience, decision) = self.find(id)?;
        let variant = experience.variants.get(decision.variant?)?;
        Some(String::from(variant.id))
    }

    /// The states of consent, as JSON by purpose.
    #[must_use]
    pub fn consent_states(&self) -> String {
        self.consent.json(&self.env)
    }

    /// What is remembered of this visitor, as JSON for people to read.
    #[must_use]
    pub fn profile(&self) -> String {
        let profile = &self.profile;
        let mut out = Writer::new(&self.env);
        out.open('{').key("visitor").text(&profile.visitor_id);
        out.key("visit")
            .number(profile.visit)
            .key("pages")
            .number(profile.pages);
        out.key("lastSeen")
            .number(profile.last_ms)
            .key("user")
            .open('{');
        for (path, value) in &profile.user {
            out.key(path).value(value);
        }
        out.close('}').key("experiences").open('[');
        for entry in &profile.entries {
            entry_json(&mut out, entry);
        }
        out.close(']')
            .key("cart")
            .open('{')
            .key("value")
            .number(profile.cart.value);
        out.key("count")
            .number(profile.cart.count)
            .close('}')
            .close('}');
        out.finish()
    }

    pub(super) fn problem_json(&self, problem: &Problem) -> String {
        let mut out = Writer::new(&self.env);
        out.open('{').key("code").text(problem.code);
        out.key("pointer").text(&problem.place.pointer);
        out.key("line").number(f64::from(problem.place.line));
        out.key("column").number(f64::from(problem.place.column));
        out.key("word")
            .text(&problem.word)
            .key("expected")
            .text(problem.expected)
            .close('}');
        out.finish()
    }
}

fn entry_json(out: &mut Writer<'_>, entry: &Entry) {
    out.open('{')
        .key("id")
        .text(&entry.id)
        .key("variant")
        .text(&entry.variant);
    out.key("since").number(entry.exposed_ms).close('}');
}
