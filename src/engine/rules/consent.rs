//! The `consent` part of a rules file.

use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentRules {
    /// What holds before anybody has said anything.
    pub mode: Mode,
    /// Listen to Google Consent Mode.
    pub google: bool,
    /// Listen to Global Privacy Control.
    pub gpc: bool,
    /// On a yes in the middle of a page, changes to elements happen at once and not on the next page.
    pub change_now: bool,
    /// On a yes in the middle of a page, surfaces wait for the next page.
    pub surface_later: bool,
}

/// Reads the `consent` object.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> ConsentRules {
    scope.fields(node, &words::CONSENT);
    let mode = match scope.word(&node.get("mode"), "unknown-word", &words::MODE) {
        Some(1) => Mode::OptOut,
        Some(2) => Mode::Exempt,
        _ => Mode::OptIn,
    };
    let mut signals = [false; 2];
    for signal in scope.children(&node.get("signals"), Kind::List) {
        let signal = scope.word(&signal, "unknown-signal", &words::SIGNAL);
        if let Some(heard) = signal.and_then(|signal| signals.get_mut(signal)) {
            *heard = true;
        }
    }
    let [google, gpc] = signals;
    let grant = node.get("onGrant");
    scope.fields(&grant, &words::GRANT);
    let mut moment = |name| scope.word(&grant.get(name), "unknown-word", &words::GRANT_MOMENT);
    ConsentRules {
        mode,
        google,
        gpc,
        change_now: moment("change") == Some(0),
        surface_later: moment("surface").is_none_or(|word| word == 1)
            && grant.get("surface").is_some(),
    }
}
