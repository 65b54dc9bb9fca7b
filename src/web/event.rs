//! What the browser and the page can tell this module.
//!
//! Owns: the numbers, the same as in `js/door/event.js`. In and out: plain data. Must not: know what
//! follows from it.

use crate::runtime::{Input, Source, State, States};
use alloc::string::String;

/// One thing that happened; what the fields hold depends on the kind.
#[derive(Default)]
pub(super) struct Event {
    pub kind: u32,
    pub a: u32,
    pub b: u32,
    pub text: String,
    pub more: String,
}

/// The instance begins: 1 when it is late; facts.
pub const STARTED: u32 = 0;
/// An element was found: number of the watch, number of the element.
pub const FOUND: u32 = 1;
/// A look at the page has reported all that it found: 1 when the document is parsed.
pub const LOOKED: u32 = 2;
/// The moment of a surface came, or what came of it: its experience; see `Stage::came`.
pub const DUE: u32 = 3;
/// Path or query changed; the address before.
pub const MOVED: u32 = 4;
/// The page is being hidden or left.
pub const HIDDEN: u32 = 5;
/// The page is seen again: 1 when it comes back from the back-forward cache.
pub const SHOWN: u32 = 6;
/// An element was clicked: the index of its selector.
pub const CLICKED: u32 = 7;
/// What became of a surface: its experience; 0 when the visitor closed it, 1 when it is closed otherwise, 2 when
/// something in it was clicked.
pub const TOUCHED: u32 = 8;
/// The timer rang.
pub const WOKE: u32 = 9;
/// A batch was answered: its number, 1 when it is done with.
pub const DELIVERED: u32 = 10;
/// Another tab changed a key: 1 when it is there still; name and text. No name: it cleared all.
pub const CHANGED: u32 = 11;
/// A consent source spoke: its number; one letter for each purpose.
pub const CONSENT: u32 = 12;
/// The site saw an event: name and properties.
pub const TRACK: u32 = 13;
/// The site knows the visitor: id and attributes.
pub const IDENTIFY: u32 = 14;
/// The site asks to forget.
pub const FORGET: u32 = 15;
/// The lock that was asked for is ours.
pub const LOCKED: u32 = 16;
/// The site asks for the variant of an experience.
pub const VARIANT: u32 = 17;
/// The site asks why an experience applies or not.
pub const EXPLAIN: u32 = 18;
/// The site asks what is remembered.
pub const PROFILE: u32 = 19;
/// The site asks what holds for each purpose.
pub const STATES: u32 = 20;
/// The site reads a flag.
pub const FLAG: u32 = 21;
/// The site brings a profile from elsewhere.
pub const IMPORT: u32 = 22;

/// Set in the experience of [`DUE`] when its delay is over.
pub const LATE: u32 = 1 << 31;

impl Event {
    /// What the runtime understands as it is.
    #[inline(never)]
    pub(super) fn into_input(self) -> Option<Input> {
        Some(match self.kind {
            DUE => Input::Due((self.a & !LATE) as usize, self.a >= LATE),
            TOUCHED if self.b != 1 => Input::Touched(self.a as usize, self.b > 0),
            SHOWN => Input::Resume(self.a == 1),
            CLICKED => Input::Click(self.a as usize),
            WOKE => Input::Wake,
            DELIVERED => Input::Delivered {
                batch: self.a,
                done: self.b == 1,
            },
            CHANGED => {
                let key = (!self.text.is_empty()).then_some(self.text);
                Input::Changed(key, (self.a == 1).then_some(self.more))
            }
            CONSENT => Input::Consent {
                source: Source(self.a as usize),
                states: read_states(&self.text),
            },
            TRACK => Input::Track {
                name: self.text,
                props: self.more,
            },
            IDENTIFY => Input::Identify {
                id: self.text,
                attributes: self.more,
            },
            FORGET => Input::Forget,
            LOCKED => Input::Locked,
            FLAG | IMPORT => Input::Read,
            _ => return None,
        })
    }
}

/// `g`ranted, `d`enied, `p`ending, anything else for what is not said.
fn read_states(letters: &str) -> States {
    let mut states = [None; 3];
    for (state, letter) in states.iter_mut().zip(letters.bytes()) {
        *state = match letter {
            b'g' => Some(State::Granted),
            b'd' => Some(State::Denied),
            b'p' => Some(State::Pending),
            _ => None,
        };
    }
    states
}
