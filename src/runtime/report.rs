//! Answers to the site's questions, as JSON.

use super::{Phase, Runtime};
use crate::engine::condition::Subject;
use crate::engine::decide::{Decision, evaluate};
use crate::engine::exposure::Receipt;
use crate::engine::history::{self, Behaviour, Entry, Happened};
use crate::engine::json::Writer;
use crate::engine::part;
use crate::engine::rules::Experience;
use crate::engine::words::STATISTIC;
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
        decision.open(&mut out, experience);
        if let Some(subject) = decision.blame {
            out.key("at").text(self.rules.name(subject));
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

    /// The value of a flag as JSON; `None` for an unknown one. Whoever is in an experiment by
    /// reading it is counted with the next [`Input::Read`](super::Input::Read).
    pub fn flag(&mut self, id: &str) -> Option<String> {
        let mut flags = self.rules.flags.iter();
        let flag = flags.find(|flag| part::FLAG && flag.id == id)?;
        let mut value = flag.default;
        if self.phase == Phase::Running {
            self.learn();
            let found = evaluate(&self.context(), flag);
            value = found.value;
            let rules = &self.rules.experiences;
            if let Some(index) = found.rule
                && let Some(rule) = rules.get(index)
            {
                if let Some(course) = self.courses.get_mut(index) {
                    course.decision = found.decision;
                }
                self.qualify(rule);
                if rule.is_experiment() {
                    self.reached.push(Receipt::read(index));
                }
            }
        }
        let mut out = Writer::new(&self.env);
        out.value(value);
        Some(out.finish())
    }

    /// The states of consent, as JSON by purpose.
    #[must_use]
    pub fn consent_states(&self) -> String {
        self.consent.json(&self.env)
    }

    /// What is remembered of this visitor, as JSON for people to read; in `data` as it is stored, for
    /// [`Runtime::import`].
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
        out.close(']').key("behaviours").open('[');
        for subject in &self.rules.subjects {
            if part::PAST
                && let Subject::Behaviour(behaviour) = subject
            {
                self.behaviour_json(&mut out, behaviour);
            }
        }
        out.close(']').key("ahead").open('[');
        for Happened { at_ms, name, props } in profile.ahead.iter().filter(|_| part::PAST) {
            out.open('{')
                .key("event")
                .text(name)
                .key("with")
                .value(props);
            out.key("last").number(*at_ms).close('}');
        }
        out.close(']')
            .key("cart")
            .open('{')
            .key("value")
            .number(profile.cart.value);
        out.key("count").number(profile.cart.count).close('}');
        let [since_ms, key] = profile.stage;
        for stage in self.rules.stages.iter().filter(|_| part::PAST) {
            if stage.key.to_bits() == key.to_bits() {
                out.key("stage").open('{').key("name").text(stage.name);
                out.key("since").number(since_ms).close('}');
            }
        }
        out.key("data")
            .raw(&history::write(&self.env, profile, &self.rules.subjects))
            .close('}');
        out.finish()
    }

    /// What is kept of a behaviour, where anything is: the event, what it must be like, what is asked, and the answer.
    fn behaviour_json(&self, out: &mut Writer<'_>, behaviour: &Behaviour) {
        let record = self.profile.records.get(behaviour.number);
        let Some(last) = record.and_then(|record| record.seen.last()) else {
            return;
        };
        let step = &behaviour.plan.step;
        out.open('{').key("event").value(step.event);
        if !step.with.members().is_empty() {
            out.key("with").value(step.with);
        }
        let asks = STATISTIC.list.get(behaviour.statistic as usize);
        out.key("asks").text(asks.unwrap_or(&""));
        let answer = behaviour.ask(&self.profile, &self.env, self.now.now_ms, Some(0));
        if let Some(answer) = answer {
            out.key("answer").value(&answer);
        }
        out.key("last").number(last.at_ms).close('}');
    }
}

fn entry_json(out: &mut Writer<'_>, entry: &Entry) {
    out.open('{')
        .key("id")
        .text(&entry.id)
        .key("version")
        .number(entry.version)
        .key("variant")
        .text(&entry.variant);
    out.key("since").number(entry.exposed_ms).close('}');
}
