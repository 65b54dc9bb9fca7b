//! What was decided, and why.

use crate::engine::json::{Text, Writer};
use crate::engine::rules::Experience;

/// What was decided for one experience.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    /// Why.
    pub reason: Reason,
    /// The variant, by index, where one applies.
    pub variant: Option<usize>,
    /// The subject of the clause that decided against it.
    pub blame: Option<usize>,
    /// Where the visitor falls, where that was asked.
    pub bucket: Option<f64>,
    /// The variant is the one of an earlier exposure.
    pub sticky: bool,
}

impl Decision {
    /// Opens an object with what everybody wants to know: which, whether, why, and the variant.
    pub fn open(&self, out: &mut Writer<'_>, experience: &Experience) {
        out.open('{').key("id").text(experience.id);
        out.key("applied").boolean(self.variant.is_some());
        out.key("reason").text(self.reason.name());
        let variant = self
            .variant
            .and_then(|variant| experience.variants.get(variant));
        if let Some(variant) = variant {
            out.key("variant").text(variant.id);
        }
    }

    /// No variant, for this reason.
    #[must_use]
    pub const fn no(reason: Reason) -> Self {
        Self {
            reason,
            variant: None,
            blame: None,
            bucket: None,
            sticky: false,
        }
    }
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
    /// The goal that ends it is reached.
    Goal,
    /// The visitor has closed it. Of an experiment, only the surface stays away, and takes slot, cap and
    /// gap as an original does: else who closed it would see more of the rest than who never saw it.
    Dismissed,
    /// An event has called its moment off.
    Cancelled,
    /// Its moment came, and another surface has or had its place on this page.
    Slot,
    /// Its moment came, and enough surfaces were shown.
    Pressure,
    /// Its moment came too soon after another surface.
    Gap,
    /// An experiment, and the visitor has not agreed to take part.
    Consent,
    /// An experiment, and this browser stores nothing: the visitor would enter anew on each page.
    Storage,
    /// The visitor is held out of the programme.
    Holdout,
    /// The variant is forced, by the query string or by a preview: nobody is counted.
    Forced,
    /// The visitor was exposed under a version that takes no part any more.
    Blocked,
    /// The visitor is in the part of an exclusion group or filter that takes no part.
    Filter,
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
    /// The stable names, in the order of the reasons.
    pub const NAMES: [Text; 29] = [
        "applied",
        "problem",
        "status",
        "schedule",
        "language",
        "needs",
        "where",
        "who",
        "unknown",
        "frequency",
        "goal",
        "dismissed",
        "cancelled",
        "slot",
        "pressure",
        "gap",
        "consent",
        "storage",
        "holdout",
        "forced",
        "blocked",
        "filter",
        "no-id",
        "split",
        "next-page",
        "late",
        "bot",
        "off",
        "waiting",
    ];

    /// The stable name of the reason.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.get(self as usize).copied().unwrap_or_default()
    }
}
