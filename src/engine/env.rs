//! What the browser has for free, handed to the pure engine as plain functions.

use alloc::string::String;

/// Functions every host can fill with exact equivalents. None has a memory.
#[derive(Clone, Copy)]
pub struct Env {
    /// `new RegExp(pattern, flags).test(text)`; `None` when the pattern does not compile.
    pub regex: fn(pattern: &str, flags: &str, text: &str) -> Option<bool>,
    /// The double nearest to a decimal numeral, as `Number(text)`.
    pub parse_number: fn(text: &str) -> f64,
    /// The shortest numeral that reads back as the same double, as `String(number)`.
    pub print_number: fn(number: f64) -> String,
    /// Minutes east of UTC in an IANA zone at an instant (ms since the epoch);
    /// `None` for a zone the host does not know. An empty name is the visitor's own zone.
    pub zone_offset: fn(zone: &str, utc_ms: f64) -> Option<f64>,
}
