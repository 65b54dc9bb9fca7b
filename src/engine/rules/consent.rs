//! The `consent` part of a rules file.

use crate::engine::condition::Scope;
use crate::engine::json::Reader;

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
pub(super) fn read(scope: &mut Scope, reader: &mut Reader<'_>) -> ConsentRules {
    let mut rules = ConsentRules::default();
    scope.object(reader, &mut |scope, reader, key| match key {
        "mode" => rules.mode = mode(scope, reader),
        "signals" => scope.array(reader, &mut |scope, reader| {
            let name = scope.text(reader).unwrap_or_default();
            match &*name {
                "google" => rules.google = true,
                "gpc" => rules.gpc = true,
                _ => scope.problem(reader, "unknown-signal", &name, "signal"),
            }
        }),
        "onGrant" => scope.object(reader, &mut |scope, reader, key| match key {
            "change" => rules.change_now = now(scope, reader),
            "surface" => rules.surface_later = !now(scope, reader),
            _ => scope.unknown(reader, key, "onGrant"),
        }),
        _ => scope.unknown(reader, key, "consent"),
    });
    rules
}

fn mode(scope: &mut Scope, reader: &mut Reader<'_>) -> Mode {
    let name = scope.text(reader).unwrap_or_default();
    match &*name {
        "opt-in" => {}
        "opt-out" => return Mode::OptOut,
        "exempt" => return Mode::Exempt,
        _ => scope.problem(reader, "unknown-word", &name, "consent-mode"),
    }
    Mode::OptIn
}

fn now(scope: &mut Scope, reader: &mut Reader<'_>) -> bool {
    let word = scope.text(reader).unwrap_or_default();
    if *word != *"now" && *word != *"next-page" {
        scope.problem(reader, "unknown-word", &word, "grant-moment");
    }
    *word == *"now"
}
