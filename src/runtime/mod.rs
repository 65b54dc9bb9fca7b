//! Pure but stateful: `handle(Input) -> Vec<Effect>`.
//!
//! Owns: the state of one visit, consent, and what is remembered. In: every
//! thing that happened, as an [`Input`] with its [`Instant`]. Out: what is to
//! be done, as [`Effect`]s. Must not: read a clock, roll dice, touch a browser.
//!
//! | file | what happens there |
//! |---|---|
//! | `input`, `effect` | all that can happen, and all that can be wanted done |
//! | `read` | what is read of the rules before there is a page |
//! | `begin` | start: the consent record, the past, the first decision |
//! | `event` | something happened: tracked, clicked, identified, another page |
//! | `moment` | the moment of a surface: whether it may appear, and what it is charged to |
//! | `show` | decisions become what `web` shows; receipts become exposures |
//! | `consent` | what the visitor allows, from everyone who speaks for them |
//! | `permit` | consent changes, here or in another tab |
//! | `keep` | what is stored, and when |
//! | `cookie` | the visitor's id for the other hosts of the site |
//! | `outbox` | events on their way to a destination |
//! | `import` | a profile from elsewhere |
//! | `report` | answers to the site's questions |

mod begin;
mod consent;
mod cookie;
mod effect;
mod event;
mod import;
mod input;
mod keep;
mod moment;
mod outbox;
mod permit;
mod read;
mod report;
mod show;

pub use effect::{Effect, Notice, Wish};
pub use input::{Device, Input, Instant, Page, Purpose, Source, Start, State, States};
pub use read::Read;

use crate::engine::Env;
use crate::engine::condition::Known;
use crate::engine::decide::Decision;
use crate::engine::exposure::Receipt;
use crate::engine::history::{Happened, Profile};
use crate::engine::json::Value;
use crate::engine::rules::Rules;
use alloc::{string::String, vec::Vec};

/// How far the start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// There are no rules yet.
    Idle,
    /// The consent record was asked for.
    Record,
    /// What is remembered was asked for, before the first decision.
    Past,
    /// Decisions are made.
    Running,
    /// Nothing happens on this page: the rules are off or ask for nothing, or the visitor is a program.
    Stopped,
}

/// How far one experience has come on this page.
struct Course {
    decision: Decision,
    /// `web` was told to show it.
    shown: bool,
    /// Its surface on this page view.
    turn: moment::Turn,
}

/// One visitor on one page.
pub struct Runtime {
    env: Env,
    phase: Phase,
    /// When the input that is being handled happened.
    now: Instant,
    /// As lasting as the instance, which has its memory for itself: both go together, nothing singly.
    rules: &'static Rules,
    page: Page,
    device: Device,
    bot: bool,
    facts: Value,
    /// Variants forced by a preview, by experience.
    forced: Value,
    late: bool,
    consent: consent::Consent,
    /// What is remembered; while that is not allowed, what happened on this page only.
    profile: Profile,
    /// The profile changed since it was stored.
    dirty: bool,
    /// The same, but only by a page view: storing that can wait for a quiet moment.
    stale: bool,
    /// The profile and what tabs have added, as last seen in the storage or left there; empty for none.
    stored: String,
    /// What happened since.
    unsaved: Vec<Happened>,
    /// A profile from elsewhere, to be taken with the next fold.
    imported: Value,
    /// What is stored is being read, and is to be added to then.
    saving: bool,
    /// How many experiences, and how much of what happened, are in what the browser is storing.
    written: [usize; 2],
    /// The lock for folding was asked for: until the next quiet moment nothing is read only to find that again.
    queued: bool,
    /// What is stored is being read, and what was added to it is to be folded then.
    folding: bool,
    /// When the timer that was asked for rings; past for none.
    alarm_ms: f64,
    /// The first visit may not be the first: the browser may have erased what was stored.
    doubtful: bool,
    /// The page is hidden, or being left.
    hidden: bool,
    /// It has come back from the cache of the browser: one page view more, once it is known what happened meanwhile.
    returned: bool,
    /// Whether the browser stores it; `None` while it was not asked to.
    kept: Option<bool>,
    /// A decision that waits for the answer to that.
    proving: Option<show::Pass>,
    /// Consent was said before the rules were there, and is still to be recorded.
    outspoken: bool,
    /// What is stored is to be erased as soon as the rules are there and the record is read.
    forgotten: bool,
    /// The record is being read again: nothing may be written until it is.
    unsure: bool,
    outbox: outbox::Outbox,
    known: Vec<Known>,
    /// What was reached, or read of flags, and is not yet counted.
    reached: Vec<Receipt>,
    /// When it was last looked at what is stored.
    fresh_ms: f64,
    /// By index of the experience.
    courses: Vec<Course>,
    /// What came before the first decision and needs it.
    early: Vec<Input>,
    effects: Vec<Effect>,
    /// Ids handed out so far.
    ids: u32,
}

/// Until there are some.
static NO_RULES: Rules = Rules::NONE;

impl Runtime {
    /// A runtime that has seen nothing yet.
    #[must_use]
    pub const fn new(env: Env) -> Self {
        Self {
            env,
            phase: Phase::Idle,
            now: Instant {
                now_ms: 0.0,
                entropy: [0; 2],
            },
            rules: &NO_RULES,
            page: Page::NONE,
            device: Device::NONE,
            bot: false,
            facts: Value::Null,
            forced: Value::Null,
            late: false,
            consent: consent::Consent::NEW,
            profile: Profile::NEW,
            dirty: false,
            stale: false,
            stored: String::new(),
            unsaved: Vec::new(),
            imported: Value::Null,
            saving: false,
            written: [0; 2],
            queued: false,
            folding: false,
            alarm_ms: 0.0,
            hidden: false,
            returned: false,
            doubtful: false,
            kept: None,
            proving: None,
            outspoken: false,
            forgotten: false,
            unsure: false,
            outbox: outbox::Outbox::NEW,
            known: Vec::new(),
            reached: Vec::new(),
            fresh_ms: 0.0,
            courses: Vec::new(),
            early: Vec::new(),
            effects: Vec::new(),
            ids: 0,
        }
    }

    /// Takes one input and says what is to be done about it, in order.
    pub fn handle(&mut self, at: Instant, mut input: Input) -> Vec<Effect> {
        self.now = at;
        if self.is_early(&input) {
            self.early.push(input);
        } else {
            self.happen(&mut input);
        }
        core::mem::take(&mut self.effects)
    }

    /// Whether an input must wait for the first decision.
    const fn is_early(&self, input: &Input) -> bool {
        let never = matches!(
            input,
            Input::Start(_)
                | Input::Loaded(..)
                | Input::Device(_)
                | Input::Rest
                | Input::Changed(..)
                | Input::Consent { .. }
                | Input::Forget
        );
        matches!(self.phase, Phase::Idle | Phase::Record | Phase::Past) && !never
    }

    fn notify(&mut self, notice: Notice, detail: String) {
        self.effects.push(Effect::Notify(notice, detail));
    }
}

#[cfg(test)]
mod tests;
