//! Consent changes, here or in another tab.

use super::consent::Consent;
use super::{Effect, Instant, Notice, Phase, Purpose, Runtime, Source, State, States};
use crate::engine::history::{self, Profile};
use alloc::{string::String, vec::Vec};

impl Runtime {
    /// Takes over the mode of the rules; what was said before them goes on.
    pub(super) fn begin_consent(&mut self) {
        let before = core::mem::replace(&mut self.consent, Consent::new(self.rules.consent.mode));
        self.consent.inherit(before);
    }

    pub(super) fn consent(&mut self, at: Instant, source: Source, states: States) {
        if self.rules.off {
            return;
        }
        let before = self.consent.states();
        self.consent.say(source, states);
        if self.phase != Phase::Running && self.phase != Phase::Stopped {
            // The first decision is still to come and will see it.
            self.outspoken |= source != Source::Gpc;
            return;
        }
        if source != Source::Gpc {
            self.save_record(at);
        }
        self.shift(at, before);
    }

    /// The record as it says now: stored, or erased where nothing may be kept.
    pub(super) fn save_record(&mut self, at: Instant) {
        let key = self.key("consent");
        self.effects
            .push(match self.consent.record(&self.env, at.now_ms) {
                Some(text) => Effect::Save(key, text),
                None => Effect::Erase(key),
            });
    }

    /// Does what follows from a change of the states.
    fn shift(&mut self, at: Instant, before: [State; 3]) {
        let after = self.consent.states();
        self.erase_denied();
        if before == after {
            return;
        }
        let detail = self.consent.json(&self.env);
        self.notify(Notice::Consent, detail);
        if self.phase != Phase::Running {
            return;
        }
        let granted = |states: [State; 3], purpose: Purpose| {
            states.get(purpose as usize) == Some(&State::Granted)
        };
        let was = |purpose| granted(before, purpose);
        let is = |purpose| granted(after, purpose);
        if was(Purpose::Measurement) && !is(Purpose::Measurement) {
            self.lose_measurement();
        }
        if was(Purpose::Personalization) && !is(Purpose::Personalization) {
            self.lose_memory(at);
        }
        if !was(Purpose::Personalization) && is(Purpose::Personalization) {
            self.load_past();
        } else if !was(Purpose::Measurement) && is(Purpose::Measurement) {
            self.decide_after_grant(at);
        }
    }

    /// A no erases, whatever was known here before it.
    pub(super) fn erase_denied(&mut self) {
        if self.consent.state(Purpose::Personalization) == State::Denied {
            self.effects.push(Effect::Erase(self.key("profile")));
        }
        if self.consent.state(Purpose::Measurement) == State::Denied {
            self.effects.push(Effect::Erase(self.key("outbox")));
        }
    }

    fn lose_memory(&mut self, at: Instant) {
        self.profile = Profile::default();
        self.dirty = false;
        self.effects.push(Effect::Erase(self.key("profile")));
        self.page_view(at);
    }

    fn lose_measurement(&mut self) {
        self.outbox.clear();
        self.effects.push(Effect::Erase(self.key("outbox")));
    }

    /// Another tab changed one of our keys, or cleared them all.
    pub(super) fn changed(&mut self, at: Instant, key: Option<&str>, text: Option<&str>) {
        if self.phase != Phase::Running {
            return;
        }
        let all = key.is_none();
        if all || key == Some(&self.key("consent")) {
            let before = self.consent.states();
            self.consent.replace(&self.env, text, at.now_ms);
            self.shift(at, before);
        } else if key == Some(&self.key("profile"))
            && self.consent.granted(Purpose::Personalization)
        {
            // What the event carries may be older than what is stored by now.
            self.effects
                .push(Effect::Load([self.key("profile")].to_vec()));
        }
    }

    /// The profile as another tab left it.
    pub(super) fn profile_again(&mut self, at: Instant, text: Option<&str>) {
        match text.and_then(|text| history::read(&self.env, text, at.now_ms)) {
            Some(profile) => {
                self.profile = profile;
                self.dirty = false;
            }
            // Erased elsewhere: what this tab still knows must not bring it back.
            None => self.lose_memory(at),
        }
    }

    /// The record after sleep, compared with what this page believes.
    pub(super) fn record_again(&mut self, at: Instant, texts: Vec<(String, Option<String>)>) {
        self.unsure = false;
        let text = texts.into_iter().next().and_then(|(_, text)| text);
        let before = self.consent.states();
        // Without a record, what was said on this very page still counts where
        // nothing was stored because nothing may be; a record that is gone does not.
        if text.is_some() || self.consent.record(&self.env, at.now_ms).is_some() {
            self.consent.replace(&self.env, text.as_deref(), at.now_ms);
        }
        self.shift(at, before);
    }

    /// Erases everything that is kept of this visitor on this device.
    pub(super) fn forget(&mut self, at: Instant) {
        if self.phase == Phase::Idle {
            return;
        }
        for name in ["consent", "profile", "outbox"] {
            self.effects.push(Effect::Erase(self.key(name)));
        }
        let before = self.consent.states();
        self.consent.replace(&self.env, None, at.now_ms);
        self.outbox.clear();
        self.lose_memory(at);
        self.shift(at, before);
        self.dirty = false;
    }
}
