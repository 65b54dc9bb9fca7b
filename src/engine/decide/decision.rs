//! What was decided, and why.

/// What was decided for one experience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Why.
    pub reason: Reason,
    /// The variant, by index, where one applies.
    pub variant: Option<usize>,
    /// The subject of the clause that decided against it.
    pub blame: Option<usize>,
}

/// Why an experience applies or does not. A closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It applies.
    Applied,
    /// Something in it is wrong.
    Problem,
    /// It is a draft, or over.
    Status,
    /// Its time has not come, or is past.
    Schedule,
    /// The page has another language.
    Language,
    /// A fact that it needs is not there.
    Needs,
    /// It is for other pages.
    Where,
    /// It is for other visitors.
    Who,
    /// It depends on something that nobody may know (yet).
    Unknown,
    /// It was shown often enough.
    Frequency,
    /// An experiment, and the visitor has not agreed to take part.
    Consent,
    /// The visitor is held out of the programme.
    Holdout,
    /// There is nothing to hash.
    NoId,
    /// The visitor is in the part of the split that sees the page as it is.
    Split,
    /// It would apply now; it will on the next page.
    NextPage,
    /// The script came after the stub's time-out.
    Late,
    /// The visitor is a program.
    Bot,
    /// Everything is switched off.
    Off,
    /// Nothing was decided yet.
    Waiting,
}

impl Reason {
    /// The stable name of the reason.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Problem => "problem",
            Self::Status => "status",
            Self::Schedule => "schedule",
            Self::Language => "language",
            Self::Needs => "needs",
            Self::Where => "where",
            Self::Who => "who",
            Self::Unknown => "unknown",
            Self::Frequency => "frequency",
            Self::Consent => "consent",
            Self::Holdout => "holdout",
            Self::NoId => "no-id",
            Self::Split => "split",
            Self::NextPage => "next-page",
            Self::Late => "late",
            Self::Bot => "bot",
            Self::Off => "off",
            Self::Waiting => "waiting",
        }
    }
}
