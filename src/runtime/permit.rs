//! Consent changes, here or in another tab.

use super::consent::Consent;
use super::{Notice, Phase, Purpose, Runtime, Source, State, States, Wish};
use crate::engine::history::Profile;
use crate::engine::json::Value;
use crate::engine::part;

impl Runtime {
    pub(super) fn consent(&mut self, source: Source, states: States) {
        let before = self.consent.states();
        self.consent.say(source, states);
        if self.rules.off {
            return self.heed_while_off();
        }
        if self.phase != Phase::Running && self.phase != Phase::Stopped {
            // The first decision is still to come and will see it.
            self.outspoken = true;
            return;
        }
        self.save_record();
        self.shift(before);
    }

    /// Where rules are off nothing is done but this: a no is heeded, beside what the record says of other purposes.
    pub(super) fn heed_while_off(&mut self) {
        if self.consent.states().contains(&State::Denied) {
            self.load(Wish::Record);
        }
    }

    /// The record as it says now: stored, or erased where nothing may be kept.
    pub(super) fn save_record(&mut self) {
        if let Some(record) = self.consent.record(&self.env, self.now.now_ms) {
            self.store("consent", record);
        }
    }

    /// Does what follows from a change of the states.
    fn shift(&mut self, before: [State; 3]) {
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
        let ([knew, measured, _], [knows, measures, _]) = (before, after);
        let (knew, knows) = (knew == State::Granted, knows == State::Granted);
        let (measured, measures) = (measured == State::Granted, measures == State::Granted);
        if measured && !measures {
            self.lose_measurement();
        }
        if knew && !knows {
            self.lose_memory();
        }
        if !knew && knows {
            self.load(Wish::Past);
        } else if !measured && measures {
            self.decide_after_grant();
        }
    }

    /// A no erases, whatever was known here before it.
    pub(super) fn erase_denied(&mut self) {
        self.erase_from(State::Denied);
    }

    /// Erases what was kept for each purpose whose state is as strict as this, or stricter.
    pub(super) fn erase_from(&mut self, strict: State) {
        if self.consent.state(Purpose::Personalization) >= strict {
            self.imported = Value::Null;
            if part::PAST {
                self.profile.stage = [0.0; 2];
            }
            self.erase_profile();
        }
        if self.consent.state(Purpose::Measurement) >= strict {
            self.store("outbox", None);
        }
    }

    pub(super) fn lose_memory(&mut self) {
        self.profile = Profile::NEW;
        self.stored.clear();
        self.unsaved.clear();
        self.imported = Value::Null;
        self.dirty = false;
        self.kept = None;
        self.erase_profile();
        self.page_view();
    }

    fn lose_measurement(&mut self) {
        self.outbox.clear();
        self.store("outbox", None);
    }

    /// Another tab changed one of our keys, or cleared them all.
    pub(super) fn changed(&mut self, key: Option<&str>, text: Option<&str>) {
        if self.phase != Phase::Running {
            return;
        }
        let all = key.is_none();
        if all || key == Some(&self.key("consent")) {
            let before = self.consent.states();
            self.consent.replace(&self.env, text, self.now.now_ms);
            self.shift(before);
        } else if key.is_some_and(|key| key.starts_with(&self.key("profile")))
            && self.consent.granted(Purpose::Personalization)
        {
            // A fold replaces it: gone, it was erased.
            if text.is_none() && key == Some(&self.key("profile")) {
                return self.lose_memory();
            }
            // What the event carries may be older than what is stored by now.
            self.load(Wish::Profile);
        }
    }

    /// The record after sleep, compared with what this page believes; and what other tabs did meanwhile.
    #[inline(never)]
    pub(super) fn record_again(&mut self, text: Option<&str>) {
        self.unsure = false;
        let before = self.consent.states();
        self.consent.replace(&self.env, text, self.now.now_ms);
        self.shift(before);
        if self.may_remember() {
            self.load(Wish::Profile);
        }
    }

    /// Erases all there may be under our names, whatever is known of it, but what the record still says.
    pub(super) fn erase_all(&mut self) {
        let record = self.consent.record(&self.env, self.now.now_ms);
        self.store("consent", record.flatten());
        self.erase_profile();
        self.store("outbox", None);
    }

    /// Erases everything that is kept of this visitor on this device.
    pub(super) fn forget(&mut self) {
        if self.phase == Phase::Idle {
            // Under which names is not known yet.
            self.forgotten = true;
            self.early.clear();
            self.consent = Consent::NEW;
            return;
        }
        let before = self.consent.states();
        self.consent.forget();
        self.erase_all();
        self.outbox.clear();
        self.lose_memory();
        self.shift(before);
        self.dirty = false;
    }
}
