//! What the visitor allows, from everyone who speaks for them.

use super::{Purpose, Source, State, States};
use crate::engine::Env;
use crate::engine::json::{Value, Writer, parse};
use crate::engine::rules::Mode;
use crate::engine::time::DAY_MS;
use alloc::string::String;

/// Names of the purposes, in the order of [`Purpose`].
const PURPOSES: [&str; 3] = ["personalization", "measurement", "sharing"];
/// A remembered yes is asked for again after half a year.
const RECORD_MS: f64 = 180.0 * DAY_MS;

/// The states of all purposes and where they come from.
#[derive(Default)]
pub(super) struct Consent {
    /// What silence means.
    pub(super) mode: Mode,
    said: [States; 3],
    remembered: States,
}

impl Consent {
    /// What holds for one purpose. Of several that speak, the stricter wins;
    /// where nobody does, the record of an earlier visit; else the mode.
    pub(super) fn state(&self, purpose: Purpose) -> State {
        let index = purpose as usize;
        let mut found = None;
        for said in &self.said {
            match said.get(index).copied().flatten() {
                Some(State::Denied) => return State::Denied,
                Some(State::Granted) => found = Some(State::Granted),
                _ => {}
            }
        }
        let remembered = self.remembered.get(index).copied().flatten();
        found.or(remembered).unwrap_or(match (self.mode, purpose) {
            (Mode::OptOut, _) | (Mode::Exempt, Purpose::Personalization | Purpose::Measurement) => {
                State::Granted
            }
            _ => State::Pending,
        })
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

    /// Takes what a source says. Purposes it leaves out stay as it had them.
    pub(super) fn say(&mut self, source: Source, states: States) {
        if let Some(said) = self.said.get_mut(source as usize) {
            for (known, state) in said.iter_mut().zip(&states) {
                if state.is_some() {
                    *known = *state;
                }
            }
        }
    }

    /// Takes the stored record; what was said on this page before it was read goes on.
    pub(super) fn remember(&mut self, env: &Env, text: Option<&str>, now_ms: f64) {
        self.remembered = text.map_or([None; 3], |text| read(env, text, now_ms));
    }

    /// Another tab decided: its record replaces what was said here. A browser's
    /// own signal (Global Privacy Control) stays.
    pub(super) fn replace(&mut self, env: &Env, text: Option<&str>, now_ms: f64) {
        let [manual, google, _] = &mut self.said;
        *manual = [None; 3];
        *google = [None; 3];
        self.remember(env, text, now_ms);
    }

    /// The record to store; `None` where nothing may be kept. A no is kept only
    /// where silence would mean yes.
    pub(super) fn record(&self, env: &Env, now_ms: f64) -> Option<String> {
        let states = self.states();
        let kept = if self.mode == Mode::OptIn {
            State::Granted
        } else {
            State::Denied
        };
        let granted = self.mode != Mode::OptIn && states.contains(&State::Granted);
        if !granted && !states.contains(&kept) {
            return None;
        }
        let mut out = Writer::new(env);
        out.open('{')
            .key("v")
            .number(1.0)
            .key("until")
            .number(now_ms + RECORD_MS);
        self.list(&mut out);
        out.close('}');
        Some(out.finish())
    }

    /// The states as JSON, for listeners.
    pub(super) fn json(&self, env: &Env) -> String {
        let mut out = Writer::new(env);
        out.open('{');
        self.list(&mut out);
        out.close('}');
        out.finish()
    }

    fn list(&self, out: &mut Writer<'_>) {
        for (name, state) in PURPOSES.iter().zip(&self.states()) {
            out.key(name).text(state.name());
        }
    }
}

fn read(env: &Env, text: &str, now_ms: f64) -> States {
    let (value, sound) = parse(env, text);
    let ours = matches!(value.get("v"), Some(Value::Number(1.0)));
    if !sound || !ours || value.number_at("until") < now_ms {
        return [None; 3];
    }
    let mut states = [None; 3];
    for (state, name) in states.iter_mut().zip(&PURPOSES) {
        *state = value.text_at(name).and_then(State::of);
    }
    states
}

impl State {
    /// The name of the state.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Granted => "granted",
            Self::Denied => "denied",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        [Self::Pending, Self::Granted, Self::Denied]
            .iter()
            .find(|state| state.name() == name)
            .copied()
    }
}
