//! What conditions and texts ask for.

use crate::engine::history::Behaviour;
use crate::engine::json::Text;
use crate::engine::visitor;

/// Something conditions and texts can ask for.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// An attribute, by its dotted path.
    Attribute(Text),
    /// How often something was done.
    Behaviour(&'static Behaviour),
    /// The variant of an experience, by its index.
    Variant(usize),
    /// What came of an experience: a number of [`crate::engine::words::RESULT`].
    Result(usize, usize),
    /// The value of a flag, by its index.
    Flag(usize),
}

impl Subject {
    /// Whether it is an answer of the rules themselves, and not of the page or the past.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        match self {
            Self::Variant(_) | Self::Result(..) | Self::Flag(_) => true,
            Self::Attribute(path) => visitor::is_stage(path),
            Self::Behaviour(_) => false,
        }
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Attribute(one), Self::Attribute(other)) => one == other,
            (Self::Behaviour(one), Self::Behaviour(other)) => one.key == other.key,
            (Self::Variant(one), Self::Variant(other)) | (Self::Flag(one), Self::Flag(other)) => {
                one == other
            }
            (Self::Result(one, what), Self::Result(other, that)) => one == other && what == that,
            _ => false,
        }
    }
}
