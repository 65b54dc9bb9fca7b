//! What is known of the page and the device.
//!
//! Owns: which property of the browser gives which fact. In: the door. Out: [`Page`], [`Device`]. Must not: read forms,
//! or anything a rule cannot ask for.

use super::door::Door;
use crate::runtime::{Device, Page};
use alloc::string::String;

/// The page as it stands; `before` is the address a single-page application came from.
pub(super) fn page(door: &Door, before: Option<String>) -> Page {
    Page {
        url: door.read_text("location.href"),
        referrer: before.unwrap_or_else(|| door.read_text("document.referrer")),
        title: door.read_text("document.title"),
        language: door.read_text("document.documentElement.lang"),
    }
}

/// What a preview has asked for. Only `js/debug/pretend.js` answers; without it nothing stands under that path.
pub(super) fn forced(door: &Door) -> String {
    door.read_text("omotenashi.forced")
}

/// The device it is shown on.
pub(super) fn device(door: &Door) -> Device {
    Device {
        language: door.read_text("navigator.language"),
        width: door.read_number("innerWidth"),
        touch: door.match_media("(pointer:coarse)"),
        reduced_motion: door.match_media("(prefers-reduced-motion:reduce)"),
        connection: door.read_text("navigator.connection.effectiveType"),
    }
}
