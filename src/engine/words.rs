//! The words of a rules file, room by room.
//!
//! Owns: which members each kind of object may have, and every closed list. In: nothing. Out:
//! [`Words`], for the reader that checks them and for the author build, which suggests them.
//! Must not: know what a word means.

/// A closed list of words.
pub struct Words {
    /// What problems call the list ([`crate::engine::problem::Problem::expected`]).
    pub name: &'static str,
    /// The words.
    pub list: &'static [&'static str],
}

impl Words {
    /// Which of the words this is.
    #[must_use]
    pub fn position(&self, word: &str) -> Option<usize> {
        position(self.list, word)
    }
}

/// Where a word stands in a list.
#[must_use]
pub fn position(list: &[&str], word: &str) -> Option<usize> {
    list.iter().position(|known| *known == word)
}

/// Declares lists, and all of them together.
macro_rules! words {
    ($($(#[$doc:meta])* $constant:ident = $name:literal: $($word:literal)*;)*) => {
        $($(#[$doc])* pub static $constant: Words = Words { name: $name, list: &[$($word),*] };)*
        /// Every list.
        pub static ALL: &[&Words] = &[$(&$constant),*];
    };
}

words! {
    /// Members of the whole file.
    FILE = "file": "$schema" "omotenashi" "site" "timezone" "off" "consent" "slots" "attributes"
        "audiences" "goals" "holdouts" "experiences" "destinations";
    /// Members of an experience.
    EXPERIENCE = "experience": "id" "name" "note" "status" "version" "seed" "languages" "schedule"
        "where" "who" "needs" "stay" "when" "show" "variants" "split" "measure" "frequency"
        "priority" "hashBy" "live";
    /// Members of an entry of a `show` list.
    SHOW = "show": "at" "select" "text" "html" "attribute" "class" "image" "surface" "template"
        "label";
    /// Members of `consent`.
    CONSENT = "consent": "mode" "signals" "onGrant";
    /// Modes of consent.
    MODE = "consent-mode": "opt-in" "opt-out" "exempt";
    /// Consent signals.
    SIGNAL = "signal": "google" "gpc";
    /// Members of `onGrant`.
    GRANT = "onGrant": "change" "surface";
    /// When a grant takes effect.
    GRANT_MOMENT = "grant-moment": "now" "next-page";
    /// Members of a declared attribute.
    DECLARATION = "declaration": "type" "from";
    /// Types of attributes.
    TYPE = "attribute-type": "string" "number" "boolean" "date" "list";
    /// Where attributes come from.
    SOURCE = "attribute-source": "facts";
    /// Members of a goal.
    GOAL = "goal-fields": "event" "click" "value" "within";
    /// Members of a holdout.
    HOLDOUT = "holdout": "percent" "until";
    /// Members of a destination.
    DESTINATION = "destination": "to" "url";
    /// Kinds of destinations.
    DESTINATION_KIND = "destination-kind": "dataLayer" "beacon";
    /// Whether an experience runs.
    STATUS = "status": "draft" "live" "ended";
    /// Members of `schedule`.
    SCHEDULE = "schedule": "from" "to";
    /// Members of `stay`.
    STAY = "stay": "until" "atMost";
    /// Members of `when`.
    WHEN = "when": "exit" "after";
    /// Members of `measure`.
    MEASURE = "measure": "primary" "guard";
    /// Members of `frequency`.
    FREQUENCY = "frequency": "atMost" "per";
    /// Members of a variant.
    VARIANT = "variant": "show";
    /// Members of `class`.
    CLASS = "class": "add" "remove";
    /// Members of `image`.
    IMAGE = "image": "src" "alt" "srcset";
    /// Kinds of surfaces.
    SURFACE_KIND = "surface-kind": "modal" "bar";
    /// Members of `$did`.
    DID = "$did": "event" "with" "within" "count";
    /// What a surface may consist of.
    SURFACE = "surface": "html" "text" "template";
}
