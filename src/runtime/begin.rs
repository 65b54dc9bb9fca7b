//! The start: rules, the consent record, the past, the first decision.

use super::moment::Turn;
use super::{Course, Effect, Input, Notice, Phase, Purpose, Runtime, Start, State, Wish};
use crate::engine::condition::Subject;
use crate::engine::decide::{Decision, Reason};
use crate::engine::history::ELSEWHERE_MS;
use crate::engine::json::{Value, Writer, hex_digit, parse};
use crate::engine::part;
use crate::engine::rules::Trigger;
use crate::engine::visitor::is_doubtful;
use alloc::{string::String, vec::Vec};
use core::mem;

impl Runtime {
    pub(super) fn start(&mut self, start: &mut Start) {
        self.rules = start.rules.rules;
        for problem in &start.rules.problems {
            self.notify(Notice::Problem, problem.clone());
        }
        mem::swap(&mut self.page, &mut start.page);
        self.bot = start.bot;
        self.late = start.late;
        self.facts = parse(&self.env, &start.facts).0;
        self.forced = parse(&self.env, &start.forced).0;
        self.consent.begin(&self.rules.consent, &self.facts);
        self.courses.clear();
        for _ in &self.rules.experiences {
            self.courses.push(Course {
                decision: Decision::no(Reason::Waiting),
                shown: false,
                turn: Turn::default(),
            });
        }
        if self.rules.is_idle() {
            if self.forgotten {
                self.erase_all();
            }
            self.load(Wish::Record);
            return self.close(Reason::Off);
        }
        self.phase = Phase::Record;
        let of_device = |subject: &Subject| matches!(subject, Subject::Attribute(path) if path.starts_with("device."));
        if self.rules.subjects.iter().any(of_device) {
            self.effects.push(Effect::Sense);
        }
        let rules = &self.rules.consent;
        if rules.signals != 0 {
            let mut out = Writer::new(&self.env);
            out.value(rules.purposes.unwrap_or(&Value::Null));
            self.effects.push(Effect::Signals {
                signals: rules.signals,
                purposes: out.finish(),
            });
        }
        self.load(Wish::Record);
    }

    /// Nothing will happen on this page, for one reason.
    fn close(&mut self, reason: Reason) {
        self.phase = Phase::Stopped;
        self.sit_out(reason);
        self.effects.push(Effect::Settled);
    }

    pub(super) fn loaded(&mut self, wish: Wish, texts: &[Option<String>]) {
        let text = |place: usize| texts.get(place).and_then(Option::as_deref);
        let past @ [first, ..] = [text(0), text(1), text(2)];
        let browser = [text(3), text(4)];
        match (self.phase, wish) {
            (Phase::Record, _) => self.recorded(first),
            (Phase::Past, Wish::Outbox) => {
                self.take_up(first);
                self.run();
            }
            (Phase::Past, _) => {
                self.adopt(past, browser);
                self.run();
            }
            _ => self.loaded_again(wish, past, browser),
        }
    }

    /// Takes what was read when the page had begun.
    #[inline(never)]
    fn loaded_again(&mut self, wish: Wish, past: [Option<&str>; 3], browser: [Option<&str>; 2]) {
        let [first, second, _] = past;
        match (self.phase, wish) {
            (Phase::Running, Wish::Record) => self.record_again(first),
            (Phase::Running, Wish::Profile) => {
                self.profile_again(first, second);
                self.count();
            }
            (Phase::Running, Wish::Outbox) => {
                let text = self.outbox.write(&self.env, first.unwrap_or_default());
                self.store("outbox", text);
            }
            (Phase::Running, Wish::Past) => {
                self.adopt(past, browser);
                self.decide_after_grant();
            }
            (Phase::Stopped, Wish::Record) => {
                let denied = self.consent.states().contains(&State::Denied);
                self.consent.remember(&self.env, first, self.now.now_ms);
                // Visitors who have said nothing here keep their record: it may be a no that other rules would heed.
                if denied {
                    self.save_record();
                }
                // What is over goes also where nothing else is done.
                let strict = first.map_or(State::Denied, |_| State::Pending);
                self.erase_from(strict);
                if self.consent.granted(Purpose::Personalization) {
                    self.load(Wish::Profile);
                }
            }
            (Phase::Stopped, Wish::Profile) => {
                let (parts, _) = parse(&self.env, second.unwrap_or_default());
                if first.is_some() && self.recall(first, &parts).visitor_id.is_empty() {
                    self.erase_profile();
                }
            }
            _ => {}
        }
    }

