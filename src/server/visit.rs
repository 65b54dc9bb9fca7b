//! A visitor as a page sees them, for the inspector, which asks why the page is as it is.
//!
//! Attributes that a server has to be told one by one are found here as a visitor's browser finds them, from the page,
//! the device and what is stored.

use super::decision::{Decisions, Server, Visit};
use crate::engine::condition::Known;
use crate::engine::history;
use crate::engine::json::{Value, Writer, parse};
use crate::engine::visitor::{Address, Sources, is_doubtful, resolve};
use alloc::string::String;

impl Server {
    /// Decides everything for a visitor of a page. `seen` is a JSON object:
    /// `{"now", "url", "referrer", "title", "language", "device": {"language", "width", "touch",
    /// "reducedMotion", "connection", "vendor"}, "cookies", "facts", "user", "visitor", "profile", "written",
    /// "consent", "denied", "forced"}`. `profile` is the text that is stored, `visitor` its id where there is
    /// none yet; `written` says that this page view is in it. By `vendor` and `cookies` a first visit is in doubt.
    pub fn visit(&mut self, seen: &str) -> Decisions {
        let (seen, _) = parse(&self.env, seen);
        let yes = |value: &Value, key: &str| value.get(key) == Some(&Value::Bool(true));
        let text = |key| seen.text_at(key).unwrap_or_default();
        let now_ms = seen.number_at("now");
        let consent = seen.get("consent").map_or(&[][..], Value::items);
        let said = |place: usize| consent.get(place) == Some(&Value::Bool(true));
        let stored = text("profile");
        self.profile =
            history::read(&self.env, stored, now_ms, &self.rules.asked()).unwrap_or_default();
        let [_, mut began_ms, _] = self.profile.starts;
        if self.profile.visitor_id.is_empty() {
            began_ms = now_ms;
            self.profile.visitor_id = String::from(text("visitor"));
        }
        if !yes(&seen, "written") {
            self.profile.page(now_ms, Address::of(text("url")).path);
        }
        if let Some(user) = seen.get("user").filter(|_| !said(0)) {
            for (path, value) in user.members() {
                self.profile.tell(path, value.clone());
            }
        }
        let none = Value::Null;
        let device = seen.get("device").unwrap_or(&none);
        let vendor = device.text_at("vendor").unwrap_or_default();
        self.known = resolve(
            &self.rules.subjects,
            &self.rules.names,
            &Sources {
                env: &self.env,
                now_ms,
                url: text("url"),
                referrer: text("referrer"),
                title: text("title"),
                language: text("language"),
                device_language: device.text_at("language").unwrap_or_default(),
                width: device.number_at("width"),
                touch: yes(device, "touch"),
                reduced_motion: yes(device, "reducedMotion"),
                connection: device.text_at("connection").unwrap_or_default(),
                doubtful: is_doubtful(&self.env, vendor, text("cookies"), began_ms),
                facts: seen.get("facts").unwrap_or(&none),
                profile: &self.profile,
                remembers: said(0),
                looks: !yes(&seen, "denied"),
                zone: self.rules.zone,
            },
        );
        self.visit = Visit {
            now_ms,
            url: String::from(text("url")),
            language: String::from(text("language")),
            forced: seen.get("forced").cloned(),
            consent: [said(0), said(1)],
        };
        self.learn();
        self.all()
    }

    /// What is known of each attribute that anything in the file reads, as a JSON object. A missing one is `null`, one
    /// that nobody may know is not in it.
    #[must_use]
    pub fn attributes(&self) -> String {
        let mut out = Writer::new(&self.env);
        out.open('{');
        for subject in &self.asked {
            let value = match self.known.get(*subject) {
                Some(Known::Is(value)) => value,
                Some(Known::Missing) => &Value::Null,
                _ => continue,
            };
            out.key(self.rules.name(*subject)).value(value);
        }
        out.close('}');
        out.finish()
    }
}
