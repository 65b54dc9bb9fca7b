//! What the visitor allows, from everyone who speaks for them.
//!
//! Several sources may answer for one purpose, and the strictest answer wins: a no, then silence, then a yes. A source
//! that the rules name and that has not answered yet is silent, in every mode. While there is only silence, the record
//! of an earlier visit holds; where nobody has anything to say at all, the mode decides. The record says so, and then
//! the mode does not wait on the next page: the signals of many answer after the first decision, on every page.

use super::{Purpose, Source, State, States};
use crate::engine::Env;
use crate::engine::json::{Value, Writer, parse};
use crate::engine::rules::{ConsentRules, Mode};
use crate::engine::time::DAY_MS;
use crate::engine::words::{PURPOSE, SIGNAL};
use alloc::string::String;
use core::mem;

/// A remembered yes is asked for again after half a year. A no holds where silence would mean yes.
const RECORD_MS: f64 = 180.0 * DAY_MS;

/// The site, and every signal.
const SOURCES: usize = 1 + SIGNAL.list.len();
/// Those that decide without speaking.
const REMEMBERED: usize = SOURCES;
const MODE: usize = SOURCES + 1;

/// The states of all purposes and where they come from.
pub(super) struct Consent {
    mode: Mode,
    /// One bit for each signal that must speak before anything is granted.
    awaited: u32,
    obey_dnt: bool,
    said: [States; SOURCES],
    remembered: States,
    /// What the stored record says.
    recorded: States,
    /// Whether somebody asked again before the record was read, by purpose.
    asked: [bool; 3],
}

impl Consent {
    /// Nothing was said.
    pub(super) const NEW: Self = Self {
        mode: Mode::OptIn,
        awaited: 0,
        obey_dnt: false,
        said: [[None; 3]; SOURCES],
        remembered: [None; 3],
        recorded: [None; 3],
        asked: [false; 3],
    };

    /// Takes what the rules say of consent; what was said before stays.
    pub(super) fn begin(&mut self, rules: &ConsentRules, facts: &Value) {
        self.mode = rules.mode_for(facts);
        self.obey_dnt = rules.obey_dnt;
        self.awaited = rules.awaited();
        self.silence(1);
    }

    /// Forgets what was said by all from this source on, but not by the browser.
    pub(super) fn silence(&mut self, from: usize) {
        let mut awaited = self.awaited << 1;
        for (source, said) in self.said.iter_mut().enumerate() {
            if source >= from && !is_browser(source) {
                *said = [(awaited & 1 == 1).then_some(State::Silent); 3];
            }
            awaited >>= 1;
        }
    }

    /// What holds for one purpose, and who decided it; the browser may be left out.
    fn verdict(&self, index: usize, browser: bool) -> (State, usize) {
        let (mut found, mut by) = (None, MODE);
        for (source, said) in self.said.iter().enumerate() {
            if !is_browser(source) || browser && (source == Source::GPC.0 || self.obey_dnt) {
                // The stricter is the greater; of equals the first.
                let said = said.get(index).copied().flatten();
                if said > found {
                    (found, by) = (said, source);
                }
            }
        }
        let remembered = self.remembered.get(index).copied().flatten();
        match (found, remembered) {
            (
                None | Some(State::Silent | State::Pending),
                Some(known @ (State::Granted | State::Denied)),
            ) => (known, REMEMBERED),
            (Some(State::Silent), None) => (State::Pending, by),
            (None | Some(State::Silent), _) => {
                let exempt = self.mode == Mode::Exempt && index < Purpose::Sharing as usize;
                let state = if exempt || self.mode == Mode::OptOut {
                    State::Granted
                } else {
                    State::Pending
                };
                (state, MODE)
            }
            (Some(state), _) => (state, by),
        }
    }

    /// What holds for one purpose.
    pub(super) fn state(&self, purpose: Purpose) -> State {
        self.verdict(purpose as usize, true).0
    }

    pub(super) fn granted(&self, purpose: Purpose) -> bool {
        self.state(purpose) == State::Granted
    }

    pub(super) fn states(&self) -> [State; 3] {
        [
            self.state(Purpose::Personalization),
            self.state(Purpose::Measurement),
            self.state(Purpose::Sharing),
        ]
    }

    /// Takes what a source says. Of the site, purposes left out stay as it had them.
    pub(super) fn say(&mut self, source: Source, states: States) {
        let Some(said) = self.said.get_mut(source.0) else {
            return;
        };
        for (known, state) in said.iter_mut().zip(&states) {
            if state.is_some() || source != Source::MANUAL {
                *known = *state;
            }
        }
        // Google's default is no asking: pages set it every time.
        if source != Source::GOOGLE {
            self.doubt(&states);
        }
    }

    /// Where somebody asks again, the earlier yes no longer holds.
    fn doubt(&mut self, states: &States) {
        let places = self.remembered.iter_mut().zip(&mut self.asked);
        for ((remembered, asked), state) in places.zip(states) {
            if *state == Some(State::Pending) {
                *remembered = None;
                *asked = true;
            }
        }
    }

