//! Everything that can happen to a [`super::Runtime`].

use super::{Read, Wish};
use crate::engine::exposure::Receipt;
use alloc::{string::String, vec::Vec};

/// When an input happened, and the entropy that came with it.
#[derive(Clone, Copy, Debug)]
pub struct Instant {
    /// Milliseconds since the Unix epoch, on the visitor's clock.
    pub now_ms: f64,
    /// 64 fresh random bits, from `crypto.getRandomValues`.
    pub entropy: [u32; 2],
}

/// One thing that happened. `web` makes these; nothing else reaches the runtime.
#[derive(Clone, Debug)]
pub enum Input {
    /// The script came alive on a page. Always the first input.
    Start(Start),
    /// The answer to [`super::Effect::Load`]: the text of each key, `None` where there is none
    /// or the storage cannot be read.
    Loaded(Wish, Vec<Option<String>>),
    /// The answer to [`super::Effect::Remember`]: whether it is stored.
    Remembered(bool),
    /// The browser refused to store the consent record.
    Refused,
    /// The answer to [`super::Effect::Sense`].
    Device(Device),
    /// The answer to [`super::Effect::Lock`].
    Locked,
    /// Another tab changed a key of ours (name and new text); `None` for the name
    /// when it cleared the whole storage.
    Changed(Option<String>, Option<String>),
    /// A single-page application went to another page.
    Page(Page),
    /// The site called `track(name, props)`.
    Track {
        /// Event name.
        name: String,
        /// Properties, as JSON text of an object; empty for none.
        props: String,
    },
    /// The site called `identify(id, attributes)`. An empty id signs the visitor out.
    Identify {
        /// The site's own name for the visitor.
        id: String,
        /// Attributes, as JSON text of an object; empty for none.
        attributes: String,
    },
    /// A consent source spoke. `None` is a purpose it has nothing to say to; in what the site says, one
    /// that stays as it was.
    Consent {
        /// Who spoke.
        source: Source,
        /// Personalization, measurement, sharing.
        states: States,
    },
    /// An experience reached the visitor.
    Receipt(Receipt),
    /// An element of [`super::Effect::Clicks`] was clicked: the index into that list.
    Click(usize),
    /// The page's code has read a flag, or brought a profile: what comes of that is to be counted, and stored.
    Read,
    /// The moment of an experience came on the page, or, `true`, its [`super::Effect::Delay`] is over.
    Due(usize, bool),
    /// The visitor closed the surface of this experience, or, `true`, clicked something in it.
    Touched(usize, bool),
    /// A batch was delivered (`true`) or refused or lost (`false`).
    Delivered {
        /// Number of the batch, from [`super::Effect::Send`].
        batch: u32,
        /// Whether the destination took it, or will never take it.
        done: bool,
    },
    /// The page woke up: visible again after sleep, or back from the back-forward cache
    /// (`true`: a new page view, no new decision). Consent is read again before any write.
    Resume(bool),
    /// The page is being hidden or left: the last moment that is sure to come.
    Hide,
    /// The time asked for by [`super::Effect::Wake`] has come.
    Wake,
    /// The site called `forget()`.
    Forget,
    /// Nothing more has happened: the moment to store and to send.
    Rest,
}

/// What is known when the script starts.
#[derive(Clone, Debug)]
pub struct Start {
    /// The rules.
    pub rules: Read,
    /// The page as it stands.
    pub page: Page,
    /// The browser says it is driven by a program (`navigator.webdriver`) or names itself a crawler.
    pub bot: bool,
    /// What the server knows, as JSON text of an object; empty for none.
    pub facts: String,
    /// What a preview forces, as JSON text of an object: variants by experience; empty for nothing.
    pub forced: String,
    /// The `async` stub's time-out has passed: nothing may change, nobody is counted.
    pub late: bool,
}

/// The page a visitor is on.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Full address.
    pub url: String,
    /// `document.referrer`; empty for none. For a single-page navigation: the page before.
    pub referrer: String,
    /// `document.title`.
    pub title: String,
    /// `<html lang>`; empty for none.
    pub language: String,
}

impl Page {
    /// Not known yet.
    pub(super) const NONE: Self = Self {
        url: String::new(),
        referrer: String::new(),
        title: String::new(),
        language: String::new(),
    };
}

/// The device a page is shown on.
#[derive(Clone, Debug)]
pub struct Device {
    /// `navigator.language`.
    pub language: String,
    /// Width of the viewport in CSS pixels.
    pub width: f64,
    /// The primary pointer is coarse.
    pub touch: bool,
    /// The visitor asks for reduced motion.
    pub reduced_motion: bool,
    /// `navigator.connection.effectiveType`; empty where the browser does not say.
    pub connection: String,
}

impl Device {
    /// Not asked for.
    pub(super) const NONE: Self = Self {
        language: String::new(),
        width: 0.0,
        touch: false,
        reduced_motion: false,
        connection: String::new(),
    };
}

/// A reason to handle data, each with its own yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Remembering this visitor, to choose content.
    Personalization = 0,
    /// Sending what was shown and what came of it.
    Measurement = 1,
    /// Audiences and hand-overs to others.
    Sharing = 2,
}

/// What a visitor said to one purpose.
/// The stricter is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Yes.
    Granted,
    /// Who is asked has not answered yet; in a record, nobody who was asked had anything to say. Never what holds.
    Silent,
    /// Nothing was said yet.
    Pending,
    /// No.
    Denied,
}

/// States by purpose, in the order of [`Purpose`]; `None` where nothing was said.
pub type States = [Option<State>; 3];

/// Who speaks for the visitor's consent: 0 is the site itself, followed by the signals in the order of
/// [`crate::engine::words::SIGNAL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source(pub usize);

impl Source {
    /// `om.consent(...)`, called by the site or its banner.
    pub const MANUAL: Self = Self(0);
    /// Google Consent Mode commands in `dataLayer`.
    pub const GOOGLE: Self = Self(1);
    /// Global Privacy Control (`navigator.globalPrivacyControl`).
    pub const GPC: Self = Self(2);
    /// Do Not Track (`navigator.doNotTrack`): advice, unless the rules obey it.
    pub const DNT: Self = Self(3);
}