    /// Takes what was said on earlier pages, and asks for what may be known then.
    fn recorded(&mut self, record: Option<&str>) {
        let mut worth = self.consent.remember(&self.env, record, self.now.now_ms);
        if self.forgotten {
            worth = true;
            self.consent.keep_no();
            self.erase_all();
        }
        // A record was there, and what was kept under it is not allowed any more. Without one nothing is
        // touched: a first visitor's storage is not.
        if record.is_some() {
            if !worth {
                self.store("consent", None);
            }
            self.erase_from(State::Pending);
        }
        let wish = if self.consent.granted(Purpose::Personalization) {
            Wish::Past
        } else if self.consent.granted(Purpose::Measurement) {
            // Whom nobody may remember still has on the way what nobody has taken yet.
            Wish::Outbox
        } else {
            return self.run();
        };
        self.phase = Phase::Past;
        self.load(wish);
    }

    /// Takes what was stored as the past, and this page into it. `browser` is its maker and its cookies, where a rule
    /// asks whether this is the first visit, or the id is shared.
    fn adopt(&mut self, [profile, parts, outbox]: [Option<&str>; 3], browser: [Option<&str>; 2]) {
        let now_ms = self.now.now_ms;
        self.fresh_ms = now_ms;
        self.stored = String::from(profile.unwrap_or_default());
        self.stored.push_str(parts.unwrap_or_default());
        let (parts, _) = parse(&self.env, parts.unwrap_or_default());
        let mut past = self.recall(profile, &parts);
        if !parts.members().is_empty() {
            self.want_fold();
        }
        let [_, mut began_ms, _] = past.starts;
        let [vendor, cookies] = browser;
        let cookies = cookies.unwrap_or_default();
        let shared = self.shared_id(cookies);
        if past.visitor_id.is_empty() {
            past.visitor_id = String::from(shared);
            past.last_ms = ELSEWHERE_MS;
            if shared.is_empty() {
                past.visitor_id = self.new_id();
                past.last_ms = 0.0;
            }
            began_ms = now_ms;
            self.dirty = true;
        }
        // Visitors who have an id keep it; a cookie that is there is left alone, and not prolonged.
        if shared.is_empty() && !self.bot {
            self.share_id(&past.visitor_id);
        }
        self.doubtful =
            vendor.is_some_and(|vendor| is_doubtful(&self.env, vendor, cookies, began_ms));
        // The page view may have happened before the past was known.
        self.dirty |= self.phase == Phase::Running;
        self.rebase(past);
        self.take_up(outbox);
    }

    /// Takes up the events that an earlier page left.
    fn take_up(&mut self, outbox: Option<&str>) {
        if let Some(text) = outbox
            && self.consent.granted(Purpose::Measurement)
        {
            let destinations = &self.rules.destinations;
            self.outbox
                .read(&self.env, text, destinations, self.now.now_ms);
        }
    }

    /// The first decision of the page, and what came too early for it.
    fn run(&mut self) {
        self.phase = Phase::Running;
        let states = self.consent.json(&self.env);
        self.notify(Notice::Consent, states);
        self.page_view();
        let mut early = mem::take(&mut self.early);
        self.replay(&mut early, true);
        if self.bot {
            return self.close(Reason::Bot);
        }
        let mut clicks = Vec::new();
        for goal in &self.rules.goals {
            if let Trigger::Click(selector) = &goal.trigger {
                clicks.push(*selector);
            }
        }
        if !clicks.is_empty() {
            self.effects.push(Effect::Clicks(clicks));
        }
        if self.late {
            // The stub has given up on us: this page stays as it is and counts nobody,
            // but what the visitor does is still noticed.
            self.sit_out(Reason::Late);
        } else {
            self.decide_page();
        }
        self.effects.push(Effect::Settled);
        if part::PAST {
            self.effects.push(Effect::Observe);
        }
        self.early = early;
        if self.proving.is_none() {
            self.catch_up();
        }
    }

    /// What came before the first decision and could wait for it.
    pub(super) fn catch_up(&mut self) {
        let mut early = mem::take(&mut self.early);
        self.replay(&mut early, false);
    }

    /// What came too early: first who the visitor is, for the decision to come, after it all else.
    fn replay(&mut self, early: &mut [Input], told: bool) {
        for input in early {
            match input {
                Input::Identify { id, attributes } => {
                    if told {
                        self.identify(id, attributes);
                    }
                }
                _ if told => {}
                _ => self.happen(input),
            }
        }
    }

    /// Nothing is shown on this page, for one reason.
    fn sit_out(&mut self, reason: Reason) {
        for course in &mut self.courses {
            course.decision.reason = reason;
            course.shown = true;
        }
    }

    /// A random name of sixteen hexadecimal digits, and a count where one call hands out several.
    pub(super) fn new_id(&mut self) -> String {
        let [first, second] = self.now.entropy;
        let mut bits = u64::from(first) << 32 | u64::from(second.wrapping_add(self.ids));
        self.ids = self.ids.wrapping_add(1);
        let mut id = String::new();
        for _ in 0..16 {
            bits = bits.rotate_left(4);
            id.push(hex_digit(bits as u32));
        }
        id
    }
}
