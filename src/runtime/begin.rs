//! The start: rules, the consent record, the past, the first decision.

use super::{Effect, Input, Instant, Notice, Phase, Purpose, Runtime, Start};
use crate::engine::change::Moment;
use crate::engine::decide::{Decision, Reason};
use crate::engine::history;
use crate::engine::json::Reader;
use crate::engine::rules::{Rules, Trigger};
use alloc::{boxed::Box, string::String, vec::Vec};

impl Runtime {
    pub(super) fn start(&mut self, at: Instant, start: Start) {
        let (rules, problems) = Rules::read(&self.env, &start.rules);
        for problem in &problems {
            let detail = self.problem_json(problem);
            self.notify(Notice::Problem, detail);
        }
        self.rules = Box::leak(Box::new(rules));
        self.page = start.page;
        self.device = start.device;
        self.late = start.late;
        self.facts = Reader::new(&self.env, &start.facts).value();
        self.begin_consent();
        let waiting = Decision {
            reason: Reason::Waiting,
            variant: None,
            blame: None,
        };
        self.decisions = self.rules.experiences.iter().map(|_| waiting).collect();
        self.shown = self.rules.experiences.iter().map(|_| false).collect();
        if self.rules.off || self.rules.experiences.is_empty() && self.rules.goals.is_empty() {
            self.close(Reason::Off);
            return;
        }
        let _ = at;
        self.phase = Phase::Record;
        self.effects.push(Effect::Signals {
            google: self.rules.consent.google,
            gpc: self.rules.consent.gpc,
        });
        self.effects
            .push(Effect::Load([self.key("consent")].to_vec()));
    }

    /// Nothing will happen on this page, for one reason.
    fn close(&mut self, reason: Reason) {
        self.phase = Phase::Stopped;
        for decision in &mut self.decisions {
            decision.reason = reason;
        }
        self.effects.push(Effect::Settled);
    }

    pub(super) fn loaded(&mut self, at: Instant, texts: Vec<(String, Option<String>)>) {
        match self.phase {
            Phase::Record => {
                let text = texts.into_iter().next().and_then(|(_, text)| text);
                self.consent.remember(&self.env, text.as_deref(), at.now_ms);
                if self.consent.granted(Purpose::Personalization) {
                    self.phase = Phase::Past;
                    self.load_past();
                } else {
                    self.run(at);
                }
            }
            Phase::Past => {
                self.adopt(at, texts);
                self.run(at);
            }
            Phase::Running
                if texts
                    .first()
                    .is_some_and(|(key, _)| *key == self.key("consent")) =>
            {
                self.record_again(at, texts);
            }
            Phase::Running if texts.len() == 1 => {
                self.profile_again(at, texts.first().and_then(|(_, text)| text.as_deref()));
            }
            Phase::Running => {
                self.adopt(at, texts);
                self.decide_after_grant(at);
            }
            Phase::Idle | Phase::Stopped => {}
        }
    }

    pub(super) fn load_past(&mut self) {
        let keys = [self.key("profile"), self.key("outbox")];
        self.effects.push(Effect::Load(keys.to_vec()));
    }

    /// Takes what was stored as the past, and this page into it.
    fn adopt(&mut self, at: Instant, texts: Vec<(String, Option<String>)>) {
        let mut texts = texts.into_iter().map(|(_, text)| text);
        let stored = texts.next().flatten();
        let past = stored.and_then(|text| history::read(&self.env, &text, at.now_ms));
        let page = core::mem::take(&mut self.profile);
        self.profile = past.unwrap_or_default();
        if self.profile.visitor_id.is_empty() {
            self.profile.visitor_id = self.new_id(at).into();
        }
        if self.phase == Phase::Running {
            // The page view happened before the past was known.
            self.profile.join(page, at.now_ms);
        } else {
            for (path, value) in page.user {
                self.profile.tell(&path, value);
            }
        }
        self.dirty = true;
        if let Some(text) = texts.next().flatten()
            && self.consent.granted(Purpose::Measurement)
        {
            let urls: Vec<_> = self.beacons().collect();
            let named = |url: &str| urls.iter().copied().find(|known| *known == url);
            self.outbox.read(&self.env, &text, &named, at);
        }
    }

    /// The first decision of the page, and what came too early for it.
    fn run(&mut self, at: Instant) {
        self.phase = Phase::Running;
        let states = self.consent.json(&self.env);
        self.notify(Notice::Consent, states);
        self.page_view(at);
        let early = core::mem::take(&mut self.early);
        let (told, happened): (Vec<Input>, Vec<Input>) = early
            .into_iter()
            .partition(|input| matches!(input, Input::Identify { .. }));
        for input in told {
            self.happen(at, input);
        }
        if self.device.bot {
            return self.close(Reason::Bot);
        }
        let clicks = self
            .rules
            .goals
            .iter()
            .filter_map(|goal| match goal.trigger {
                Trigger::Click(selector) => Some(selector),
                Trigger::Event(_) => None,
            });
        let clicks: Vec<_> = clicks.collect();
        if !clicks.is_empty() {
            self.effects.push(Effect::Clicks(clicks));
        }
        if self.late {
            self.sit_out();
        } else {
            self.decide_page(at);
        }
        self.effects.push(Effect::Settled);
        for input in happened {
            self.happen(at, input);
        }
    }

    /// The stub has given up on us: this page stays as it is and counts nobody,
    /// but what the visitor does is still noticed.
    fn sit_out(&mut self) {
        for (decision, shown) in self.decisions.iter_mut().zip(&mut self.shown) {
            decision.reason = Reason::Late;
            *shown = true;
        }
    }

    /// A random name of sixteen hexadecimal digits, and a count where one call hands out several.
    pub(super) fn new_id(&mut self, at: Instant) -> String {
        let mut id = String::new();
        let [first, second] = at.entropy;
        for part in [first, second.wrapping_add(self.ids)] {
            for shift in [28, 24, 20, 16, 12, 8, 4, 0] {
                id.push(char::from_digit(part >> shift & 15, 16).unwrap_or('0'));
            }
        }
        self.ids = self.ids.wrapping_add(1);
        id
    }

    pub(super) const fn is_surface(moment: Moment, has_slot: bool) -> bool {
        has_slot || !matches!(moment, Moment::Now)
    }
}
