//! What is stored, and when: at the end of every call, if it changed and may be.

use super::{Effect, Phase, Purpose, Runtime};
use crate::engine::history;
use alloc::{string::String, vec::Vec};

impl Runtime {
    /// The full name of one of our keys: one set for each site of an origin.
    pub(super) fn key(&self, name: &str) -> String {
        let mut key = String::from("omotenashi.");
        key.push_str(self.rules.site);
        key.push('.');
        key.push_str(name);
        key
    }

    /// Asks for what is stored under these of our keys.
    pub(super) fn load(&mut self, names: &[&str]) {
        let mut keys = Vec::new();
        for name in names {
            keys.push(self.key(name));
        }
        self.effects.push(Effect::Load(keys));
    }

    /// Stores a text under one of our keys, or erases it where there is none.
    pub(super) fn store(&mut self, name: &str, text: Option<String>) {
        let key = self.key(name);
        self.effects.push(match text {
            Some(text) => Effect::Save(key, text),
            None => Effect::Erase(key),
        });
    }

    pub(super) fn keep(&mut self) {
        if self.phase != Phase::Running || self.unsure {
            return;
        }
        if self.outspoken {
            self.outspoken = false;
            self.save_record();
            self.erase_denied();
        }
        self.flush(false);
        // Without an id the past is still on its way: this page alone must not overwrite it.
        let known = !self.profile.visitor_id.is_empty();
        if self.dirty && known && self.consent.granted(Purpose::Personalization) {
            let text = history::write(&self.env, &self.profile, &self.rules.subjects);
            self.store("profile", Some(text));
            self.dirty = false;
        }
        if self.outbox.dirty && self.consent.granted(Purpose::Measurement) {
            self.outbox.dirty = false;
            let text = self.outbox.write(&self.env);
            self.store("outbox", text);
        }
        if let Some(wait) = self.outbox.wait(self.now.now_ms) {
            self.effects.push(Effect::Wake(wait));
        }
    }
}
