//! What is stored, and when: once, when all that happened together has been handled and shown.

use super::{Effect, Phase, Purpose, Runtime};
use crate::engine::history;
use alloc::{string::String, vec::Vec};

/// A page view waits this long for something else to be stored with it.
const QUIET_MS: f64 = 1_000.0;

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

    /// Nothing more has happened: what changed is stored, what is due is sent.
    pub(super) fn rest(&mut self) {
        if self.phase != Phase::Running || self.unsure {
            return;
        }
        if self.outspoken {
            self.outspoken = false;
            self.save_record();
            self.erase_denied();
        }
        self.flush(false);
        if self.dirty {
            self.remember();
        }
        if self.outbox.dirty && self.consent.granted(Purpose::Measurement) {
            self.outbox.dirty = false;
            let text = self.outbox.write(&self.env);
            self.store("outbox", text);
        }
        let quiet = self.stale.then_some(QUIET_MS);
        if let Some(wait) = self.outbox.wait(self.now.now_ms).or(quiet) {
            self.effects.push(Effect::Wake(wait));
        }
    }

    /// Stores the profile; says whether there is something that may be.
    pub(super) fn remember(&mut self) -> bool {
        // Without an id the past is still on its way: this page alone must not overwrite it.
        let known = !self.profile.visitor_id.is_empty();
        let may = known && self.consent.granted(Purpose::Personalization);
        if may {
            let text = history::write(&self.env, &self.profile, &self.rules.subjects);
            let key = self.key("profile");
            self.effects.push(Effect::Remember(key, text));
            self.dirty = false;
            self.stale = false;
        }
        may
    }

    /// The last moment for what could wait, and the end of every wait.
    pub(super) fn hurry(&mut self) {
        self.dirty |= self.stale;
    }

    /// The browser stored the profile, or refused to.
    pub(super) fn remembered(&mut self, kept: bool) {
        self.kept = Some(kept);
        if let Some(pass) = self.proving.take() {
            self.decide(pass);
            self.catch_up();
        }
    }
}
