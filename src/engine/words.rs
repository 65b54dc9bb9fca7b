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
    /// The place of a word in the list.
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

/// From where on the members in [`EXPERIENCE`] and [`FLAG_RULE`] are those that only few have.
pub const RARE: usize = 17;

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
        "audiences" "stages" "interests" "rfm" "lists" "goals" "holdouts" "surfaces" "experiences" "flags" "queryOverride" "destinations" "redirects" "hydrate" "observe" "retention" "cookie";
    /// Members of an experience, from [`RARE`] on those of its `rest`.
    EXPERIENCE = "experience": "id" "name" "note" "status" "version" "seed" "where" "who" "show"
        "variants" "split" "measure" "live" "sticky" "hashBy" "hashVersion" "ranges"
        "languages" "schedule" "needs" "stay" "when" "frequency" "dismissed" "until" "priority"
        "minVersion" "group" "filters" "ramp";
    /// Members of a stage that is entered and left.
    STAGE = "stage": "enter" "leave";
    /// Members of a flag.
    FLAG = "flag": "type" "default" "rules" "note";
    /// Types of flags.
    FLAG_TYPE = "flag-type": "boolean" "string" "number" "object" "any";
    /// Members of a rule of a flag, from [`RARE`] on those of its `rest`.
    FLAG_RULE = "flag-rule": "id" "name" "note" "status" "version" "seed" "where" "who" "split"
        "measure" "sticky" "hashBy" "hashVersion" "ranges" "value" "values" "percent"
        "languages" "schedule" "needs" "stay" "minVersion" "group" "filters" "ramp";
    /// Members of `group`.
    GROUP = "group": "name" "from" "to";
    /// Members of a filter.
    FILTER = "filter": "seed" "hashBy" "hashVersion" "ranges";
    /// Members of a step of `ramp`.
    RAMP = "ramp": "from" "percent";
    /// What `$type` may ask for.
    VALUE_TYPE = "value-type": "string" "number" "boolean" "object" "array" "null" "missing";
    /// What may have come of an experience.
    RESULT = "result": "$shown" "$clicked" "$closed";
    /// Members of an entry of a `show` list.
    SHOW = "show": "at" "select" "text" "html" "attribute" "class" "image" "surface" "template"
        "label" "style" "link" "video" "insert" "move" "swap" "hide" "remove" "css" "value"
        "redirect" "reserve";
    /// Formats of a place in a text.
    FORMAT = "format": "number" "percent" "money" "date" "ago" "plural";
    /// Lengths of a date.
    DATE_STYLE = "date-style": "short" "medium" "long" "full";
    /// Categories of `plural`, as Unicode has them.
    PLURAL = "plural": "zero" "one" "two" "few" "many" "other";
    /// Members of `consent`.
    CONSENT = "consent": "mode" "byRegion" "signals" "purposes" "obeyDoNotTrack" "onGrant";
    /// Modes of consent.
    MODE = "consent-mode": "opt-in" "opt-out" "exempt";
    /// Members of `byRegion`.
    REGION = "byRegion": "from" "modes";
    /// Consent signals. Rules keep one bit for each, in this order.
    SIGNAL = "signal": "google" "gpc" "dnt" "tcf" "gpp" "vanilla-cookieconsent" "klaro" "osano"
        "c15t";
    /// Reasons to handle data.
    PURPOSE = "purpose": "personalization" "measurement" "sharing";
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
    /// Members of `observe`.
    OBSERVE = "observe": "search" "dataLayer" "product" "keepAhead";
    /// Members of `retention`.
    RETENTION = "retention": "default" "events" "user" "experiences";
    /// Members of `cookie`.
    COOKIE = "cookie": "domain";
    /// Whether an experience runs.
    STATUS = "status": "draft" "live" "ended";
    /// Members of `schedule`.
    SCHEDULE = "schedule": "from" "to";
    /// Members of `stay`.
    STAY = "stay": "until" "atMost";
    /// Members of `when`, in the order in which `rules/moment.rs` and [`crate::engine::change::happening`]
    /// number them.
    WHEN = "when": "exit" "return" "navigate" "after" "active" "idle" "scroll" "appear" "view" "click"
        "hover" "focus" "abandon" "event" "shown" "clicked" "closed" "count" "for" "percent" "delay"
        "every" "cancelOn";
    /// Members of `measure`.
    MEASURE = "measure": "primary" "guard";
    /// Members of `frequency`.
    FREQUENCY = "frequency": "atMost" "per";
    /// What a cap counts in, besides durations.
    PERIOD = "period": "page" "visit" "ever";
    /// Members of `surfaces`.
    SURFACES = "surfaces": "gap" "frequency" "dismissed";
    /// Members of a variant.
    VARIANT = "variant": "show";
    /// Members of `class`.
    CLASS = "class": "add" "remove";
    /// Members of `image`.
    IMAGE = "image": "src" "alt" "srcset" "sizes";
    /// Members of `video`.
    VIDEO = "video": "src" "poster";
    /// Where something is inserted or moved.
    SIDE = "side": "before" "after" "first" "last";
    /// Members of `redirect`.
    REDIRECT = "redirect": "to" "keepQuery";
    /// Kinds of surfaces.
    SURFACE_KIND = "surface-kind": "modal" "bar" "banner" "slide-in" "toast" "card" "spotlight";
    /// Members of `$did`.
    DID = "$did": "event" "with" "within" "of" "times" "halfLife" "then" "as" "count" "daysSince"
        "distinct" "sum" "min" "max" "average" "first" "last" "most" "share" "values";
    /// Statistics of `$did`.
    STATISTIC = "statistic": "count" "daysSince" "distinct" "sum" "min" "max" "average" "first"
        "last" "most" "share" "values";
    /// Members of `then`.
    STEP = "step": "event" "with" "within" "not";
    /// Windows that have a name.
    WINDOW = "window": "page" "visit" "previous-visit";
    /// What is asked of an interest.
    LEAD = "lead": "top" "share";
    /// Members of an interest.
    INTEREST = "interest": "event" "with" "within" "of" "times" "halfLife";
    /// Members of `rfm`.
    RFM = "rfm": "recency" "frequency" "monetary";
    /// Members of a window of days, or since an event.
    WITHIN = "within": "days" "zone" "since";
    /// What a surface may consist of.
    SURFACE = "surface": "html" "text" "template";
}
