//! What is stored, and when: once everything that happened together has been handled and shown.
//!
//! The profile is one text, and beside it each tab stores what it has to add, under keys of its own, each written once,
//! so that no write ever replaces another tab's. One tab at a time, under a lock of the browser, folds what was added
//! into the profile. Every tab reads both.

use super::{Effect, Phase, Purpose, Runtime, State, Wish};
use crate::engine::condition::Subject;
use crate::engine::history::{self, Happened, Profile};
use crate::engine::json::{Value, integer_text, parse};
use crate::engine::visitor::is_first;
use alloc::{string::String, vec::Vec};
use core::mem;

/// A page view waits this long for something else to be stored with it.
const QUIET_MS: f64 = 1_000.0;
/// So much of what happened waits for that.
const MANY: usize = 20;
/// So much is kept for later where it cannot be stored; beyond, it is in this tab's memory only.
const MAX_UNSAVED: usize = 400;
/// The profile, and what tabs have added: the door reads all keys that begin with the second.
const PROFILE: [&str; 2] = ["profile", "profile~"];

impl Runtime {
    /// The full name of one of our keys: one set for each site of an origin.
    pub(super) fn key(&self, name: &str) -> String {
        let mut key = String::from("omotenashi.");
        key.push_str(self.rules.site);
        key.push('.');
        key.push_str(name);
        key
    }

    /// Asks for what is stored.
    pub(super) fn load(&mut self, wish: Wish) {
        let [profile, parts] = PROFILE;
        let names: &[&str] = match wish {
            Wish::Record => &["consent"],
            Wish::Profile => &PROFILE,
            Wish::Past => &[profile, parts, "outbox"],
            Wish::Outbox => &["outbox"],
        };
        let mut keys = Vec::new();
        for name in names {
            keys.push(self.key(name));
        }
        let first =
            |subject: &Subject| matches!(subject, Subject::Attribute(path) if is_first(path));
        let reads = !self.rules.cookie.is_empty() || self.rules.subjects.iter().any(first);
        if wish == Wish::Past && reads {
            keys.push(String::from("navigator.vendor"));
            keys.push(String::from("document.cookie"));
        }
        self.effects.push(Effect::Load(wish, keys));
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
        if mem::take(&mut self.returned) {
            self.page_view();
        }
        if self.outspoken {
            self.outspoken = false;
            self.save_record();
            self.erase_denied();
        }
        self.flush(false);
        if self.dirty && !self.queued && self.may_remember() {
            // Another tab may have stored something since, or erased everything.
            self.saving = true;
            self.load(Wish::Profile);
        }
        if self.outbox.dirty && self.consent.granted(Purpose::Measurement) {
            self.outbox.dirty = false;
            self.load(Wish::Outbox);
        }
        let mut wait = self.outbox.wait(self.now.now_ms);
        if self.stale {
            wait = Some(wait.map_or(QUIET_MS, |wait| wait.min(QUIET_MS)));
        }
        if let Some(wait) = wait {
            // If it is woken earlier, it looks again.
            let due_ms = self.now.now_ms + wait;
            if self.alarm_ms <= self.now.now_ms || due_ms < self.alarm_ms {
                self.alarm_ms = due_ms;
                self.effects.push(Effect::Wake(wait));
            }
        }
    }

    pub(super) fn may_remember(&self) -> bool {
        // Without an id the past is still on its way: this page alone must not overwrite it.
        let known = !self.profile.visitor_id.is_empty();
        known && self.consent.granted(Purpose::Personalization)
    }

    /// Stores what this tab has to add; says whether there is something that may be.
    pub(super) fn remember(&mut self) -> bool {
        let may = self.may_remember();
        if may {
            let asked = &self.rules.asked();
            let (part, written) =
                history::write_part(&self.env, &self.profile, &self.unsaved, asked);
            self.written = written;
            let [_, name] = PROFILE;
            let mut key = self.key(name);
            integer_text(&mut key, self.now.now_ms);
            key.push_str(&self.new_id());
            // Whatever is there when it is looked at again, it is more than was known.
            self.stored.push_str(&key);
            self.effects.push(Effect::Remember(key, part));
            self.dirty = false;
            self.stale = false;
        }
        may
    }

    /// What is stored as the past: the profile with all that was added; without an id where there is none.
    pub(super) fn recall(&self, profile: Option<&str>, parts: &Value) -> Profile {
        let now_ms = self.now.now_ms;
        let asked = &self.rules.asked();
        let read = |text| history::read(&self.env, text, now_ms, asked);
        let mut past = profile.and_then(read).unwrap_or(Profile::NEW);
        for (key, part) in parts.members() {
            if !past.folded.contains(key) {
                let text = part.as_text().unwrap_or_default();
                history::add_part(&self.env, &mut past, text, now_ms, asked);
            }
        }
        past.settle(usize::MAX);
        past
    }

