//! A visitor was shown a variant.

use super::{Outcome, Receipt};
use crate::engine::Env;
use crate::engine::history::{Profile, same};
use crate::engine::json::{Text, Writer, parse};
use crate::engine::rules::Experience;
use alloc::string::String;

/// In bytes, how much is stored of exposures and goals that wait to be sent, without what JSON adds to a text in a text:
/// about a third.
pub const OUTBOX_BYTES: usize = 5_500;

/// A visitor was shown a variant, counted once per visitor and version. Its
/// fields are private: the only way to one is a receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    experience: Text,
    version: f64,
    variant: Text,
    outcome: Outcome,
    at_ms: f64,
}

impl Exposure {
    /// Counts a receipt; `None` when this visitor was counted before. `by` is the hash of what
    /// was hashed for the split.
    #[must_use]
    pub fn count(
        receipt: Receipt,
        experience: &Experience,
        variant: usize,
        by: f64,
        profile: &mut Profile,
        now_ms: f64,
    ) -> Option<Self> {
        let variant = experience.variants.get(variant)?.id;
        let entry = profile.entry_by(experience.id, experience.version, by)?;
        if entry.exposed_ms > 0.0 {
            return None;
        }
        entry.exposed_ms = now_ms;
        entry.variant = variant.into();
        entry.by = by;
        Some(Self {
            experience: experience.id,
            version: experience.version,
            variant,
            outcome: receipt.outcome(),
            at_ms: now_ms,
        })
    }

    /// The event as destinations get it.
    #[must_use]
    pub fn event(&self, env: &Env, id: &str) -> String {
        let mut out = Writer::new(env);
        out.open('{')
            .key("id")
            .text(id)
            .key("type")
            .text("exposure");
        out.key("at")
            .number(self.at_ms)
            .key("experience")
            .text(self.experience);
        out.key("version")
            .number(self.version)
            .key("variant")
            .text(self.variant);
        out.key("result").text(match self.outcome {
            Outcome::Applied => "applied",
            Outcome::Partial => "partial",
            Outcome::Failed => "failed",
        });
        out.close('}');
        out.finish()
    }

    /// What Google Tag Manager knows it as: `experiment_viewed`.
    #[must_use]
    pub fn tag_manager(&self, env: &Env) -> String {
        let mut out = Writer::new(env);
        out.open('{').key("event").text("experiment_viewed");
        out.key("experiment_id").text(self.experience);
        out.key("variation_id").text(self.variant).close('}');
        out.finish()
    }

    /// What Google Analytics 4 knows it as: the command `event experience_impression`.
    ///
    /// `exp_variant_string` is tool, experience and variant joined by hyphens;
    /// hyphens and percent signs inside the ids are percent-encoded, so that it can be taken apart.
    #[must_use]
    pub fn analytics(&self, env: &Env) -> String {
        let mut joined = String::from("omotenashi-");
        encode(&mut joined, self.experience);
        joined.push('-');
        encode(&mut joined, self.variant);
        let mut out = Writer::new(env);
        out.open('[').text("event").text("experience_impression");
        out.open('{')
            .key("exp_variant_string")
            .text(&joined)
            .close('}')
            .close(']');
        out.finish()
    }
}

/// Whether an event is an exposure of whom another tab has counted before: both were opened at once, and neither knew of
/// the other. Of what the profile says since, the first counts.
#[must_use]
pub fn is_second(env: &Env, profile: &Profile, event: &str) -> bool {
    let (event, _) = parse(env, event);
    let is_exposure = event.text_at("type") == Some("exposure");
    let at_ms = event.number_at("at");
    let mut second = false;
    for entry in &profile.entries {
        if is_exposure && event.text_at("experience") == Some(&entry.id) {
            // Several people may have met it here, or another version of it, each for the first time.
            if same(at_ms, entry.exposed_ms) {
                return false;
            }
            second |= entry.exposed_ms > 0.0 && entry.exposed_ms < at_ms;
        }
    }
    second
}

fn encode(out: &mut String, id: &str) {
    for letter in id.chars() {
        match letter {
            '-' => out.push_str("%2D"),
            '%' => out.push_str("%25"),
            other => out.push(other),
        }
    }
}
