//! Something happened: tracked, clicked, identified, another page.

use super::{Effect, Input, Instant, Notice, Page, Purpose, Runtime};
use crate::engine::exposure::convert;
use crate::engine::json::{Reader, Value};
use crate::engine::rules::Trigger;
use crate::engine::visitor::Address;
use alloc::{rc::Rc, string::String, vec::Vec};

impl Runtime {
    pub(super) fn happen(&mut self, at: Instant, input: Input) {
        match input {
            Input::Track { name, props } => self.track(at, &name, &props),
            Input::Click(index) => self.click(at, index),
            Input::Identify { id, attributes } => self.identify(at, &id, &attributes),
            Input::Page(page) => self.go(at, page),
            Input::Receipt(receipt) => self.receive(at, receipt),
            Input::Delivered { batch, done } => self.outbox.delivered(batch, done, at.now_ms),
            Input::Resume(returned) => self.resume(at, returned),
            Input::Hide => self.flush(at, true),
            Input::Wake => self.flush(at, false),
            _ => {}
        }
    }

    fn track(&mut self, at: Instant, name: &str, props: &str) {
        let props = Reader::new(&self.env, props).value();
        self.profile
            .event(at.now_ms, name, &props, &self.rules.subjects);
        self.dirty = true;
        let transaction = props.text_at("transaction_id");
        // A page of thanks that is loaded again is not a second order.
        if self.profile.is_new_order(transaction.as_deref()) {
            self.reach(
                at,
                &|trigger| matches!(trigger, Trigger::Event(event) if *event == name),
                &props,
            );
        }
        self.decide_later(at);
    }

    fn click(&mut self, at: Instant, index: usize) {
        let clicks = self
            .rules
            .goals
            .iter()
            .filter_map(|goal| match goal.trigger {
                Trigger::Click(selector) => Some(selector),
                Trigger::Event(_) => None,
            });
        if let Some(selector) = clicks.into_iter().nth(index) {
            let wanted = Trigger::Click(selector);
            self.reach(at, &|trigger| *trigger == wanted, &Value::Null);
        }
    }

    /// Attributes every goal with such a trigger.
    fn reach(&mut self, at: Instant, wanted: &dyn Fn(&Trigger) -> bool, props: &Value) {
        if !self.consent.granted(Purpose::Measurement) {
            return;
        }
        let mut events: Vec<String> = Vec::new();
        for index in 0..self.rules.goals.len() {
            let Some(goal) = self.rules.goals.get(index) else {
                continue;
            };
            if !wanted(&goal.trigger) {
                continue;
            }
            let value = goal.value.and_then(|path| props.at(path)?.as_number());
            let value = value.unwrap_or_default();
            for conversion in convert(self.rules, index, value, &mut self.profile, at.now_ms) {
                let id = self.new_id(at);
                events.push(conversion.event(&self.env, &id));
            }
        }
        for event in events {
            self.dirty = true;
            self.deliver(at, Notice::Goal, event);
        }
    }

    /// Tells listeners and every beacon.
    pub(super) fn deliver(&mut self, at: Instant, notice: Notice, event: String) {
        let urls: Vec<_> = self.beacons().collect();
        let json: Rc<str> = Rc::from(event.as_str());
        for url in urls {
            self.outbox.push(url, &json, at);
        }
        self.notify(notice, event);
    }

    fn identify(&mut self, at: Instant, id: &str, attributes: &str) {
        if id.is_empty() {
            // Signing out takes with it what the site told about the person.
            self.profile.user.clear();
        } else {
            self.profile.tell("user.id", Value::text(id));
        }
        let attributes = Reader::new(&self.env, attributes).value();
        for (name, value) in attributes.members() {
            let mut path = String::from("user.");
            path.push_str(name);
            self.profile.tell(&path, value.clone());
        }
        self.dirty = true;
        self.decide_later(at);
    }

    fn go(&mut self, at: Instant, page: Page) {
        self.page = page;
        self.page_view(at);
        self.effects.push(Effect::Withdraw);
        for shown in &mut self.shown {
            *shown = false;
        }
        self.decide_page(at);
        self.effects.push(Effect::Settled);
    }

    pub(super) fn page_view(&mut self, at: Instant) {
        let path = Rc::<str>::from(Address::of(&self.page.url).path);
        self.profile.page(at.now_ms, &path);
        self.dirty = true;
    }

    fn resume(&mut self, at: Instant, returned: bool) {
        if returned {
            self.page_view(at);
        }
        // Another tab may have taken the consent back while this one slept.
        self.unsure = true;
        self.effects
            .push(Effect::Load([self.key("consent")].to_vec()));
    }

    pub(super) fn flush(&mut self, at: Instant, last: bool) {
        let effects = self
            .outbox
            .flush(&self.env, self.rules.site, at.now_ms, last);
        self.effects.extend(effects);
    }
}
