//! The cookie of the data sheet, where hosts share the visitor's id.
//!
//! Owns: its rows. In: the rules. Out: what is kept, and that browsers send it by themselves. Must not: leave that out.

use super::said::{self, Said};
use super::{Kept, Sent, days};
use crate::engine::rules::Rules;
use crate::server::Language;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

/// Browsers keep no cookie longer.
const MOST_DAYS: u32 = 400;
/// An id.
const ID_BYTES: usize = 16;

/// What the id is called.
pub(super) const fn identity(rules: &Rules) -> &'static Said {
    if rules.cookie.is_empty() {
        &said::IDENTITY
    } else {
        &said::SHARED_IDENTITY
    }
}

/// Who is told it.
pub(super) fn sent(rules: &Rules, language: Language) -> Option<Sent> {
    if rules.cookie.is_empty() {
        return None;
    }
    Some(Sent {
        what: said::COOKIE_SENT.by(language).to_string(),
        to: said::behind(said::ALL_HOSTS.by(language), &format!("`{}`", rules.cookie)),
        purpose: "personalization",
        why: said::WHY_SHARE.by(language),
    })
}

/// Where it is kept.
pub(super) fn row(rules: &Rules, language: Language) -> Option<Kept> {
    if rules.cookie.is_empty() {
        return None;
    }
    let key = format!("omotenashi-{}", rules.site);
    Some(Kept {
        what: said::behind(said::COOKIE.by(language), &format!("`{}`", rules.cookie)),
        bytes: key.len().saturating_add(ID_BYTES),
        key,
        purpose: "personalization",
        why: said::WHY_SHARE.by(language),
        rules: Vec::new(),
        days: days(rules.retention.default_ms()).min(MOST_DAYS),
    })
}
