//! Everything that a [`super::Runtime`] can want done, as data: `web` does it.

use crate::engine::change::{Showing, Surface};
use crate::engine::json::{Lent, Text};
use alloc::{string::String, vec::Vec};

/// What is asked of the storage, and so what the answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The consent record.
    Record,
    /// The profile, what tabs have added to it, and the outbox; where a rule asks whether this is the first visit, or hosts
    /// share the visitor's id, also the browser's maker and the cookies.
    Past,
    /// The profile and what tabs have added to it, once more.
    Profile,
    /// The outbox, into which this tab's events go.
    Outbox,
}

/// One thing to be done. Performed in order, with no borrow of the runtime held.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read these keys of `localStorage`, and nothing else, and answer at once with
    /// [`super::Input::Loaded`]. For one that ends with `~` all keys that begin with it, in order, as a JSON object; what
    /// does not begin with `omotenashi.` is a path from `window`.
    Load(Wish, Vec<String>),
    /// Store a text. A failure is a fault, once; memory serves from then on. A key that begins with `omotenashi-` is the
    /// name of a cookie, with its domain and age behind the text: the browser takes it or not.
    Save(String, String),
    /// As [`Effect::Save`], and answer at once with [`super::Input::Remembered`].
    Remember(String, String),
    /// Store a text and, where that was done, remove the keys: under a lock, when it is given back in time; what is left
    /// before that is left to the next. A key that a text names is not read beside it.
    Fold(String, String, Vec<Lent>),
    /// Read the device and answer at once with [`super::Input::Device`]: rules ask for it, and asking
    /// the browser for a width makes it lay out the page.
    Sense,
    /// Remove a key and those that begin with it and `~`, also when they cannot be read.
    Erase(String),
    /// Answer with [`super::Input::Locked`] once this lock is ours, and give it back when what was written then has
    /// come to all other tabs; at once where there are no locks.
    Lock(String),
    /// Show these experiences, highest priority first. Added to what is shown already.
    Show(Vec<Showing>),
    /// Open the surface of this experience, with what is known now; a ghost where there is none.
    Open(usize, Option<Surface>),
    /// Answer with [`super::Input::Due`], late, for this experience after so many milliseconds.
    Delay(usize, f64),
    /// Withdraw everything shown, newest first, and forget what was awaited.
    Withdraw,
    /// From now on report clicks on elements that match these selectors (the whole list each time).
    Clicks(Vec<Text>),
    /// From now on listen to these consent signals besides the manual call, and report at once what
    /// can be heard already.
    Signals {
        /// One bit for each of [`crate::engine::words::SIGNAL`].
        signals: u32,
        /// The banner's own names of the purposes, as JSON.
        purposes: String,
    },
    /// From now on track the events that come without code from the site, as far as the rules ask for them.
    Observe,
    /// All that can be decided is decided and applied: lift the stub's hiding
    /// as soon as the document is parsed.
    Settled,
    /// Push this JSON value to `dataLayer`. An array is pushed as a `gtag` command
    /// (an `arguments` object), an object as it is.
    Push(String),
    /// Post this body.
    Send {
        /// Number to answer with in [`super::Input::Delivered`].
        batch: u32,
        /// Where to, as the rules name it.
        url: Text,
        /// JSON text.
        body: String,
        /// The page is going away: use what survives it.
        last: bool,
    },
    /// Answer with [`super::Input::Wake`] after this many milliseconds. Replaces an earlier wish.
    Wake(f64),
    /// Tell the site's listeners, after the pump: the kind and a JSON detail.
    Notify(Notice, String),
}

/// What listeners can hear, by the name given to `om.on(name, …)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// `decision`: an experience was decided, with its reason.
    Decision,
    /// `exposure`: a visitor was shown a variant.
    Exposure,
    /// `goal`: a goal was reached, with its attribution.
    Goal,
    /// `problem`: the rules file is wrong somewhere.
    Problem,
    /// `fault`: the environment, or we, failed.
    Fault,
    /// `consent`: a purpose changed.
    Consent,
}

impl Notice {
    /// The name of the event as listeners know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Exposure => "exposure",
            Self::Goal => "goal",
            Self::Problem => "problem",
            Self::Fault => "fault",
            Self::Consent => "consent",
        }
    }
}
