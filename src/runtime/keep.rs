//! What is stored, and when: once, when all that happened together has been handled and shown.

use super::{Effect, Phase, Purpose, Runtime};
use crate::engine::condition::Evaluation;
use crate::engine::history::{self, Profile};
use crate::engine::json::Value;
use alloc::{string::String, vec::Vec};
use core::mem;

/// A page view waits this long for something else to be stored with it.
const QUIET_MS: f64 = 1_000.0;
/// So much of what happened is kept for another tab's profile; beyond, it is in this tab's only.
const MAX_UNSAVED: usize = 200;

/// Something that happened since the profile was stored.
pub(super) struct Unsaved {
    at_ms: f64,
    name: String,
    props: Value,
}

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
        if self.dirty && self.may_remember() {
            // Another tab may have stored something since: what is there is read before it is replaced.
            self.saving = true;
            self.load(&["profile"]);
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

    fn may_remember(&self) -> bool {
        // Without an id the past is still on its way: this page alone must not overwrite it.
        let known = !self.profile.visitor_id.is_empty();
        known && self.consent.granted(Purpose::Personalization)
    }

    /// Stores the profile; says whether there is something that may be.
    pub(super) fn remember(&mut self) -> bool {
        let may = self.may_remember();
        if may {
            self.stored = history::write(&self.env, &self.profile, &self.rules.subjects);
            let key = self.key("profile");
            self.effects
                .push(Effect::Remember(key, self.stored.clone()));
            self.dirty = false;
            self.stale = false;
        }
        may
    }

    /// The profile as it is stored: as this tab left it, as another did, or gone.
    pub(super) fn profile_again(&mut self, text: Option<&str>) {
        let saving = mem::take(&mut self.saving);
        if text.unwrap_or_default() != self.stored {
            match text.and_then(|text| self.recall(text)) {
                Some(other) => {
                    self.stored = String::from(text.unwrap_or_default());
                    self.merge(other);
                }
                // Erased elsewhere: what this tab still knows must not bring it back.
                None => return self.lose_memory(),
            }
        }
        if saving {
            self.remember();
        }
    }

    /// Goes on from what another tab has stored, with what happened here since.
    fn merge(&mut self, mut other: Profile) {
        for unsaved in &self.unsaved {
            let evaluation =
                Evaluation::of_values(&self.env, unsaved.at_ms, &self.rules.conditions);
            let subjects = &self.rules.subjects;
            other.happen(&evaluation, &unsaved.name, &unsaved.props, subjects);
        }
        self.profile
            .replace(other, self.dirty, &self.rules.subjects);
    }

    /// Notes what happened, here and for the case that another tab stores first.
    pub(super) fn note(&mut self, name: &str, props: Value) -> bool {
        let evaluation = Evaluation::of_values(&self.env, self.now.now_ms, &self.rules.conditions);
        let subjects = &self.rules.subjects;
        // A page that is left stores it at the latest; what an event has reached is stored at once.
        self.stale = true;
        let new = self.profile.happen(&evaluation, name, &props, subjects);
        if self.unsaved.len() < MAX_UNSAVED {
            self.unsaved.push(Unsaved {
                at_ms: self.now.now_ms,
                name: String::from(name),
                props,
            });
        }
        new
    }

    /// The last moment for what could wait, and the end of every wait.
    pub(super) fn hurry(&mut self) {
        self.dirty |= self.stale;
    }

    /// The browser stored the profile, or refused to.
    pub(super) fn remembered(&mut self, kept: bool) {
        self.kept = Some(kept);
        if kept {
            self.unsaved.clear();
        } else {
            self.stored.clear();
        }
        if let Some(pass) = self.proving.take() {
            self.decide(pass);
            self.catch_up();
        }
    }
}
