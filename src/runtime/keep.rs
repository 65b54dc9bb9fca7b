//! What is stored, and when: at the end of every call, if it changed and may be.

use super::{Effect, Instant, Phase, Purpose, Runtime};
use crate::engine::history;
use crate::engine::json::Text;
use crate::engine::rules::Destination;
use alloc::string::String;

impl Runtime {
    /// The full name of one of our keys: one set for each site of an origin.
    pub(super) fn key(&self, name: &str) -> String {
        let mut key = String::from("omotenashi.");
        key.push_str(self.rules.site);
        key.push('.');
        key.push_str(name);
        key
    }

    pub(super) fn beacons(&self) -> impl Iterator<Item = Text> {
        self.rules
            .destinations
            .iter()
            .filter_map(|destination| match destination {
                Destination::Beacon(url) => Some(*url),
                Destination::DataLayer => None,
            })
    }

    pub(super) fn keep(&mut self, at: Instant) {
        if self.phase != Phase::Running || self.unsure {
            return;
        }
        if self.outspoken {
            self.outspoken = false;
            self.save_record(at);
            self.erase_denied();
        }
        self.flush(at, false);
        // Without an id the past is still on its way: this page alone must not overwrite it.
        let known = !self.profile.visitor_id.is_empty();
        if self.dirty && known && self.consent.granted(Purpose::Personalization) {
            let text = history::write(&self.env, &self.profile, &self.rules.subjects);
            self.effects.push(Effect::Save(self.key("profile"), text));
            self.dirty = false;
        }
        if self.outbox.dirty && self.consent.granted(Purpose::Measurement) {
            self.outbox.dirty = false;
            let key = self.key("outbox");
            self.effects.push(match self.outbox.write(&self.env) {
                Some(text) => Effect::Save(key, text),
                None => Effect::Erase(key),
            });
        }
        if let Some(wait) = self.outbox.wait(at.now_ms) {
            self.effects.push(Effect::Wake(wait));
        }
    }
}
