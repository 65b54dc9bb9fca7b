//! Answers to the site's questions, as JSON.

use super::Runtime;
use crate::engine::condition::Subject;
use crate::engine::history::Entry;
use crate::engine::json::Writer;
use crate::engine::problem::Problem;
use alloc::string::String;

impl Runtime {
    /// Why an experience does or does not apply, as JSON; `null` for an unknown id.
    ///
    /// `{"id", "applied", "reason", "variant", "at"}`: `reason` is one of
    /// [`Reason`](crate::engine::decide::Reason), `at` the attribute that decided against it.
    #[must_use]
    pub fn explain(&self, id: &str) -> String {
        let index = self
            .rules
            .experiences
            .iter()
            .position(|experience| *experience.id == *id);
        index.map_or_else(|| String::from("null"), |index| self.decision_json(index))
    }

    pub(super) fn decision_json(&self, index: usize) -> String {
        let (Some(experience), Some(decision)) =
            (self.rules.experiences.get(index), self.decisions.get(index))
        else {
            return String::from("null");
        };
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
        let index = self
            .rules
            .experiences
            .iter()
            .position(|experience| *experience.id == *id)?;
        let variant = self.decisions.get(index)?.variant?;
        let variant = self.rules.experiences.get(index)?.variants.get(variant)?;
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
