//! What the pure engine gets from the browser for free.
//!
//! Owns: nothing. In and out: the plain functions of [`Env`]. Must not: remember.

use crate::engine::Env;
use alloc::string::String;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn to_number(text: &str) -> f64;
}

#[wasm_bindgen(module = "/js/door/browser.js")]
extern "C" {
    /// 1 or 0; NaN when the pattern is none.
    fn test(pattern: &str, flags: &str, text: &str) -> f64;
    fn fold(text: &str) -> String;
    /// NaN for an unknown zone.
    #[wasm_bindgen(js_name = zoneOffset)]
    fn zone_offset(zone: &str, utc_ms: f64) -> f64;
    /// The shortest numeral where there is no format.
    fn format(format: &str, language: &str, number: f64) -> String;
}

/// The browser's own functions.
pub const BROWSER: Env = Env {
    regex: |pattern, flags, text| known(test(pattern, flags, text)).map(|found| found == 1.0),
    parse_number: to_number,
    print_number: |number| format("", "", number),
    lower: fold,
    zone_offset: |zone, utc_ms| known(zone_offset(zone, utc_ms)),
    format,
};

fn known(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}
