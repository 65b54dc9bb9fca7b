//! A goal was reached after an exposure: attribution, on the visitor's device.

use crate::engine::Env;
use crate::engine::history::Profile;
use crate::engine::json::{Text, Writer};
use crate::engine::part;
use crate::engine::rules::Rules;
use alloc::{string::String, vec::Vec};

/// A goal, attributed to one experience. Sums and variances of conversion and
/// value follow from these without knowing who the visitor is: `before` is what
/// this visitor had brought in for this goal already.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    goal: Text,
    experience: Text,
    version: f64,
    variant: String,
    at_ms: f64,
    since_ms: f64,
    first: bool,
    value: f64,
    before: f64,
}

/// Attributes a goal to every experience that is measured by it and was shown to this visitor within the goal's
/// window; where nobody may be `measured`, to none. Shown or not, measured or not, it ends the stay of whoever
/// qualified until then: the tally says that the goal was reached, and counts nothing. `by` are the hashes of what each
/// experience hashes of this visitor, none for the device's: what somebody else at the same device was shown has brought nothing.
#[must_use]
pub fn convert(
    rules: &Rules,
    goal: usize,
    value: f64,
    profile: &mut Profile,
    by: &[f64],
    (now_ms, measured): (f64, bool),
) -> Vec<Conversion> {
    let mut conversions = Vec::new();
    let Some(reached) = rules.goals.get(goal) else {
        return conversions;
    };
    for (index, experience) in rules.experiences.iter().enumerate() {
        let by = by.get(index).filter(|_| part::STEER);
        let by = by.copied().unwrap_or_default();
        let Some(place) = profile.place_of(experience.id, experience.version, by) else {
            continue;
        };
        let Some(entry) = profile.entries.get_mut(place) else {
            continue;
        };
        // A clock may have been put back.
        let since_ms = (now_ms - entry.exposed_ms).max(0.0);
        let until = experience.rest.stay.and_then(|stay| stay.until) == Some(goal);
        let counts = measured
            && entry.exposed_ms > 0.0
            && since_ms <= reached.within_ms
            && (until || experience.measure.contains(&goal));
        if !(counts || until && entry.qualified_ms > 0.0) {
            continue;
        }
        entry.changed = true;
        let (count, worth) = if counts { (1.0, value) } else { (0.0, 0.0) };
        let (first, before) = entry.tally(reached.id, count, worth);
        if counts {
            conversions.push(Conversion {
                goal: reached.id,
                experience: experience.id,
                version: experience.version,
                variant: entry.variant.clone(),
                at_ms: now_ms,
                since_ms,
                first,
                value,
                before,
            });
        }
    }
    conversions
}

impl Conversion {
    /// The event as destinations get it.
    #[must_use]
    pub fn event(&self, env: &Env, id: &str) -> String {
        let mut out = Writer::new(env);
        out.open('{').key("id").text(id).key("type").text("goal");
        out.key("at").number(self.at_ms).key("goal").text(self.goal);
        out.key("experience")
            .text(self.experience)
            .key("version")
            .number(self.version);
        out.key("variant")
            .text(&self.variant)
            .key("since")
            .number(self.since_ms);
        out.key("first")
            .boolean(self.first)
            .key("value")
            .number(self.value);
        out.key("before").number(self.before).close('}');
        out.finish()
    }
}