    /// Takes the stored record; what was said on this page before it was read goes on. Says whether it is worth keeping.
    pub(super) fn remember(&mut self, env: &Env, text: Option<&str>, now_ms: f64) -> bool {
        let keeps_no = self.mode != Mode::OptIn;
        self.recorded = text.map_or([None; 3], |text| read(env, text, now_ms, keeps_no));
        self.remembered = self.recorded;
        for (remembered, asked) in self.remembered.iter_mut().zip(&mut self.asked) {
            if mem::take(asked) {
                *remembered = None;
            }
        }
        self.recorded != [None; 3]
    }

    /// The visitor is forgotten, with all that was said; but for a no where silence would mean yes.
    pub(super) fn forget(&mut self) {
        self.remembered = self.worth();
        self.silence(0);
        self.keep_no();
    }

    /// Keeps only the no of what is remembered, and only where silence would mean yes.
    pub(super) fn keep_no(&mut self) {
        let keeps_no = self.mode != Mode::OptIn;
        for state in &mut self.remembered {
            *state = state.filter(|state| keeps_no && *state == State::Denied);
        }
        self.forget_record();
    }

    /// The record could not be stored.
    pub(super) const fn forget_record(&mut self) {
        self.recorded = [None; 3];
    }

    /// Another tab decided: its record replaces what was said here. A browser's own signal stays.
    pub(super) fn replace(&mut self, env: &Env, text: Option<&str>, now_ms: f64) {
        let before = self.recorded;
        self.asked = [false; 3];
        self.remember(env, text, now_ms);
        if self.recorded != before {
            self.silence(0);
        }
    }

    /// What the record must say; nothing where nothing may be kept, or nobody was asked. A no is kept
    /// only where silence would mean yes. The browser speaks for itself every time.
    fn worth(&self) -> States {
        let mut worth = false;
        let mut states = [None; 3];
        for (index, place) in states.iter_mut().enumerate() {
            let (state, by) = self.verdict(index, false);
            let no = state == State::Denied && self.mode != Mode::OptIn;
            let asked = by != MODE;
            worth |= (asked || self.awaited != 0) && (no || state == State::Granted);
            *place = match state {
                State::Pending => None,
                _ if asked => Some(state),
                _ => Some(State::Silent),
            };
        }
        if worth { states } else { [None; 3] }
    }

    /// The record to store where it says something else than the stored one; `None` in it erases.
    pub(super) fn record(&mut self, env: &Env, now_ms: f64) -> Option<Option<String>> {
        let worth = self.worth();
        if worth == self.recorded {
            return None;
        }
        self.recorded = worth;
        if worth == [None; 3] {
            return Some(None);
        }
        let mut out = Writer::new(env);
        out.open('{')
            .key("v")
            .number(1.0)
            .key("until")
            .number(now_ms + RECORD_MS);
        for (name, state) in PURPOSE.list.iter().zip(&worth) {
            if let Some(state) = state {
                out.key(name).text(state.name());
            }
        }
        out.close('}');
        Some(Some(out.finish()))
    }

    /// The states as JSON, for listeners, and who decided each.
    pub(super) fn json(&self, env: &Env) -> String {
        let mut out = Writer::new(env);
        out.open('{');
        for (index, name) in PURPOSE.list.iter().enumerate() {
            out.key(name).text(self.verdict(index, true).0.name());
        }
        out.key("decidedBy").open('{');
        for (index, name) in PURPOSE.list.iter().enumerate() {
            out.key(name).text(name_of(self.verdict(index, true).1));
        }
        out.close('}');
        if self.said.get(Source::DNT.0) != Some(&[None; 3]) {
            out.key("doNotTrack").value(&Value::Bool(true));
        }
        out.close('}');
        out.finish()
    }
}

/// Whether it is the browser itself that speaks.
const fn is_browser(source: usize) -> bool {
    source == Source::GPC.0 || source == Source::DNT.0
}

fn name_of(source: usize) -> &'static str {
    match source {
        0 => "manual",
        REMEMBERED => "remembered",
        MODE => "mode",
        _ => SIGNAL.list.get(source.wrapping_sub(1)).unwrap_or(&""),
    }
}

#[inline(never)]
fn read(env: &Env, text: &str, now_ms: f64, keeps_no: bool) -> States {
    let (value, sound) = parse(env, text);
    let ours = matches!(value.get("v"), Some(Value::Number(1.0)));
    let left_ms = value.number_at("until") - now_ms;
    // A clock that went wrong makes no yes last longer.
    let old = !(0.0..=RECORD_MS + DAY_MS).contains(&left_ms);
    if !sound || !ours || old && !keeps_no {
        return [None; 3];
    }
    let mut states = [None; 3];
    for (state, name) in states.iter_mut().zip(PURPOSE.list) {
        let said = value.text_at(name).unwrap_or_default();
        for known in [State::Granted, State::Silent, State::Denied] {
            if said == known.name() {
                *state = Some(known);
            }
        }
        // A yes grows old. A mode does not: that of today decides.
        state.take_if(|state| old && *state == State::Granted);
    }
    states
}

impl State {
    /// The name of the state.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Silent => "mode",
            Self::Granted => "granted",
            Self::Denied => "denied",
        }
    }
}
