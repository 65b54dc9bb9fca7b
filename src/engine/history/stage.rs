//! The stage of the journey that a visitor is in, and since when.
//!
//! Owns: that the later of two stages counts. In: stages as they are entered. Out: the last one. Must not: know which
//! stages there are.

use super::entry::same;
use super::profile::Profile;

impl Profile {
    /// The visitor is in the stage of this hash, or in none; says whether that is new.
    pub fn enter(&mut self, stage: f64, now_ms: f64) -> bool {
        let [since_ms, known] = self.stage;
        let new = !same(known, stage);
        if new {
            // What comes later is later, also within a millisecond.
            self.stage = [now_ms.max(since_ms + 1.0), stage];
            self.moved = true;
        }
        new
    }
}

/// Whether a stage was entered after another; of one moment, any order that is the same in all tabs.
pub(super) fn is_after([since_ms, stage]: [f64; 2], [other_ms, other]: [f64; 2]) -> bool {
    since_ms > other_ms || same(since_ms, other_ms) && stage > other
}
