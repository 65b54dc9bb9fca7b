//! The page's report that an experience reached the visitor: the only thing an exposure can be made from.

/// How much of a variant reached the page. A field of the exposure, never a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every change of the variant found a target (always so for the original).
    Applied,
    /// At least one change did, at least one did not.
    Partial,
    /// None did, though a target of the experience was there.
    Failed,
}

/// The moment came and one of the targets was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    experience: usize,
    outcome: Outcome,
}

impl Receipt {
    /// Reports that experience number `experience` reached the visitor.
    ///
    /// `web` calls this at the same instant for every variant: when all probes
    /// of the union are found, or when the document has been parsed and one is,
    /// or on leaving; for a surface, when its moment came and its slot was free.
    #[must_use]
    pub const fn reached(experience: usize, outcome: Outcome) -> Self {
        Self {
            experience,
            outcome,
        }
    }

    /// Reports that the page's code read the value that rule number `experience` gave to a flag.
    #[must_use]
    pub const fn read(experience: usize) -> Self {
        Self {
            experience,
            outcome: Outcome::Applied,
        }
    }

    /// Index of the experience in the rules.
    #[must_use]
    pub const fn experience(self) -> usize {
        self.experience
    }

    /// How much of it reached the page.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        self.outcome
    }
}