    /// The profile as it is stored: as this tab left it, as another did, or gone.
    pub(super) fn profile_again(&mut self, profile: Option<&str>, parts: Option<&str>) {
        self.fresh_ms = self.now.now_ms;
        let saving = mem::take(&mut self.saving);
        let folding = mem::take(&mut self.folding);
        let mut news = false;
        let mut stored = String::from(profile.unwrap_or_default());
        stored.push_str(parts.unwrap_or_default());
        let [most, at_last] = history::MAX_PARTS;
        let most = if self.hidden { at_last } else { most };
        let full = parts.is_some_and(|parts| parts.len() > most);
        // Another tab has made room.
        self.queued &= full;
        if folding || stored != self.stored {
            let (parts, _) = parse(&self.env, parts.unwrap_or_default());
            let mut past = self.recall(profile, &parts);
            if !past.visitor_id.is_empty() {
                if folding {
                    news = self.bring_in(&mut past);
                    stored = self.fold(&mut past, &parts);
                }
                self.stored = stored;
                self.rebase(past);
                if news {
                    self.decide_later();
                }
            } else if !self.stored.is_empty() {
                // Erased elsewhere: what this tab still knows must not bring it back.
                return self.lose_memory();
            }
        }
        if saving && full {
            // Also where it is hidden: a tab in the background may be that for hours.
            self.queued = true;
            self.lock();
        } else if saving {
            self.remember();
        }
    }

    /// Goes on from what is stored, with what happened here since.
    pub(super) fn rebase(&mut self, mut past: Profile) {
        for happened in &self.unsaved {
            past.take(&self.env, happened, &self.rules.asked());
        }
        let subjects = &self.rules.subjects;
        self.profile.replace(past, subjects);
    }

    /// Stores the past with all that was added to it as the profile; answers with what is then stored.
    fn fold(&mut self, past: &mut Profile, parts: &Value) -> String {
        past.folded.clear();
        for (key, _) in parts.members() {
            past.folded.push(key.clone());
        }
        let mut text = history::write(&self.env, past, &self.rules.subjects);
        past.settle(usize::MAX);
        let [name, _] = PROFILE;
        let key = self.key(name);
        let folded = mem::take(&mut past.folded);
        self.effects.push(Effect::Fold(key, text.clone(), folded));
        text.push_str("{}");
        text
    }

    /// No other tab folds, now that this one may.
    pub(super) fn locked(&mut self) {
        self.queued = false;
        if self.may_remember() && !self.unsure {
            self.folding = true;
            self.load(Wish::Profile);
        }
    }

    /// What was added is folded as soon as no other tab does that.
    pub(super) fn want_fold(&mut self) {
        if !self.hidden {
            self.lock();
        }
    }

    fn lock(&mut self) {
        let [name, _] = PROFILE;
        let key = self.key(name);
        self.effects.push(Effect::Lock(key));
    }

    /// Notes what happened, here and for all tabs.
    pub(super) fn note(&mut self, name: &str, props: Value) -> bool {
        let one = Happened {
            at_ms: self.now.now_ms,
            name: String::from(name),
            props,
        };
        // A page that is left stores it at the latest; what an event has reached is stored at once.
        self.stale = true;
        let new = self.profile.take(&self.env, &one, &self.rules.asked());
        // What is done under a no is not stored with a later yes either, but that this page was seen.
        let denied = self.consent.state(Purpose::Personalization) == State::Denied;
        let tells = self.profile.has_learned(&one, &self.rules.asked());
        if tells && self.unsaved.len() < MAX_UNSAVED && (!denied || name == history::VIEW) {
            self.unsaved.push(one);
        }
        // A page that is hidden may have no later.
        self.dirty |= self.hidden || self.unsaved.len() == MANY;
        new
    }

    /// The last moment for what could wait, and the end of every wait.
    pub(super) fn hurry(&mut self) {
        self.queued = false;
        self.dirty |= self.stale;
        // What comes from elsewhere has no part to wait in.
        if self.imported != Value::Null {
            self.locked();
        }
    }

    /// The browser stored the profile, or refused to.
    pub(super) fn remembered(&mut self, kept: bool) {
        self.kept = Some(kept);
        if kept {
            let [changed, happened] = self.written;
            self.unsaved = self.unsaved.split_off(happened.min(self.unsaved.len()));
            // There was no room for the rest.
            if !self.profile.settle(changed) || !self.unsaved.is_empty() {
                self.stale = true;
                self.saving = true;
                self.load(Wish::Profile);
            }
            self.want_fold();
        } else {
            self.stored.clear();
        }
        if let Some(pass) = self.proving.take() {
            self.decide(pass);
            self.catch_up();
        }
    }
}
