//! FNV-1a, 32 bit, over UTF-16 code units, as GrowthBook's SDKs count them.

use crate::engine::json::integer_text;
use alloc::string::String;

/// The hash of a text. Each UTF-16 unit is one step: this is what every SDK
/// that reads strings by `charCodeAt` does, and so what visitors elsewhere got.
#[must_use]
pub fn fnv1a(text: &str) -> u32 {
    text.encode_utf16().fold(0x811c_9dc5, |hash: u32, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    })
}

/// Where an id falls, from 0 up to but not 1, in steps of a ten-thousandth:
/// GrowthBook's hash version 2, which hashes twice so that seeds are independent.
#[must_use]
pub fn bucket(seed: &str, id: &str) -> f64 {
    let mut text = String::from(seed);
    text.push_str(id);
    let once = fnv1a(&text);
    text.clear();
    integer_text(&mut text, f64::from(once));
    f64::from(fnv1a(&text) % 10_000) / 10_000.0
}
