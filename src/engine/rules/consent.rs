//! The `consent` part of a rules file.

use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Text, Value};
use crate::engine::text::cut;
use crate::engine::words;

/// What holds before anybody has said anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing without a yes.
    #[default]
    OptIn,
    /// Everything until a no.
    OptOut,
    /// Only what regulators exempt: assignment, one id, anonymous exposures; until a no.
    Exempt,
}

/// How a site handles consent.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsentRules {
    /// What holds before anybody has said anything, where no region says otherwise.
    pub mode: Mode,
    /// The fact that is the visitor's region; empty where modes do not go by region.
    pub region: Text,
    /// Modes by region.
    pub modes: Option<&'static Value>,
    /// One bit for each of [`words::SIGNAL`]: who is listened to.
    pub signals: u32,
    /// The banner's own names of the purposes.
    pub purposes: Option<&'static Value>,
    /// `Do Not Track` is a no, and not only advice.
    pub obey_dnt: bool,
    /// On a yes in the middle of a page, changes to elements happen at once and not on the next page.
    pub change_now: bool,
    /// On a yes in the middle of a page, surfaces wait for the next page.
    pub surface_later: bool,
}

impl ConsentRules {
    /// Nothing said of it.
    pub(super) const NONE: Self = Self {
        mode: Mode::OptIn,
        region: "",
        modes: None,
        signals: 0,
        purposes: None,
        obey_dnt: false,
        change_now: false,
        surface_later: false,
    };

    /// The mode for a visitor of whom these facts are known. `US-CA` is looked for first, then `US`.
    /// Where the region is not known, nothing is allowed without a yes.
    #[must_use]
    pub fn mode_for(&self, facts: &Value) -> Mode {
        if self.region.is_empty() {
            return self.mode;
        }
        let (Some(modes), Some(Value::Text(region))) = (self.modes, facts.at(self.region)) else {
            return Mode::OptIn;
        };
        let found = modes.text_at(region);
        match found.or_else(|| modes.text_at(cut(region, b'-').0)) {
            Some(word) => mode(words::MODE.position(word)),
            // A server that does not know it may say so by an empty text.
            None if region.is_empty() => Mode::OptIn,
            None => self.mode,
        }
    }

    /// One bit for each signal that is waited for: a browser's own is there at once, or never.
    #[must_use]
    pub const fn awaited(&self) -> u32 {
        self.signals & !0b110
    }

    /// Whether this mode can hold for anybody.
    #[must_use]
    pub fn may_be(&self, wanted: Mode) -> bool {
        let word = |value: &Value| words::MODE.position(value.as_text().unwrap_or_default());
        let modes = self.modes.map_or(&[][..], Value::members);
        let is = |value| mode(word(value)) == wanted;
        self.mode == wanted || modes.iter().any(|(_, value)| is(value))
    }
}

const fn mode(word: Option<usize>) -> Mode {
    match word {
        Some(1) => Mode::OptOut,
        Some(2) => Mode::Exempt,
        _ => Mode::OptIn,
    }
}

/// Reads the `consent` object.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> ConsentRules {
    scope.fields(node, &words::CONSENT);
    let mut rules = ConsentRules {
        mode: mode(scope.word(&node.get("mode"), "unknown-word", &words::MODE)),
        obey_dnt: scope.boolean_of(node, "obeyDoNotTrack"),
        ..ConsentRules::NONE
    };
    if rules.obey_dnt {
        rules.signals = DNT;
    }
    for signal in scope.children(&node.get("signals"), Kind::List) {
        if let Some(signal) = scope.word(&signal, "unknown-signal", &words::SIGNAL) {
            rules.signals |= 1 << signal;
        }
    }
    regions(scope, &node.get("byRegion"), &mut rules);
    let purposes = node.get("purposes");
    scope.fields(&purposes, &words::PURPOSE);
    for purpose in scope.children(&purposes, Kind::Map) {
        scope.text(&purpose);
    }
    rules.purposes = purposes.kept();
    let grant = node.get("onGrant");
    scope.fields(&grant, &words::GRANT);
    let mut moment = |name| scope.word(&grant.get(name), "unknown-word", &words::GRANT_MOMENT);
    rules.change_now = moment("change") == Some(0);
    rules.surface_later =
        moment("surface").is_none_or(|word| word == 1) && grant.get("surface").is_some();
    rules
}

/// The bit of `dnt`.
pub const DNT: u32 = 1 << 2;

fn regions(scope: &mut Scope<'_>, node: &Node<'_>, rules: &mut ConsentRules) {
    if !node.is_some() {
        return;
    }
    scope.fields(node, &words::REGION);
    let from = scope.needed(node, "from", "byRegion");
    let modes = node.get("modes");
    for mode in scope.children(&modes, Kind::Map) {
        scope.word(&mode, "unknown-word", &words::MODE);
    }
    rules.modes = modes.kept();
    let known = scope.refer(&from, "attributes", "unknown-attribute", "declared");
    match (known, from.value.and_then(Value::lasting_text)) {
        (Some(_), Some(path)) => rules.region = path,
        // Whose region nobody can know gets what is right everywhere.
        _ => rules.mode = Mode::OptIn,
    }
}
