//! Something happened: tracked, clicked, identified, another page.

use super::moment::Turn;
use super::{Effect, Input, Notice, Page, Phase, Purpose, Runtime, Wish};
use crate::engine::change::happening;
use crate::engine::condition::compare::number;
use crate::engine::exposure::convert;
use crate::engine::history::VIEW;
use crate::engine::json::{Lent, Value, parse};
use crate::engine::part;
use crate::engine::rules::{Destination, Experience, Trigger};
use crate::engine::text::cut;
use crate::engine::visitor::{self, Address};
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

/// What may reach a goal.
enum Cause<'a> {
    /// An event of this name.
    Event(&'a str),
    /// A click on what this goal names, counted among those for clicks.
    Click(usize),
}

impl Runtime {
    pub(super) fn happen(&mut self, input: &mut Input) {
        match input {
            Input::Start(start) => self.start(start),
            Input::Loaded(wish, texts) => self.loaded(*wish, texts),
            Input::Device(device) => mem::swap(&mut self.device, device),
            Input::Remembered(kept) => self.remembered(*kept),
            Input::Rest => self.rest(),
            Input::Receipt(receipt) if self.phase == Phase::Running => self.reached(*receipt),
            _ => self.go_on(input),
        }
    }

    /// What comes after the first picture. It stands apart, as does whatever else is long and seldom needed before
    /// that (`inline(never)`): browsers compile a function when it first runs, all of it, and the page waits.
    #[inline(never)]
    fn go_on(&mut self, input: &mut Input) {
        match input {
            Input::Refused => self.consent.forget_record(),
            Input::Changed(key, text) => self.changed(key.as_deref(), text.as_deref()),
            Input::Consent { source, states } => self.consent(*source, *states),
            Input::Forget => self.forget(),
            _ if self.phase != Phase::Running => {}
            Input::Track { name, props } => self.track(name, props),
            Input::Click(index) => self.reach(&Cause::Click(*index), &Value::Null),
            Input::Identify { id, attributes } => {
                self.identify(id, attributes);
                self.decide_later();
            }
            Input::Page(page) => self.go(page),
            Input::Delivered { batch, done } => {
                self.outbox.delivered(*batch, *done, self.now.now_ms);
            }
            Input::Resume(returned) => self.resume(*returned),
            Input::Locked => self.locked(),
            Input::Hide => {
                self.hidden = true;
                self.hurry();
                self.flush(true);
            }
            Input::Wake => {
                self.alarm_ms = 0.0;
                self.hurry();
            }
            Input::Read => self.count(),
            Input::Due(index, late) => self.due(*index, *late),
            Input::Touched(index, used) => self.touched(*index, *used),
            Input::Start(_) | Input::Loaded(..) | Input::Device(_) | Input::Remembered(_) => {}
            Input::Rest | Input::Receipt(_) => {}
        }
    }

    fn track(&mut self, name: &str, props: &str) {
        let (props, _) = parse(&self.env, props);
        let detail = props.clone();
        // Page views are noted by themselves.
        if name == VIEW || self.note(name, props) {
            self.reach(&Cause::Event(name), &detail);
        }
        self.decide_later();
        self.happened(happening::EVENT, name);
    }

    /// Attributes every goal that is reached by this.
    fn reach(&mut self, cause: &Cause<'_>, props: &Value) {
        let mut clicks = 0_usize;
        for (index, goal) in self.rules.goals.iter().enumerate() {
            let reached = match &goal.trigger {
                Trigger::Event(event) => matches!(cause, Cause::Event(name) if name == event),
                Trigger::Click(_) => {
                    clicks = clicks.wrapping_add(1);
                    matches!(cause, Cause::Click(index) if index.wrapping_add(1) == clicks)
                }
            };
            if !reached {
                continue;
            }
            let ends = |experience: &Experience| experience.rest.until == Some(index);
            if self.rules.experiences.iter().any(ends) {
                self.profile.reach(goal.id);
                self.dirty = true;
            }
            let value = props.at(goal.value);
            let value = value.and_then(|value| number(&self.env, value));
            // JSON knows no infinite sum.
            let value = value.filter(|value| value.is_finite()).unwrap_or_default();
            let by = &self.identities();
            let when = (self.now.now_ms, self.consent.granted(Purpose::Measurement));
            for conversion in &convert(self.rules, index, value, &mut self.profile, by, when) {
                let id = self.new_id();
                let event = conversion.event(&self.env, &id);
                self.deliver(Notice::Goal, event, false);
            }
            self.dirty |= self.profile.entries.iter().any(|entry| entry.changed);
        }
    }

    /// Who this visitor is to each experience that they have met.
    fn identities(&self) -> Vec<f64> {
        let mut all = Vec::new();
        if part::STEER {
            let context = self.context();
            for experience in &self.rules.experiences {
                let met = self.profile.entry(experience.id, experience.version);
                all.push(met.map_or(0.0, |_| context.identity(experience)));
            }
        }
        all
    }

    /// Tells listeners and every beacon: of what is `pressing`, without waiting for company.
    pub(super) fn deliver(&mut self, notice: Notice, event: String, pressing: bool) {
        for destination in &self.rules.destinations {
            if let Destination::Beacon(url) = destination {
                let pressing = self.hidden || pressing;
                self.outbox.push(url, &event, self.now.now_ms, pressing);
            }
        }
        self.notify(notice, event);
    }

    /// Notes who the visitor is.
    pub(super) fn identify(&mut self, id: &str, attributes: &str) {
        let mut told = Vec::new();
        if id.is_empty() {
            // Signing out takes with it what the site told about the person.
            told.push(("".into(), Value::Null));
        } else {
            told.push(("user.id".into(), Value::text(id)));
        }
        let (attributes, _) = parse(&self.env, attributes);
        spread("user.", &attributes, &mut told);
        self.note("", Value::Map(told));
        self.dirty = true;
    }

    /// The visitor closed a surface or used it: conditions and moments can ask for that.
    fn touched(&mut self, index: usize, used: bool) {
        let Some(experience) = self.rules.experiences.get(index) else {
            return;
        };
        if !used && let Some(entry) = self.profile.entry_mut(experience.id, experience.version) {
            entry.closed_ms = self.now.now_ms;
            self.dirty = true;
        }
        let what = if used {
            happening::CLICKED
        } else {
            happening::CLOSED
        };
        self.happened(what, experience.id);
    }

    fn go(&mut self, page: &mut Page) {
        mem::swap(&mut self.page, page);
        self.page_view();
        self.effects.push(Effect::Withdraw);
        for course in &mut self.courses {
            course.shown = false;
            course.turn = Turn::default();
        }
        self.decide_page();
        self.effects.push(Effect::Settled);
        self.happened(happening::NAVIGATE, "");
    }

    pub(super) fn page_view(&mut self) {
        let Address {
            host, path, query, ..
        } = Address::of(&self.page.url);
        let Page { url, title, .. } = &self.page;
        let view = told(
            &["page_path", "page_location", "page_title"],
            // What follows may hold anything, also who somebody is.
            [path, cut(cut(url, b'#').0, b'?').0, title],
        );
        // Where this visit comes from, unless it comes from nowhere or from the site itself.
        let from = Address::of(&self.page.referrer).host;
        let of = |name| visitor::query(query, name).unwrap_or_default();
        let [mut source, mut medium] = [of("utm_source"), of("utm_medium")];
        if source.is_empty() && from != host {
            source.push_str(from);
            medium = String::from("referral");
        }
        let name = of("utm_campaign");
        let campaign = told(&["source", "medium", "name"], [&source, &medium, &name]);
        self.reach(&Cause::Event(VIEW), &view);
        self.note(VIEW, view);
        if !source.is_empty() {
            self.note("campaign_details", campaign);
        }
        self.stale = true;
    }

    fn resume(&mut self, returned: bool) {
        self.returned = returned;
        self.hidden = false;
        // Another tab may have taken the consent back while this one slept.
        self.unsure = true;
        self.load(Wish::Record);
    }

    pub(super) fn flush(&mut self, last: bool) {
        let Self {
            outbox,
            effects,
            env,
            profile,
            ..
        } = self;
        let now_ms = self.now.now_ms;
        outbox.flush(env, (self.rules.site, profile), now_ms, last, effects);
    }
}

/// What is told of a person by path, and so all that is inside of it.
fn spread(start: &str, attributes: &Value, told: &mut Vec<(Lent, Value)>) {
    for (name, value) in attributes.members() {
        let mut path = String::from(start);
        path.push_str(name);
        told.push((path.clone().into(), value.clone()));
        path.push('.');
        spread(&path, value, told);
    }
}

/// Properties of an event; an empty one is none.
fn told(names: &[&'static str; 3], values: [&str; 3]) -> Value {
    let mut members = Vec::new();
    for (name, value) in names.iter().zip(values) {
        if !value.is_empty() {
            members.push(((*name).into(), Value::text(value)));
        }
    }
    Value::Map(members)
}
